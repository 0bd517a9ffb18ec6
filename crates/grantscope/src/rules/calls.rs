//! Calls of the Web API: the token first, then the method.
//!
//! Not here: HTTP (a call is already a method with arguments), and what the lookups list
//! (`lookups.rs`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors; FACTS, sections a, e and "Suggested order of checks".

use super::{
    Decision, acting_for, chat, classic, conversations, dnd, files, interaction, lookups, minimal,
    oauth, people, permission, pins, profiles, progressive, reactions, reminders, uninstall,
    usergroups,
};
use crate::model::change::Change;
use crate::model::token::TokenStanding;
use crate::model::workspace::Workspace;
use crate::model::{Call, FaultCode, Method, Milestone, Misuse, Needs, Rule, TokenName, UserId};
use crate::wire::ApiError;

/// Answers a call.
pub(super) fn call(workspace: &Workspace, call: &Call) -> Result<Decision, Misuse> {
    let with_user_token = classic::with_user_token(workspace, call);
    let call = with_user_token.as_ref().unwrap_or(call);
    if let Some(fault) = workspace.fault(&call.method) {
        return Ok(struck(fault.error, call));
    }
    // ASSUMPTION: a method that does not exist is answered before the token is looked at.
    let Some(method) = Method::parse(&call.method) else {
        return Ok(Decision::refused(ApiError::UnknownMethod, Rule::MethodMustExist));
    };
    // ASSUMPTION: a method that does not exist yet is answered like one that never will.
    if !method.exists(workspace.now()) {
        return Ok(Decision::refused(ApiError::UnknownMethod, Rule::MethodsComeWithTime));
    }
    if method.is_of_the_permissions_api() && Milestone::Retired.has_come(workspace.now()) {
        return Ok(Decision::refused(ApiError::MethodDeprecated, Rule::WorkspaceAppsRetired));
    }
    match call.method.as_str() {
        "oauth.access" => return Ok(oauth::access(workspace, call)),
        "oauth.token" => return Ok(oauth::token(workspace, call)),
        _ => {}
    }
    if call.method == "auth.revoke" && call.token == TokenName::Refresh {
        return Ok(uninstall::revoke_refresh(workspace, call));
    }
    if call.method == "api.test" {
        return Ok(minimal::test(call));
    }
    if let Some(refusal) = classic::refusal(workspace, method, call)? {
        return Ok(refusal);
    }
    let method = conversations::standard(workspace, method);
    if let Some(refusal) = check_token(workspace, call.token) {
        return Ok(refusal);
    }
    match call.method.as_str() {
        "apps.permissions.info" => Ok(lookups::info(workspace)),
        "apps.permissions.resources.list" => Ok(lookups::resources(workspace, call)),
        "apps.permissions.scopes.list" => Ok(lookups::scopes(workspace)),
        "apps.permissions.users.list" => Ok(lookups::users(workspace, call)),
        "apps.permissions.request" => Ok(progressive::request(workspace, call)),
        "apps.permissions.users.request" => Ok(acting_for::request(workspace, call)),
        "dialog.open" => Ok(interaction::open_dialog(workspace, call)),
        "apps.uninstall" => Ok(uninstall::by_app(workspace, call)),
        "auth.revoke" => Ok(uninstall::revoke(call)),
        "auth.test" => Ok(lookups::whose_token(workspace, method, call)),
        "users.list" => Ok(people::list(workspace, method, call)),
        "users.info" => Ok(people::info(workspace, method, call)),
        "users.lookupByEmail" => Ok(people::by_email(workspace, method, call)),
        "users.profile.get" => Ok(profiles::get(workspace, method, call)),
        "team.info" => Ok(people::team(workspace, method, call)),
        "team.profile.get" => Ok(profiles::of_team(workspace, method, call)),
        "bots.info" => Ok(people::bot(workspace, method, call)),
        "dnd.info" => Ok(dnd::info(workspace, method, call)),
        "dnd.teamInfo" => Ok(dnd::team_info(workspace, method, call)),
        _ if method.needs() == Needs::Person => match acting_for::actor(workspace, method, call) {
            Err(refusal) => Ok(*refusal),
            Ok(user) => call_for_person(workspace, call, user),
        },
        _ => match content(workspace, method, call) {
            Some(decision) => Ok(decision),
            None => match permission::check(workspace, method, call) {
                Err(refusal) => Ok(*refusal),
                Ok(_) => Err(Misuse::NotModelled { method: call.method.clone() }),
            },
        },
    }
}

/// What is broken answers, whatever the call is about.
fn struck(error: FaultCode, call: &Call) -> Decision {
    let error = match error {
        FaultCode::FatalError => ApiError::FatalError,
        FaultCode::InternalError => ApiError::InternalError,
        FaultCode::ServiceUnavailable => ApiError::ServiceUnavailable,
        FaultCode::RequestTimeout => ApiError::RequestTimeout,
        FaultCode::TeamAddedToOrg => ApiError::TeamAddedToOrg,
        FaultCode::OrgLoginRequired => ApiError::OrgLoginRequired,
        FaultCode::EkmAccessDenied => ApiError::EkmAccessDenied,
    };
    Decision {
        changes: vec![Change::FaultStruck { method: call.method.clone() }],
        ..Decision::refused(error, Rule::FaultsOnScript)
    }
}

/// What the app does for a person who let it.
fn call_for_person(workspace: &Workspace, call: &Call, user: UserId) -> Result<Decision, Misuse> {
    match call.method.as_str() {
        "reminders.add" => Ok(reminders::add(workspace, call, user)),
        "reminders.complete" => Ok(reminders::complete(workspace, call, user)),
        "reminders.delete" => Ok(reminders::delete(workspace, call, user)),
        "reminders.info" => Ok(reminders::info(workspace, call, user)),
        "reminders.list" => Ok(reminders::list(workspace, user)),
        "dnd.setSnooze" => Ok(dnd::set_snooze(workspace, call, user)),
        "dnd.endSnooze" => Ok(dnd::end_snooze(workspace, user)),
        "dnd.endDnd" => Ok(dnd::end_dnd(workspace, user)),
        "users.profile.set" => Ok(profiles::set(workspace, call, user)),
        "users.identity" => Ok(people::identity(workspace, call, user)),
        _ => Err(Misuse::NotModelled { method: call.method.clone() }),
    }
}

/// Calls about what is in the workspace, family by family.
fn content(workspace: &Workspace, method: Method, call: &Call) -> Option<Decision> {
    chat::answer(workspace, method, call)
        .or_else(|| conversations::answer(workspace, method, call))
        .or_else(|| pins::answer(workspace, method, call))
        .or_else(|| reactions::answer(workspace, method, call))
        .or_else(|| usergroups::answer(workspace, method, call))
        .or_else(|| files::answer(workspace, method, call))
        .or_else(|| minimal::answer(workspace, method, call))
}

fn check_token(workspace: &Workspace, token: TokenName) -> Option<Decision> {
    let refuse = |error, rule| Some(Decision::refused(error, rule));
    match (token, workspace.token_standing()) {
        (TokenName::User | TokenName::Bot, _) | (TokenName::Current, TokenStanding::Good) => None,
        (TokenName::Missing, _) | (TokenName::Current, TokenStanding::NeverIssued) => {
            refuse(ApiError::NotAuthed, Rule::TokenNeeded)
        }
        (TokenName::Current, TokenStanding::Revoked) => {
            refuse(ApiError::TokenRevoked, Rule::TokenNeeded)
        }
        (TokenName::Current, TokenStanding::Retired) => {
            refuse(ApiError::InvalidAuth, Rule::WorkspaceAppsRetired)
        }
        (TokenName::Current, TokenStanding::Inactive) => {
            refuse(ApiError::AccountInactive, Rule::DeletedIsInactive)
        }
        (TokenName::Current, TokenStanding::Expired) => {
            refuse(ApiError::InvalidAuth, Rule::TokenLivesAnHour)
        }
        (TokenName::Former(number), _) => match workspace.former_token_standing(number) {
            TokenStanding::Revoked => refuse(ApiError::TokenRevoked, Rule::TokenNeeded),
            TokenStanding::Expired => refuse(ApiError::InvalidAuth, Rule::ReplacedTokenWorthless),
            TokenStanding::NeverIssued
            | TokenStanding::Good
            | TokenStanding::Retired
            | TokenStanding::Inactive => refuse(ApiError::InvalidAuth, Rule::TokenNeeded),
        },
        (TokenName::Unknown | TokenName::Refresh, _) => {
            refuse(ApiError::InvalidAuth, Rule::TokenNeeded)
        }
    }
}
