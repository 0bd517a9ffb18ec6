//! How far a grant reaches: "only these", or "all except these".
//!
//! One bit test and one look-up, whatever the number of ids. Copies share what they have in common
//! even after one of them changes: every step of a long story keeps a workspace.
//!
//! Source: 001_da8ff31ae8236703.txt, Wildcard resources and Wildcard exclusions.

use std::fmt;

use rpds::RedBlackTreeSetSync;

use super::SlackId;

/// A set of ids, listed alphabetically.
#[derive(Clone, Default, Eq, PartialEq)]
pub struct IdSet(RedBlackTreeSetSync<SlackId>);

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

/// The resources of one kind that an app was granted.
///
/// ```
/// use grantscope::{Containment, Reach};
///
/// let mut reach = Reach::default();
/// reach.widen(["C01234BCD".parse()?]);
/// assert_eq!(reach.containment("C061EG9SL".parse()?), Containment::Wildcard);
/// assert_eq!(reach.containment("C01234BCD".parse()?), Containment::Excluded);
/// # Ok::<(), grantscope::IdError>(())
/// ```
// INVARIANT: under a wildcard no id is listed; no id is both listed and excluded.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reach {
    wildcard: bool,
    ids: IdSet,
    excluded: IdSet,
}

/// Where an id stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Containment {
    /// Granted by its id.
    Specific,
    /// Covered by a wildcard.
    Wildcard,
    /// Struck out: excluded at install, or the app was removed from it.
    Excluded,
    /// Never granted.
    Outside,
}

impl Containment {
    /// Whether a scope works there.
    pub fn is_inside(self) -> bool {
        matches!(self, Self::Specific | Self::Wildcard)
    }
}

impl Reach {
    /// A reach as `apps.permissions.info` reports it. An id that is both listed and excluded
    /// counts as listed.
    // ASSUMPTION: a specific grant outlives an exclusion.
    pub fn reported(
        ids: impl IntoIterator<Item = SlackId>,
        wildcard: bool,
        excluded: impl IntoIterator<Item = SlackId>,
    ) -> Self {
        let ids: IdSet = ids.into_iter().collect();
        let excluded = excluded.into_iter().filter(|id| !ids.contains(*id)).collect();
        Self { wildcard, ids: if wildcard { IdSet::default() } else { ids }, excluded }
    }

    /// Where the id stands.
    pub fn containment(&self, id: SlackId) -> Containment {
        if self.wildcard {
            if self.excluded.contains(id) { Containment::Excluded } else { Containment::Wildcard }
        } else if self.ids.contains(id) {
            Containment::Specific
        } else if self.excluded.contains(id) {
            Containment::Excluded
        } else {
            Containment::Outside
        }
    }

    /// Adds one resource. Under a wildcard that only lifts its exclusion.
    // ASSUMPTION: being invited again clears an exclusion.
    pub fn add(&mut self, id: SlackId) {
        self.excluded.remove(id);
        if !self.wildcard {
            self.ids.insert(id);
        }
    }

    /// Takes one resource away, without a trace.
    pub fn remove(&mut self, id: SlackId) {
        self.ids.remove(id);
    }

    /// Takes one resource away and strikes it out, so that no wildcard covers it.
    // Source: 001_da8ff31ae8236703.txt, Wildcard exclusions: a channel the app was kicked from.
    pub fn exclude(&mut self, id: SlackId) {
        self.ids.remove(id);
        self.excluded.insert(id);
    }

    /// Reaches all except `excluded` and what was excluded before.
    pub fn widen(&mut self, excluded: impl IntoIterator<Item = SlackId>) {
        self.wildcard = true;
        self.ids = IdSet::default();
        for id in excluded {
            self.excluded.insert(id);
        }
    }

    /// Whether all are reached that are not excluded.
    pub fn is_wildcard(&self) -> bool {
        self.wildcard
    }

    /// The ids granted one by one. Empty under a wildcard.
    pub fn ids(&self) -> &IdSet {
        &self.ids
    }

    /// The ids struck out.
    pub fn excluded(&self) -> &IdSet {
        &self.excluded
    }

    /// Whether nothing is reached.
    pub fn is_empty(&self) -> bool {
        !self.wildcard && self.ids.is_empty()
    }
}
