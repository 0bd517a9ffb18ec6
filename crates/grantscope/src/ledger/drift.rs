//! Where what an app believes and what is so drift apart.
//!
//! Channels that turned private drift unseen: their ids stay covered by the wildcard, and no table
//! lists them. Not here: what differs at all (`model/difference.rs`).

use crate::model::difference::quoted;
use crate::model::{Containment, Difference, GrantsView, compare};

// Indices into `BLIND_SPOTS`.
const EXCLUDED_WHILE_GRANTING: usize = 0;
const PEOPLE_BEFORE: usize = 2;
const SCOPES_AT_INSTALL: usize = 4;

/// One thing that an app is wrong about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Drift {
    /// What differs, from the belief to the truth.
    pub difference: Difference,
    /// In which way the app is wrong.
    pub error: DriftKind,
    /// The same in one sentence: `The app believes that it reaches C061EG9SL, which is excluded.`
    pub sentence: String,
    /// What no event tells and would explain it: an index into [`BLIND_SPOTS`](super::BLIND_SPOTS).
    /// Nothing where only an event explains it that was not heard.
    pub blind_spot: Option<usize>,
}

/// In which way an app is wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DriftKind {
    /// It believes to be allowed what it is not.
    Untrue,
    /// It is allowed what it does not know of.
    Unheard,
}

/// What an app believes and what is so: an entry for each set of scopes of a kind, each wildcard,
/// resource and person about which both differ. Empty if the belief is right.
///
/// `belief` comes from [`Ledger::grants`](crate::Ledger::grants), `truth` from
/// [`Sandbox::truth_at`](crate::Sandbox::truth_at).
pub fn drift(belief: &GrantsView, truth: &GrantsView) -> Vec<Drift> {
    compare(belief, truth).into_iter().map(explained).collect()
}

fn explained(difference: Difference) -> Drift {
    let error = if difference.is_gain() { DriftKind::Unheard } else { DriftKind::Untrue };
    let sentence = sentence(&difference);
    let blind_spot = blind_spot(&difference);
    Drift { difference, error, sentence, blind_spot }
}

fn blind_spot(difference: &Difference) -> Option<usize> {
    match difference {
        Difference::Resource {
            before: Containment::Wildcard,
            after: Containment::Excluded,
            ..
        } => Some(EXCLUDED_WHILE_GRANTING),
        Difference::Person { gained: true, .. } => Some(PEOPLE_BEFORE),
        Difference::Scopes { gained: true, .. } => Some(SCOPES_AT_INSTALL),
        Difference::Scopes { gained: false, .. }
        | Difference::Wildcard { .. }
        | Difference::Resource { .. }
        | Difference::Person { gained: false, .. } => None,
    }
}

fn sentence(difference: &Difference) -> String {
    let gained = difference.is_gain();
    let verb = if gained { "The app does not know that" } else { "The app believes that" };
    let but = |truth: &'static str| if gained { "" } else { truth };
    match difference {
        Difference::Scopes { label, scopes, .. } => {
            let scopes = quoted(scopes);
            format!("{verb} it holds {scopes} for {label}{}.", but("; it does not"))
        }
        Difference::Wildcard { label, .. } => {
            format!("{verb} it reaches all {label}{}.", but("; it does not"))
        }
        Difference::Resource { name, before, after, .. } => resource(name, *before, *after),
        Difference::Person { name, scopes, .. } => {
            let scopes = quoted(scopes);
            format!("{verb} {name} granted {scopes}{}.", but("; they did not, or took it back"))
        }
    }
}

fn resource(name: &str, belief: Containment, truth: Containment) -> String {
    let believed = match belief {
        Containment::Specific | Containment::Wildcard => "is reached",
        Containment::Excluded => "is excluded",
        Containment::Outside => "is not granted",
    };
    let so = match truth {
        Containment::Specific | Containment::Wildcard => "it is reached",
        Containment::Excluded => "it is excluded",
        Containment::Outside => "it is not granted",
    };
    format!("The app believes that {name} {believed}; {so}.")
}
