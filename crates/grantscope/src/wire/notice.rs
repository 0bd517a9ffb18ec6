//! What an event tells of permissions, with scopes as sets.
//!
//! Made from an event that was read, or straight from a line of a log (`notice/line.rs`). Not here:
//! what an app believes therefore (`ledger.rs`).

mod line;

pub(crate) use line::{Line, read_line};

use super::envelope::{Event, Grant, GrantedResource, UserScopesEvent};
use crate::model::{Catalogue, ResourceKind, ScopeSet, UserId};

/// What an event tells of permissions. Scopes outside the catalogue are left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Notice {
    /// The app gained resources.
    Added(Vec<ToldResource>),
    /// The app lost resources.
    Removed(Vec<ToldResource>),
    /// Scopes for the whole workspace.
    ScopesGranted(ScopeSet),
    /// A person granted something for themselves.
    UserGranted(UserId, ScopeSet),
    /// A person took back what they granted.
    UserRemoved(UserId),
    /// A person declined.
    Denied,
    /// The app was uninstalled.
    Uninstalled,
    /// No permission changed.
    Nothing,
}

/// A resource with the scopes that work there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ToldResource {
    pub(crate) kind: ResourceKind,
    pub(crate) grant: Grant,
    pub(crate) scopes: ScopeSet,
}

impl Notice {
    /// What an event tells.
    pub(crate) fn of(catalogue: Catalogue, event: &Event) -> Self {
        match event {
            Event::ResourcesAdded(added) => Self::Added(told(catalogue, &added.resources)),
            Event::ResourcesRemoved(removed) => Self::Removed(told(catalogue, &removed.resources)),
            Event::ScopeGranted(granted) => Self::ScopesGranted(catalogue.split(&granted.scopes).0),
            Event::UserResourceGranted(UserScopesEvent { user, scopes, .. }) => {
                Self::UserGranted(*user, catalogue.split(scopes.as_deref().unwrap_or_default()).0)
            }
            Event::UserResourceRemoved(removed) => Self::UserRemoved(removed.user),
            Event::ScopeDenied(_) | Event::UserResourceDenied(_) => Self::Denied,
            Event::AppUninstalled {} => Self::Uninstalled,
            Event::Message(_) | Event::TokensRevoked(_) | Event::Other { .. } => Self::Nothing,
        }
    }
}

fn told(catalogue: Catalogue, resources: &[GrantedResource]) -> Vec<ToldResource> {
    let told = |granted: &GrantedResource| ToldResource {
        kind: granted.resource.r#type,
        grant: granted.resource.grant,
        scopes: catalogue.split(&granted.scopes).0,
    };
    resources.iter().map(told).collect()
}
