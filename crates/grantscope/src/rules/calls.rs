//! Calls of the Web API: the token first, then the method.
//!
//! Not here: HTTP (a call is already a method with arguments), and what the lookups list
//! (`lookups.rs`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors; FACTS, sections a, e and "Suggested order of checks".

use super::{
    Decision, Ruling, acting_for, chat, classic, conversations, dnd, files, interaction, lookups,
    minimal, oauth, older, own, people, permission, pins, profiles, progressive, reactions,
    reminders, uninstall, usergroups,
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
    if call.is_a_response() {
        return Ok(chat::respond(workspace, call));
    }
    let Some(method) = workspace.catalogue().method(&call.method) else {
        return older::answer(workspace, call);
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
    if !method.catalogue().is_slacks() && !method.is_of_the_protocol() {
        return Ok(own::answer(workspace, method, call).unwrap_or_else(|refusal| *refusal));
    }
    let answer = FAMILIES.iter().find_map(|family| answer_to(family, &call.method));
    let ruling = answer
        .map(|answer| answer(workspace, method, call))
        .or_else(|| files::answer(workspace, method, call))
        .or_else(|| usergroups::answer(workspace, method, call));
    if let Some(ruling) = ruling {
        return Ok(ruling.unwrap_or_else(|refusal| *refusal));
    }
    if method.needs() == Needs::Person {
        return call_for_person(workspace, method, call);
    }
    match permission::check(workspace, method, call) {
        Err(refusal) => Ok(*refusal),
        Ok(_) => Err(Misuse::NotModelled { method: call.method.clone() }),
    }
}

/// What the app does for a person who let it.
fn call_for_person(workspace: &Workspace, method: Method, call: &Call) -> Result<Decision, Misuse> {
    match (acting_for::actor(workspace, method, call), answer_to(FOR_PEOPLE, &call.method)) {
        (Err(refusal), _) => Ok(*refusal),
        (Ok(user), Some(answer)) => Ok(answer(workspace, call, user)),
        (Ok(_), None) => Err(Misuse::NotModelled { method: call.method.clone() }),
    }
}

/// What answers a method. A table, because it takes less code than a match.
pub(super) type Answer = fn(&Workspace, Method, &Call) -> Ruling;

const FAMILIES: [&[(&str, Answer)]; 6] = [
    chat::ANSWERS,
    conversations::ANSWERS,
    pins::ANSWERS,
    reactions::ANSWERS,
    minimal::ANSWERS,
    OTHERS,
];

const OTHERS: &[(&str, Answer)] = &[
    ("apps.permissions.info", |workspace, _, _| Ok(lookups::info(workspace))),
    ("apps.permissions.resources.list", |workspace, _, call| lookups::resources(workspace, call)),
    ("apps.permissions.scopes.list", |workspace, _, _| Ok(lookups::scopes(workspace))),
    ("apps.permissions.users.list", |workspace, _, call| lookups::users(workspace, call)),
    ("apps.permissions.request", |workspace, _, call| Ok(progressive::request(workspace, call))),
    ("apps.permissions.users.request", |workspace, _, call| {
        Ok(acting_for::request(workspace, call))
    }),
    ("dialog.open", |workspace, _, call| Ok(interaction::open_dialog(workspace, call))),
    ("apps.uninstall", |workspace, _, call| Ok(uninstall::by_app(workspace, call))),
    ("auth.revoke", |_, _, call| Ok(uninstall::revoke(call))),
    ("auth.test", lookups::whose_token),
    ("users.list", people::list),
    ("users.info", people::info),
    ("users.lookupByEmail", people::by_email),
    ("users.profile.get", profiles::get),
    ("team.info", people::team),
    ("team.profile.get", profiles::of_team),
    ("bots.info", people::bot),
    ("dnd.info", dnd::info),
    ("dnd.teamInfo", dnd::team_info),
];

type AnswerForPerson = fn(&Workspace, &Call, UserId) -> Decision;

const FOR_PEOPLE: &[(&str, AnswerForPerson)] = &[
    ("reminders.add", reminders::add),
    ("reminders.complete", reminders::complete),
    ("reminders.delete", reminders::delete),
    ("reminders.info", reminders::info),
    ("reminders.list", |workspace, _, user| reminders::list(workspace, user)),
    ("dnd.setSnooze", dnd::set_snooze),
    ("dnd.endSnooze", |workspace, _, user| dnd::end_snooze(workspace, user)),
    ("dnd.endDnd", |workspace, _, user| dnd::end_dnd(workspace, user)),
    ("users.profile.set", profiles::set),
    ("users.identity", people::identity),
];

/// The row of that name.
pub(super) fn answer_to<T: Copy>(answers: &[(&str, T)], name: &str) -> Option<T> {
    answers.iter().find(|(method, _)| *method == name).map(|(_, answer)| *answer)
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
    let struck = Change::FaultStruck { method: call.method.clone() };
    Decision::refused(error, Rule::FaultsOnScript).and(struck)
}

/// Why a token makes no call at all.
pub(super) fn check_token(workspace: &Workspace, token: TokenName) -> Option<Decision> {
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
