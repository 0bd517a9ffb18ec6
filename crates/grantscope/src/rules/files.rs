//! Files that the app uploads, shares, comments on and deletes.
//!
//! Only the app has files here: no command lets a person upload one.
//!
//! Source: FACTS, section a (A5, files.*); the fields from what Slack's own clients read.

use serde_json::Value;

use super::calls::answer_to;
use super::messages::listed;
use super::permission::{self, kind_of, unsound};
use super::{Decision, Ruling};
use crate::model::change::Change;
use crate::model::file::{Comment, File, FileKind};
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, ResourceKind, Rule};
use crate::wire::{ApiError, json};

/// What is told of a file, and the file as it is from now on if it changes.
type Told = Result<(Value, Option<File>), ApiError>;

type Tell = fn(&Workspace, &Call) -> Told;

const ANSWERS: &[(&str, Tell)] = &[
    ("files.comments.add", add_comment),
    ("files.comments.delete", delete_comment),
    ("files.comments.edit", edit_comment),
    ("files.delete", delete),
    ("files.info", info),
    ("files.list", list),
    ("files.revokePublicURL", revoke),
    ("files.sharedPublicURL", publish),
    ("files.upload", upload),
];

/// Answers a call about files; nothing if it is about something else.
pub(super) fn answer(workspace: &Workspace, method: Method, call: &Call) -> Option<Ruling> {
    let told = answer_to(ANSWERS, &call.method)?;
    let told = permission::check(workspace, method, call)
        .and_then(|_| told(workspace, call).map_err(unsound));
    Some(told.map(answered))
}

fn answered((mut reply, file): (Value, Option<File>)) -> Decision {
    if let Some(fields) = reply.as_object_mut() {
        fields.insert("ok".to_owned(), json!(true));
    }
    let decision = Decision::told(reply, &[Rule::ScopesTravel]);
    match file {
        Some(file) => decision.and(Change::FileSaved(file)),
        None => decision,
    }
}

/// `files.upload`: to nowhere, or to conversations that the app reaches.
fn upload(workspace: &Workspace, call: &Call) -> Told {
    let reached = |text: &str| -> Option<ConversationId> {
        let id = text.parse().ok()?;
        let reach = &workspace.grants().of(kind_of(workspace, id)?).reach;
        reach.containment(id.id()).is_inside().then_some(id)
    };
    let channels: Option<_> = listed(call.text("channels")).map(reached).collect();
    let or = |name: &str, otherwise: &str| match call.text(name) {
        "" => otherwise.to_owned(),
        given => given.to_owned(),
    };
    let part: Value = serde_json::from_str(call.text("file")).unwrap_or_default();
    let of_part = |name: &str| part.get(name).and_then(Value::as_str).unwrap_or_default();
    let name = or("filename", if of_part("name").is_empty() { "-.txt" } else { of_part("name") });
    let first = call.text("initial_comment");
    let comment = Comment { text: first.to_owned(), created: workspace.now().seconds() };
    let file = File {
        id: workspace.next_file(),
        title: or("title", &name),
        kind: FileKind::of(call.text("filetype"), of_part("type"), &name),
        name,
        size: part.get("size").and_then(Value::as_u64).unwrap_or(call.text("content").len() as u64),
        channels: channels.ok_or(ApiError::InvalidChannel)?,
        created: workspace.now().seconds(),
        public: false,
        deleted: false,
        comments: if first.is_empty() { Vec::new() } else { vec![comment] },
    };
    Ok((json!({"file": told(workspace, &file)}), Some(file)))
}

/// `files.info`
fn info(workspace: &Workspace, call: &Call) -> Told {
    let file = named(workspace, call)?;
    let comments = (0..file.comments.len()).filter_map(|place| comment(workspace, &file, place));
    let comments: Vec<Value> = comments.collect();
    let reply = json!({
        "file": told(workspace, &file),
        "paging": paging(comments.len()),
        "comments": comments,
        "response_metadata": {"next_cursor": ""},
    });
    Ok((reply, None))
}

/// `files.list`
fn list(workspace: &Workspace, call: &Call) -> Told {
    const TYPES: [&str; 8] =
        ["all", "spaces", "snippets", "images", "gdocs", "zips", "pdfs", "posts"];
    let app = workspace.cast().app.user_id;
    let user = match call.text("user") {
        "" => app,
        user => user.parse().map_err(|_| ApiError::UserNotFound)?,
    };
    if user != app && workspace.person(user).is_none() {
        return Err(ApiError::UserNotFound);
    }
    if listed(call.text("types")).any(|name| !TYPES.contains(&name)) {
        return Err(ApiError::UnknownType);
    }
    let channel = call.text("channel");
    let shared = |file: &&File| {
        channel.is_empty() || file.channels.iter().any(|id| id.to_string() == channel)
    };
    let files = workspace.files().filter(|file| !file.deleted && user == app).filter(shared);
    let files: Vec<Value> = files.map(|file| told(workspace, file)).collect();
    Ok((json!({"paging": paging(files.len()), "files": files}), None))
}

fn delete(workspace: &Workspace, call: &Call) -> Told {
    let file = File { deleted: true, ..named(workspace, call)? };
    Ok((json!({}), Some(file)))
}

fn publish(workspace: &Workspace, call: &Call) -> Told {
    with_public(workspace, call, true)
}

fn revoke(workspace: &Workspace, call: &Call) -> Told {
    with_public(workspace, call, false)
}

fn with_public(workspace: &Workspace, call: &Call, public: bool) -> Told {
    let file = File { public, ..named(workspace, call)? };
    Ok((json!({"file": told(workspace, &file)}), Some(file)))
}

fn add_comment(workspace: &Workspace, call: &Call) -> Told {
    let text = given_comment(call)?;
    let mut file = named(workspace, call)?;
    let place = file.comments.len();
    file.comments.push(Comment { text, created: workspace.now().seconds() });
    Ok((json!({"comment": comment(workspace, &file, place)}), Some(file)))
}

fn edit_comment(workspace: &Workspace, call: &Call) -> Told {
    let text = given_comment(call)?;
    let mut file = named(workspace, call)?;
    let place = place_of(workspace, &file, call).ok_or(ApiError::CantEdit)?;
    file.comments.get_mut(place).ok_or(ApiError::CantEdit)?.text = text;
    Ok((json!({"comment": comment(workspace, &file, place)}), Some(file)))
}

fn delete_comment(workspace: &Workspace, call: &Call) -> Told {
    let mut file = named(workspace, call)?;
    let place = place_of(workspace, &file, call).ok_or(ApiError::CantDelete)?;
    file.comments.get_mut(place).ok_or(ApiError::CantDelete)?.text.clear();
    Ok((json!({}), Some(file)))
}

fn given_comment(call: &Call) -> Result<String, ApiError> {
    match call.text("comment") {
        "" => Err(ApiError::NoComment),
        text => Ok(text.to_owned()),
    }
}

/// The place of the comment that the call names, if it is there.
fn place_of(workspace: &Workspace, file: &File, call: &Call) -> Option<usize> {
    let is_named = |place: &usize| {
        let told = comment(workspace, file, *place);
        told.is_some_and(|told| told.get("id") == Some(&json!(call.text("id"))))
    };
    (0..file.comments.len()).find(is_named)
}

fn named(workspace: &Workspace, call: &Call) -> Result<File, ApiError> {
    let id = call.text("file").parse().ok();
    match id.and_then(|id| workspace.file(id)) {
        None => Err(ApiError::FileNotFound),
        Some(file) if file.deleted => Err(ApiError::FileDeleted),
        Some(file) => Ok(file.clone()),
    }
}

fn comment(workspace: &Workspace, file: &File, place: usize) -> Option<Value> {
    let comment = file.comments.get(place).filter(|comment| !comment.text.is_empty())?;
    Some(json!({
        "id": format!("Fc{}{place}", file.id),
        "created": comment.created,
        "timestamp": comment.created,
        "user": workspace.cast().app.user_id,
        "comment": comment.text,
    }))
}

fn told(workspace: &Workspace, file: &File) -> Value {
    let (domain, id) = (&workspace.cast().team.domain, file.id);
    let of = |kinds: &[ResourceKind]| -> Vec<ConversationId> {
        let is_of =
            |id: &ConversationId| kind_of(workspace, *id).is_some_and(|kind| kinds.contains(&kind));
        file.channels.iter().copied().filter(is_of).collect()
    };
    let written = file.comments.iter().filter(|comment| !comment.text.is_empty());
    let FileKind { filetype, mimetype, pretty, text } = &file.kind;
    let team = workspace.cast().team.id;
    let address = |way: &str| format!("https://files.example.com/files-pri/{team}-{id}{way}");
    json!({
        "id": id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": mimetype,
        "filetype": filetype,
        "pretty_type": pretty,
        "mode": if *text { "snippet" } else { "hosted" },
        "editable": text,
        "is_external": false,
        "external_type": "",
        "display_as_bot": false,
        "username": "",
        "url_private": address(""),
        "url_private_download": address("/download"),
        "user": workspace.cast().app.user_id,
        "size": file.size,
        "is_public": !of(&[ResourceKind::Channel]).is_empty(),
        "public_url_shared": file.public,
        "permalink": format!("https://{domain}.slack.com/files/{id}"),
        "channels": of(&[ResourceKind::Channel]),
        "groups": of(&[ResourceKind::Group, ResourceKind::Mpim]),
        "ims": of(&[ResourceKind::Im, ResourceKind::AppHome]),
        "comments_count": written.count(),
    })
}

fn paging(total: usize) -> Value {
    json!({"count": 100, "total": total, "page": 1, "pages": 1})
}
