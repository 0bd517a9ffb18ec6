//! Looking at conversations: which there are, who is in them, what was said.
//!
//! Not here: creating and changing them.
//!
//! Source: FACTS, section a (A5); the fields from the documented samples.

use serde_json::{Value, json};

use super::Decision;
use super::lookups::page;
use super::permission::{self, kind_of};
use crate::model::change::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, ResourceKind, Rule};
use crate::wire::{ApiError, Reply};

/// `conversations.info`
pub(super) fn info(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    about_one(workspace, method, call, |conversation| {
        Some(json!({"ok": true, "channel": described(workspace, conversation)}))
    })
}

/// `conversations.history`: newest first.
pub(super) fn history(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    about_one(workspace, method, call, |conversation| {
        let mut messages: Vec<&Message> = workspace.messages(conversation).collect();
        messages.reverse();
        let (messages, page) = page(messages, call, |message| format!("next_ts:{}", message.ts))?;
        let messages: Vec<Value> = messages.into_iter().map(told).collect();
        let has_more = !page.next_cursor.is_empty();
        Some(json!({
            "ok": true,
            "messages": messages,
            "has_more": has_more,
            "pin_count": 0,
            "response_metadata": page,
        }))
    })
}

/// `conversations.members`
// ASSUMPTION: everybody is in every conversation of the cast.
pub(super) fn members(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    about_one(workspace, method, call, |conversation| {
        let app = workspace.cast().app.user_id;
        let everybody = workspace.cast().people.iter().map(|person| person.id);
        let here: Vec<_> = match workspace.home_owner(conversation) {
            Some(owner) => vec![owner, app],
            None => everybody.chain([app]).collect(),
        };
        let (members, page) = page(here, call, |user| format!("user:{user}"))?;
        Some(json!({"ok": true, "members": members, "response_metadata": page}))
    })
}

/// `conversations.list`: what the app reaches, and may see, of the types it asks for.
pub(super) fn list(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    if let Err(refusal) = permission::check(workspace, method, call) {
        return *refusal;
    }
    let types = call.arguments.get("types").map_or("public_channel", String::as_str);
    let Some(kinds) = types.split(',').map(kind_named).collect::<Option<Vec<ResourceKind>>>()
    else {
        return Decision::refused(ApiError::InvalidTypes, Rule::ArgumentsMustBeSound);
    };
    let seen = |id: &ConversationId| {
        kind_of(workspace, *id).filter(|kind| kinds.contains(kind)).is_some_and(|kind| {
            let grants = workspace.grants().of(kind);
            let visible = !grants.scopes.intersection(method.scopes()).is_empty();
            visible && grants.reach.containment(id.id()).is_inside()
        })
    };
    let ids = workspace.cast().conversations.iter().map(|conversation| conversation.id);
    let homes = workspace.homes_by_person().map(|(_, home)| home);
    match page(ids.chain(homes).filter(seen).collect(), call, |id| format!("channel:{id}")) {
        None => Decision::refused(ApiError::InvalidCursor, Rule::ArgumentsMustBeSound),
        Some((ids, page)) => {
            let channels: Vec<Value> = ids.into_iter().map(|id| described(workspace, id)).collect();
            let reply = json!({"ok": true, "channels": channels, "response_metadata": page});
            Decision::answered(Reply::Content(reply), &[Rule::ResourcesLimitScopes])
        }
    }
}

/// Answers about one conversation; no answer means that the cursor was made up.
fn about_one(
    workspace: &Workspace,
    method: Method,
    call: &Call,
    answer: impl Fn(ConversationId) -> Option<Value>,
) -> Decision {
    match permission::check(workspace, method, call).map(|named| named.conversation.map(answer)) {
        Err(refusal) => *refusal,
        Ok(Some(Some(reply))) => Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel]),
        Ok(Some(None)) => Decision::refused(ApiError::InvalidCursor, Rule::ArgumentsMustBeSound),
        Ok(None) => Decision::refused(ApiError::ChannelNotFound, Rule::ResourcesLimitScopes),
    }
}

// ASSUMPTION: app homes are listed among direct messages.
fn kind_named(name: &str) -> Option<ResourceKind> {
    match name.trim() {
        "public_channel" => Some(ResourceKind::Channel),
        "private_channel" => Some(ResourceKind::Group),
        "mpim" => Some(ResourceKind::Mpim),
        "im" => Some(ResourceKind::AppHome),
        _ => None,
    }
}

fn told(message: &Message) -> Value {
    json!({"type": "message", "user": message.user, "text": message.text, "ts": message.ts})
}

fn described(workspace: &Workspace, id: ConversationId) -> Value {
    let created = workspace.cast().date;
    if let Some(owner) = workspace.home_owner(id) {
        return json!({
            "id": id, "created": created, "is_im": true, "is_org_shared": false, "user": owner,
            "is_user_deleted": workspace.is_deactivated(owner), "is_open": true, "priority": 0,
        });
    }
    let kind = kind_of(workspace, id);
    let name = workspace.conversation(id).map_or("", |conversation| conversation.name.as_str());
    let reaches = |kind| workspace.grants().of(kind).reach.containment(id.id()).is_inside();
    let nothing = json!({"value": "", "creator": "", "last_set": 0});
    json!({
        "id": id,
        "name": name,
        "name_normalized": name,
        "created": created,
        "creator": workspace.cast().people.first().map(|person| person.id),
        "is_channel": kind == Some(ResourceKind::Channel),
        "is_group": kind == Some(ResourceKind::Group),
        "is_im": false,
        "is_mpim": kind == Some(ResourceKind::Mpim),
        "is_private": kind != Some(ResourceKind::Channel),
        "is_archived": false,
        "is_general": name == "general",
        "is_member": kind.is_some_and(reaches),
        "is_read_only": false,
        "is_shared": false,
        "is_ext_shared": false,
        "is_org_shared": false,
        "is_pending_ext_shared": false,
        "pending_shared": [],
        "unlinked": 0,
        "topic": nothing,
        "purpose": nothing,
        "previous_names": [],
        "num_members": workspace.cast().people.len(),
    })
}
