//! The methods that came before `conversations.*`, and others that workspace tokens lost with them.
//!
//! They are no part of the catalogue, so that nobody asks what they need; but they exist, and a
//! workspace token is told that they are closed to it.
//!
//! Source: FACTS, section a (A5: what lost its label on 21 June 2018) and i (28, for the error).

use super::Decision;
use super::calls::check_token;
use crate::model::workspace::Workspace;
use crate::model::{Call, Milestone, Misuse, Rule, TokenName};
use crate::wire::ApiError;

/// Families of methods, and what each family has.
#[rustfmt::skip]
const FAMILIES: &[(&str, &str)] = &[
    ("channels", "archive create history info invite join kick leave list mark rename replies setPurpose setTopic unarchive"),
    ("groups", "archive create createChild history info invite kick leave list mark open rename replies setPurpose setTopic unarchive"),
    ("im", "close history list mark open replies"),
    ("mpim", "close history list mark open replies"),
    ("rtm", "connect start"),
    ("search", "all files messages"),
    ("stars", "add remove"),
];

/// Answers a call of a method that the catalogue does not have.
///
/// # Errors
/// If it exists and the token is one that it may have been open to.
// ASSUMPTION: a method that does not exist is answered before the token is looked at.
pub(super) fn answer(workspace: &Workspace, call: &Call) -> Result<Decision, Misuse> {
    if !workspace.catalogue().is_slacks() || !exists(&call.method) {
        return Ok(Decision::refused(ApiError::UnknownMethod, Rule::MethodMustExist));
    }
    if let Some(refusal) = check_token(workspace, call.token) {
        return Ok(refusal);
    }
    let classic = matches!(call.token, TokenName::User | TokenName::Bot);
    match !classic && Milestone::ConversationsScopes.has_come(workspace.now()) {
        true => Ok(Decision::refused(ApiError::NoPermission, Rule::ClosedToWorkspaceTokens)),
        false => Err(Misuse::NotModelled { method: call.method.clone() }),
    }
}

fn exists(name: &str) -> bool {
    let Some((family, method)) = name.split_once('.') else { return false };
    let known = FAMILIES.iter().find(|(known, _)| *known == family);
    known.is_some_and(|(_, methods)| methods.split(' ').any(|it| it == method))
}
