//! Scopes, and sets of them as machine words.
//!
//! A scope is a place in its catalogue, whose scopes are sorted by name: a set lists its members
//! alphabetically, as Slack's samples do. Scopes outside the catalogue are not here; the ledger
//! keeps them by name.

use std::fmt;

use serde::{Serialize, Serializer};

use super::catalogue::scopes::ScopeEntry;
use super::{Catalogue, Method, Timestamp};

/// One permission, as Slack names it: `chat:write`.
///
/// ```
/// use grantscope::Catalogue;
///
/// let scope = Catalogue::SLACK.scope("chat:write").ok_or("not in the catalogue")?;
/// assert_eq!(scope.name(), "chat:write");
/// assert!(scope.works_with_workspace_tokens());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Scope {
    catalogue: Catalogue,
    place: u8,
}

/// The most scopes that a catalogue can have.
pub(crate) const MOST: usize = 120;

impl Scope {
    #[inline]
    pub(super) fn at(catalogue: Catalogue, place: u8) -> Self {
        Self { catalogue, place }
    }

    /// Whose it is.
    pub fn catalogue(self) -> Catalogue {
        self.catalogue
    }

    /// Its name.
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
    /// use grantscope::Catalogue;
    ///
    /// let scope = Catalogue::SLACK.scope("team:read").ok_or("not in the catalogue")?;
    /// assert!(scope.methods().map(|method| method.name()).eq(["team.info"]));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn methods(self) -> impl Iterator<Item = Method> {
        self.catalogue.methods().filter(move |method| method.scopes().contains(self))
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
        self.catalogue.is_slacks() && self.name().starts_with("identity")
    }

    /// The scope that must be asked for along with it.
    pub fn companion(self) -> Option<Self> {
        self.catalogue.scope(self.entry()?.companion?)
    }

    /// The scopes whose methods it enables, too.
    pub fn implied(self) -> ScopeSet {
        let implied = self.catalogue.entries().implied.get(usize::from(self.place));
        implied.copied().unwrap_or_default()
    }

    fn entry(self) -> Option<&'static ScopeEntry> {
        self.catalogue.entries().scopes.get(usize::from(self.place))
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

/// A set of scopes of one catalogue, in two machine words: a bit for each scope, and above them
/// the catalogue's number, which is zero where there is none of them, too.
///
/// Whose it is its first scope decides; those of another catalogue have no place in it, and stay out.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
pub struct ScopeSet(u128);

/// The bits of the scopes.
const SCOPES: u128 = (1 << MOST) - 1;

impl ScopeSet {
    /// The empty set.
    pub const EMPTY: Self = Self(0);

    /// The set as a number: equal if and only if it is.
    pub(crate) fn bits(self) -> u128 {
        self.0
    }

    /// The set as a word that is not zero. Two sets come to the same as seldom as two words by chance.
    #[inline]
    pub(crate) fn word(self) -> u64 {
        let above = (self.0 >> 64) as u64;
        (self.0 as u64).wrapping_add(above.wrapping_mul(0x9E37_79B9_7F4A_7C15)).max(1)
    }

    /// The scopes of some names of Slack's, while compiling. `all` are the catalogue's, in its order.
    #[expect(clippy::indexing_slicing, reason = "while compiling: what is outside stops the build")]
    #[expect(clippy::arithmetic_side_effects, reason = "while compiling: so does an overflow")]
    pub(super) const fn named(names: &[&str], all: &[&str]) -> Self {
        let mut set = Self::EMPTY;
        let mut name = 0;
        while name < names.len() {
            let mut scope = 0;
            while !is_same(names[name], all[scope]) {
                scope += 1;
            }
            set = set.with_place(scope);
            name += 1;
        }
        set
    }

    /// The set with one more scope of Slack's, while compiling.
    pub(super) const fn with_place(self, place: usize) -> Self {
        assert!(place < MOST);
        Self(self.0 | 1 << place)
    }

    /// The place of the first scope, if there is any.
    pub(super) const fn first_place(self) -> Option<u8> {
        if self.0 == 0 { None } else { Some(self.0.trailing_zeros() as u8) }
    }

    /// Adds a scope. Whether it is in the set then: one of another catalogue than the set's is not.
    #[inline]
    pub fn insert(&mut self, scope: Scope) -> bool {
        *self = self.union(Self::only(scope));
        self.contains(scope)
    }

    /// Whether the scope is in the set.
    pub fn contains(self, scope: Scope) -> bool {
        let only = Self::only(scope).0;
        self.0 & (only | !SCOPES) == only
    }

    /// The scopes of either set. Of two catalogues: those of this set alone.
    #[inline]
    pub fn union(self, other: Self) -> Self {
        if self.is_empty() || self.shares_a_catalogue(other) {
            Self(self.0 | other.0)
        } else {
            self
        }
    }

    /// The scopes of both sets. Of two catalogues: none.
    #[inline]
    pub fn intersection(self, other: Self) -> Self {
        if self.shares_a_catalogue(other) { Self(self.0 & other.0).settled() } else { Self::EMPTY }
    }

    /// The scopes of this set that are not in the other.
    pub fn without(self, other: Self) -> Self {
        if self.shares_a_catalogue(other) {
            Self(self.0 & !(other.0 & SCOPES)).settled()
        } else {
            self
        }
    }

    #[inline]
    fn shares_a_catalogue(self, other: Self) -> bool {
        (self.0 ^ other.0) >> MOST == 0
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
        (self.0 & SCOPES).count_ones() as usize
    }

    /// The scopes, alphabetically.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        self.catalogue().scopes().filter(move |scope| self.contains(*scope))
    }

    /// The names, alphabetically.
    pub fn names(self) -> Vec<String> {
        self.iter().map(|scope| scope.name().to_owned()).collect()
    }

    /// Those that apply to a kind of resource.
    #[inline]
    pub fn applying_to(self, kind: super::ResourceKind) -> Self {
        let applying = self.by_kind().get(kind as usize);
        applying.map_or(Self::EMPTY, |applying| self.intersection(*applying))
    }

    /// The catalogue's scopes that apply to each kind, in the order of [`super::ResourceKind::ALL`].
    #[inline]
    pub(crate) fn by_kind(self) -> &'static [Self; super::ResourceKind::ALL.len()] {
        &self.catalogue().entries().applying
    }

    /// Whose scopes they are. Slack's, if there are none.
    #[inline]
    fn catalogue(self) -> Catalogue {
        Catalogue::numbered((self.0 >> MOST) as u8)
    }

    #[inline]
    fn only(scope: Scope) -> Self {
        Self(u128::from(scope.catalogue.number()) << MOST | 1 << scope.place)
    }

    /// Without the catalogue's number if there is no scope.
    #[inline]
    fn settled(self) -> Self {
        if self.0 & SCOPES == 0 { Self::EMPTY } else { self }
    }
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
        for scope in scopes {
            set.insert(scope);
        }
        set
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}
