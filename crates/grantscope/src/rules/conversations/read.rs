//! Looking at conversations: which there are, who is in them, what was said.
//!
//! Source: FACTS, section a (A5); the fields from the documented samples.

use serde_json::Value;

use super::describe::{active_people, counted, described, everybody_in};
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, KindSet, Method, ResourceKind, Rule};
use crate::rules::lookups::{LARGEST_PAGE, page};
use crate::rules::messages::{Range, Telling, flag};
use crate::rules::permission::{self, kind_of, unsound};
use crate::rules::{Decision, Ruling};
use crate::wire::{ApiError, Page, json};

/// When a conversation was read that nothing was said in.
pub(super) const NEVER: &str = "0000000000.000000";

/// `conversations.info`
pub(super) fn info(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = permission::conversation(workspace, method, call)?;
    let mut channel = match flag(call, "include_num_members") {
        true => counted(workspace, conversation, active_people(workspace)),
        false => described(workspace, conversation),
    };
    let newest = workspace.newest_message(conversation);
    let mut more = vec![("last_read", json!(newest.map_or(NEVER, |message| &message.ts)))];
    if flag(call, "include_locale") {
        more.push(("locale", json!("en-US")));
    }
    if matches!(kind_of(workspace, conversation), Some(ResourceKind::Im | ResourceKind::AppHome)) {
        let telling = Telling::of(workspace, conversation);
        more.push(("latest", newest.map_or(Value::Null, |message| telling.message(message))));
        // ASSUMPTION: the app has read all that it may read.
        more.push(("unread_count", json!(0)));
        more.push(("unread_count_display", json!(0)));
    }
    if let Some(fields) = channel.as_object_mut() {
        fields.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
    Ok(answered(json!({"ok": true, "channel": channel})))
}

/// `conversations.history`: newest first, without what was said in threads only.
pub(super) fn history(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = permission::conversation(workspace, method, call)?;
    let range = Range::of(call).map_err(unsound)?;
    let mut messages: Vec<&Message> = workspace
        .messages(conversation)
        .filter(|message| message.thread.is_none() || message.broadcast)
        .filter(|message| range.has(message))
        .collect();
    messages.reverse();
    let mut reply = told(workspace, conversation, messages, call)?;
    if let Some(fields) = reply.as_object_mut() {
        let pinned = workspace.messages(conversation).filter(|message| message.pinned.is_some());
        fields.insert("pin_count".to_owned(), json!(pinned.count()));
        for bound in ["latest", "oldest"] {
            let given = call.given(bound);
            fields.extend(given.map(|given| (bound.to_owned(), json!(given))));
        }
    }
    Ok(answered(reply))
}

/// `conversations.replies`: a thread, oldest first, its first message at its head.
pub(super) fn replies(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = permission::conversation(workspace, method, call)?;
    let range = Range::of(call).map_err(unsound)?;
    let ts = call.text("ts");
    let named = workspace.message(conversation, ts);
    let named = named.ok_or_else(|| unsound(ApiError::ThreadNotFound))?;
    let head = named.thread.as_ref().unwrap_or(&named.ts);
    let of_thread =
        |message: &&Message| message.ts == *head || message.thread.as_ref() == Some(head);
    let messages = workspace.messages(conversation).filter(of_thread);
    let messages = messages.filter(|message| range.has(message)).collect();
    Ok(answered(told(workspace, conversation, messages, call)?))
}

/// `conversations.members`
// ASSUMPTION: everybody is in a conversation of which the cast does not say who is.
pub(super) fn members(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = permission::conversation(workspace, method, call)?;
    check_limit(call)?;
    let here = everybody_in(workspace, conversation);
    let paged = page(here, call, |user| format!("user:{user}"));
    let (members, page) = paged.ok_or_else(bad_cursor)?;
    Ok(answered(json!({"ok": true, "members": members, "response_metadata": page})))
}

/// `conversations.list`: what the app reaches, and may see, of the types it asks for.
pub(super) fn list(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let types = call.arguments.get("types").map_or("public_channel", String::as_str);
    let kinds: Option<Vec<KindSet>> = types.split(',').map(kinds_named).collect();
    let kinds = kinds.ok_or_else(|| unsound(ApiError::InvalidTypes))?;
    check_limit(call)?;
    let without_archived = flag(call, "exclude_archived");
    let asked = |id: &ConversationId| {
        let archived = workspace.conversation(*id).is_some_and(|state| state.archived);
        let kind = kind_of(workspace, *id);
        kind.is_some_and(|kind| kinds.iter().any(|kinds| kinds.contains(kind)))
            && !(archived && without_archived)
    };
    let ids = workspace.conversations().map(|(id, _)| id);
    let homes = workspace.homes_by_person().map(|(_, home)| home);
    let seen = ids
        .chain(homes)
        .filter(asked)
        .filter(|id| permission::reaches(workspace, method, *id))
        .collect();
    let (ids, page) = page(seen, call, |id| format!("channel:{id}")).ok_or_else(bad_cursor)?;
    let everybody = active_people(workspace);
    let channels: Vec<Value> =
        ids.into_iter().map(|id| counted(workspace, id, everybody)).collect();
    let reply = json!({"ok": true, "channels": channels, "response_metadata": page});
    Ok(Decision::told(reply, &[Rule::ResourcesLimitScopes]))
}

/// Messages as a page.
fn told(
    workspace: &Workspace,
    conversation: ConversationId,
    messages: Vec<&Message>,
    call: &Call,
) -> Result<Value, Box<Decision>> {
    let paged = page(messages, call, |message| format!("next_ts:{}", message.ts));
    let (messages, page): (Vec<&Message>, Page) = paged.ok_or_else(bad_cursor)?;
    let telling = Telling::of(workspace, conversation);
    let messages: Vec<Value> = messages.into_iter().map(|it| telling.message(it)).collect();
    let has_more = !page.next_cursor.is_empty();
    Ok(json!({
        "ok": true, "messages": messages, "has_more": has_more, "response_metadata": page,
    }))
}

/// These two methods say so when a limit is no limit; others pass over it.
fn check_limit(call: &Call) -> Result<(), Box<Decision>> {
    let limit = call.given("limit");
    match limit.map(|limit| limit.parse::<usize>()) {
        None => Ok(()),
        Some(Ok(limit)) if limit <= LARGEST_PAGE => Ok(()),
        Some(Ok(_) | Err(_)) => Err(unsound(ApiError::InvalidLimit)),
    }
}

// ASSUMPTION: app homes are listed among direct messages.
fn kinds_named(name: &str) -> Option<KindSet> {
    match name.trim() {
        "public_channel" => Some(KindSet::of(&[ResourceKind::Channel])),
        "private_channel" => Some(KindSet::of(&[ResourceKind::Group])),
        "mpim" => Some(KindSet::of(&[ResourceKind::Mpim])),
        "im" => Some(KindSet::of(&[ResourceKind::Im, ResourceKind::AppHome])),
        _ => None,
    }
}

fn answered(reply: Value) -> Decision {
    Decision::told(reply, &[Rule::ScopesTravel])
}

fn bad_cursor() -> Box<Decision> {
    unsound(ApiError::InvalidCursor)
}
