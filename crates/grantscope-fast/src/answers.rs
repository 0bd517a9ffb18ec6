//! What was answered about one id, until the ledger changed: one word, so that asking again is one look.
//!
//! Not here: the answers themselves.

/// Two bits for each of the methods that got a handle first: whether it was asked for, and the answer.
/// Above them, after how many changes that was.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Answers(u64);

const METHODS: usize = 24;
const CHANGES: u32 = 48;

impl Answers {
    /// What was answered about the method of a slot, if that was after so many changes.
    #[inline]
    pub(crate) fn told(self, changes: u16, slot: usize) -> Option<bool> {
        let counts = self.0 >> CHANGES == u64::from(changes) && slot < METHODS;
        let told = if counts { self.0 >> (slot & 31) >> (slot & 31) } else { 0 };
        (told & 1 == 1).then_some(told & 2 == 2)
    }

    pub(crate) fn remember(&mut self, changes: u16, slot: usize, allowed: bool) {
        if self.0 >> CHANGES != u64::from(changes) {
            self.0 = u64::from(changes) << CHANGES;
        }
        if slot < METHODS {
            self.0 |= (1 | u64::from(allowed) << 1) << slot << slot;
        }
    }
}
