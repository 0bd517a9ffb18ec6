//! Posting, changing and deleting messages.
//!
//! Not here: reading them (`conversations.rs`), attachments and threads.
//!
//! Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, sections a (A4,
//! A5) and d.

use serde_json::json;

use super::Decision;
use super::app_home::reached_home;
use super::install::next_home;
use super::permission;
use crate::model::change::{Change, Message};
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, ResourceKind, Rule, Scope, Timestamp, UserId};
use crate::wire::{ApiError, Reply};

/// The most characters in a message.
// ASSUMPTION: a message has at most 40000 characters.
const LONGEST_TEXT: usize = 40_000;

/// `chat.postMessage`: to a conversation, or to a person.
pub(super) fn post(workspace: &Workspace, now: Timestamp, method: Method, call: &Call) -> Decision {
    let person = call.arguments.get("channel").and_then(|channel| channel.parse().ok());
    if let Some(user) = person.filter(|user| reached_home(workspace, *user).is_none()) {
        return open_and_post(workspace, now, call, user);
    }
    match permission::check(workspace, method, call).map(|named| named.conversation) {
        Err(refusal) => *refusal,
        Ok(None) => Decision::refused(ApiError::ChannelNotFound, Rule::ResourcesLimitScopes),
        Ok(Some(conversation)) => posted(workspace, now, conversation, call, Vec::new()),
    }
}

/// With a scope of its own, the app opens a direct message by posting.
fn open_and_post(workspace: &Workspace, now: Timestamp, call: &Call, user: UserId) -> Decision {
    let held = workspace.grants().of(ResourceKind::AppHome).scopes;
    let may_open =
        Scope::parse("conversations.app_home:create").is_some_and(|scope| held.contains(scope));
    if !may_open || !workspace.is_there(user) {
        return Decision::refused(ApiError::ChannelNotFound, Rule::AppOpensHomeByPosting);
    }
    let home = workspace.home(user).unwrap_or_else(|| next_home(workspace));
    let opened = vec![Change::AppHomeOpened { user, home }];
    let mut decision = posted(workspace, now, home, call, opened);
    decision.because.insert(0, Rule::AppOpensHomeByPosting);
    decision
}

fn posted(
    workspace: &Workspace,
    now: Timestamp,
    conversation: ConversationId,
    call: &Call,
    mut changes: Vec<Change>,
) -> Decision {
    if call.arguments.contains_key("as_user") {
        return Decision::refused(ApiError::AsUserNotSupported, Rule::AppPostsAsItself);
    }
    let text = match text_of(call) {
        Ok(text) => text,
        Err(error) => return Decision::refused(error, Rule::ArgumentsMustBeSound),
    };
    let user = workspace.cast().app.user_id;
    let ts = workspace.next_ts(now);
    let message = json!({"type": "message", "user": user, "text": text, "ts": ts});
    let reply = json!({"ok": true, "channel": conversation, "ts": ts, "message": message});
    changes.push(Change::MessagePosted { conversation, message: Message { ts, user, text } });
    Decision {
        reply: Some(Reply::Content(reply)),
        changes,
        because: vec![Rule::ScopesTravel, Rule::AppPostsAsItself],
    }
}

/// `chat.update`
pub(super) fn update(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    match own_message(workspace, method, call, ApiError::CantUpdateMessage) {
        Err(refusal) => *refusal,
        Ok((conversation, ts)) => match text_of(call) {
            Err(error) => Decision::refused(error, Rule::ArgumentsMustBeSound),
            Ok(text) => Decision {
                reply: Some(Reply::Content(
                    json!({"ok": true, "channel": conversation, "ts": ts, "text": text}),
                )),
                changes: vec![Change::MessageChanged { conversation, ts, text }],
                because: vec![Rule::OnlyOwnMessages],
            },
        },
    }
}

/// `chat.delete`
pub(super) fn delete(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    match own_message(workspace, method, call, ApiError::CantDeleteMessage) {
        Err(refusal) => *refusal,
        Ok((conversation, ts)) => Decision {
            reply: Some(Reply::Content(json!({"ok": true, "channel": conversation, "ts": ts}))),
            changes: vec![Change::MessageDeleted { conversation, ts }],
            because: vec![Rule::OnlyOwnMessages],
        },
    }
}

fn own_message(
    workspace: &Workspace,
    method: Method,
    call: &Call,
    not_own: ApiError,
) -> Result<(ConversationId, String), Box<Decision>> {
    let refuse = |error| Box::new(Decision::refused(error, Rule::OnlyOwnMessages));
    let named = permission::check(workspace, method, call)?;
    let conversation = named.conversation.ok_or_else(|| refuse(ApiError::ChannelNotFound))?;
    let ts = call.arguments.get("ts").cloned().unwrap_or_default();
    match workspace.message(conversation, &ts) {
        None => {
            Err(Box::new(Decision::refused(ApiError::MessageNotFound, Rule::ArgumentsMustBeSound)))
        }
        Some(message) if message.user != workspace.cast().app.user_id => Err(refuse(not_own)),
        Some(_) => Ok((conversation, ts)),
    }
}

fn text_of(call: &Call) -> Result<String, ApiError> {
    match call.arguments.get("text").map(String::as_str) {
        None | Some("") => Err(ApiError::NoText),
        Some(text) if text.chars().count() > LONGEST_TEXT => Err(ApiError::MsgTooLong),
        Some(text) => Ok(text.to_owned()),
    }
}
