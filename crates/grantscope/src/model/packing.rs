//! An id's characters as one number, from a text or from words with a byte for each, the first one lowest.
//!
//! Not here: what ids mean (`id.rs`).

use super::id::{LONGEST_ID, RADIX, pack_character};

const BASE: u64 = RADIX as u64;

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

/// What stands for a character that counts nothing: more than any counts.
const NOTHING: u8 = 64;

/// What each character counts.
static DIGITS: [u8; 256] = all_digits();

/// By how much the last of so many characters is below the last of all.
static BELOW: [u64; LONGEST_ID + 1] = all_below();

/// The characters as one number in base 37, unless they make no id. One after the other: where nothing has to be
/// guessed, an engine works at several texts at once.
#[inline]
pub(crate) fn pack(text: &[u8]) -> Option<u64> {
    let below = BELOW.get(text.len())?;
    let add = |(number, seen): (u64, u8), character: &u8| {
        let digit = DIGITS.get(usize::from(*character)).copied().unwrap_or(NOTHING);
        (number.wrapping_mul(BASE).wrapping_add(digit.into()), seen | digit)
    };
    // Eight are there nearly always, and nothing has to be counted.
    let (first, others) = text
        .split_first_chunk::<8>()
        .map_or(((0, 0), text), |(first, others)| (first.iter().fold((0, 0), add), others));
    let (number, seen) = others.iter().fold(first, add);
    (seen < NOTHING && seen > 0).then(|| number.wrapping_mul(*below))
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

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn all_digits() -> [u8; 256] {
    let mut digits = [NOTHING; 256];
    let mut character = 0;
    while character < digits.len() {
        if let Some(digit) = pack_character(character as u8) {
            digits[character] = digit as u8;
        }
        character += 1;
    }
    digits
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn all_below() -> [u64; LONGEST_ID + 1] {
    let mut below = [1; LONGEST_ID + 1];
    let mut length = LONGEST_ID;
    while length > 0 {
        length -= 1;
        below[length] = below[length + 1] * BASE;
    }
    below
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
