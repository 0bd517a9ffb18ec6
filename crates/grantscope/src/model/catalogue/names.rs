//! Names and their places in a table: found by one look at a few bytes and one comparison.
//!
//! The places are worked out while compiling. Not here: which names there are.

/// Eight times as many as there are names at most: few meet.
const SLOTS: usize = 1 << SLOT_BITS;
const SLOT_BITS: u32 = 10;

/// The places of names, by what their bytes come to.
pub(crate) struct NamePlaces([u8; SLOTS]);

impl NamePlaces {
    /// Where each of the names is.
    #[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
    #[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
    pub(super) const fn of(names: &[&str]) -> Self {
        let mut places = [0; SLOTS];
        let mut place = 0;
        while place < names.len() {
            let mut slot = slot_of(names[place]);
            while places[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            places[slot] = place as u8 + 1;
            place += 1;
        }
        Self(places)
    }

    /// The place of a name. `name_of` tells which name is at a place.
    #[inline]
    pub(super) fn find(&self, name: &str, name_of: impl Fn(u8) -> &'static str) -> Option<u8> {
        let mut slot = slot_of(name);
        loop {
            let place = self.0.get(slot)?.checked_sub(1)?;
            if name_of(place) == name {
                return Some(place);
            }
            slot = slot.wrapping_add(1) % SLOTS;
        }
    }
}

/// From the first and the last eight bytes and the length: that tells these names apart.
#[inline]
const fn slot_of(name: &str) -> usize {
    let bytes = name.as_bytes();
    let word = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29)
        }
        _ => short(bytes),
    };
    let spread = (word ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (spread >> (64 - SLOT_BITS)) as usize
}

const fn short(mut bytes: &[u8]) -> u64 {
    let mut word = 0;
    while let [first, rest @ ..] = bytes {
        word = word << 8 | *first as u64;
        bytes = rest;
    }
    word
}
