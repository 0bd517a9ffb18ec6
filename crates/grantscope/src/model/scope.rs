//! Scopes, and sets of them as machine words.
//!
//! A scope is an index into the catalogue (`catalogue/scopes.rs`), which is sorted by name: a set
//! lists its members alphabetically, as Slack's samples do. Scopes outside the catalogue are not
//! here; the ledger keeps them by name.

use std::fmt;

use serde::{Serialize, Serializer};

use super::catalogue::place_of_scope;
use super::catalogue::scopes::{SCOPES, ScopeEntry};
use super::{Method, Timestamp};

/// One permission, as Slack names it: `chat:write`.
///
/// ```
/// use grantscope::Scope;
///
/// let scope = Scope::parse("chat:write").ok_or("not in the catalogue")?;
/// assert_eq!(scope.name(), "chat:write");
/// assert!(scope.works_with_workspace_tokens());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Scope(u8);

impl Scope {
    /// The scope of that name, if the catalogue has it.
    #[inline]
    pub fn parse(name: &str) -> Option<Self> {
        place_of_scope(name).map(Self)
    }

    /// Every scope of the catalogue, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0_u8..).take(SCOPES.len()).map(Self)
    }

    /// Slack's name.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// What it lets an app do, in a few words of ours.
    pub fn summary(self) -> &'static str {
        self.entry().map_or("", |entry| entry.summary)
    }

    /// Where the scope applies.
    pub fn kinds(self) -> super::KindSet {
        self.entry().map_or(super::KindSet::of(&[]), |entry| entry.kinds)
    }

    /// Whether a workspace app may ever ask for it. A scope that it may not ask for is known and
    /// refused.
    pub fn works_with_workspace_tokens(self) -> bool {
        self.kinds() != super::KindSet::of(&[])
    }

    /// Whether it exists at that moment and a workspace app may ask for it then.
    pub fn is_open_to_workspace_apps(self, now: Timestamp) -> bool {
        self.works_with_workspace_tokens() && self.exists(now)
    }

    /// Whether it exists at that moment and a classic app may ask for it.
    pub fn is_open_to_classic_apps(self, now: Timestamp) -> bool {
        self.entry().is_some_and(|entry| !entry.workspace_only) && self.exists(now)
    }

    fn exists(self, now: Timestamp) -> bool {
        self.entry().and_then(|entry| entry.since).is_none_or(|since| since.has_come(now))
    }

    /// The methods that it enables, by name.
    ///
    /// ```
    /// use grantscope::Scope;
    ///
    /// let scope = Scope::parse("team:read").ok_or("not in the catalogue")?;
    /// assert!(scope.methods().map(|method| method.name()).eq(["team.info"]));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn methods(self) -> impl Iterator<Item = Method> {
        Method::all().filter(move |method| method.scopes().contains(self))
    }

    /// The groups that one request may not mix.
    // ASSUMPTION: team, conversation and user scopes are types that one request may not mix.
    pub fn class(self) -> ScopeClass {
        use super::ResourceKind::{Team, User};
        match self.kinds() {
            kinds if kinds.contains(User) => ScopeClass::User,
            kinds if kinds.contains(Team) => ScopeClass::Team,
            _ => ScopeClass::Conversation,
        }
    }

    /// Whether it tells who a person is when they sign in.
    pub fn is_identity(self) -> bool {
        self.name().starts_with("identity")
    }

    /// The scope that must be asked for along with it.
    // Source: 000_2d3da42c3657f384.txt, Identity scopes; 004_44894a38fe7be042.txt, How do I prepare?
    pub fn companion(self) -> Option<Self> {
        if self.name() == "users:read.email" {
            return Self::parse("users:read");
        }
        let for_workspace_apps = self.class() == ScopeClass::User;
        let basic = if for_workspace_apps { "identity:read:user" } else { "identity.basic" };
        Self::parse(basic).filter(|basic| self.is_identity() && *basic != self)
    }

    fn entry(self) -> Option<&'static ScopeEntry> {
        SCOPES.get(usize::from(self.0))
    }
}

/// What a scope is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeClass {
    /// Channels, groups, direct messages, app homes.
    Conversation,
    /// The workspace and its inhabitants.
    Team,
    /// One person, for whom the app acts.
    User,
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl fmt::Debug for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A set of scopes, in two machine words.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
pub struct ScopeSet(u128);

impl ScopeSet {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// The set as a number: equal if and only if it is.
    pub(crate) fn bits(self) -> u128 {
        self.0
    }

    /// The scopes of some names, while compiling. `all` are the catalogue's, in its order.
    #[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
    #[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
    pub(super) const fn named(names: &[&str], all: &[&str]) -> Self {
        let mut set = 0;
        let mut name = 0;
        while name < names.len() {
            let mut scope = 0;
            while !is_same(names[name], all[scope]) {
                scope += 1;
            }
            set |= 1 << scope;
            name += 1;
        }
        Self(set)
    }

    /// Adds a scope.
    #[inline]
    pub fn insert(&mut self, scope: Scope) {
        self.0 |= 1 << scope.0;
    }

    /// Whether the scope is in the set.
    pub fn contains(self, scope: Scope) -> bool {
        self.0 & (1 << scope.0) != 0
    }

    /// The scopes of either set.
    #[inline]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The scopes of both sets.
    #[inline]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The scopes of this set that are not in the other.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those that are about the same thing.
    pub fn of_class(self, class: ScopeClass) -> Self {
        self.iter().filter(|scope| scope.class() == class).collect()
    }

    /// Whether there is no scope in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many scopes there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The scopes, alphabetically.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::all().filter(move |scope| self.contains(*scope))
    }

    /// The names, alphabetically.
    pub fn names(self) -> Vec<String> {
        self.iter().map(|scope| scope.name().to_owned()).collect()
    }

    /// Those that apply to a kind of resource.
    #[inline]
    pub fn applying_to(self, kind: super::ResourceKind) -> Self {
        APPLYING.get(kind as usize).map_or(Self::EMPTY, |applying| self.intersection(*applying))
    }
}

/// The scopes that apply to each kind, in the order of [`super::ResourceKind::ALL`].
static APPLYING: [ScopeSet; super::ResourceKind::ALL.len()] = applying();

#[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
#[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
const fn applying() -> [ScopeSet; super::ResourceKind::ALL.len()] {
    let mut all = [ScopeSet::EMPTY; super::ResourceKind::ALL.len()];
    let mut kind = 0;
    while kind < all.len() {
        let mut scope = 0;
        while scope < SCOPES.len() {
            if SCOPES[scope].kinds.contains(super::ResourceKind::ALL[kind]) {
                all[kind].0 |= 1 << scope;
            }
            scope += 1;
        }
        kind += 1;
    }
    all
}

/// Texts cannot be compared while compiling.
const fn is_same(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while let ([first, rest @ ..], [of_other, others @ ..]) = (one, other) {
        if *first != *of_other {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}

impl FromIterator<Scope> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        let mut set = Self::EMPTY;
        scopes.into_iter().for_each(|scope| set.insert(scope));
        set
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}
