//! The grants as a table: for each kind of resource the scopes, and how far they reach.
//!
//! Drawn the same way from the sandbox's truth and from a ledger's belief.

use serde::Serialize;

use super::{Grants, ResourceKind, Scope, ScopeSet, SlackId, UserId};

/// Everything that was granted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GrantsView {
    /// The kinds of which something was granted, in Slack's order.
    pub kinds: Vec<KindRow>,
    /// The people who granted something.
    pub users: Vec<UserRow>,
}

/// What was granted of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindRow {
    /// The kind.
    pub kind: ResourceKind,
    /// What a person would call it: `public channels`.
    pub label: &'static str,
    /// What may be done.
    pub scopes: Vec<ScopeRow>,
    /// Whether all are reached that are not excluded.
    pub wildcard: bool,
    /// The resources granted one by one, in the order of their ids.
    pub ids: Vec<Named>,
    /// The resources struck out, in the order of their ids.
    pub excluded: Vec<Named>,
}

/// A scope, with what it lets an app do.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct ScopeRow {
    /// Its name.
    pub name: String,
    /// What it lets the app do. Empty for a scope outside the catalogue.
    pub summary: &'static str,
    /// Whether the catalogue has it.
    pub known: bool,
}

/// An id, with what people call it.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Named {
    /// The id.
    pub id: SlackId,
    /// What people call it: `#general`. The id itself where that is unknown.
    pub name: String,
}

/// What one person granted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UserRow {
    /// Who.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// What the app may do for them.
    pub scopes: Vec<ScopeRow>,
}

impl ScopeRow {
    /// A scope of the catalogue.
    pub(crate) fn of(scope: Scope) -> Self {
        Self { name: scope.name().to_owned(), summary: scope.summary(), known: true }
    }

    fn foreign(name: &str) -> Self {
        Self { name: name.to_owned(), summary: "", known: false }
    }
}

/// The table of grants. `foreign` are scopes outside the catalogue, by kind.
pub(crate) fn grants_view(
    grants: &Grants,
    foreign: &[(ResourceKind, String)],
    name: &dyn Fn(SlackId) -> String,
) -> GrantsView {
    let named = |id: SlackId| Named { id, name: name(id) };
    let row = |kind: ResourceKind| {
        let held = grants.of(kind);
        let outside = foreign.iter().filter(|(of, _)| *of == kind);
        KindRow {
            kind,
            label: kind.plural(),
            scopes: held
                .scopes
                .iter()
                .map(ScopeRow::of)
                .chain(outside.map(|(_, name)| ScopeRow::foreign(name)))
                .collect(),
            wildcard: held.reach.is_wildcard(),
            ids: held.reach.ids().sorted().into_iter().map(named).collect(),
            excluded: held.reach.excluded().sorted().into_iter().map(named).collect(),
        }
    };
    let user = |(id, scopes): (UserId, ScopeSet)| UserRow {
        id,
        name: name(id.id()),
        scopes: scopes.iter().map(ScopeRow::of).collect(),
    };
    GrantsView {
        kinds: ResourceKind::ALL.into_iter().map(row).filter(KindRow::says_something).collect(),
        users: grants.users().map(user).collect(),
    }
}

impl KindRow {
    fn says_something(&self) -> bool {
        self.wildcard
            || !(self.scopes.is_empty() && self.ids.is_empty() && self.excluded.is_empty())
    }
}
