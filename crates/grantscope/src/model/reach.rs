//! How far a grant reaches: "only these", or "all except these".
//!
//! One bit test and one look-up, whatever the number of ids. Not here: how sets of ids are kept
//! (`kept.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Wildcard resources and Wildcard exclusions.

use super::SlackId;
use super::kept::{IdSet, Ids};

/// The resources of one kind that an app was granted.
///
/// ```
/// use grantscope::{Containment, Reach};
///
/// let mut reach: Reach = Reach::default();
/// reach.widen(["C01234BCD".parse()?]);
/// assert_eq!(reach.containment("C061EG9SL".parse()?), Containment::Wildcard);
/// assert_eq!(reach.containment("C01234BCD".parse()?), Containment::Excluded);
/// # Ok::<(), grantscope::IdError>(())
/// ```
// INVARIANT: under a wildcard no id is listed; no id is both listed and excluded.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reach<S = IdSet> {
    wildcard: bool,
    ids: S,
    excluded: S,
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
    #[inline]
    pub fn is_inside(self) -> bool {
        matches!(self, Self::Specific | Self::Wildcard)
    }
}

impl<S: Ids> Reach<S> {
    /// A reach as `apps.permissions.info` reports it. An id that is both listed and excluded
    /// counts as listed.
    // ASSUMPTION: a specific grant outlives an exclusion.
    pub fn reported(
        ids: impl IntoIterator<Item = SlackId>,
        wildcard: bool,
        excluded: impl IntoIterator<Item = SlackId>,
    ) -> Self {
        let ids: S = set_of(ids);
        let excluded = set_of(excluded.into_iter().filter(|id| !ids.contains(*id)));
        Self { wildcard, ids: if wildcard { S::default() } else { ids }, excluded }
    }

    /// Where the id stands.
    #[inline]
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
    #[inline]
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
    #[inline]
    pub fn exclude(&mut self, id: SlackId) {
        self.ids.remove(id);
        self.excluded.insert(id);
    }

    /// Reaches all except `excluded` and what was excluded before.
    pub fn widen(&mut self, excluded: impl IntoIterator<Item = SlackId>) {
        self.wildcard = true;
        self.ids = S::default();
        for id in excluded {
            self.excluded.insert(id);
        }
    }

    /// Whether all are reached that are not excluded.
    pub fn is_wildcard(&self) -> bool {
        self.wildcard
    }

    /// The ids granted one by one. Empty under a wildcard.
    pub fn ids(&self) -> &S {
        &self.ids
    }

    /// The ids struck out.
    pub fn excluded(&self) -> &S {
        &self.excluded
    }

    /// Whether nothing is reached.
    #[inline]
    pub fn is_empty(&self) -> bool {
        !self.wildcard && self.ids.is_empty()
    }
}

fn set_of<S: Ids>(ids: impl IntoIterator<Item = SlackId>) -> S {
    let mut set = S::default();
    ids.into_iter().for_each(|id| set.insert(id));
    set
}
