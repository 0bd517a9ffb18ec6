//! The tokens of a classic app: one for each person who authorized it, and one for its bot.
//!
//! They reach whatever the person or the bot reaches; there are no resources. Not here: what a
//! call with one of them is answered with (`rules/classic.rs`).
//!
//! Source: 004_44894a38fe7be042.txt, What's changing?

use super::map::Map;
use super::{Catalogue, ScopeSet, TokenName, UserId};

/// What people granted to a classic app.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClassicTokens {
    pub(super) scopes: Map<UserId, ScopeSet>,
    pub(super) newest: Option<UserId>,
    pub(crate) number: u32,
    pub(crate) revoked: bool,
    pub(crate) bot_revoked: bool,
}

/// A token of a classic app.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ClassicToken {
    /// That of the person who authorized the app last.
    Person,
    /// That of its bot.
    Bot,
}

impl ClassicToken {
    /// The token of that name, if it is of a classic app.
    pub(crate) fn named(name: TokenName) -> Option<Self> {
        match name {
            TokenName::User => Some(Self::Person),
            TokenName::Bot => Some(Self::Bot),
            TokenName::Current
            | TokenName::Missing
            | TokenName::Unknown
            | TokenName::Refresh
            | TokenName::Former(_) => None,
        }
    }
}

impl ClassicTokens {
    /// A person authorizes the app. What they granted before stays.
    pub(crate) fn authorize(&mut self, user: UserId, scopes: ScopeSet) {
        let held = self.scopes.get(&user).copied().unwrap_or(ScopeSet::EMPTY).union(scopes);
        self.scopes.insert(&user, held);
        self.newest = Some(user);
        self.number = self.number.saturating_add(1);
        self.revoked = false;
        self.bot_revoked = self.bot_revoked && !held.contains_named("bot");
    }

    /// A token is worth nothing any more.
    pub(crate) fn revoke(&mut self, token: ClassicToken) {
        match token {
            ClassicToken::Person => self.revoked = true,
            ClassicToken::Bot => self.bot_revoked = true,
        }
    }

    /// The person who authorized the app last, with what they granted. Their token is meant.
    pub(crate) fn newest(&self) -> Option<(UserId, ScopeSet)> {
        let user = self.newest?;
        Some((user, self.scopes.get(&user).copied()?))
    }

    /// Whether the app has a bot.
    pub(crate) fn has_bot(&self) -> bool {
        self.scopes.values().any(|scopes| scopes.contains_named("bot"))
    }
}

impl ScopeSet {
    /// Whether the scope of that name is in the set.
    pub(crate) fn contains_named(self, name: &str) -> bool {
        Catalogue::SLACK.scope(name).is_some_and(|scope| self.contains(scope))
    }
}
