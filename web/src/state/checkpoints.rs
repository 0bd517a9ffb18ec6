//! What an app believes, kept every so many steps: the belief of any moment is folded from near.
//!
//! A ledger is flat: keeping one costs what it holds, so few are kept, and the rest is folded again.

use std::ops::Range;
use std::rc::Rc;

use grantscope::{Catalogue, Ledger};

const EVERY: usize = 1024;

/// The ledgers after `EVERY` steps, twice as many, and so on.
#[derive(Clone, Debug, Default)]
pub(super) struct Checkpoints {
    catalogue: Catalogue,
    kept: Rc<Vec<Ledger>>,
}

impl Checkpoints {
    /// Of an app in a permission system.
    pub(super) fn of(catalogue: Catalogue) -> Self {
        Self { catalogue, kept: Rc::default() }
    }

    /// Which permission system.
    pub(super) fn catalogue(&self) -> Catalogue {
        self.catalogue
    }

    /// The belief after so many steps. `fold` lets a ledger hear some steps.
    pub(super) fn ledger_at(
        &self,
        step: usize,
        fold: impl FnOnce(&mut Ledger, Range<usize>),
    ) -> Ledger {
        let near = (step / EVERY).min(self.kept.len());
        let kept = near.checked_sub(1).and_then(|index| self.kept.get(index));
        let mut ledger = kept.cloned().unwrap_or_else(|| Ledger::of(self.catalogue));
        fold(&mut ledger, near * EVERY..step);
        ledger
    }

    /// Those of a story that has the first steps in common, `shared` in number, and goes on to so
    /// many.
    pub(super) fn going_on(
        &self,
        shared: usize,
        steps: usize,
        fold: impl Fn(&mut Ledger, Range<usize>),
    ) -> Self {
        let mut kept: Vec<Ledger> = self.kept.iter().take(shared / EVERY).cloned().collect();
        for near in kept.len()..steps / EVERY {
            let mut ledger = kept.last().cloned().unwrap_or_else(|| Ledger::of(self.catalogue));
            fold(&mut ledger, near * EVERY..(near + 1) * EVERY);
            kept.push(ledger);
        }
        Self { kept: Rc::new(kept), catalogue: self.catalogue }
    }
}
