//! A flat table: words, and what belongs to each, side by side in memory.
//!
//! Slots stand in groups of eight, and a group's are together in memory: who looks into a large table waits
//! for one place of it. One word holds a byte of each key in a group, so that eight are compared at once,
//! and who is not there is mostly told by that word alone. It has no history, so that an entry costs little
//! more than itself: at most seven eighths of the slots are taken, at least seven sixteenths once it has
//! grown. Not here: what the words stand for.

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
    groups: Vec<Group<V>>,
    taken: usize,
}

/// Eight slots. What is looked at first lies in front.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
struct Group<V> {
    /// A byte for each slot: zero if it is free, else its key's mark.
    marks: u64,
    values: [V; GROUP],
    keys: [u64; GROUP],
}

/// Where a key is: the place of the group, and that of the slot in it.
#[derive(Clone, Copy)]
struct Slot(usize, usize);

impl<V: Copy + Default> Table<V> {
    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<V> {
        let Slot(group, place) = self.find(key)?;
        self.groups.get(group)?.values.get(place).copied()
    }

    /// The value of a key, to change it.
    #[inline]
    pub(crate) fn get_mut(&mut self, key: u64) -> Option<&mut V> {
        let Slot(group, place) = self.find(key)?;
        self.groups.get_mut(group)?.values.get_mut(place)
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.taken
    }

    /// The keys, in no order that means anything.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> {
        self.groups.iter().flat_map(|group| group.keys).filter(|key| *key != FREE)
    }

    /// Says whether the key is new.
    #[inline]
    pub(crate) fn insert(&mut self, key: u64, value: V) -> bool {
        let found = self.find(key);
        let slots = self.groups.len().saturating_mul(GROUP);
        if found.is_none() && self.taken.saturating_mul(8) >= slots.saturating_mul(7) {
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
        while let Some((moving, key, value)) = self.displaced(hole) {
            self.put(hole, key, value);
            hole = moving;
        }
        self.put(hole, FREE, V::default());
    }

    /// The slot that has the key.
    #[inline]
    fn find(&self, key: u64) -> Option<Slot> {
        let (mut place, mark) = self.home(key);
        loop {
            let group = self.groups.get(place)?;
            let mut alike = zero_bytes(group.marks ^ EACH.wrapping_mul(mark));
            while alike != 0 {
                let slot = lowest(alike);
                if group.keys.get(slot) == Some(&key) {
                    return Some(Slot(place, slot));
                }
                alike &= alike.wrapping_sub(1);
            }
            if has_free(group.marks) {
                return None;
            }
            place = self.after(place);
        }
    }

    /// Where a key goes that is not there.
    #[inline]
    fn free_slot(&self, key: u64) -> Slot {
        let (mut group, _) = self.home(key);
        loop {
            let marks = self.groups.get(group).map(|it| it.marks).unwrap_or_default();
            if has_free(marks) {
                return Slot(group, lowest(!marks & TAKEN));
            }
            group = self.after(group);
        }
    }

    /// What would stand in a group that is full, had it found a place there: its slot, key and value.
    fn displaced(&self, Slot(full, _): Slot) -> Option<(Slot, u64, V)> {
        let mut place = full;
        while !has_free(self.groups.get(place)?.marks) {
            place = self.after(place);
            let Group { keys, values, .. } = self.groups.get(place)?;
            let wanders = |key: u64| {
                let (home, _) = self.home(key);
                key != FREE && self.distance(home, place) >= self.distance(full, place)
            };
            let mut slots = keys.iter().zip(values).enumerate();
            if let Some((slot, (key, value))) = slots.find(|(_, (key, _))| wanders(**key)) {
                return Some((Slot(place, slot), *key, *value));
            }
        }
        None
    }

    #[inline]
    fn put(&mut self, Slot(group, slot): Slot, key: u64, value: V) {
        let (_, mark) = self.home(key);
        let mark = if key == FREE { 0 } else { mark };
        let at = slot.saturating_mul(8);
        let Some(group) = self.groups.get_mut(group) else { return };
        group.marks = group.marks & !(0xFF << at) | mark << at;
        if let (Some(at), Some(of)) = (group.keys.get_mut(slot), group.values.get_mut(slot)) {
            (*at, *of) = (key, value);
        }
    }

    fn grow(&mut self) {
        let count = self.groups.len().saturating_mul(2).max(1);
        let free = Group { marks: 0, values: [V::default(); GROUP], keys: [FREE; GROUP] };
        let before = std::mem::replace(&mut self.groups, vec![free; count]);
        for Group { keys, values, .. } in before {
            for (key, value) in keys.into_iter().zip(values) {
                if key != FREE {
                    self.put(self.free_slot(key), key, value);
                }
            }
        }
    }

    /// The group in which the search for a key begins, and its mark: high bits of a product, which
    /// depend on all.
    #[inline]
    fn home(&self, key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(SPREAD) >> 32;
        let group = spread.wrapping_mul(self.groups.len() as u64) >> 32;
        (group as usize, spread & 0x7F | 0x80)
    }

    #[inline]
    fn after(&self, group: usize) -> usize {
        group.wrapping_add(1) & self.last()
    }

    /// The number of groups is a power of two.
    #[inline]
    fn last(&self) -> usize {
        self.groups.len().wrapping_sub(1)
    }

    fn distance(&self, from: usize, to: usize) -> usize {
        to.wrapping_sub(from) & self.last()
    }
}

#[inline]
const fn has_free(marks: u64) -> bool {
    marks & TAKEN != TAKEN
}

/// The place of the lowest byte that is marked.
#[inline]
fn lowest(marked: u64) -> usize {
    marked.trailing_zeros() as usize / 8
}
