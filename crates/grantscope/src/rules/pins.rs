//! Pinning messages.
//!
//! Files and their comments are not pinned here: none is found. Not here: reactions (`reactions.rs`).
//!
//! Source: FACTS, section a (A5, pins.*).

use serde_json::Value;

use super::calls::Answer;
use super::messages::{Item, Telling};
use super::permission::{self, unsound};
use super::{Decision, Ruling};
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, Rule};
use crate::wire::{ApiError, Reply, json};

/// What answers calls about pins.
pub(super) const ANSWERS: &[(&str, Answer)] =
    &[("pins.add", add), ("pins.list", list), ("pins.remove", remove)];

/// `pins.add`
fn add(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    set(workspace, method, call, Some(workspace.now().seconds()))
}

/// `pins.remove`
fn remove(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    set(workspace, method, call, None)
}

fn set(workspace: &Workspace, method: Method, call: &Call, pinned: Option<u64>) -> Ruling {
    let conversation = named(workspace, method, call)?;
    let message = Item::of(call).and_then(|item| item.in_conversation(workspace, conversation));
    let message = message.map_err(unsound)?;
    match (message.pinned, pinned) {
        (Some(_), Some(_)) => Err(unsound(ApiError::AlreadyPinned)),
        (None, None) => Err(unsound(ApiError::NotPinned)),
        (Some(_), None) | (None, Some(_)) => {
            let message = Message { pinned, ..message.clone() };
            Ok(Decision::answered(Reply::done(), &[Rule::ScopesTravel])
                .and(Change::MessageChanged { conversation, message }))
        }
    }
}

/// `pins.list`: newest first.
fn list(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = named(workspace, method, call)?;
    let telling = Telling::of(workspace, conversation);
    let pinned = |message: &Message| {
        let created = message.pinned?;
        Some(json!({
            "type": "message",
            "channel": conversation,
            "message": telling.message(message),
            "created": created,
            "created_by": workspace.cast().app.user_id,
        }))
    };
    let mut items: Vec<Value> = workspace.messages(conversation).filter_map(pinned).collect();
    items.reverse();
    let reply = json!({"ok": true, "items": items});
    Ok(Decision::told(reply, &[Rule::ScopesTravel]))
}

fn named(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<ConversationId, Box<Decision>> {
    let named = permission::check(workspace, method, call)?;
    named.conversation.ok_or_else(|| unsound(ApiError::ChannelNotFound))
}
