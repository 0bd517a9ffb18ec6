//! Ordered collections, filled one by one.
//!
//! Collecting sorts first, and sorting is compiled once more for every type that is collected.

use std::collections::{BTreeMap, BTreeSet};

/// The items, each once.
pub fn ordered_set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// Puts an item into an ordered list, unless it is there.
pub(crate) fn insert_ordered<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}

/// The last value of each key.
pub fn ordered_map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}
