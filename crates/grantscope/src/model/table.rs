//! A flat table: words, and what belongs to each, side by side in memory.
//!
//! Slots stand in groups of eight. One word holds a byte of each key in a group, so that eight are
//! compared at once, and who is not there is mostly told by that word alone. It has no history, so
//! that an entry costs little more than itself: at most seven eighths of the slots are taken, at
//! least seven sixteenths once it has grown. Not here: what the words stand for.

use super::packing::{EACH, HIGHEST, zero_bytes};

/// No key is zero: it is what stands in a slot that is free.
const FREE: u64 = 0;

/// The golden ratio, in 64 bits: keys that count up are spread evenly.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// So many slots are a group.
const GROUP: usize = 8;

/// The highest bit of each byte, which is set where a slot is taken.
const TAKEN: u64 = HIGHEST;

/// Values by words that are not zero.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table<V> {
    /// A word for each group, a byte for each slot: zero if it is free, else its key's mark.
    marks: Vec<u64>,
    keys: Vec<u64>,
    values: Vec<V>,
    taken: usize,
}

impl<V: Copy + Default> Table<V> {
    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<V> {
        self.values.get(self.find(key)?).copied()
    }

    /// The value of a key, to change it.
    #[inline]
    pub(crate) fn get_mut(&mut self, key: u64) -> Option<&mut V> {
        let slot = self.find(key)?;
        self.values.get_mut(slot)
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.taken
    }

    /// The keys, in no order that means anything.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.keys.iter().copied().filter(|key| *key != FREE)
    }

    /// Says whether the key is new.
    #[inline]
    pub(crate) fn insert(&mut self, key: u64, value: V) -> bool {
        let found = self.find(key);
        if found.is_none() && self.taken.saturating_mul(8) >= self.keys.len().saturating_mul(7) {
            self.grow();
        }
        let slot = found.unwrap_or_else(|| self.free_slot(key));
        self.put(slot, key, value);
        self.taken = self.taken.saturating_add(usize::from(found.is_none()));
        found.is_none()
    }

    /// Whoever found no place in a group that was full moves up, so that nobody is looked for in vain.
    #[inline]
    pub(crate) fn remove(&mut self, key: u64) {
        let Some(mut hole) = self.find(key) else { return };
        self.taken = self.taken.saturating_sub(1);
        while let Some(moving) = self.displaced(hole / GROUP) {
            if let (Some(key), Some(value)) =
                (self.keys.get(moving).copied(), self.values.get(moving).copied())
            {
                self.put(hole, key, value);
            }
            hole = moving;
        }
        self.put(hole, FREE, V::default());
    }

    /// The slot that has the key.
    #[inline]
    fn find(&self, key: u64) -> Option<usize> {
        let (mut group, mark) = self.home(key);
        loop {
            let marks = self.marks.get(group).copied()?;
            let mut alike = zero_bytes(marks ^ EACH.wrapping_mul(mark));
            while alike != 0 {
                let slot = slot_of(group, alike);
                if self.keys.get(slot) == Some(&key) {
                    return Some(slot);
                }
                alike &= alike.wrapping_sub(1);
            }
            if has_free(marks) {
                return None;
            }
            group = self.after(group);
        }
    }

    /// Where a key goes that is not there.
    #[inline]
    fn free_slot(&self, key: u64) -> usize {
        let (mut group, _) = self.home(key);
        loop {
            let marks = self.marks.get(group).copied().unwrap_or_default();
            if has_free(marks) {
                return slot_of(group, !marks & TAKEN);
            }
            group = self.after(group);
        }
    }

    /// The slot of a key that would stand in a group that is full, had it found a place there.
    fn displaced(&self, full: usize) -> Option<usize> {
        let mut group = full;
        while !has_free(self.marks.get(group).copied()?) {
            group = self.after(group);
            let start = group.saturating_mul(GROUP);
            let keys = self.keys.get(start..start.saturating_add(GROUP))?;
            let wanders = |key: &u64| {
                let (home, _) = self.home(*key);
                *key != FREE && self.distance(home, group) >= self.distance(full, group)
            };
            if let Some(place) = keys.iter().position(wanders) {
                return Some(start.saturating_add(place));
            }
        }
        None
    }

    #[inline]
    fn put(&mut self, slot: usize, key: u64, value: V) {
        let (_, mark) = self.home(key);
        let mark = if key == FREE { 0 } else { mark };
        let at = (slot % GROUP).saturating_mul(8);
        if let Some(marks) = self.marks.get_mut(slot / GROUP) {
            *marks = *marks & !(0xFF << at) | mark << at;
        }
        if let (Some(at), Some(of)) = (self.keys.get_mut(slot), self.values.get_mut(slot)) {
            (*at, *of) = (key, value);
        }
    }

    fn grow(&mut self) {
        let groups = self.marks.len().saturating_mul(2).max(1);
        let slots = groups.saturating_mul(GROUP);
        let (marks, keys) = (vec![0; groups], vec![FREE; slots]);
        let grown = Self { marks, keys, values: vec![V::default(); slots], taken: self.taken };
        let before = std::mem::replace(self, grown);
        for (key, value) in before.keys.into_iter().zip(before.values) {
            if key != FREE {
                self.put(self.free_slot(key), key, value);
            }
        }
    }

    /// The group in which the search for a key begins, and its mark: high bits of a product, which
    /// depend on all.
    #[inline]
    fn home(&self, key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(SPREAD) >> 32;
        let group = spread.wrapping_mul(self.marks.len() as u64) >> 32;
        (group as usize, spread & 0x7F | 0x80)
    }

    #[inline]
    fn after(&self, group: usize) -> usize {
        group.wrapping_add(1) & self.last()
    }

    /// The number of groups is a power of two.
    #[inline]
    fn last(&self) -> usize {
        self.marks.len().wrapping_sub(1)
    }

    fn distance(&self, from: usize, to: usize) -> usize {
        to.wrapping_sub(from) & self.last()
    }
}

#[inline]
const fn has_free(marks: u64) -> bool {
    marks & TAKEN != TAKEN
}

/// The slot of the lowest byte that is marked.
#[inline]
fn slot_of(group: usize, marked: u64) -> usize {
    group.wrapping_mul(GROUP).wrapping_add(marked.trailing_zeros() as usize / 8)
}
