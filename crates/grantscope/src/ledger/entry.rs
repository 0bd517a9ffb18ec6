//! What a value told the ledger: a line of the app's own log, and the stage that it leads to.
//!
//! Not here: what it changed (`ledger.rs`).

use serde::Serialize;

use crate::model::{Catalogue, Stage};
use crate::wire::{Event, Grant, GrantedResource, Notice};

/// What a value told the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// What it was: an event's type, or `apps.permissions.info`.
    pub name: String,
    /// What it told, in one sentence.
    pub sentence: String,
    /// The stage of the lifecycle that the app is in now.
    pub stage: Stage,
    /// Whether it had come before and was ignored.
    pub repeated: bool,
    /// When, in seconds since 1970, if told.
    pub event_time: Option<u64>,
}

impl Entry {
    /// A lookup's answer.
    pub(super) fn looked_up() -> Self {
        Self {
            name: "apps.permissions.info".to_owned(),
            sentence: "The app looked up what it holds.".to_owned(),
            stage: Stage::Waiting,
            repeated: false,
            event_time: None,
        }
    }

    /// An event, which leads to `stage`.
    pub(super) fn heard(
        catalogue: Catalogue,
        event: &Event,
        stage: Stage,
        event_time: Option<u64>,
    ) -> Self {
        let name = event.name().to_owned();
        Self { name, sentence: tell(catalogue, event), stage, repeated: false, event_time }
    }

    /// An event that had come before.
    pub(super) fn repeated(
        catalogue: Catalogue,
        event: &Event,
        stage: Stage,
        event_time: Option<u64>,
    ) -> Self {
        let sentence = "The same event came again and was ignored.".to_owned();
        Self { sentence, repeated: true, ..Self::heard(catalogue, event, stage, event_time) }
    }
}

/// The stage of the lifecycle that an event leads to.
// Source: 001_da8ff31ae8236703.txt, Flow and states.
pub(super) fn stage_after(notice: &Notice, before: Stage) -> Stage {
    match notice {
        Notice::Added(_) => Stage::Added,
        Notice::Removed(_) | Notice::UserRemoved(_) => Stage::Removed,
        Notice::ScopesGranted(_) | Notice::UserGranted(..) => Stage::Awarded,
        Notice::Denied => Stage::Rejected,
        Notice::Uninstalled => Stage::NotInstalled,
        // An app that is gone may still hear of its tokens.
        Notice::Nothing => match before {
            Stage::NotInstalled => Stage::NotInstalled,
            Stage::Installed
            | Stage::Waiting
            | Stage::Added
            | Stage::Removed
            | Stage::Requested
            | Stage::Awarded
            | Stage::Rejected => Stage::Waiting,
        },
    }
}

fn tell(catalogue: Catalogue, event: &Event) -> String {
    let resources = |list: &[GrantedResource]| {
        let named = list.iter().map(|granted| match granted.resource.grant {
            Grant::Specific { resource_id } => resource_id.to_string(),
            Grant::Wildcard {} => format!("all {}", catalogue.plural(granted.resource.r#type)),
        });
        listed(&named.collect::<Vec<_>>())
    };
    match event {
        Event::ResourcesAdded(added) => {
            format!("The app was added to {}.", resources(&added.resources))
        }
        Event::ResourcesRemoved(removed) => {
            format!("The app was removed from {}.", resources(&removed.resources))
        }
        Event::ScopeGranted(granted) => {
            format!("A person approved {}.", listed(&granted.scopes))
        }
        Event::ScopeDenied(denied) => format!("A person declined {}.", listed(&denied.scopes)),
        Event::UserResourceGranted(granted) => {
            format!("{} let the app act for them.", granted.user)
        }
        Event::UserResourceDenied(denied) => {
            format!("{} declined to let the app act for them.", denied.user)
        }
        Event::UserResourceRemoved(removed) => {
            format!("{} no longer lets the app act for them.", removed.user)
        }
        Event::AppUninstalled {} => "The app was uninstalled.".to_owned(),
        Event::TokensRevoked(_) => "The app's token was revoked.".to_owned(),
        Event::Message(_) | Event::Other { .. } => "No permission changed.".to_owned(),
    }
}

/// A sentence stays a sentence: so many are named.
const MOST_NAMED: usize = 3;

fn listed(names: &[String]) -> String {
    let named: Vec<&str> = names.iter().take(MOST_NAMED).map(String::as_str).collect();
    match names.len().saturating_sub(MOST_NAMED) {
        0 if named.is_empty() => "nothing".to_owned(),
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
