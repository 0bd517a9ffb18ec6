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

/// The last value of each key.
pub fn ordered_map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}
