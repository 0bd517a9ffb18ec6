//! What an app holds: for each kind of resource the scopes, and how far they reach.
//!
//! Shared by the sandbox, which knows the truth, and the ledger, which knows what it was told.
//! Not here: whether a call passes (`access.rs`), or who may change a grant (`rules`).
//!
//! Source: 001_da8ff31ae8236703.txt, OAuth permission scopes and Resources.

use super::kept::{Keeping, Listings, Shared};
use super::{Listing, Reach, ResourceKind, ScopeSet, SlackId, UserId};

/// The grants of one kind.
#[derive(Debug)]
pub struct KindGrants<'a, K = Shared> {
    /// What may be done.
    pub scopes: ScopeSet,
    /// Where.
    pub reach: Reach<'a, K>,
}

/// What holds of all resources of a kind.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct OfKind {
    scopes: ScopeSet,
    wildcard: bool,
}

/// Everything that was granted to an app in a workspace.
// INVARIANT: under a wildcard no id is listed as granted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Grants<K = Shared> {
    /// In the order of [`ResourceKind::ALL`].
    kinds: [OfKind; ResourceKind::ALL.len()],
    kept: K,
}

impl<K: Listings> Grants<K> {
    /// The grants of a kind. Those of people are kept one by one: see [`Grants::of_user`].
    #[inline]
    pub fn of(&self, kind: ResourceKind) -> KindGrants<'_, K> {
        let [first, ..] = &self.kinds;
        let OfKind { scopes, wildcard } = *self.kinds.get(kind as usize).unwrap_or(first);
        KindGrants { scopes, reach: Reach { kind, wildcard, kept: &self.kept } }
    }

    /// What one person granted.
    #[inline]
    pub fn of_user(&self, user: UserId) -> ScopeSet {
        self.kept.scopes_of(user)
    }

    /// What holds of each kind, in the order of [`ResourceKind::ALL`].
    #[inline]
    pub(crate) fn of_kinds(&self) -> &[OfKind; ResourceKind::ALL.len()] {
        &self.kinds
    }

    /// What was listed.
    #[inline]
    pub(crate) fn kept(&self) -> &K {
        &self.kept
    }

    /// The same grants of each kind, beside other listings.
    pub(crate) fn beside<L>(&self, kept: L) -> Grants<L> {
        Grants { kinds: self.kinds, kept }
    }
}

impl<K: Keeping> Grants<K> {
    /// Everyone who granted something, by id.
    pub fn users(&self) -> impl Iterator<Item = (UserId, ScopeSet)> {
        self.kept.people().into_iter()
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
        let of_kind = self.of_mut(kind);
        of_kind.scopes = of_kind.scopes.union(scopes);
    }

    /// Puts scopes in the place of those held for a kind.
    pub fn replace_scopes(&mut self, kind: ResourceKind, scopes: ScopeSet) {
        self.of_mut(kind).scopes = scopes;
    }

    /// Puts a reach, as `apps.permissions.info` reports it, in the place of the one before. An id that is
    /// both granted and excluded counts as granted.
    // ASSUMPTION: a specific grant outlives an exclusion.
    pub fn replace_reach(
        &mut self,
        kind: ResourceKind,
        ids: &[SlackId],
        wildcard: bool,
        excluded: &[SlackId],
    ) {
        self.kept.clear(kind, Listing::Granted);
        self.kept.clear(kind, Listing::Excluded);
        self.of_mut(kind).wildcard = wildcard;
        excluded.iter().for_each(|id| self.kept.set_listing(kind, *id, Some(Listing::Excluded)));
        ids.iter().for_each(|id| self.add(kind, *id));
    }

    /// Adds a resource. The scopes held for its kind apply to it from now on. Under a wildcard that only
    /// lifts its exclusion.
    // ASSUMPTION: being invited again clears an exclusion.
    #[inline]
    pub fn add(&mut self, kind: ResourceKind, id: SlackId) {
        let listing = if self.of(kind).reach.is_wildcard() { None } else { Some(Listing::Granted) };
        self.kept.set_listing(kind, id, listing);
    }

    /// Takes a resource away; where a wildcard is possible it stays excluded, so that none covers it.
    // Source: 001_da8ff31ae8236703.txt, Wildcard exclusions: a channel the app was kicked from.
    #[inline]
    pub fn remove(&mut self, kind: ResourceKind, id: SlackId) {
        if kind.can_be_wildcard() || self.of(kind).reach.is_wildcard() {
            self.kept.set_listing(kind, id, Some(Listing::Excluded));
        } else if self.kept.listing(kind, id) == Some(Listing::Granted) {
            self.kept.set_listing(kind, id, None);
        }
    }

    /// Grants all resources of a kind except some, and those that were excluded before.
    pub fn widen(&mut self, kind: ResourceKind, excluded: impl IntoIterator<Item = SlackId>) {
        self.of_mut(kind).wildcard = true;
        self.kept.clear(kind, Listing::Granted);
        for id in excluded {
            self.kept.set_listing(kind, id, Some(Listing::Excluded));
        }
    }

    /// Adds to what one person granted.
    #[inline]
    pub fn grant_user(&mut self, user: UserId, scopes: ScopeSet) {
        let held = self.of_user(user).union(scopes);
        self.kept.set_scopes(user, Some(held));
    }

    /// Forgets everything that one person granted.
    pub fn remove_user(&mut self, user: UserId) {
        self.kept.set_scopes(user, None);
    }

    #[inline]
    fn of_mut(&mut self, kind: ResourceKind) -> &mut OfKind {
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
