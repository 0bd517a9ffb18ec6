//! The app's tokens: how each stands at the moment.
//!
//! Source: FACTS, section e (Tokens).

use super::{Installation, Workspace};
use crate::model::classic::ClassicTokens;
use crate::model::token::{Token, TokenStanding};
use crate::model::{AppKind, Milestone};

impl Workspace {
    pub(crate) fn token(&self) -> Token {
        self.token
    }

    /// How the app's current token stands.
    pub(crate) fn token_standing(&self) -> TokenStanding {
        let lifetime = self.cast.dialect.token_lifetime();
        let is_old = self.rotates() && self.token.has_lived(lifetime, self.now);
        match self.installation {
            Installation::Present { .. } | Installation::Uninstalled if self.deleted => {
                TokenStanding::Inactive
            }
            Installation::Present { .. } if self.authorizer_is_gone() => TokenStanding::Inactive,
            Installation::Present { .. } | Installation::Uninstalled
                if self.cast.app.kind == AppKind::Workspace
                    && Milestone::Retired.has_come(self.now) =>
            {
                TokenStanding::Retired
            }
            Installation::Absent => TokenStanding::NeverIssued,
            Installation::Uninstalled => TokenStanding::Revoked,
            Installation::Present { .. } if self.token.revoked || self.classic.revoked => {
                TokenStanding::Revoked
            }
            Installation::Present { .. } if is_old => TokenStanding::Expired,
            Installation::Present { .. } => TokenStanding::Good,
        }
    }

    /// Whether the app has a token that is worth something.
    pub(crate) fn has_token(&self) -> bool {
        self.token_standing() == TokenStanding::Good
    }

    /// How a token stands that came before the current one, by number.
    // ASSUMPTION: a token that was replaced is worth no more than one that is expired.
    pub(crate) fn former_token_standing(&self, number: u32) -> TokenStanding {
        if !(1..self.token.number).contains(&number) {
            TokenStanding::NeverIssued
        } else if self.revoked_tokens.contains(&number) {
            TokenStanding::Revoked
        } else {
            TokenStanding::Expired
        }
    }

    /// Whether the app has a refresh token that is worth something.
    pub(crate) fn can_refresh(&self) -> bool {
        let lives = !self.deleted && !Milestone::Retired.has_come(self.now);
        self.rotates() && lives && self.is_installed() && !self.token.refresh_revoked
    }

    /// Whether the account is deleted whose token a classic app's current one is.
    fn authorizer_is_gone(&self) -> bool {
        self.classic.newest().is_some_and(|(user, _)| self.is_deactivated(user))
    }

    /// Whether the app's tokens are renewed.
    // Source: FACTS, section e (Tokens).
    pub(crate) fn rotates(&self) -> bool {
        let workspace_app = self.cast.app.kind == AppKind::Workspace;
        workspace_app && self.cast.app.rotation && Milestone::TokenRotation.has_come(self.now)
    }

    pub(crate) fn classic(&self) -> &ClassicTokens {
        &self.classic
    }
}
