//! The catalogue: which scopes and methods there are, and which method needs what.
//!
//! Data and look-ups only. Whether a call passes is decided in `access.rs`.

mod arguments;
pub(crate) mod capabilities;
pub(crate) mod methods;
mod names;
pub(crate) mod scopes;

use std::fmt;

use serde::{Serialize, Serializer};

use super::{ScopeSet, Timestamp};
pub use arguments::ArgumentKind;
use methods::{METHODS, MethodEntry};
use names::Places;
use scopes::SCOPES;

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
}

/// A Web API method of the catalogue: `chat.postMessage`.
///
/// ```
/// use grantscope::{Method, Needs};
///
/// let method = Method::parse("chat.postMessage").ok_or("not in the catalogue")?;
/// assert_eq!(method.needs(), Needs::Conversation);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Method(u8);

/// What each method needs, in the order of the table, and where its name is.
static DEMANDS: [(Needs, ScopeSet); METHODS.len()] = demands();
static METHOD_PLACES: Places = Places::of(&method_names());
static SCOPE_PLACES: Places = Places::of(&scope_names());

/// The place of a scope in the catalogue.
#[inline]
pub(super) fn place_of_scope(name: &str) -> Option<u8> {
    SCOPE_PLACES.find(name, |place| SCOPES.get(usize::from(place)).map_or("", |entry| entry.name))
}

impl Method {
    /// The method of that name, if the catalogue has it.
    #[inline]
    pub fn parse(name: &str) -> Option<Self> {
        METHOD_PLACES.find(name, |place| Self(place).name()).map(Self)
    }

    /// Every method of the catalogue, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0_u8..).take(METHODS.len()).map(Self)
    }

    /// Slack's name.
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
        DEMANDS.get(usize::from(self.0)).map_or(Needs::Closed, |(needs, _)| *needs)
    }

    /// Both at once.
    #[inline(always)]
    pub(crate) fn demands(self) -> (Needs, ScopeSet) {
        DEMANDS.get(usize::from(self.0)).copied().unwrap_or((Needs::Closed, ScopeSet::EMPTY))
    }

    /// The method at a place among all.
    #[inline]
    pub fn at(index: usize) -> Option<Self> {
        let place = u8::try_from(index).ok().filter(|_| index < METHODS.len());
        place.map(Self)
    }

    /// Its place among all methods.
    pub fn index(self) -> usize {
        self.0.into()
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
        names.map(|name| match name.strip_suffix('*') {
            Some(name) => Argument { name, required: true },
            None => Argument { name, required: false },
        })
    }

    fn entry(self) -> Option<&'static MethodEntry> {
        METHODS.get(usize::from(self.0))
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

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn method_names() -> [&'static str; METHODS.len()] {
    let mut names = [""; METHODS.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = METHODS[place].name;
        place += 1;
    }
    names
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn scope_names() -> [&'static str; SCOPES.len()] {
    let mut names = [""; SCOPES.len()];
    let mut place = 0;
    while place < names.len() {
        names[place] = SCOPES[place].name;
        place += 1;
    }
    names
}

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn demands() -> [(Needs, ScopeSet); METHODS.len()] {
    let names = scope_names();
    let mut demands = [(Needs::Closed, ScopeSet::EMPTY); METHODS.len()];
    let mut place = 0;
    while place < demands.len() {
        let MethodEntry { needs, scopes, .. } = &METHODS[place];
        demands[place] = (*needs, ScopeSet::named(scopes, &names));
        place += 1;
    }
    demands
}
