//! The kinds of resources that an app can be granted.
//!
//! Source: 001_da8ff31ae8236703.txt, Resources; `app_home` and `user` from the answers of the
//! lookup methods (FACTS, section d).

use std::fmt;

use super::named::named;

named! {
    /// What a granted resource is, in the order in which `apps.permissions.info` lists them.
    #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum ResourceKind {
        /// The workspace itself and its inhabitants. Events also call it `workspace`.
        Team "team" | "workspace",
        /// Public channels: the only kind that can be granted as a wildcard.
        Channel "channel",
        /// Private channels.
        Group "group",
        /// Direct messages of several people.
        Mpim "mpim",
        /// Direct messages.
        Im "im",
        /// The direct message between the app and one person.
        AppHome "app_home",
        /// A person for whom the app may act.
        User "user",
    }
}

impl ResourceKind {
    /// The kind of a name, by which events may also call it.
    #[inline]
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = if name == "workspace" { Self::Team.name() } else { name };
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a person can grant all of them at once.
    // Source: 001_da8ff31ae8236703.txt, Wildcard resources.
    pub const fn can_be_wildcard(self) -> bool {
        matches!(self, Self::Channel)
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl fmt::Display for ResourceKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct KindSet(u8);

impl KindSet {
    /// The set of these kinds.
    pub const fn of(kinds: &[ResourceKind]) -> Self {
        let mut bits = 0;
        let mut rest = kinds;
        while let [first, others @ ..] = rest {
            bits |= first.bit();
            rest = others;
        }
        Self(bits)
    }

    /// The set with one more kind.
    pub(crate) const fn with(self, kind: ResourceKind) -> Self {
        Self(self.0 | kind.bit())
    }

    /// The set with one kind less.
    pub(crate) const fn without(self, kind: ResourceKind) -> Self {
        Self(self.0 & !kind.bit())
    }

    /// Whether `kind` is one of them.
    pub const fn contains(self, kind: ResourceKind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The kinds, in the order of [`ResourceKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = ResourceKind> {
        let mut rest = self;
        std::iter::from_fn(move || rest.take_first())
    }

    /// The set as a number: equal if and only if it is.
    #[inline]
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// The first of them, which is then no longer in it.
    #[inline]
    pub(crate) fn take_first(&mut self) -> Option<ResourceKind> {
        let first = ResourceKind::ALL.get(self.0.trailing_zeros() as usize).copied();
        self.0 &= self.0.wrapping_sub(1);
        first
    }
}

impl FromIterator<ResourceKind> for KindSet {
    fn from_iter<I: IntoIterator<Item = ResourceKind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | kind.bit()))
    }
}
