//! Classes of ids: whatever the method, all ids of a class are answered alike until the ledger changes.
//!
//! So an answer is worked out once for a method and a class, and there are few classes, however many ids
//! there are. Not here: the answers, which only the decision gives.

use super::Ledger;
use crate::model::table::Table;
use crate::model::{KindSet, SlackId, UserId, kinds_by_initial};

/// So many classes are told apart, the one of no id included.
pub const CLASSES: u32 = 64;

/// Numbers for the classes that were met. Good until the ledger changes.
#[derive(Clone, Debug, Default)]
pub struct Classes(Table<u32>);

impl Classes {
    /// The class of an id, from 1. Nothing for those that are met when all numbers are taken.
    pub fn of(&mut self, ledger: &Ledger, id: SlackId) -> Option<u32> {
        let standing = ledger.standing(id);
        if let Some(class) = self.0.get(standing) {
            return Some(class);
        }
        let class = u32::try_from(self.0.len()).ok()?.checked_add(1).filter(|it| *it < CLASSES)?;
        self.0.insert(standing, class);
        Some(class)
    }
}

impl Ledger {
    /// All that the decision can see of an id, as a word: the kinds that it may be, of which it is
    /// reached, and which scopes the person granted whom it names. Never zero.
    fn standing(&self, id: SlackId) -> u64 {
        let kinds = kinds_by_initial(id);
        let is_reached = |kind| self.grants.of(kind).reach.containment(id).is_inside();
        let reached: KindSet = kinds.iter().filter(|kind| is_reached(*kind)).collect();
        let person = UserId::of(id).map_or(0, |user| self.grants.number_of_user(user));
        1 << 63 | u64::from(person) << 16 | u64::from(reached.bits()) << 8 | u64::from(kinds.bits())
    }
}
