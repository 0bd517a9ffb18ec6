//! What was answered about one id, method by method, until the ledger changed.
//!
//! Not here: the answers themselves.

use grantscope::Method;

/// Two bits for each method: whether it is known, and whether the call is allowed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Answers {
    since: u32,
    bits: [u64; 3],
}

const METHODS_A_WORD: usize = 32;

impl Answers {
    /// What was answered, if that was after so many changes.
    #[inline]
    pub(crate) fn told(&self, changes: u32, method: Method) -> Option<bool> {
        let (word, shift) = place(method);
        let told = self.bits.get(word)? >> shift;
        (self.since == changes && told & 1 == 1).then_some(told & 2 == 2)
    }

    pub(crate) fn remember(&mut self, changes: u32, method: Method, allowed: bool) {
        if self.since != changes {
            *self = Self { since: changes, bits: [0; 3] };
        }
        let (word, shift) = place(method);
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= (1 | u64::from(allowed) << 1) << shift;
        }
    }
}

#[inline]
fn place(method: Method) -> (usize, usize) {
    let index = method.index();
    (index / METHODS_A_WORD, index % METHODS_A_WORD * 2)
}
