//! What an app holds: for each kind of resource the scopes, and how far they reach.
//!
//! Shared by the sandbox, which knows the truth, and the ledger, which knows what it was told.
//! Not here: whether a call passes (`access.rs`), or who may change a grant (`rules`).
//!
//! Source: 001_da8ff31ae8236703.txt, OAuth permission scopes and Resources.

use super::kept::{Flat, IdSet, Keeping, People, Shared};
use super::{Reach, ResourceKind, ScopeSet, SlackId, UserId};

/// The grants of one kind.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct KindGrants<S = IdSet> {
    /// What may be done.
    pub scopes: ScopeSet,
    /// Where.
    pub reach: Reach<S>,
}

/// Everything that was granted to an app in a workspace.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Grants<K: Keeping = Shared> {
    /// In the order of [`ResourceKind::ALL`].
    kinds: [KindGrants<K::Ids>; ResourceKind::ALL.len()],
    users: K::People,
}

impl<K: Keeping> Grants<K> {
    /// The grants of a kind. Those of people are kept one by one: see [`Grants::of_user`].
    #[inline]
    pub fn of(&self, kind: ResourceKind) -> &KindGrants<K::Ids> {
        let [first, ..] = &self.kinds;
        self.kinds.get(kind as usize).unwrap_or(first)
    }

    /// What one person granted.
    #[inline]
    pub fn of_user(&self, user: UserId) -> ScopeSet {
        self.users.scopes(user)
    }

    /// Everyone who granted something, by id.
    pub fn users(&self) -> impl Iterator<Item = (UserId, ScopeSet)> {
        self.users.listed().into_iter()
    }

    /// Grants scopes for the whole workspace: each lands under every kind it applies to.
    // Source: 001_da8ff31ae8236703.txt, OAuth permission scopes; which kinds: FACTS, section c.
    #[inline]
    pub fn grant(&mut self, scopes: ScopeSet) {
        let kinds = ResourceKind::ALL.into_iter().zip(scopes.by_kind());
        for (kind, applying) in kinds.filter(|(kind, _)| *kind != ResourceKind::User) {
            self.grant_for(kind, scopes.intersection(*applying));
        }
    }

    /// Grants scopes for one kind of resource only, as app homes have them.
    #[inline]
    pub fn grant_for(&mut self, kind: ResourceKind, scopes: ScopeSet) {
        let grants = self.of_mut(kind);
        grants.scopes = grants.scopes.union(scopes);
    }

    /// Replaces a kind's grants, as a lookup reported them.
    pub fn replace(&mut self, kind: ResourceKind, grants: KindGrants<K::Ids>) {
        *self.of_mut(kind) = grants;
    }

    /// Adds a resource. The scopes held for its kind apply to it from now on.
    #[inline]
    pub fn add(&mut self, kind: ResourceKind, id: SlackId) {
        self.of_mut(kind).reach.add(id);
    }

    /// Takes a resource away; where a wildcard is possible it stays excluded.
    #[inline]
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
    #[inline]
    pub fn grant_user(&mut self, user: UserId, scopes: ScopeSet) {
        let held = self.of_user(user).union(scopes);
        self.users.insert(user, held);
    }

    /// Forgets everything that one person granted.
    pub fn remove_user(&mut self, user: UserId) {
        self.users.remove(user);
    }

    #[inline]
    fn of_mut(&mut self, kind: ResourceKind) -> &mut KindGrants<K::Ids> {
        let [team, channel, group, mpim, im, app_home, user] = &mut self.kinds;
        match kind {
            ResourceKind::Team => team,
            ResourceKind::Channel => channel,
            ResourceKind::Group => group,
            ResourceKind::Mpim => mpim,
            ResourceKind::Im => im,
            ResourceKind::AppHome => app_home,
            ResourceKind::User => user,
        }
    }
}

impl Grants<Flat> {
    /// A number for what one person granted: the same for whoever granted the same.
    pub(crate) fn number_of_user(&self, user: UserId) -> u32 {
        self.users.number(user)
    }
}
