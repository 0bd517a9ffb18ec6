//! Losing the token, and losing everything.
//!
//! Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, sections a (A1:
//! `apps.uninstall`, `auth.revoke`) and b (`tokens_revoked`, `app_uninstalled`).

use super::messages::flag;
use super::oauth::check_client;
use super::{Decision, check_person, check_present};
use crate::model::change::Change;
use crate::model::classic::ClassicToken;
use crate::model::workspace::Workspace;
use crate::model::{Call, Misuse, Rule, UserId};
use crate::wire::{ApiError, Reply};

/// A person uninstalls the app.
pub(super) fn by_person(workspace: &Workspace, user: UserId) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    check_present(workspace)?;
    Ok(Decision::changed(uninstalled(workspace), &[Rule::UninstallTakesAll]))
}

/// `apps.uninstall`: the app uninstalls itself.
pub(super) fn by_app(workspace: &Workspace, call: &Call) -> Decision {
    if let Err(error) = check_client(workspace, call) {
        return Decision::refused(error, Rule::ClientMustIdentify);
    }
    Decision::answered(Reply::done(), &[Rule::UninstallTakesAll]).and(uninstalled(workspace))
}

/// `auth.revoke`: the token is worth nothing any more, the app stays. With `test` nothing happens.
pub(super) fn revoke(call: &Call) -> Decision {
    let classic = ClassicToken::named(call.token);
    let revoked =
        classic.map_or(Change::TokenRevoked, |token| Change::ClassicTokenRevoked { token });
    revoked_unless_tested(call, revoked)
}

/// `auth.revoke` with the refresh token: the current one can no longer be renewed.
pub(super) fn revoke_refresh(workspace: &Workspace, call: &Call) -> Decision {
    if !workspace.can_refresh() {
        return Decision::refused(ApiError::InvalidAuth, Rule::TokenNeeded);
    }
    revoked_unless_tested(call, Change::RefreshTokenRevoked)
}

fn revoked_unless_tested(call: &Call, change: Change) -> Decision {
    let revoked = !flag(call, "test");
    let reply = Reply::Revoked { ok: true, revoked };
    let decision = Decision::answered(reply, &[Rule::RevokeEndsTokenOnly]);
    if revoked { decision.and(change) } else { decision }
}

fn uninstalled(workspace: &Workspace) -> Change {
    Change::Uninstalled { lost: Box::new(workspace.grants().clone()) }
}
