//! The events that were heard, so that one that comes again is known.
//!
//! Not here: what follows from hearing one (`ledger.rs`).

use crate::model::table::Table;

/// So many are remembered: the last ones.
const REMEMBERED: usize = 10_000;

/// An odd number without order in its bits.
const SPREAD: u64 = 0x2545_F491_4F6C_DD1D;

/// The last events, by what their ids come to as a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    words: Table<()>,
    order: Vec<u64>,
    oldest: usize,
}

impl Seen {
    /// Whether the id is new. From now on it is not. An empty one names no event.
    #[inline]
    pub(super) fn is_new(&mut self, event_id: &[u8]) -> bool {
        if event_id.is_empty() {
            return true;
        }
        let word = word_of(event_id);
        if !self.words.insert(word, ()) {
            return false;
        }
        if self.order.len() < REMEMBERED {
            self.order.push(word);
        } else if let Some(oldest) = self.order.get_mut(self.oldest) {
            self.words.remove(std::mem::replace(oldest, word));
            self.oldest = self.oldest.wrapping_add(1) % REMEMBERED;
        }
        true
    }
}

/// Two ids come to the same word as seldom as two words by chance.
#[inline]
fn word_of(event_id: &[u8]) -> u64 {
    let add = |word: u64, byte: &u8| {
        word.wrapping_add(u64::from(*byte)).wrapping_add(1).wrapping_mul(SPREAD)
    };
    // Never zero, which no table holds.
    event_id.iter().fold(0, add).max(1)
}
