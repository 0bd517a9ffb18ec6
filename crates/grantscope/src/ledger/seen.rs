//! The events that were heard, so that one that comes again is known.
//!
//! Not here: what follows from hearing one (`ledger.rs`).

use crate::model::table::Table;

/// So many are remembered: the last ones.
const REMEMBERED: usize = 10_000;

/// The last events, by what their ids come to as a word.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    words: Table<()>,
    order: Vec<u64>,
    oldest: usize,
}

impl Seen {
    /// Whether the id is new. From now on it is not.
    #[inline]
    pub(super) fn is_new(&mut self, event_id: &[u8]) -> bool {
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

/// Another word for every id of up to ten letters and digits, as Slack's are; of longer ones, two
/// come to the same as seldom as two words by chance.
#[inline]
fn word_of(event_id: &[u8]) -> u64 {
    let digit = |character: u8| match character {
        b'0'..=b'9' => character.wrapping_sub(b'0').wrapping_add(1),
        b'A'..=b'Z' => character.wrapping_sub(b'A').wrapping_add(11),
        b'a'..=b'z' => character.wrapping_sub(b'a').wrapping_add(37),
        other => other.wrapping_add(63),
    };
    let add =
        |word: u64, character: &u8| word.wrapping_mul(63).wrapping_add(digit(*character).into());
    // Never zero, which no table holds.
    event_id.iter().fold(0, add).max(1)
}
