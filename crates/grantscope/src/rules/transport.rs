//! What is told of a request rather than of what it asks for: unreadable ones, addresses, missing
//! arguments, warnings.
//!
//! Not here: how bytes are read (`front_door`), and what the methods themselves refuse.
//!
//! Source: 002_092bebbe0adfac6f.txt, Arguments, Errors and Warnings; FACTS, section a (A0) and
//! "Suggested order of checks".

use super::{Decision, calls, rate};
use crate::model::workspace::Workspace;
use crate::model::{Call, CharsetWarning, Malformed, Misuse, Needs, Rule, TokenName};
use crate::wire::ApiError;

/// Answers a call as a request that carried it: the request first, then what it asks for.
pub(super) fn call(workspace: &Workspace, call: &Call) -> Result<Decision, Misuse> {
    let mut decision = if let Some(malformed) = call.malformed {
        let (error, rule) = refusal(malformed);
        Decision::refused(error, rule)
    } else if comes_from_elsewhere(workspace, call) {
        Decision::refused(ApiError::InvalidAuth, Rule::AddressAllowed)
    } else {
        let decision = with_arguments(workspace, call, calls::call(workspace, call))?;
        rate::limited(workspace, call, decision)
    };
    decision.because.extend(call.warning.map(warned));
    Ok(decision)
}

const fn refusal(malformed: Malformed) -> (ApiError, Rule) {
    match malformed {
        Malformed::ArgumentName => (ApiError::InvalidArgName, Rule::ArgumentNamesPlain),
        Malformed::ArrayArgument => (ApiError::InvalidArrayArg, Rule::NoArrayArguments),
        Malformed::Charset => (ApiError::InvalidCharset, Rule::CharsetKnown),
        Malformed::FormData => (ApiError::InvalidFormData, Rule::FormDataSound),
        Malformed::PostType => (ApiError::InvalidPostType, Rule::PostTypeKnown),
        Malformed::NoPostType => (ApiError::MissingPostType, Rule::PostTypeNamed),
        Malformed::Truncated => (ApiError::RequestTimeout, Rule::PostDataComplete),
        Malformed::Json => (ApiError::InvalidJson, Rule::JsonSound),
        Malformed::JsonNotObject => (ApiError::JsonNotObject, Rule::JsonSound),
        // ASSUMPTION: JSON for a method that takes only forms is answered as an invalid post type.
        Malformed::JsonNotTaken => (ApiError::InvalidPostType, Rule::JsonWhereTaken),
    }
}

const fn warned(warning: CharsetWarning) -> Rule {
    match warning {
        CharsetWarning::MissingCharset => Rule::CharsetRecommended,
        CharsetWarning::SuperfluousCharset => Rule::CharsetSuperfluous,
    }
}

/// An app may list the addresses that its tokens are used from. A call without a token is told
/// that first.
fn comes_from_elsewhere(workspace: &Workspace, call: &Call) -> bool {
    let allowed = &workspace.cast().app.allowed_addresses;
    let elsewhere = call.address.as_ref().is_some_and(|address| !allowed.contains(address));
    elsewhere && !allowed.is_empty() && call.token != TokenName::Missing
}

/// What must be there and is not, wherever the method itself found nothing to refuse.
// ASSUMPTION: an argument that is missing is told after what the app may not do.
fn with_arguments(
    workspace: &Workspace,
    call: &Call,
    decided: Result<Decision, Misuse>,
) -> Result<Decision, Misuse> {
    let passes = match &decided {
        Ok(decision) => decision.reply.as_ref().is_none_or(|reply| reply.error().is_none()),
        Err(misuse) => matches!(misuse, Misuse::NotModelled { .. }),
    };
    if passes && lacks_argument(workspace, call) {
        return Ok(Decision::refused(ApiError::InvalidArguments, Rule::RequiredArguments));
    }
    decided
}

/// An app that proves who it is has errors of its own for each argument. A message without a text
/// may have something else to show.
fn lacks_argument(workspace: &Workspace, call: &Call) -> bool {
    let method =
        workspace.catalogue().method(&call.method).filter(|method| method.needs() != Needs::Client);
    let has = |name| call.arguments.contains_key(name);
    let shows_something = has("attachments") || has("blocks");
    let slacks = workspace.catalogue().is_slacks();
    let stands_in = |name| name == "text" && shows_something && slacks;
    let missing = |name| !(has(name) || stands_in(name));
    method.is_some_and(|method| {
        method.arguments().any(|argument| argument.required && missing(argument.name))
    })
}
