//! Persistent ordered maps, which share with their copies what they have in common.
//!
//! A tree is compiled once for every type of keys and values: 4 KB each. So all maps here are one
//! tree, of keys that are words or texts, and of values that know themselves what they are.
//! Not here: sets of ids (`reach.rs`), where every access looks.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::RangeInclusive;
use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

/// A key as every map orders it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Key {
    /// A number, or two.
    Words(u64, u64),
    /// A text.
    Text(Arc<str>),
}

impl Key {
    /// The number, if it is one.
    pub(crate) fn word(&self) -> u64 {
        match self {
            Self::Words(word, _) => *word,
            Self::Text(_) => 0,
        }
    }
}

/// What can be looked up. Keys are ordered as what they stand for.
pub(crate) trait Keyed {
    /// What it is looked up by.
    fn key(&self) -> Key;
}

impl Keyed for u32 {
    fn key(&self) -> Key {
        Key::Words((*self).into(), 0)
    }
}

impl Keyed for str {
    fn key(&self) -> Key {
        Key::Text(self.into())
    }
}

type Tree = RedBlackTreeMapSync<Key, Arc<dyn Any + Send + Sync>>;

/// The values of keys, in their order.
pub(crate) struct Map<K: ?Sized, V> {
    tree: Tree,
    of: PhantomData<fn(&K) -> V>,
}

impl<K: Keyed + ?Sized, V: Send + Sync + 'static> Map<K, V> {
    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.tree.get(&key.key()).and_then(|value| value.downcast_ref())
    }

    pub(crate) fn contains(&self, key: &K) -> bool {
        self.tree.contains_key(&key.key())
    }

    /// In the order of the keys.
    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.tree.values().filter_map(|value| value.downcast_ref())
    }

    /// The same, with their keys.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&Key, &V)> {
        self.tree.iter().filter_map(|(key, value)| Some((key, value.downcast_ref()?)))
    }

    /// The same, from one key to another.
    pub(crate) fn within(&self, keys: RangeInclusive<Key>) -> impl DoubleEndedIterator<Item = &V> {
        self.tree.range(keys).filter_map(|(_, value)| value.downcast_ref())
    }

    /// The value of the first key.
    pub(crate) fn first(&self) -> Option<&V> {
        self.tree.first().and_then(|(_, value)| value.downcast_ref())
    }

    pub(crate) fn len(&self) -> usize {
        self.tree.size()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.tree.is_empty()
    }

    pub(crate) fn insert(&mut self, key: &K, value: V) {
        self.tree.insert_mut(key.key(), Arc::new(value));
    }

    pub(crate) fn remove(&mut self, key: &K) {
        self.tree.remove_mut(&key.key());
    }

    /// Changes a value, if there is one.
    pub(crate) fn alter(&mut self, key: &K, change: impl FnOnce(&mut V))
    where
        V: Clone,
    {
        if let Some(mut value) = self.get(key).cloned() {
            change(&mut value);
            self.insert(key, value);
        }
    }
}

impl<K: ?Sized, V> Default for Map<K, V> {
    fn default() -> Self {
        Self { tree: Tree::new_sync(), of: PhantomData }
    }
}

impl<K: ?Sized, V> Clone for Map<K, V> {
    fn clone(&self) -> Self {
        Self { tree: self.tree.clone(), of: PhantomData }
    }
}

impl<K: Keyed + ?Sized, V: PartialEq + Send + Sync + 'static> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.tree.keys().eq(other.tree.keys()) && self.values().eq(other.values())
    }
}

impl<K: Keyed + ?Sized, V: Eq + Send + Sync + 'static> Eq for Map<K, V> {}

impl<K: Keyed + ?Sized, V: fmt::Debug + Send + Sync + 'static> fmt::Debug for Map<K, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.values()).finish()
    }
}

impl<K: Keyed, V: Send + Sync + 'static> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        entries.into_iter().for_each(|(key, value)| map.insert(&key, value));
        map
    }
}
