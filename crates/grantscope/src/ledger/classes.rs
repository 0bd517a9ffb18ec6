//! Classes of ids: whatever the method, all ids of a class are answered alike until the ledger changes.
//!
//! So an answer is worked out once for a method and a class, and there are few classes, however many ids
//! there are. Not here: the answers, which only the decision gives.

use super::Ledger;
use crate::model::table::Table;
use crate::model::{SlackId, WIDE};

/// So many classes are told apart, the one of no id included.
pub const CLASSES: u32 = 64;

/// Numbers for the classes that were met. Good until the ledger changes.
#[derive(Clone, Debug, Default)]
pub struct Classes(Table<u32>);

impl Classes {
    /// The class of an id, from 1. Nothing for those that are met when all numbers are taken.
    pub fn of(&mut self, ledger: &Ledger, id: SlackId) -> Option<u32> {
        let number = ledger.grants.kept().number(id.word());
        if number == WIDE {
            return None;
        }
        // No key of a table is zero.
        let standing = u64::from(number).saturating_add(1);
        if let Some(class) = self.0.get(standing) {
            return Some(class);
        }
        let class = u32::try_from(self.0.len()).ok()?.checked_add(1).filter(|it| *it < CLASSES)?;
        self.0.insert(standing, class);
        Some(class)
    }
}
