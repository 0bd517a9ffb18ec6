//! How far a grant reaches: "only these", or "all except these".
//!
//! One bit test and one look-up, whatever the number of ids. Not here: how ids are listed (`kept.rs`),
//! and what puts them (`grants.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Wildcard resources and Wildcard exclusions.

use serde::Serialize;

use super::kept::{Keeping, Listings, Shared};
use super::{ResourceKind, SlackId};

/// The resources of one kind that an app was granted.
///
/// ```
/// use grantscope::{Containment, Grants, ResourceKind};
///
/// let mut grants: Grants = Grants::default();
/// grants.widen(ResourceKind::Channel, ["C01234BCD".parse()?]);
/// let reach = grants.of(ResourceKind::Channel).reach;
/// assert_eq!(reach.containment("C061EG9SL".parse()?), Containment::Wildcard);
/// assert_eq!(reach.containment("C01234BCD".parse()?), Containment::Excluded);
/// # Ok::<(), grantscope::IdError>(())
/// ```
#[derive(Debug)]
pub struct Reach<'a, K = Shared> {
    pub(super) kind: ResourceKind,
    pub(super) wildcard: bool,
    pub(super) kept: &'a K,
}

/// How an id is listed in the grants of a kind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Listing {
    /// Granted by its id.
    Granted,
    /// Struck out.
    Excluded,
}

/// Where an id stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
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

impl<K: Listings> Reach<'_, K> {
    /// Where the id stands.
    #[inline]
    pub fn containment(&self, id: SlackId) -> Containment {
        match self.kept.listing(self.kind, id) {
            Some(Listing::Excluded) => Containment::Excluded,
            Some(Listing::Granted) => Containment::Specific,
            None if self.wildcard => Containment::Wildcard,
            None => Containment::Outside,
        }
    }

    /// Whether all are reached that are not excluded.
    pub fn is_wildcard(&self) -> bool {
        self.wildcard
    }

    /// How many ids are listed so.
    pub fn count(&self, listing: Listing) -> usize {
        self.kept.count(self.kind, listing)
    }

    /// Whether nothing is reached.
    #[inline]
    pub fn is_empty(&self) -> bool {
        !self.wildcard && self.count(Listing::Granted) == 0
    }
}

impl<'a, K: Keeping> Reach<'a, K> {
    /// The ids granted one by one, alphabetically. None under a wildcard.
    pub fn ids(&self) -> impl Iterator<Item = SlackId> + use<'a, K> {
        self.kept.listed(self.kind, Listing::Granted)
    }

    /// The ids struck out, alphabetically.
    pub fn excluded(&self) -> impl Iterator<Item = SlackId> + use<'a, K> {
        self.kept.listed(self.kind, Listing::Excluded)
    }
}
