//! Reacting to messages.
//!
//! Only the app reacts here: no command lets a person do so, and none to files.
//!
//! Source: FACTS, section a (A5, reactions.*).

use serde_json::Value;

use super::calls::Answer;
use super::messages::{Item, Telling};
use super::permission::{self, unsound};
use super::{Decision, Ruling};
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, Rule, UserId};
use crate::wire::{ApiError, Reply, json};

/// What answers calls about reactions.
pub(super) const ANSWERS: &[(&str, Answer)] = &[
    ("reactions.add", add),
    ("reactions.get", get),
    ("reactions.list", list),
    ("reactions.remove", remove),
];

/// `reactions.add`
fn add(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (conversation, message) = item(workspace, method, call)?;
    let name = name_of(call)?;
    if message.reactions.contains(&name) {
        return Err(unsound(ApiError::AlreadyReacted));
    }
    let mut message = message.clone();
    message.reactions.push(name);
    Ok(changed(conversation, message))
}

/// `reactions.remove`
fn remove(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (conversation, message) = item(workspace, method, call)?;
    let name = name_of(call)?;
    let mut message = message.clone();
    let before = message.reactions.len();
    message.reactions.retain(|reaction| *reaction != name);
    if message.reactions.len() == before {
        return Err(unsound(ApiError::NoReaction));
    }
    Ok(changed(conversation, message))
}

/// `reactions.get`
fn get(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (conversation, message) = item(workspace, method, call)?;
    let message = Telling::of(workspace, conversation).message(message);
    let reply = json!({
        "ok": true, "type": "message", "channel": conversation, "message": message,
    });
    Ok(answered(reply))
}

/// `reactions.list`: what a person, or without one the app, reacted to where the app may look.
fn list(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let app = workspace.cast().app.user_id;
    let user: Option<UserId> = match call.arguments.get("user") {
        None => Some(app),
        Some(user) => user.parse().ok(),
    };
    let known = user.filter(|user| *user == app || workspace.person(*user).is_some());
    let user = known.ok_or_else(|| unsound(ApiError::UserNotFound))?;
    let everywhere = workspace.conversations().map(|(id, _)| id);
    let homes = workspace.homes_by_person().map(|(_, home)| home);
    let mut items: Vec<Value> = Vec::new();
    for id in everywhere.chain(homes).filter(|_| user == app) {
        if permission::reaches(workspace, method, id) {
            let telling = Telling::of(workspace, id);
            let reacted = workspace.messages(id).filter(|message| !message.reactions.is_empty());
            items.extend(reacted.map(|message| {
                json!({"type": "message", "channel": id, "message": telling.message(message)})
            }));
        }
    }
    let paging = json!({"count": 100, "total": items.len(), "page": 1, "pages": 1});
    let page = json!({"next_cursor": ""});
    Ok(answered(json!({
        "ok": true, "items": items, "paging": paging, "response_metadata": page,
    })))
}

/// The message that is meant. A call that names no conversation names no message either.
fn item<'a>(
    workspace: &'a Workspace,
    method: Method,
    call: &Call,
) -> Result<(ConversationId, &'a Message), Box<Decision>> {
    let named = permission::check(workspace, method, call);
    if !call.arguments.contains_key("channel") {
        let error = Item::of(call).err().unwrap_or(ApiError::NoItemSpecified);
        let names_nothing = |refusal: &Decision| {
            refusal.reply.as_ref().and_then(Reply::error) == Some(ApiError::ChannelNotFound)
        };
        return Err(match named {
            Err(refusal) if !names_nothing(&refusal) => refusal,
            Err(_) | Ok(_) => unsound(error),
        });
    }
    let conversation = named?.conversation.ok_or_else(|| unsound(ApiError::MessageNotFound))?;
    let message = Item::of(call).and_then(|item| item.in_conversation(workspace, conversation));
    message.map(|message| (conversation, message)).map_err(unsound)
}

fn name_of(call: &Call) -> Result<String, Box<Decision>> {
    let name = call.arguments.get("name").map(|name| name.trim_matches(':')).unwrap_or_default();
    let allowed = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '+' | '\'' | ':');
    if !name.is_empty() && name.chars().count() <= 100 && name.chars().all(allowed) {
        Ok(name.to_owned())
    } else {
        Err(unsound(ApiError::InvalidName))
    }
}

fn changed(conversation: ConversationId, message: Message) -> Decision {
    Decision::answered(Reply::done(), &[Rule::ScopesTravel])
        .and(Change::MessageChanged { conversation, message })
}

fn answered(reply: Value) -> Decision {
    Decision::told(reply, &[Rule::ScopesTravel])
}
