//! A flat table: words, and what belongs to each, side by side in memory.
//!
//! Open addressing with linear probing: one multiplication, then neighbours. It has no history, so
//! that an entry costs little more than itself: at most three quarters of the slots are taken, at
//! least three eighths once it has grown. Not here: what the words stand for.

/// What stands in a slot that is free. No id is packed into it, and other keys must not be.
const FREE: u64 = 0;

/// The golden ratio, in 64 bits: keys that count up are spread evenly.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

const FIRST_SLOTS: usize = 8;

/// Values by words that are not zero.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table<V> {
    keys: Vec<u64>,
    values: Vec<V>,
    taken: usize,
}

impl<V: Copy + Default> Table<V> {
    /// The value of a key.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<V> {
        let mut slot = self.home(key);
        loop {
            match self.keys.get(slot) {
                Some(found) if *found == key => return self.values.get(slot).copied(),
                None | Some(&FREE) => return None,
                Some(_) => slot = self.after(slot),
            }
        }
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
        if self.taken.saturating_mul(4) >= self.keys.len().saturating_mul(3) {
            self.grow();
        }
        let slot = self.slot_for(key);
        let new = self.keys.get(slot) == Some(&FREE);
        self.put(slot, key, value);
        self.taken = self.taken.saturating_add(usize::from(new));
        new
    }

    /// Those behind it move up, so that none is looked for in vain.
    #[inline]
    pub(crate) fn remove(&mut self, key: u64) {
        let mut hole = self.slot_for(key);
        if key == FREE || self.keys.get(hole) != Some(&key) {
            return;
        }
        self.taken = self.taken.saturating_sub(1);
        let mut slot = self.after(hole);
        while let Some(moving) = self.keys.get(slot).copied().filter(|key| *key != FREE) {
            let wanders = self.distance(self.home(moving), slot) >= self.distance(hole, slot);
            if wanders && let Some(value) = self.values.get(slot).copied() {
                self.put(hole, moving, value);
                hole = slot;
            }
            slot = self.after(slot);
        }
        self.put(hole, FREE, V::default());
    }

    /// The slot that has the key, or is free for it.
    #[inline]
    fn slot_for(&self, key: u64) -> usize {
        let mut slot = self.home(key);
        while self.keys.get(slot).is_some_and(|found| *found != FREE && *found != key) {
            slot = self.after(slot);
        }
        slot
    }

    #[inline]
    fn put(&mut self, slot: usize, key: u64, value: V) {
        if let (Some(at), Some(of)) = (self.keys.get_mut(slot), self.values.get_mut(slot)) {
            (*at, *of) = (key, value);
        }
    }

    fn grow(&mut self) {
        let slots = self.keys.len().saturating_mul(2).max(FIRST_SLOTS);
        let (keys, values) = (vec![FREE; slots], vec![V::default(); slots]);
        let before = std::mem::replace(self, Self { keys, values, taken: self.taken });
        for (key, value) in before.keys.into_iter().zip(before.values) {
            if key != FREE {
                self.put(self.slot_for(key), key, value);
            }
        }
    }

    /// Where the search for a key begins: the highest bits of the product, which depend on all.
    #[inline]
    fn home(&self, key: u64) -> usize {
        let spread = key.wrapping_mul(SPREAD) >> 32;
        (spread.wrapping_mul(self.keys.len() as u64) >> 32) as usize
    }

    #[inline]
    fn after(&self, slot: usize) -> usize {
        slot.wrapping_add(1) & self.last()
    }

    /// The number of slots is a power of two.
    #[inline]
    fn last(&self) -> usize {
        self.keys.len().wrapping_sub(1)
    }

    fn distance(&self, from: usize, to: usize) -> usize {
        to.wrapping_sub(from) & self.last()
    }
}
