//! What an app holds: for each kind of resource the scopes, and how far they reach.
//!
//! Shared by the sandbox, which knows the truth, and the ledger, which knows what it was told.
//! Not here: whether a call passes (`access.rs`), or who may change a grant (`rules`).
//!
//! Source: 001_da8ff31ae8236703.txt, OAuth permission scopes and Resources.

use super::map::Map;
use super::{Reach, ResourceKind, ScopeSet, SlackId, UserId};

/// The scopes that every app home has, whoever opened it.
// Source: 001_da8ff31ae8236703.txt, resources_added ("base-level grant"); the three names from
// the samples of FACTS, section d.
pub const APP_HOME_BASE: [&str; 3] = ["chat:write", "im:history", "im:read"];

/// The grants of one kind.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct KindGrants {
    /// What may be done.
    pub scopes: ScopeSet,
    /// Where.
    pub reach: Reach,
}

/// Everything that was granted to an app in a workspace.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Grants {
    team: KindGrants,
    channel: KindGrants,
    group: KindGrants,
    mpim: KindGrants,
    im: KindGrants,
    app_home: KindGrants,
    user: KindGrants,
    users: Map<UserId, (UserId, ScopeSet)>,
}

impl Grants {
    /// The grants of a kind. Those of people are kept one by one: see [`Grants::of_user`].
    pub fn of(&self, kind: ResourceKind) -> &KindGrants {
        match kind {
            ResourceKind::Team => &self.team,
            ResourceKind::Channel => &self.channel,
            ResourceKind::Group => &self.group,
            ResourceKind::Mpim => &self.mpim,
            ResourceKind::Im => &self.im,
            ResourceKind::AppHome => &self.app_home,
            ResourceKind::User => &self.user,
        }
    }

    /// What one person granted.
    pub fn of_user(&self, user: UserId) -> ScopeSet {
        self.users.get(&user).map_or(ScopeSet::EMPTY, |(_, scopes)| *scopes)
    }

    /// Everyone who granted something, by id.
    pub fn users(&self) -> impl Iterator<Item = (UserId, ScopeSet)> {
        self.users.values().copied()
    }

    /// Grants scopes for the whole workspace: each lands under every kind it applies to.
    // Source: 001_da8ff31ae8236703.txt, OAuth permission scopes; which kinds: FACTS, section c.
    pub fn grant(&mut self, scopes: ScopeSet) {
        for scope in scopes.iter() {
            for kind in scope.kinds().iter().filter(|kind| *kind != ResourceKind::User) {
                self.of_mut(kind).scopes.insert(scope);
            }
        }
    }

    /// Grants scopes for one kind of resource only, as app homes have them.
    pub fn grant_for(&mut self, kind: ResourceKind, scopes: ScopeSet) {
        let grants = self.of_mut(kind);
        grants.scopes = grants.scopes.union(scopes);
    }

    /// Replaces a kind's grants, as a lookup reported them.
    pub fn replace(&mut self, kind: ResourceKind, grants: KindGrants) {
        *self.of_mut(kind) = grants;
    }

    /// Adds a resource. The scopes held for its kind apply to it from now on.
    pub fn add(&mut self, kind: ResourceKind, id: SlackId) {
        self.of_mut(kind).reach.add(id);
    }

    /// Takes a resource away; where a wildcard is possible it stays excluded.
    pub fn remove(&mut self, kind: ResourceKind, id: SlackId) {
        let reach = &mut self.of_mut(kind).reach;
        if kind.can_be_wildcard() || reach.is_wildcard() {
            reach.exclude(id);
        } else {
            reach.remove(id);
        }
    }

    /// Grants all resources of a kind except some.
    pub fn widen(&mut self, kind: ResourceKind, excluded: impl IntoIterator<Item = SlackId>) {
        self.of_mut(kind).reach.widen(excluded);
    }

    /// Adds to what one person granted.
    pub fn grant_user(&mut self, user: UserId, scopes: ScopeSet) {
        let held = self.of_user(user).union(scopes);
        self.users.insert(&user, (user, held));
    }

    /// Forgets everything that one person granted.
    pub fn remove_user(&mut self, user: UserId) {
        self.users.remove(&user);
    }

    fn of_mut(&mut self, kind: ResourceKind) -> &mut KindGrants {
        match kind {
            ResourceKind::Team => &mut self.team,
            ResourceKind::Channel => &mut self.channel,
            ResourceKind::Group => &mut self.group,
            ResourceKind::Mpim => &mut self.mpim,
            ResourceKind::Im => &mut self.im,
            ResourceKind::AppHome => &mut self.app_home,
            ResourceKind::User => &mut self.user,
        }
    }
}

/// The base scopes of an app home, as a set.
pub fn app_home_base() -> ScopeSet {
    APP_HOME_BASE.iter().filter_map(|name| super::Scope::parse(name)).collect()
}
