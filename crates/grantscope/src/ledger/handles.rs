//! Handles: numbers that stand for methods and ids, given out once and quick to ask with.
//!
//! A handle belongs to the ledger that gave it out: another one takes it for a fault. Not here: the
//! decision.

use crate::model::table::Table;
use crate::model::{Method, SlackId};

/// So many a ledger has at most; below are no handles, but the places of methods.
const PLACES: u32 = 1 << 22;

/// All handles are below: small for any engine.
const END: u32 = 1 << 30;

/// The golden ratio, in 32 bits: numbers that count up are spread evenly.
const SPREAD: u32 = 0x9E37_79B9;

/// What the lowest bits of a method's handle are for.
const ABOUT: u32 = 3;

/// The places below are those of methods; zero is nobody's, and stands for nothing.
const FIRST_ID: u32 = 2048;

/// The methods and ids that handles stand for.
#[derive(Clone, Debug)]
pub struct Handles {
    base: u32,
    methods: Vec<(u32, Method)>,
    ids: Vec<SlackId>,
    by_id: Table<u32>,
}

impl Handles {
    /// The handles of one ledger. Give another number to each, and they begin somewhere else. Those of 144
    /// numbers in a row never meet; beyond that a ledger of a thousand handles takes one in a million that
    /// are foreign for its own.
    pub fn numbered(number: u32) -> Self {
        let starts = END.wrapping_sub(PLACES.wrapping_mul(2));
        let share = u64::from(number.wrapping_mul(SPREAD)).wrapping_mul(starts.into()) >> 32;
        let base = PLACES.wrapping_add(share as u32 & !ABOUT);
        Self { base, methods: Vec::new(), ids: Vec::new(), by_id: Table::default() }
    }

    /// All handles are above.
    pub fn base(&self) -> u32 {
        self.base
    }

    /// The handle of a method: always the same. Its lowest two bits say what the method is about: 1
    /// for a channel, 2 for a user, 0 for neither.
    pub fn of_method(&mut self, method: Method) -> u32 {
        if let Some((handle, _)) = self.methods.iter().find(|(_, it)| *it == method) {
            return *handle;
        }
        let about = method.needs().which(1, 2).unwrap_or(0);
        let slot = self.methods.len() as u32;
        let handle = self.base.wrapping_add(slot.wrapping_add(1) << 2).wrapping_add(about);
        self.methods.push((handle, method));
        handle
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
        let known = self.methods.get(self.slot(handle)).filter(|(known, _)| *known == handle);
        known.map(|(_, method)| *method)
    }

    /// The id that a handle stands for.
    #[inline]
    pub fn id(&self, handle: u32) -> Option<SlackId> {
        self.id_at(self.place(handle))
    }

    /// Where a method's handle stands among those that were given out; any other number is beyond
    /// them, or stands for another handle there.
    #[inline]
    pub fn slot(&self, handle: u32) -> usize {
        (handle.wrapping_sub(self.base) >> 2).wrapping_sub(1) as usize
    }

    /// Where an id's handle stands among those that were given out; any other number is beyond them.
    #[inline]
    pub fn place(&self, handle: u32) -> usize {
        handle.wrapping_sub(self.base).wrapping_sub(FIRST_ID) as usize
    }

    /// The id at a place.
    #[inline]
    pub fn id_at(&self, place: usize) -> Option<SlackId> {
        self.ids.get(place).copied()
    }
}
