//! How grants are kept: sharing with their copies what they have in common, or flat.
//!
//! Every step of a story keeps a workspace, so the sandbox's are shared. A ledger has no history,
//! so its are flat: a few bytes for an id, and one look into memory. Both hold the same, and are
//! decided by the same access. Not here: what a grant means (`reach.rs`, `grants.rs`).

use std::collections::BinaryHeap;
use std::fmt;

use rpds::RedBlackTreeSetSync;

use super::map::Map;
use super::table::Table;
use super::{ScopeSet, SlackId, UserId};

/// A way to keep grants.
pub trait Keeping: Clone + fmt::Debug + Default {
    /// Sets of ids.
    type Ids: Ids;
    /// What people granted.
    type People: People;
}

/// A set of ids.
pub trait Ids: Clone + fmt::Debug + Default {
    /// Whether the id is in the set.
    fn contains(&self, id: SlackId) -> bool;
    /// How many ids there are.
    fn len(&self) -> usize;
    /// The ids, alphabetically.
    fn sorted(&self) -> Vec<SlackId>;
    /// Puts an id into it.
    fn insert(&mut self, id: SlackId);
    /// Takes an id out of it.
    fn remove(&mut self, id: SlackId);

    /// Whether there is no id in it.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The scopes that each person granted.
pub trait People: Clone + fmt::Debug + Default {
    /// What one person granted.
    fn scopes(&self, user: UserId) -> ScopeSet;
    /// Everyone who granted something, by id.
    fn listed(&self) -> Vec<(UserId, ScopeSet)>;
    /// Puts a person's scopes in the place of those before.
    fn insert(&mut self, user: UserId, scopes: ScopeSet);
    /// Forgets a person.
    fn remove(&mut self, user: UserId);
}

/// Copies share what they have in common, even after one of them changes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Shared;

/// Nothing is shared: small, and quick to look into.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Flat;

impl Keeping for Shared {
    type Ids = IdSet;
    type People = SharedPeople;
}

impl Keeping for Flat {
    type Ids = FlatIds;
    type People = FlatPeople;
}

/// A set of ids, listed alphabetically, that shares with its copies what they have in common.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct IdSet(RedBlackTreeSetSync<SlackId>);

/// A set of ids in a table.
#[derive(Clone, Debug, Default)]
pub struct FlatIds(Table<()>);

/// What people granted, shared.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SharedPeople(Map<UserId, (UserId, ScopeSet)>);

/// What people granted, in a table. Many granted the same: each set is kept once.
#[derive(Clone, Debug, Default)]
pub struct FlatPeople {
    /// Which of the sets.
    by_person: Table<u32>,
    sets: Vec<ScopeSet>,
    /// Where a set is, by what it comes to as a word. Should two come to the same, one is kept more often.
    places: Table<u32>,
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
}

impl Ids for IdSet {
    fn contains(&self, id: SlackId) -> bool {
        Self::contains(self, id)
    }

    fn len(&self) -> usize {
        Self::len(self)
    }

    fn sorted(&self) -> Vec<SlackId> {
        Self::sorted(self)
    }

    fn insert(&mut self, id: SlackId) {
        Self::insert(self, id);
    }

    fn remove(&mut self, id: SlackId) {
        self.0.remove_mut(&id);
    }
}

impl Ids for FlatIds {
    #[inline]
    fn contains(&self, id: SlackId) -> bool {
        self.0.contains(id.word())
    }

    #[inline]
    fn len(&self) -> usize {
        self.0.len()
    }

    fn sorted(&self) -> Vec<SlackId> {
        in_order(&self.0)
    }

    #[inline]
    fn insert(&mut self, id: SlackId) {
        self.0.insert(id.word(), ());
    }

    #[inline]
    fn remove(&mut self, id: SlackId) {
        self.0.remove(id.word());
    }
}

impl People for SharedPeople {
    fn scopes(&self, user: UserId) -> ScopeSet {
        self.0.get(&user).map_or(ScopeSet::EMPTY, |(_, scopes)| *scopes)
    }

    fn listed(&self) -> Vec<(UserId, ScopeSet)> {
        self.0.values().copied().collect()
    }

    fn insert(&mut self, user: UserId, scopes: ScopeSet) {
        self.0.insert(&user, (user, scopes));
    }

    fn remove(&mut self, user: UserId) {
        self.0.remove(&user);
    }
}

impl People for FlatPeople {
    #[inline]
    fn scopes(&self, user: UserId) -> ScopeSet {
        let set = self.by_person.get(user.id().word());
        set.and_then(|set| self.sets.get(set as usize)).copied().unwrap_or_default()
    }

    fn listed(&self) -> Vec<(UserId, ScopeSet)> {
        let people = in_order(&self.by_person).into_iter().map(UserId::try_from);
        people.filter_map(Result::ok).map(|user| (user, self.scopes(user))).collect()
    }

    #[inline]
    fn insert(&mut self, user: UserId, scopes: ScopeSet) {
        let place = self.place_of(scopes);
        self.by_person.insert(user.id().word(), place);
    }

    #[inline]
    fn remove(&mut self, user: UserId) {
        self.by_person.remove(user.id().word());
    }
}

impl FlatPeople {
    /// A number for what a person granted: who has the same granted the same. Zero for nobody.
    pub(crate) fn number(&self, user: UserId) -> u32 {
        self.by_person.get(user.id().word()).map_or(0, |place| place.saturating_add(1))
    }

    #[inline]
    fn place_of(&mut self, scopes: ScopeSet) -> u32 {
        let known = self.places.get(scopes.word());
        if let Some(place) = known.filter(|place| self.sets.get(*place as usize) == Some(&scopes)) {
            return place;
        }
        // There are fewer sets than people, and fewer people than addresses.
        let place = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.sets.push(scopes);
        self.places.insert(scopes.word(), place);
        place
    }
}

/// As a heap, which is compiled already: sorting is not.
fn in_order<V: Copy + Default>(table: &Table<V>) -> Vec<SlackId> {
    table.keys().filter_map(SlackId::of_word).collect::<BinaryHeap<_>>().into_sorted_vec()
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
