//! Pinning messages.
//!
//! Files and their comments are not pinned here: none is found. Not here: reactions (`reactions.rs`).
//!
//! Source: FACTS, section a (A5, pins.*).

use serde_json::Value;

use super::messages::{Item, Telling};
use super::permission::{self, unsound};
use super::{Decision, Ruling};
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, Rule};
use crate::wire::{ApiError, Reply, json};

/// Answers a call about pins; nothing if it is about something else.
pub(super) fn answer(workspace: &Workspace, method: Method, call: &Call) -> Option<Decision> {
    let ruling = match call.method.as_str() {
        "pins.add" => set(workspace, method, call, Some(workspace.now().seconds())),
        "pins.list" => list(workspace, method, call),
        "pins.remove" => set(workspace, method, call, None),
        _ => return None,
    };
    Some(ruling.unwrap_or_else(|refusal| *refusal))
}

/// `pins.add` and `pins.remove`
fn set(workspace: &Workspace, method: Method, call: &Call, pinned: Option<u64>) -> Ruling {
    let conversation = named(workspace, method, call)?;
    let message = Item::of(call).and_then(|item| item.in_conversation(workspace, conversation));
    let message = message.map_err(unsound)?;
    match (message.pinned, pinned) {
        (Some(_), Some(_)) => Err(unsound(ApiError::AlreadyPinned)),
        (None, None) => Err(unsound(ApiError::NotPinned)),
        (Some(_), None) | (None, Some(_)) => {
            let message = Message { pinned, ..message.clone() };
            Ok(Decision {
                reply: Some(Reply::done()),
                changes: vec![Change::MessageChanged { conversation, message }],
                because: vec![Rule::ScopesTravel],
            })
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
    Ok(Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel]))
}

fn named(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<ConversationId, Box<Decision>> {
    let named = permission::check(workspace, method, call)?;
    named.conversation.ok_or_else(|| unsound(ApiError::ChannelNotFound))
}
