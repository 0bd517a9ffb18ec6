//! The catalogue: which scopes and methods there are, and which method needs what.
//!
//! Data and look-ups only. Whether a call passes is decided in `access.rs`.

mod arguments;
pub(crate) mod capabilities;
pub(crate) mod methods;
pub(crate) mod scopes;

use std::fmt;
use std::sync::LazyLock;

use serde::{Serialize, Serializer};

use super::{Scope, ScopeSet, Timestamp};
pub use arguments::ArgumentKind;
use methods::{METHODS, MethodEntry};

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

/// The scopes of each method as sets, in the order of the table.
static SCOPE_SETS: LazyLock<Vec<ScopeSet>> = LazyLock::new(|| {
    let as_set =
        |entry: &MethodEntry| entry.scopes.iter().filter_map(|name| Scope::parse(name)).collect();
    METHODS.iter().map(as_set).collect()
});

impl Method {
    /// The method of that name, if the catalogue has it.
    pub fn parse(name: &str) -> Option<Self> {
        let index = METHODS.binary_search_by(|entry| entry.name.cmp(name)).ok()?;
        u8::try_from(index).ok().map(Self)
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
        SCOPE_SETS.get(usize::from(self.0)).copied().unwrap_or(ScopeSet::EMPTY)
    }

    /// What it needs besides a scope.
    pub fn needs(self) -> Needs {
        self.entry().map_or(Needs::Closed, |entry| entry.needs)
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
