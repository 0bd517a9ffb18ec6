//! The methods: what each needs, and how it is called.
//!
//! A method is a place in its catalogue. Not here: which methods there are (`methods.rs`, or a
//! catalogue of one's own), and whether a call passes (`access.rs`).

use std::fmt;

use serde::{Serialize, Serializer};

use super::Catalogue;
use super::methods::{self, MethodEntry};
use crate::model::{ScopeSet, Timestamp};

/// What a method needs besides a scope.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Needs {
    /// No resource.
    Nothing,
    /// The conversation that its `channel` argument names.
    Conversation,
    /// A scope that applies to some kind of conversation, but no conversation in particular.
    Anywhere,
    /// The workspace itself.
    Workspace,
    /// A person for whom the app acts, named by the `X-Slack-User` header.
    Person,
    /// Not open to workspace tokens, whatever its label says.
    // Source: 003_ddcde49b587a50ab.txt, Known issues; FACTS, section i (28).
    Closed,
    /// No token, but the app's id and secret.
    Client,
}

impl Needs {
    /// Which of two the method is about: what is said of a channel, or of a user. Nothing if neither.
    #[inline]
    pub fn which<T>(self, channel: T, user: T) -> Option<T> {
        match self {
            Self::Conversation => Some(channel),
            Self::Person => Some(user),
            Self::Nothing | Self::Anywhere | Self::Workspace | Self::Closed | Self::Client => None,
        }
    }
}

/// The HTTP verb that a method's page prefers. Both are taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Verb {
    /// For reading.
    Get,
    /// For writing.
    Post,
}

/// The bodies that a method takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Forms only.
    Form,
    /// Forms, and JSON where the token is in a header.
    FormOrJson,
}

/// How often a method may be called.
// Source: FACTS, section a (A0).
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Once a minute at least.
    Tier1,
    /// 20 times a minute at least.
    Tier2,
    /// 50 times a minute at least.
    Tier3,
    /// 100 times a minute at least.
    Tier4,
    /// By rules of its own.
    Special,
}

/// An argument that a method takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Argument {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Whose it is.
    #[serde(skip)]
    pub(super) catalogue: Catalogue,
}

/// A Web API method of a catalogue: `chat.postMessage`.
///
/// ```
/// use grantscope::{Catalogue, Needs};
///
/// let method = Catalogue::SLACK.method("chat.postMessage").ok_or("not in the catalogue")?;
/// assert_eq!(method.needs(), Needs::Conversation);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Method {
    catalogue: Catalogue,
    place: u8,
}

impl Method {
    #[inline]
    pub(super) fn new(catalogue: Catalogue, place: u8) -> Self {
        Self { catalogue, place }
    }

    /// Whose it is.
    #[inline]
    pub fn catalogue(self) -> Catalogue {
        self.catalogue
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// The scopes of which any one is enough. Empty when none is needed.
    pub fn scopes(self) -> ScopeSet {
        self.demands().1
    }

    /// What it needs besides a scope.
    #[inline]
    pub fn needs(self) -> Needs {
        self.demands().0
    }

    /// Both at once.
    #[inline(always)]
    pub(crate) fn demands(self) -> (Needs, ScopeSet) {
        let demands = self.catalogue.entries().demands.get(usize::from(self.place));
        demands.copied().unwrap_or((Needs::Closed, ScopeSet::EMPTY))
    }

    /// Its place among all methods.
    pub fn index(self) -> usize {
        self.place.into()
    }

    /// Whether its calls carry a token: an app that proves who it is, or only tries whether it
    /// is heard, needs none.
    pub fn takes_a_token(self) -> bool {
        self.needs() != Needs::Client && self.name() != "api.test"
    }

    /// The HTTP verb that its page prefers.
    pub fn verb(self) -> Verb {
        self.entry().map_or(Verb::Post, |entry| entry.verb)
    }

    /// The bodies that it takes.
    pub fn body(self) -> Body {
        self.entry().map_or(Body::Form, |entry| entry.body)
    }

    /// Whether it exists at that moment.
    pub fn exists(self, now: Timestamp) -> bool {
        self.entry().and_then(|entry| entry.since).is_none_or(|since| since.has_come(now))
    }

    /// Whether it is Slack's method of that name, and does more than to check a permission.
    #[inline]
    pub(crate) fn is_slacks(self, name: &str) -> bool {
        self.catalogue.is_slacks() && self.name() == name
    }

    /// Whether it is part of the protocol, which every catalogue has.
    pub fn is_of_the_protocol(self) -> bool {
        methods::is_of_the_protocol(self.name())
    }

    /// Whether it is one of the Permissions API, which is for workspace tokens only.
    pub fn is_of_the_permissions_api(self) -> bool {
        self.name().starts_with("apps.")
    }

    /// How often it may be called.
    pub fn tier(self) -> Tier {
        self.entry().map_or(Tier::Special, |entry| entry.tier)
    }

    /// The arguments that it takes, besides the token.
    pub fn arguments(self) -> impl Iterator<Item = Argument> {
        let names = self.entry().map_or("", |entry| entry.arguments).split_ascii_whitespace();
        names.map(move |written| {
            let required = written.ends_with('*');
            let name = written.trim_end_matches('*');
            Argument { name, required, catalogue: self.catalogue }
        })
    }

    fn entry(self) -> Option<&'static MethodEntry> {
        self.catalogue.entries().methods.get(usize::from(self.place))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Debug for Method {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
