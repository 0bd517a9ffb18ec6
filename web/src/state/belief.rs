//! What an app believes beside what is so, at the moment that is shown.
//!
//! Not here: where both differ and why, which the model says.

use std::rc::Rc;

use grantscope::{Drift, GrantsView, Item, drift};

use super::{Drive, Mode, Names, State};

/// A belief beside the truth.
#[derive(Clone, Debug)]
pub struct Belief {
    /// What the app believes that it holds.
    pub believed: GrantsView,
    /// What it holds.
    pub so: GrantsView,
    /// Where both differ.
    pub drifts: Vec<Drift>,
    /// Whose truth it is.
    pub source: Source,
}

/// Whose truth a belief is compared with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// The sandbox, at the moment that is shown.
    Here,
    /// The sandbox, after so many steps.
    Sandbox(usize),
    /// A lookup's answer.
    Lookup,
}

/// What the events that one replays are compared with.
#[derive(Clone, Debug)]
pub enum Truth {
    /// The sandbox in which the app heard them, with the steps in which it did.
    Sandbox(Box<Drive>, Rc<[usize]>),
    /// A lookup's answer.
    Lookup(Box<Item>),
}

impl State {
    /// What the app believes beside what is so; nothing where nobody knows what is so.
    pub fn belief(&self) -> Option<Belief> {
        match self.mode {
            Mode::Drive => self.belief_of_sandbox(),
            Mode::Replay => self.belief_of_replay(),
        }
    }

    fn belief_of_sandbox(&self) -> Option<Belief> {
        let drive = self.drive();
        let sandbox = drive.sandbox()?;
        let believed = drive.ledger_at(drive.at).grants();
        let names = drive.names_at(drive.at);
        Some(Belief::of(believed, sandbox.truth_at(drive.at), &names, Source::Here))
    }

    fn belief_of_replay(&self) -> Option<Belief> {
        let ledger = self.replay.ledger_at(self.replay.at);
        match self.replay.truth.as_ref()? {
            Truth::Sandbox(drive, heard) => {
                // The last moment before it heard more.
                let next = heard.get(self.replay.at).map(|step| step.saturating_sub(1));
                let at = next.unwrap_or(drive.at);
                let so = drive.sandbox()?.truth_at(at);
                let names = drive.names_at(at);
                Some(Belief::of(ledger.grants(), so, &names, Source::Sandbox(at)))
            }
            Truth::Lookup(answer) => {
                // Of what the answer leaves out nothing better is known than what is believed.
                let mut told = ledger.clone();
                told.apply(answer);
                let names = Names::in_system(self.replay.catalogue());
                Some(Belief::of(ledger.grants(), told.grants(), &names, Source::Lookup))
            }
        }
    }
}

impl Belief {
    fn of(believed: GrantsView, so: GrantsView, names: &Names, source: Source) -> Self {
        let (believed, so) = (named(believed, names), named(so, names));
        let drifts = drift(&believed, &so);
        Self { believed, so, drifts, source }
    }
}

/// The same table, with what people call things.
fn named(mut grants: GrantsView, names: &Names) -> GrantsView {
    for kind in &mut grants.kinds {
        for place in kind.ids.iter_mut().chain(&mut kind.excluded) {
            place.name = names.of(&place.id.to_string());
        }
    }
    for person in &mut grants.users {
        person.name = names.of(&person.id.to_string());
    }
    grants
}
