//! The app's token: which one it is, and what it is worth.
//!
//! Not here: its text (`rules/oauth.rs`). A script never holds one.
//!
//! Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, section e (Tokens).

use super::Timestamp;

/// The app's current token, and the one that renews it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Token {
    /// How many there were, this one included.
    pub(crate) number: u32,
    pub(crate) revoked: bool,
    pub(crate) refresh_revoked: bool,
    /// How many refresh tokens there were before this one.
    pub(crate) refresh_number: u32,
    pub(super) issued_at: Timestamp,
}

/// What a token is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TokenStanding {
    NeverIssued,
    Good,
    Expired,
    Revoked,
    /// Workspace apps are no more.
    Retired,
    /// The workspace is no more.
    Inactive,
}

impl Token {
    /// The one after it.
    pub(super) fn next(self, now: Timestamp) -> Self {
        Self {
            number: self.number.saturating_add(1),
            issued_at: now,
            refresh_number: self.refresh_number,
            ..Self::default()
        }
    }

    /// What renews it is worth nothing any more.
    pub(super) fn revoke_refresh(&mut self) {
        self.refresh_revoked = true;
        self.refresh_number = self.refresh_number.saturating_add(1);
    }

    /// Whether it has lived that many milliseconds.
    pub(super) fn has_lived(self, lifetime: u64, now: Timestamp) -> bool {
        now.since(self.issued_at) >= lifetime
    }
}
