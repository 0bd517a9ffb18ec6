//! Ordered collections, filled one by one.
//!
//! Collecting sorts first, and sorting is compiled once more for every type that is collected.

/// Puts an item into an ordered list, unless it is there.
pub(crate) fn insert_ordered<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}

/// Puts an item into a list that is ordered by keys, in the place of the one with its key.
pub(crate) fn insert_keyed<K: Ord, V>(list: &mut Vec<(K, V)>, key: K, value: V) {
    match list.binary_search_by(|(it, _)| it.cmp(&key)) {
        Ok(place) => {
            if let Some(entry) = list.get_mut(place) {
                *entry = (key, value);
            }
        }
        Err(place) => list.insert(place, (key, value)),
    }
}

/// Two ordered lists as one, each item once.
pub(crate) fn merged<T: Ord + Copy>(left: &[T], right: &[T]) -> Vec<T> {
    let mut all = Vec::new();
    let (mut left, mut right) = (left.iter().copied().peekable(), right.iter().copied().peekable());
    while let Some(next) = left.peek().into_iter().chain(right.peek()).min().copied() {
        left.next_if_eq(&next);
        right.next_if_eq(&next);
        all.push(next);
    }
    all
}
