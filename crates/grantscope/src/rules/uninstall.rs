//! Losing the token, and losing everything.
//!
//! Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, sections a (A1:
//! `apps.uninstall`, `auth.revoke`) and b (`tokens_revoked`, `app_uninstalled`).

use super::oauth::check_client;
use super::{Decision, check_person, check_present};
use crate::model::change::Change;
use crate::model::classic::ClassicToken;
use crate::model::workspace::Workspace;
use crate::model::{Call, Misuse, Rule, TokenName, UserId};
use crate::wire::{ApiError, Reply};

/// A person uninstalls the app.
pub(super) fn by_person(workspace: &Workspace, user: UserId) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    check_present(workspace)?;
    Ok(Decision::changed(vec![uninstalled(workspace)], &[Rule::UninstallTakesAll]))
}

/// `apps.uninstall`: the app uninstalls itself.
pub(super) fn by_app(workspace: &Workspace, call: &Call) -> Decision {
    if let Err(error) = check_client(workspace, call) {
        return Decision::refused(error, Rule::ClientMustIdentify);
    }
    Decision {
        reply: Some(Reply::done()),
        changes: vec![uninstalled(workspace)],
        because: vec![Rule::UninstallTakesAll],
    }
}

/// `auth.revoke`: the token is worth nothing any more, the app stays. With `test` nothing happens.
pub(super) fn revoke(call: &Call) -> Decision {
    let test = only_tests(call);
    Decision {
        reply: Some(Reply::Revoked { ok: true, revoked: !test }),
        changes: if test { Vec::new() } else { vec![revoked(call.token)] },
        because: vec![Rule::RevokeEndsTokenOnly],
    }
}

/// `auth.revoke` with the refresh token: the current one can no longer be renewed.
pub(super) fn revoke_refresh(workspace: &Workspace, call: &Call) -> Decision {
    if !workspace.can_refresh() {
        return Decision::refused(ApiError::InvalidAuth, Rule::TokenNeeded);
    }
    Decision {
        reply: Some(Reply::Revoked { ok: true, revoked: !only_tests(call) }),
        changes: if only_tests(call) { Vec::new() } else { vec![Change::RefreshTokenRevoked] },
        because: vec![Rule::RevokeEndsTokenOnly],
    }
}

fn revoked(token: TokenName) -> Change {
    let classic = ClassicToken::named(token);
    classic.map_or(Change::TokenRevoked, |token| Change::ClassicTokenRevoked { token })
}

fn only_tests(call: &Call) -> bool {
    call.arguments.get("test").is_some_and(|test| test == "1" || test == "true")
}

fn uninstalled(workspace: &Workspace) -> Change {
    Change::Uninstalled { lost: Box::new(workspace.grants().clone()) }
}
