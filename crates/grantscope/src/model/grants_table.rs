//! The grants as a table: for each kind of resource the scopes, and how far they reach.
//!
//! Drawn the same way from the sandbox's truth and from a ledger's belief.

use serde::Serialize;

use super::kept::Keeping;
use super::{Catalogue, Grants, KindGrants, ResourceKind, Scope, ScopeSet, SlackId, UserId};

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
    /// The scope itself, if it does.
    #[serde(skip)]
    pub scope: Option<Scope>,
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
        Self {
            name: scope.name().to_owned(),
            summary: scope.summary(),
            known: true,
            scope: Some(scope),
        }
    }

    fn foreign(name: &str) -> Self {
        Self { name: name.to_owned(), summary: "", known: false, scope: None }
    }
}

/// The table of grants. `foreign` are scopes outside the catalogue, by kind.
pub(crate) fn grants_view<K: Keeping>(
    catalogue: Catalogue,
    grants: &Grants<K>,
    foreign: &[(ResourceKind, String)],
    name: &dyn Fn(SlackId) -> String,
) -> GrantsView {
    let mut view = GrantsView::default();
    for kind in ResourceKind::ALL {
        let KindGrants { scopes, reach } = grants.of(kind);
        let mut scopes = scope_rows(scopes);
        for (_, name) in foreign.iter().filter(|(of, _)| *of == kind) {
            scopes.push(ScopeRow::foreign(name));
        }
        let row = KindRow {
            kind,
            label: catalogue.plural(kind),
            scopes,
            wildcard: reach.is_wildcard(),
            ids: named(reach.ids(), name),
            excluded: named(reach.excluded(), name),
        };
        if row.says_something() {
            view.kinds.push(row);
        }
    }
    for (id, scopes) in grants.users() {
        view.users.push(UserRow { id, name: name(id.id()), scopes: scope_rows(scopes) });
    }
    view
}

fn scope_rows(scopes: ScopeSet) -> Vec<ScopeRow> {
    scopes.iter().map(ScopeRow::of).collect()
}

fn named(ids: impl Iterator<Item = SlackId>, name: &dyn Fn(SlackId) -> String) -> Vec<Named> {
    ids.map(|id| Named { id, name: name(id) }).collect()
}

impl KindRow {
    fn says_something(&self) -> bool {
        self.wildcard
            || !(self.scopes.is_empty() && self.ids.is_empty() && self.excluded.is_empty())
    }
}
