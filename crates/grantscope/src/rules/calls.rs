//! Calls of the Web API: the token first, then the method.
//!
//! Not here: HTTP (a call is already a method with arguments), and what the lookups list
//! (`lookups.rs`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors; FACTS, sections a, e and "Suggested order of checks".

use super::{Decision, acting_for, install, interaction, lookups, progressive, uninstall};
use crate::model::change::{Change, Code};
use crate::model::workspace::{Installation, Workspace};
use crate::model::{Call, Method, Misuse, ResourceKind, Rule, Timestamp, TokenName};
use crate::wire::{ApiError, ConsentedUser, OauthAccess, Reply, ScopesByKind};

/// Answers a call.
pub(super) fn call(workspace: &Workspace, now: Timestamp, call: &Call) -> Result<Decision, Misuse> {
    if call.method == "oauth.access" {
        return Ok(exchange(workspace, now, call));
    }
    // ASSUMPTION: a method that does not exist is answered before the token is looked at.
    if Method::parse(&call.method).is_none() {
        return Ok(Decision::refused(ApiError::UnknownMethod, Rule::MethodMustExist));
    }
    if let Some(refusal) = check_token(workspace, call.token) {
        return Ok(refusal);
    }
    match call.method.as_str() {
        "apps.permissions.info" => Ok(lookups::info(workspace)),
        "apps.permissions.resources.list" => Ok(lookups::resources(workspace, call)),
        "apps.permissions.scopes.list" => Ok(lookups::scopes(workspace)),
        "apps.permissions.users.list" => Ok(lookups::users(workspace, call)),
        "apps.permissions.request" => Ok(progressive::request(workspace, now, call)),
        "apps.permissions.users.request" => Ok(acting_for::request(workspace, now, call)),
        "dialog.open" => Ok(interaction::open_dialog(workspace, now, call)),
        "apps.uninstall" => Ok(uninstall::by_app(workspace, call)),
        "auth.revoke" => Ok(uninstall::revoke(call)),
        other => Err(Misuse::NotModelled { method: other.to_owned() }),
    }
}

fn check_token(workspace: &Workspace, token: TokenName) -> Option<Decision> {
    let refuse = |error| Some(Decision::refused(error, Rule::TokenNeeded));
    match (token, workspace.installation()) {
        (TokenName::Current, Installation::Present { revoked: false, .. }) => None,
        (TokenName::Current, Installation::Present { revoked: true, .. })
        | (TokenName::Current, Installation::Uninstalled) => refuse(ApiError::TokenRevoked),
        (TokenName::Current, Installation::Absent) | (TokenName::Missing, _) => {
            refuse(ApiError::NotAuthed)
        }
        (TokenName::Unknown, _) => refuse(ApiError::InvalidAuth),
    }
}

/// `oauth.access`: the app proves who it is and exchanges a code for its token.
fn exchange(workspace: &Workspace, now: Timestamp, call: &Call) -> Decision {
    if let Err(error) = check_client(workspace, call) {
        return Decision::refused(error, Rule::ClientMustIdentify);
    }
    let code = call.arguments.get("code").and_then(|code| workspace.code(code));
    let live =
        |code: &&Code| !code.exchanged && now.since(code.issued_at) <= install::CODE_LIFETIME;
    match code.filter(live) {
        None => Decision::refused(ApiError::InvalidCode, Rule::CodeOnceWithinTenMinutes),
        Some(code) => exchanged(workspace, code),
    }
}

/// The app says who it is, and proves it.
pub(super) fn check_client(workspace: &Workspace, call: &Call) -> Result<(), ApiError> {
    let app = &workspace.cast().app;
    let argument = |name: &str| call.arguments.get(name).map(String::as_str);
    if argument("client_id") != Some(app.client_id.as_str()) {
        return Err(ApiError::InvalidClientId);
    }
    if argument("client_secret") != Some(app.client_secret.as_str()) {
        return Err(ApiError::BadClientSecret);
    }
    Ok(())
}

fn exchanged(workspace: &Workspace, code: &Code) -> Decision {
    let mut decision = install::installed(workspace, code);
    decision.changes.insert(0, Change::CodeExchanged { code: code.text.clone() });
    let mut after = workspace.clone();
    decision.changes.iter().for_each(|change| after.apply(change));
    decision.reply = Some(access_reply(&after, code));
    decision.because.push(Rule::AllScopesReported);
    if !code.scopes.applying_to(ResourceKind::User).is_empty() {
        decision.because.push(Rule::UserScopesUnreported);
    }
    decision
}

fn access_reply(workspace: &Workspace, code: &Code) -> Reply {
    let cast = workspace.cast();
    let consented = |user_id| ConsentedUser { user_id, app_home: workspace.home(user_id) };
    let installer = match workspace.installation() {
        Installation::Present { installer, .. } => installer,
        Installation::Absent | Installation::Uninstalled => code.user,
    };
    Reply::OauthAccess(Box::new(OauthAccess {
        ok: true,
        access_token: token_text(workspace),
        token_type: "app".to_owned(),
        app_id: cast.app.id,
        app_user_id: cast.app.user_id,
        team_name: cast.team.name.clone(),
        team_id: cast.team.id,
        authorizing_user: consented(code.user),
        authorizing_user_id: code.user,
        installer_user: consented(installer),
        scopes: ScopesByKind::of(workspace.grants()),
    }))
}

/// One token for the workspace. It stays the same while what it may do grows.
// Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?
fn token_text(workspace: &Workspace) -> String {
    let team = workspace.cast().team.id.id().word();
    let app = workspace.cast().app.id.id().word();
    let number = u64::from(workspace.tokens_issued());
    format!("xoxa-{}-{:016x}", team % 1_000_000, super::scramble(team ^ app ^ number))
}
