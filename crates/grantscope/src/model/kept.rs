//! How grants are kept: which ids are listed as granted or as struck out, and what people granted.
//!
//! Every step of a story keeps a workspace, so the sandbox's share with their copies what they have in
//! common. A ledger has no history: its are flat (`flat.rs`). Both hold the same, and are decided by the
//! same access. Not here: what a grant means (`reach.rs`, `grants.rs`).

use std::fmt;

use rpds::RedBlackTreeSetSync;

use super::map::Map;
use super::{Listing, ResourceKind, ScopeSet, SlackId, UserId};

/// What a decision asks of grants.
pub trait Listings {
    /// How the id is listed in the grants of a kind.
    fn listing(&self, kind: ResourceKind, id: SlackId) -> Option<Listing>;
    /// How many ids are listed so.
    fn count(&self, kind: ResourceKind, listing: Listing) -> usize;
    /// What one person granted.
    fn scopes_of(&self, user: UserId) -> ScopeSet;
}

/// A way to keep grants.
pub trait Keeping: Listings + Clone + fmt::Debug + Default {
    /// The ids that are listed so, alphabetically.
    fn listed(
        &self,
        kind: ResourceKind,
        listing: Listing,
    ) -> impl Iterator<Item = SlackId> + use<'_, Self>;
    /// Everyone who granted something, by id.
    fn people(&self) -> Vec<(UserId, ScopeSet)>;
    /// Lists an id in the grants of a kind, or takes it off.
    fn set_listing(&mut self, kind: ResourceKind, id: SlackId, listing: Option<Listing>);
    /// Takes all off that are listed so.
    fn clear(&mut self, kind: ResourceKind, listing: Listing);
    /// Puts a person's scopes in the place of those before, or forgets the person.
    fn set_scopes(&mut self, user: UserId, scopes: Option<ScopeSet>);
}

/// Copies share what they have in common, even after one of them changes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Shared {
    /// In the order of [`ResourceKind::ALL`].
    kinds: [ListedIds; ResourceKind::ALL.len()],
    people: Map<UserId, (UserId, ScopeSet)>,
}

// INVARIANT: no id is in both.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct ListedIds {
    granted: IdSet,
    excluded: IdSet,
}

/// A set of ids, listed alphabetically, that shares with its copies what they have in common.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct IdSet(RedBlackTreeSetSync<SlackId>);

impl Shared {
    fn of(&self, kind: ResourceKind, listing: Listing) -> &IdSet {
        let [first, ..] = &self.kinds;
        let listed = self.kinds.get(kind as usize).unwrap_or(first);
        match listing {
            Listing::Granted => &listed.granted,
            Listing::Excluded => &listed.excluded,
        }
    }

    fn of_mut(&mut self, kind: ResourceKind) -> Option<&mut ListedIds> {
        self.kinds.get_mut(kind as usize)
    }
}

impl Listings for Shared {
    fn listing(&self, kind: ResourceKind, id: SlackId) -> Option<Listing> {
        [Listing::Granted, Listing::Excluded]
            .into_iter()
            .find(|listing| self.of(kind, *listing).contains(id))
    }

    fn count(&self, kind: ResourceKind, listing: Listing) -> usize {
        self.of(kind, listing).len()
    }

    fn scopes_of(&self, user: UserId) -> ScopeSet {
        self.people.get(&user).map_or(ScopeSet::EMPTY, |(_, scopes)| *scopes)
    }
}

impl Keeping for Shared {
    fn listed(
        &self,
        kind: ResourceKind,
        listing: Listing,
    ) -> impl Iterator<Item = SlackId> + use<'_> {
        self.of(kind, listing).iter()
    }

    fn people(&self) -> Vec<(UserId, ScopeSet)> {
        self.people.values().copied().collect()
    }

    fn set_listing(&mut self, kind: ResourceKind, id: SlackId, listing: Option<Listing>) {
        let Some(ListedIds { granted, excluded }) = self.of_mut(kind) else { return };
        for (set, its) in [(granted, Listing::Granted), (excluded, Listing::Excluded)] {
            if listing == Some(its) {
                set.insert(id);
            } else {
                set.remove(id);
            }
        }
    }

    fn clear(&mut self, kind: ResourceKind, listing: Listing) {
        let Some(ListedIds { granted, excluded }) = self.of_mut(kind) else { return };
        match listing {
            Listing::Granted => *granted = IdSet::default(),
            Listing::Excluded => *excluded = IdSet::default(),
        }
    }

    fn set_scopes(&mut self, user: UserId, scopes: Option<ScopeSet>) {
        match scopes {
            Some(scopes) => self.people.insert(&user, (user, scopes)),
            None => self.people.remove(&user),
        };
    }
}

impl IdSet {
    /// Whether the id is in the set.
    pub fn contains(&self, id: SlackId) -> bool {
        self.0.contains(&id)
    }

    /// Whether there is no id in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many ids there are.
    pub fn len(&self) -> usize {
        self.0.size()
    }

    /// The ids, alphabetically.
    pub fn sorted(&self) -> Vec<SlackId> {
        self.iter().collect()
    }

    /// The same, one by one.
    pub fn iter(&self) -> impl Iterator<Item = SlackId> {
        self.0.iter().copied()
    }

    /// Whether it was not in it.
    pub(crate) fn insert(&mut self, id: SlackId) -> bool {
        let new = !self.contains(id);
        if new {
            self.0.insert_mut(id);
        }
        new
    }

    fn remove(&mut self, id: SlackId) {
        self.0.remove_mut(&id);
    }
}

impl fmt::Debug for IdSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.sorted()).finish()
    }
}

impl FromIterator<SlackId> for IdSet {
    fn from_iter<I: IntoIterator<Item = SlackId>>(ids: I) -> Self {
        Self(ids.into_iter().collect())
    }
}
