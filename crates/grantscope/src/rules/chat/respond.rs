//! What an app answers later to what a person did, at the `response_url` that came with it: a message,
//! or another one in the place of the one with the button.
//!
//! Not here: what it answers at once, in the body, which no document of these apps describes.
//!
//! Source: FACTS, section f (1), for the address; the rest from what public guides to slash commands
//! and interactive messages said in 2018: five times, thirty minutes, `response_type`,
//! `replace_original` and `delete_original`.

use super::content::Content;
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::trigger::Trigger;
use crate::model::workspace::Workspace;
use crate::model::{Call, Rule};
use crate::rules::interaction::trigger_behind;
use crate::rules::messages::flag;
use crate::rules::permission::{refused, unsound};
use crate::rules::{Decision, Ruling};
use crate::wire::{ApiError, Reply};

/// How long an app may answer, in milliseconds.
const LIFETIME: u64 = 30 * 60 * 1000;

/// How often.
const MOST_ANSWERS: u8 = 5;

/// Answers a post to a `response_url`. It carries no token, and asks for no scope.
pub(in crate::rules) fn respond(workspace: &Workspace, call: &Call) -> Decision {
    answered(workspace, call).unwrap_or_else(|refusal| *refusal)
}

fn answered(workspace: &Workspace, call: &Call) -> Ruling {
    let refuse = |error| refused(error, Rule::ResponseUrl);
    let trigger =
        trigger_behind(workspace, &call.method).ok_or_else(|| refuse(ApiError::ExpiredUrl))?;
    // ASSUMPTION: an app that is gone answers nobody any more.
    if !workspace.is_installed() || workspace.now().since(trigger.issued_at) > LIFETIME {
        return Err(refuse(ApiError::ExpiredUrl));
    }
    if trigger.answers >= MOST_ANSWERS {
        return Err(refuse(ApiError::UsedUrl));
    }
    let changes = changes(workspace, trigger, call).map_err(unsound)?;
    let decision = Decision::answered(Reply::done(), &[Rule::ResponseUrl]).with(changes);
    Ok(decision.and(Change::TriggerAnswered { trigger: trigger.text.clone() }))
}

fn changes(workspace: &Workspace, trigger: &Trigger, call: &Call) -> Result<Vec<Change>, ApiError> {
    let conversation = trigger.conversation;
    let original = trigger.message.as_ref().and_then(|ts| workspace.message(conversation, ts));
    let deleted = original.filter(|_| flag(call, "delete_original"));
    let mut changes = Vec::new();
    if let Some(Message { ts, .. }) = deleted {
        changes.push(Change::MessageDeleted { conversation, ts: ts.clone() });
    }
    let Content { text, attachments, blocks } = match Content::of(call) {
        Err(ApiError::NoText) if deleted.is_some() => return Ok(changes),
        content => content?,
    };
    // ASSUMPTION: an answer to a button or a menu replaces its message unless it says no.
    let replaces =
        !call.arguments.contains_key("replace_original") || flag(call, "replace_original");
    let user = workspace.cast().app.user_id;
    match original.filter(|_| replaces && deleted.is_none()) {
        Some(message) => {
            let message = Message { text, attachments, blocks, ..message.clone() };
            changes.push(Change::MessageChanged { conversation, message });
        }
        // What only one person sees is not kept.
        None if call.text("response_type") == "in_channel" => {
            let plain = Message::plain(workspace.next_ts(), user, text);
            let message = Message { attachments, blocks, ..plain };
            changes.push(Change::MessagePosted { conversation, message });
        }
        None => {}
    }
    Ok(changes)
}
