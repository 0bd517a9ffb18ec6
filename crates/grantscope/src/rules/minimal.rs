//! Files, stars and emoji: none is kept, so that lists are empty and nothing is found.
//!
//! The permission is decided exactly all the same. `api.test` is here too, which is about nothing.
//!
//! Source: FACTS, section a (A5).

use serde_json::{Value, json};

use super::permission::{self, kind_of, refused};
use super::{Decision, Ruling, scramble};
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, Rule, Timestamp};
use crate::wire::{ApiError, Reply};

/// `api.test`: says back what it was told, and fails on demand. It asks for no token.
pub(super) fn test(call: &Call) -> Decision {
    let arguments = json!(call.arguments);
    let reply = match call.arguments.get("error") {
        Some(error) => json!({"ok": false, "error": error, "args": arguments}),
        None => json!({"ok": true, "args": arguments}),
    };
    Decision::answered(Reply::Content(reply), &[Rule::NoScopeNeeded])
}

/// Answers a call about what is not kept; nothing if it is about something else.
pub(super) fn answer(
    workspace: &Workspace,
    now: Timestamp,
    method: Method,
    call: &Call,
) -> Option<Decision> {
    let reply: fn(&Workspace, Timestamp, &Call) -> Result<Value, ApiError> =
        match call.method.as_str() {
            "emoji.list" => |_, now, _| Ok(json!({"emoji": {}, "cache_ts": now.slack_ts()})),
            "files.comments.add" | "files.comments.edit" => |_, _, call| comment(call),
            "files.comments.delete"
            | "files.delete"
            | "files.info"
            | "files.revokePublicURL"
            | "files.sharedPublicURL" => |_, _, _| Err(ApiError::FileNotFound),
            "files.list" => |workspace, _, call| files(workspace, call),
            "files.upload" => uploaded,
            "stars.list" => |_, _, _| Ok(json!({"items": [], "paging": paging()})),
            _ => return None,
        };
    let ruling = permission::check(workspace, method, call)
        .and_then(|_| reply(workspace, now, call).map_err(unsound))
        .and_then(told);
    Some(ruling.unwrap_or_else(|refusal| *refusal))
}

/// `files.list`
fn files(workspace: &Workspace, call: &Call) -> Result<Value, ApiError> {
    const TYPES: [&str; 8] =
        ["all", "spaces", "snippets", "images", "gdocs", "zips", "pdfs", "posts"];
    let user = call.arguments.get("user").filter(|user| !user.is_empty());
    if user.is_some_and(|user| !user.parse().is_ok_and(|user| workspace.person(user).is_some())) {
        return Err(ApiError::UserNotFound);
    }
    let types = call.arguments.get("types").map_or("all", String::as_str);
    if types.split(',').any(|name| !TYPES.contains(&name.trim())) {
        return Err(ApiError::UnknownType);
    }
    Ok(json!({"files": [], "paging": paging()}))
}

/// `files.comments.add` and `.edit`
fn comment(call: &Call) -> Result<Value, ApiError> {
    match call.arguments.get("comment").filter(|comment| !comment.is_empty()) {
        None => Err(ApiError::NoComment),
        Some(_) => Err(ApiError::FileNotFound),
    }
}

/// `files.upload`: to nowhere, or to conversations that the app reaches.
fn uploaded(workspace: &Workspace, now: Timestamp, call: &Call) -> Result<Value, ApiError> {
    let argument = |name: &str| call.arguments.get(name).map(String::as_str).unwrap_or_default();
    let reached = |text: &str| -> Option<ConversationId> {
        let id = text.trim().parse().ok()?;
        let reach = &workspace.grants().of(kind_of(workspace, id)?).reach;
        reach.containment(id.id()).is_inside().then_some(id)
    };
    let named = argument("channels").split(',').filter(|text| !text.trim().is_empty());
    let channels: Option<Vec<ConversationId>> = named.map(reached).collect();
    let channels = channels.ok_or(ApiError::InvalidChannel)?;
    let name = Some(argument("filename")).filter(|name| !name.is_empty()).unwrap_or("-.txt");
    let title = Some(argument("title")).filter(|title| !title.is_empty()).unwrap_or(name);
    let number = scramble(now.milliseconds()) & 0xffff_ffff;
    Ok(json!({"file": {
        "id": format!("F{number:08X}"),
        "created": now.seconds(),
        "timestamp": now.seconds(),
        "name": name,
        "title": title,
        "user": workspace.cast().app.user_id,
        "size": argument("content").len(),
        "is_public": false,
        "channels": channels,
        "groups": [],
        "ims": [],
        "comments_count": 0,
    }}))
}

fn told(mut reply: Value) -> Ruling {
    if let Some(fields) = reply.as_object_mut() {
        fields.insert("ok".to_owned(), json!(true));
    }
    Ok(Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel]))
}

fn paging() -> Value {
    json!({"count": 100, "total": 0, "page": 1, "pages": 1})
}

fn unsound(error: ApiError) -> Box<Decision> {
    refused(error, Rule::ArgumentsMustBeSound)
}
