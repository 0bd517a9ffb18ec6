//! Eight bytes at once: an id's characters as one word, a byte each, the first one lowest.
//!
//! Not here: what ids mean (`id.rs`).

use super::id::{LONGEST_ID, RADIX};

const BASE: u64 = RADIX as u64;
const LAST_FOUR: usize = LONGEST_ID - 8;

/// `0` counts one, `A` eleven.
const BELOW_FIGURES: u64 = b'0' as u64 - 1;
const BELOW_LETTERS: u64 = b'A' as u64 - 11;

/// One in each byte of a word, and the highest bit of each.
pub(crate) const EACH: u64 = 0x0101_0101_0101_0101;
pub(crate) const HIGHEST: u64 = EACH << 7;

/// The highest bit of each byte that is zero; at times that of the byte above one, too.
#[inline]
pub(crate) const fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(EACH) & !word & HIGHEST
}

/// The characters as one number in base 37, unless they make no id.
#[inline]
pub(crate) fn pack(text: &[u8]) -> Option<u64> {
    let blanks = LONGEST_ID.checked_sub(text.len()).filter(|blanks| *blanks < LONGEST_ID)?;
    let (first, last) = match (text.first_chunk(), text.last_chunk::<LAST_FOUR>()) {
        (Some(first), Some(last)) => {
            let last = u64::from(u32::from_le_bytes(*last));
            (u64::from_le_bytes(*first), last >> blanks.wrapping_mul(8))
        }
        _ => (short(text), 0),
    };
    let all = text.len().wrapping_mul(8) as u32;
    let (expected_first, expected_last) = (lowest_bits(all), lowest_bits(all.saturating_sub(64)));
    let (first, in_first) = digits(first);
    let (last, in_last) = digits(last);
    (in_first == expected_first && in_last == expected_last).then(|| number(first, last))
}

/// The same from three numbers of four characters each, the first one lowest; zero is no character.
#[inline]
pub(crate) fn pack_characters([first, second, last]: [u32; 3]) -> Option<u64> {
    let first = u64::from(first) | u64::from(second) << 32;
    let last = u64::from(last);
    let (first_digits, in_first) = digits(first);
    let (last_digits, in_last) = digits(last);
    let sound = first & !in_first == 0 && last & !in_last == 0;
    let from_the_left = is_all_low(in_first) && is_all_low(in_last);
    let whole = in_last == 0 || in_first == u64::MAX;
    (sound && from_the_left && whole && in_first != 0).then(|| number(first_digits, last_digits))
}

fn short(text: &[u8]) -> u64 {
    text.iter().rev().fold(0, |word, character| word << 8 | u64::from(*character))
}

#[inline]
const fn lowest_bits(count: u32) -> u64 {
    match u64::MAX.checked_shr(64_u32.saturating_sub(count)) {
        Some(bits) => bits,
        None => 0,
    }
}

/// Whether the bits that are set are the lowest ones.
#[inline]
const fn is_all_low(bits: u64) -> bool {
    bits & bits.wrapping_add(1) == 0
}

/// What each character counts, `0` is one and `Z` is 36, and all bits of each byte that is one. Of others
/// nothing is left.
#[inline]
const fn digits(characters: u64) -> (u64, u64) {
    let ascii = characters & !HIGHEST;
    let letters = from(ascii, b'A') & !from(ascii, b'Z' + 1) & !characters & HIGHEST;
    let figures = from(ascii, b'0') & !from(ascii, b'9' + 1) & !characters & HIGHEST;
    let (letter, figure) = (letters >> 7, figures >> 7);
    let sound = (letter | figure).wrapping_mul(0xFF);
    let before =
        figure.wrapping_mul(BELOW_FIGURES).wrapping_add(letter.wrapping_mul(BELOW_LETTERS));
    ((characters & sound).wrapping_sub(before), sound)
}

/// The highest bit of each byte, below 128, that is at least that of a character.
#[inline]
const fn from(bytes: u64, first: u8) -> u64 {
    bytes.wrapping_add(EACH.wrapping_mul(0x80_u64.wrapping_sub(first as u64)))
}

/// Neighbours become one, three times.
#[inline]
const fn number(first: u64, last: u64) -> u64 {
    const FOURTH: u64 = BASE.pow(4);
    let halves = fours(first);
    let first = (halves & 0xFFFF_FFFF).wrapping_mul(FOURTH).wrapping_add(halves >> 32);
    first.wrapping_mul(FOURTH).wrapping_add(fours(last))
}

#[inline]
const fn fours(digits: u64) -> u64 {
    const PAIRS: u64 = 0x00FF_00FF_00FF_00FF;
    const FOURS: u64 = 0x0000_FFFF_0000_FFFF;
    let pairs = (digits & PAIRS).wrapping_mul(BASE).wrapping_add(digits >> 8 & PAIRS);
    let of_base = BASE.wrapping_mul(BASE);
    (pairs & FOURS).wrapping_mul(of_base).wrapping_add(pairs >> 16 & FOURS)
}
