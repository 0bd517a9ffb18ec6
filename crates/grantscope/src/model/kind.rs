//! The kinds of resources that an app can be granted.
//!
//! Source: 001_da8ff31ae8236703.txt, Resources; `app_home` and `user` from the answers of the
//! lookup methods (FACTS, section d).

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a granted resource is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    /// The workspace itself and its inhabitants. Events also call it `workspace`.
    #[serde(alias = "workspace")]
    Team,
    /// Public channels: the only kind that can be granted as a wildcard.
    Channel,
    /// Private channels.
    Group,
    /// Direct messages of several people.
    Mpim,
    /// Direct messages.
    Im,
    /// The direct message between the app and one person.
    AppHome,
    /// A person for whom the app may act.
    User,
}

/// Every kind, in the order in which `apps.permissions.info` lists them.
pub const RESOURCE_KINDS: [ResourceKind; 7] = [
    ResourceKind::Team,
    ResourceKind::Channel,
    ResourceKind::Group,
    ResourceKind::Mpim,
    ResourceKind::Im,
    ResourceKind::AppHome,
    ResourceKind::User,
];

impl ResourceKind {
    /// Slack's name: `app_home`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Channel => "channel",
            Self::Group => "group",
            Self::Mpim => "mpim",
            Self::Im => "im",
            Self::AppHome => "app_home",
            Self::User => "user",
        }
    }

    /// What a person would call many of them.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Team => "the workspace",
            Self::Channel => "public channels",
            Self::Group => "private channels",
            Self::Mpim => "group messages",
            Self::Im => "direct messages",
            Self::AppHome => "app homes",
            Self::User => "people",
        }
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

    /// Whether `kind` is one of them.
    pub const fn contains(self, kind: ResourceKind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The kinds, in the order of [`RESOURCE_KINDS`].
    pub fn iter(self) -> impl Iterator<Item = ResourceKind> {
        RESOURCE_KINDS.into_iter().filter(move |kind| self.contains(*kind))
    }
}
