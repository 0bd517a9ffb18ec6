//! What the app heard of its permissions, what it believes of them therefore, and the truth.
//!
//! Not here: how a belief is folded (`ledger.rs`), and where both differ (`ledger/drift.rs`).

use super::{Delivery, Sandbox};
use crate::ledger::Ledger;
use crate::model::{GrantsView, SlackId, grants_view};
use crate::wire::{Heard, Reply};

impl Sandbox {
    /// What reached the app between two moments, each given as so many steps, in the order in which
    /// it came: events that were posted and answered well, retries included, and the answers of
    /// `apps.permissions.info`. An event that only later turns out not to have been answered was
    /// posted, and is listed.
    ///
    /// Folding is cheap to go on with: keep a [`Ledger`] at some moments, and let it hear the rest.
    ///
    /// ```
    /// use grantscope::{Cast, Ledger, Sandbox};
    ///
    /// let sandbox = Sandbox::new(Cast::default())?;
    /// let mut ledger = Ledger::new();
    /// for heard in sandbox.heard(0, sandbox.history().len()) {
    ///     println!("{}", heard.line());
    ///     ledger.hear(heard);
    /// }
    /// # Ok::<(), grantscope::CastError>(())
    /// ```
    pub fn heard(&self, from: usize, to: usize) -> impl Iterator<Item = Heard<'_>> {
        let steps = self.history.iter().take(to).skip(from);
        steps.flat_map(|step| {
            let info = match &step.outcome.reply {
                Some(Reply::Info(info)) => Some(Heard::Info(info)),
                _ => None,
            };
            step.outcome.deliveries.iter().filter_map(event).chain(info)
        })
    }

    /// What the app believes after so many steps. It folds all that was [`Sandbox::heard`] so far.
    pub fn ledger_at(&self, steps: usize) -> Ledger {
        let mut ledger = Ledger::of(self.cast().catalogue);
        for heard in self.heard(0, steps) {
            ledger.hear(heard);
        }
        ledger
    }

    /// What was granted, as things stood after so many steps, with ids in place of names, as
    /// [`Ledger::grants`] shows them.
    pub fn truth_at(&self, steps: usize) -> GrantsView {
        let grants = self.workspace_at(steps).grants();
        grants_view(self.cast().catalogue, grants, &[], &|id: SlackId| id.to_string())
    }
}

fn event(delivery: &Delivery) -> Option<Heard<'_>> {
    match delivery {
        Delivery::Event { subscribed: true, answered: true, envelope, .. } => {
            Some(Heard::Event(envelope))
        }
        Delivery::Event { .. }
        | Delivery::UrlVerification { .. }
        | Delivery::Interaction { .. }
        | Delivery::SlashCommand { .. }
        | Delivery::Redirect { .. } => None,
    }
}
