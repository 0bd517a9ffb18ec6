//! Slack's identifiers: at most twelve characters of `A-Z0-9`, packed into one machine word.
//!
//! Packing keeps the alphabetical order, so that sets of ids are listed as their texts would be.
//! Not here: event ids and reminder ids, which have lower case and are never looked up.
//!
//! Source: the samples of 001_da8ff31ae8236703.txt (`C061EG9SL`, `T061EG9R6`, `A0BLA3EP2`).

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::map::{Key, Keyed};
use super::packing::{pack, pack_characters};

/// The most characters that a Slack id may have here.
pub const LONGEST_ID: usize = 12;

/// Any Slack id: `Copy`, compared and hashed as one word, ordered like its text.
///
/// ```
/// use grantscope::SlackId;
///
/// let general: SlackId = "C061EG9SL".parse()?;
/// assert_eq!(general.to_string(), "C061EG9SL");
/// assert!("general".parse::<SlackId>().is_err());
/// # Ok::<(), grantscope::IdError>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SlackId(NonZeroU64);

/// Why a text is no Slack id.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum IdError {
    /// Not one to twelve characters of `A-Z0-9`.
    #[error("`{text}` is no Slack id: expected 1 to {LONGEST_ID} characters of `A-Z0-9`")]
    Malformed {
        /// The text, cut to a length that can be shown.
        text: String,
    },
    /// An id of another thing.
    #[error("`{text}` is no {noun} id: expected it to start with {expected}")]
    OtherThing {
        /// The id that came.
        text: String,
        /// What was wanted: `user`, `conversation`.
        noun: &'static str,
        /// The first characters that such ids have.
        expected: &'static str,
    },
}

/// The characters of ids, which are also Slack's digits.
const DIGITS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// One more than the 36 characters: zero stands for "no character here".
pub(super) const RADIX: usize = 37;

const BASE: u64 = RADIX as u64;

/// What the first character counts.
const FIRST: u64 = BASE.pow(LONGEST_ID as u32 - 1);

/// Its upper half.
const FIRST_ABOVE: u32 = (FIRST >> 32) as u32;

impl SlackId {
    /// An id that Slack gives to nobody: what is no id at all stands for it where only a yes or a
    /// no is asked for.
    pub(crate) const NOBODY: Self = Self::known("0");

    /// The id's first character, which tells what it names.
    #[inline]
    pub fn initial(self) -> char {
        char::from(character(self.first_digit() as u64).unwrap_or(b'?'))
    }

    /// The id of up to twelve characters, four in each number, the first one lowest; zero is no character.
    /// What is no id stands for one that nobody has.
    #[inline]
    pub fn of_characters(characters: [u32; 3]) -> Self {
        pack_characters(characters).and_then(Self::of_word).unwrap_or(Self::NOBODY)
    }

    #[inline]
    pub(super) fn first_digit(self) -> usize {
        first_digit(self.word())
    }

    /// The id that a text is known to be; what no id has in it counts as `0`.
    pub(crate) const fn known(text: &str) -> Self {
        let mut packed = 0_u64;
        let mut rest = text.as_bytes();
        let mut place = 0;
        while place < LONGEST_ID {
            packed = packed.wrapping_mul(BASE);
            if let [first, others @ ..] = rest {
                let digit = match pack_character(*first) {
                    Some(digit) => digit,
                    None => 1,
                };
                packed = packed.wrapping_add(digit);
                rest = others;
            }
            place = place.saturating_add(1);
        }
        match NonZeroU64::new(packed) {
            Some(word) => Self(word),
            None => Self(NonZeroU64::MIN),
        }
    }
}

/// What the first character of a word counts; zero if there is none.
#[inline]
pub(super) fn first_digit(word: u64) -> usize {
    if cfg!(target_pointer_width = "64") {
        return (word / FIRST) as usize;
    }
    // Where a division of words is long: the upper halves come to one too many at most.
    let digit = (word >> 32) as u32 / FIRST_ABOVE;
    let too_many = u64::from(digit).wrapping_mul(FIRST) > word;
    digit.wrapping_sub(too_many.into()) as usize
}

/// What a character counts, if an id may have it.
pub(super) const fn pack_character(character: u8) -> Option<u64> {
    match character {
        b'0'..=b'9' => Some(character.saturating_sub(b'0').saturating_add(1) as u64),
        b'A'..=b'Z' => Some(character.saturating_sub(b'A').saturating_add(11) as u64),
        _ => None,
    }
}

/// What a character counts.
pub(super) const fn digit(character: u8) -> usize {
    match pack_character(character) {
        Some(digit) => digit as usize,
        None => 0,
    }
}

#[inline]
fn character(digit: u64) -> Option<u8> {
    DIGITS.get(usize::try_from(digit).ok()?.checked_sub(1)?).copied()
}

impl Keyed for SlackId {
    fn key(&self) -> Key {
        Key::Words(self.word(), 0)
    }
}

impl FromStr for SlackId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let malformed = || IdError::Malformed { text: text.chars().take(40).collect() };
        pack(text.as_bytes()).and_then(Self::of_word).ok_or_else(malformed)
    }
}

impl fmt::Display for SlackId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; LONGEST_ID];
        let (mut packed, mut length) = (self.word(), 0);
        for (place, slot) in text.iter_mut().enumerate().rev() {
            if let Some(character) = character(packed % BASE) {
                *slot = character;
                length = length.max(place.saturating_add(1));
            }
            packed /= BASE;
        }
        let text = text.get(..length).and_then(|text| std::str::from_utf8(text).ok());
        formatter.write_str(text.unwrap_or_default())
    }
}

impl fmt::Debug for SlackId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for SlackId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SlackId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(IdVisitor)
    }
}

/// Refuses a text while it is read, so that the fault is told where the text stands.
struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = SlackId;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a Slack id")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SlackId, E> {
        text.parse().map_err(E::custom)
    }
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident, $noun:literal, $initials:pat, $expected:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(transparent)]
        pub struct $name(SlackId);

        impl $name {
            /// The id that a text is known to be.
            pub(crate) const fn known(text: &str) -> Self {
                Self(SlackId::known(text))
            }

            /// The id as that of one, if its initial says so.
            #[inline]
            pub(crate) fn of(id: SlackId) -> Option<Self> {
                matches!(id.initial(), $initials).then_some(Self(id))
            }

            /// The id without its type, as resources are kept.
            pub fn id(self) -> SlackId {
                self.0
            }
        }

        impl Keyed for $name {
            fn key(&self) -> Key {
                self.0.key()
            }
        }

        impl TryFrom<SlackId> for $name {
            type Error = IdError;

            fn try_from(id: SlackId) -> Result<Self, IdError> {
                Self::of(id).ok_or_else(|| IdError::OtherThing {
                    text: id.to_string(),
                    noun: $noun,
                    expected: $expected,
                })
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::try_from(text.parse::<SlackId>()?)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::try_from(SlackId::deserialize(deserializer)?)
                    .map_err(serde::de::Error::custom)
            }
        }
    };
}

typed_id!(
    /// A person, or the app's own user: `U061F7AUR`, `WH1MPY`.
    UserId, "user", 'U' | 'W', "`U` or `W`"
);
typed_id!(
    /// A channel, a group, or a direct message: `C061EG9SL`, `G0…`, `D0PNCRP9N`.
    ConversationId, "conversation", 'C' | 'D' | 'G', "`C`, `D` or `G`"
);
typed_id!(
    /// A workspace: `T061EG9R6`.
    TeamId, "team", 'T', "`T`"
);
typed_id!(
    /// An app: `A0BLA3EP2`.
    AppId, "app", 'A', "`A`"
);

impl ConversationId {
    /// The conversation of that number: `D0000000A` is the tenth direct message.
    pub(crate) fn numbered(initial: char, number: u32) -> Self {
        Self(SlackId::numbered(initial, number))
    }
}

impl SlackId {
    /// The id of that number: `S0000000A` is the tenth user group.
    pub(crate) fn numbered(initial: char, number: u32) -> Self {
        Self::known(&format!("{initial}{}", eight_digits(number)))
    }

    /// The word that holds the id. Never zero.
    #[inline]
    pub(crate) fn word(self) -> u64 {
        self.0.get()
    }

    /// The id that a word holds, unless it holds none.
    #[inline]
    pub(crate) fn of_word(word: u64) -> Option<Self> {
        NonZeroU64::new(word).map(Self)
    }
}

/// A number in Slack's digits, `0` to `Z`: ten is `0000000A`.
pub(super) fn eight_digits(number: u32) -> String {
    let digit = |place: u32| {
        let digit = u64::from(number).checked_div(36_u64.checked_pow(place)?)? % 36;
        DIGITS.get(usize::try_from(digit).ok()?).map(|digit| char::from(*digit))
    };
    (0..8).rev().filter_map(digit).collect()
}
