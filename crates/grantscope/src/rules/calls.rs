//! Calls of the Web API: the token first, then the method.
//!
//! Not here: HTTP (a call is already a method with arguments), and what the lookups list
//! (`lookups.rs`).
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors; FACTS, sections a, e and "Suggested order of checks".

use super::{
    Decision, acting_for, chat, conversations, files, interaction, lookups, minimal, oauth, people,
    permission, pins, progressive, reactions, uninstall, usergroups,
};
use crate::model::token::TokenStanding;
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Misuse, Rule, Timestamp, TokenName};
use crate::wire::ApiError;

/// Answers a call.
pub(super) fn call(workspace: &Workspace, now: Timestamp, call: &Call) -> Result<Decision, Misuse> {
    match call.method.as_str() {
        "oauth.access" => return Ok(oauth::access(workspace, now, call)),
        "oauth.token" => return Ok(oauth::token(workspace, now, call)),
        _ => {}
    }
    // ASSUMPTION: a method that does not exist is answered before the token is looked at.
    let Some(method) = Method::parse(&call.method) else {
        return Ok(Decision::refused(ApiError::UnknownMethod, Rule::MethodMustExist));
    };
    if call.method == "auth.revoke" && call.token == TokenName::Refresh {
        return Ok(uninstall::revoke_refresh(workspace, call));
    }
    if call.method == "api.test" {
        return Ok(minimal::test(call));
    }
    if let Some(refusal) = check_token(workspace, now, call.token) {
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
        "users.list" => Ok(people::list(workspace, now, method, call)),
        "users.info" => Ok(people::info(workspace, method, call)),
        "team.info" => Ok(people::team(workspace, method, call)),
        _ => match content(workspace, now, method, call) {
            Some(decision) => Ok(decision),
            None => match permission::check(workspace, method, call) {
                Err(refusal) => Ok(*refusal),
                Ok(_) => Err(Misuse::NotModelled { method: call.method.clone() }),
            },
        },
    }
}

/// Calls about what is in the workspace, family by family.
fn content(workspace: &Workspace, now: Timestamp, method: Method, call: &Call) -> Option<Decision> {
    chat::answer(workspace, now, method, call)
        .or_else(|| conversations::answer(workspace, now, method, call))
        .or_else(|| pins::answer(workspace, now, method, call))
        .or_else(|| reactions::answer(workspace, method, call))
        .or_else(|| usergroups::answer(workspace, now, method, call))
        .or_else(|| files::answer(workspace, now, method, call))
        .or_else(|| minimal::answer(workspace, now, method, call))
}

fn check_token(workspace: &Workspace, now: Timestamp, token: TokenName) -> Option<Decision> {
    let refuse = |error, rule| Some(Decision::refused(error, rule));
    match (token, workspace.token_standing(now)) {
        (TokenName::Current, TokenStanding::Good) => None,
        (TokenName::Missing, _) | (TokenName::Current, TokenStanding::NeverIssued) => {
            refuse(ApiError::NotAuthed, Rule::TokenNeeded)
        }
        (TokenName::Current, TokenStanding::Revoked) => {
            refuse(ApiError::TokenRevoked, Rule::TokenNeeded)
        }
        (TokenName::Current, TokenStanding::Expired) => {
            refuse(ApiError::InvalidAuth, Rule::TokenLivesAnHour)
        }
        (TokenName::Unknown | TokenName::Refresh, _) => {
            refuse(ApiError::InvalidAuth, Rule::TokenNeeded)
        }
    }
}
