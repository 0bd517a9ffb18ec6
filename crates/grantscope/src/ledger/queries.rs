//! Many questions as one text: a line each, with a method, a channel and a user.
//!
//! Not here: the decision.

use super::Ledger;
use crate::model::{SlackId, pack};
use crate::wire::{Place, Problem};

/// What stands where a question names nothing.
const NONE: &[u8] = b"-";

impl Ledger {
    /// Answers the questions of a text, as bits, the first in the lowest bit of the first byte.
    ///
    /// A line is `method channel user`, with one space between them and `-` for what it does not
    /// name; what would be last may be left out. A line may end as Windows ends it. What is unknown is
    /// not allowed.
    ///
    /// ```
    /// let answers = grantscope::Ledger::new().allows_lines(b"api.test\nchat.postMessage C061EG9SL\n");
    /// assert_eq!(answers, Ok(vec![0b01]));
    /// ```
    ///
    /// # Errors
    /// If a line is empty, or has more in it, be it a space.
    #[inline]
    pub fn allows_lines(&self, questions: &[u8]) -> Result<Vec<u8>, Problem> {
        let mut bits = Vec::new();
        let (mut rest, mut count) = (questions, 0_usize);
        while !rest.is_empty() {
            let (allowed, behind) = self.allows_line(rest).ok_or_else(|| broken(count))?;
            if count.is_multiple_of(8) {
                bits.push(0);
            }
            if let Some(byte) = bits.last_mut() {
                *byte |= u8::from(allowed) << (count & 7);
            }
            (rest, count) = (behind, count.saturating_add(1));
        }
        Ok(bits)
    }

    #[inline]
    fn allows_line<'a>(&self, text: &'a [u8]) -> Option<(bool, &'a [u8])> {
        let (method, rest) = word(text);
        let (channel, rest) = next_word(rest);
        let (user, rest) = next_word(rest);
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let behind = if rest.is_empty() { rest } else { rest.strip_prefix(b"\n")? };
        if method.is_empty() || channel.is_empty() || user.is_empty() {
            return None;
        }
        let method = std::str::from_utf8(method).ok().and_then(|name| self.catalogue.method(name));
        let allowed = method.is_some_and(|method| self.allows_ids(method, id(channel), id(user)));
        Some((allowed, behind))
    }
}

/// Up to the next space or the line's end.
#[inline]
fn word(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| matches!(byte, b' ' | b'\r' | b'\n'));
    text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, &[]))
}

#[inline]
fn next_word(text: &[u8]) -> (&[u8], &[u8]) {
    text.strip_prefix(b" ").map_or((NONE, text), word)
}

/// What is no id names nobody.
#[inline]
fn id(word: &[u8]) -> Option<SlackId> {
    (word != NONE).then(|| pack(word).and_then(SlackId::of_word).unwrap_or(SlackId::NOBODY))
}

fn broken(before: usize) -> Problem {
    let place = Place { line: before.saturating_add(1), column: 1, path: String::new() };
    Problem::new(
        "bad_query",
        place,
        "expected `method channel user`, with `-` for what is not named",
    )
}
