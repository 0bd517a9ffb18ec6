//! Handles: numbers that stand for methods and ids, given out once and quick to ask with.
//!
//! A handle belongs to the ledger that gave it out: another one takes it for a fault. Not here: the
//! decision.

use crate::model::table::Table;
use crate::model::{Method, SlackId};

/// Below are the places of methods and ids; above, whose handle it is.
const PLACES: u32 = 1 << 22;

/// So many sets of handles are told apart. Together both stay below 2^30: small for any engine.
const NUMBERS: u32 = 255;

/// The first places are those of methods; zero is nobody's, and stands for nothing.
const FIRST_ID: u32 = 256;

/// The methods and ids that handles stand for.
#[derive(Clone, Debug)]
pub struct Handles {
    base: u32,
    ids: Vec<SlackId>,
    by_id: Table<u32>,
}

impl Handles {
    /// The handles of one ledger. Give another number to each: of 255 that follow one another, each
    /// knows its own handles from all others'.
    pub fn numbered(number: u32) -> Self {
        let base = (number % NUMBERS).wrapping_add(1).wrapping_mul(PLACES);
        Self { base, ids: Vec::new(), by_id: Table::default() }
    }

    /// The handle of a method.
    pub fn of_method(&self, method: Method) -> u32 {
        self.base.wrapping_add(method.index() as u32).wrapping_add(1)
    }

    /// The handle of an id: always the same. Nothing when there are four million.
    pub fn of_id(&mut self, id: SlackId) -> Option<u32> {
        if let Some(handle) = self.by_id.get(id.word()) {
            return Some(handle);
        }
        let place = u32::try_from(self.ids.len()).ok()?.checked_add(FIRST_ID)?;
        let handle = (place < PLACES).then(|| self.base.wrapping_add(place))?;
        self.ids.push(id);
        self.by_id.insert(id.word(), handle);
        Some(handle)
    }

    /// The method that a handle stands for.
    #[inline]
    pub fn method(&self, handle: u32) -> Option<Method> {
        Method::at(handle.wrapping_sub(self.base).wrapping_sub(1) as usize)
    }

    /// The id that a handle stands for.
    #[inline]
    pub fn id(&self, handle: u32) -> Option<SlackId> {
        self.id_at(self.place(handle))
    }

    /// The id at a place.
    #[inline]
    pub fn id_at(&self, place: usize) -> Option<SlackId> {
        self.ids.get(place).copied()
    }

    /// Where an id's handle stands among those that were given out; any other number is beyond them.
    #[inline]
    pub fn place(&self, handle: u32) -> usize {
        handle.wrapping_sub(self.base).wrapping_sub(FIRST_ID) as usize
    }
}
