//! Short lists that are kept in order, for what a screen has room for.
//!
//! Of its own: sorting and ordered maps are compiled once more for every type that they hold, and
//! each time they weigh more than all of this. Not here: anything that grows with a workspace.

/// Puts an item behind those whose key is at most as great.
pub(crate) fn put_by<T, K: Ord>(items: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) {
    let place = items.partition_point(|before| key(before) <= key(&item));
    items.insert(place, item);
}

/// The items in order, each once.
pub(crate) fn ordered<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut ordered = Vec::new();
    for item in items {
        if let Err(place) = ordered.binary_search(&item) {
            ordered.insert(place, item);
        }
    }
    ordered
}

/// The items in order, with one more, or without it where it was one of them.
pub(crate) fn toggled<T: Ord + Clone>(items: &[T], item: T) -> Vec<T> {
    let mut items = items.to_vec();
    match items.binary_search(&item) {
        Ok(place) => drop(items.remove(place)),
        Err(place) => items.insert(place, item),
    }
    items
}
