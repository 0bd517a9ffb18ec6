//! User groups: made, changed, put out of use and back, by the app.
//!
//! Source: FACTS, section a (A5, usergroups.*); the fields from what Slack's own clients read.

use serde_json::Value;

use super::calls::answer_to;
use super::messages::{flag, listed};
use super::permission::{self, unsound};
use super::{Decision, Ruling};
use crate::model::change::Change;
use crate::model::usergroup::Usergroup;
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Rule, UserId};
use crate::wire::{ApiError, json};

type LookUp = fn(&Workspace, &Call) -> Result<Value, ApiError>;

const LOOKED_UP: &[(&str, LookUp)] = &[("usergroups.list", list), ("usergroups.users.list", users)];

type Save = fn(&Workspace, &Call) -> Result<Usergroup, ApiError>;

const SAVED: &[(&str, Save)] = &[
    ("usergroups.create", created),
    ("usergroups.disable", disabled),
    ("usergroups.enable", enabled),
    ("usergroups.update", updated),
    ("usergroups.users.update", filled),
];

/// Answers a call about user groups; nothing if it is about something else.
pub(super) fn answer(workspace: &Workspace, method: Method, call: &Call) -> Option<Ruling> {
    if let Some(look) = answer_to(LOOKED_UP, &call.method) {
        let reply = permission::check(workspace, method, call)
            .and_then(|_| look(workspace, call).map_err(unsound));
        return Some(reply.map(looked_up));
    }
    let save = answer_to(SAVED, &call.method)?;
    let group = permission::check(workspace, method, call)
        .and_then(|_| save(workspace, call).map_err(unsound));
    Some(group.map(|group| saved(workspace, group)))
}

fn looked_up(reply: Value) -> Decision {
    Decision::told(reply, &[Rule::ScopesTravel])
}

fn list(workspace: &Workspace, call: &Call) -> Result<Value, ApiError> {
    let shown = |group: &&Usergroup| group.disabled.is_none() || flag(call, "include_disabled");
    let with_users = flag(call, "include_users");
    let groups = workspace.usergroups().filter(shown);
    let groups: Vec<Value> = groups.map(|group| told(workspace, group, with_users)).collect();
    Ok(json!({"ok": true, "usergroups": groups}))
}

fn users(workspace: &Workspace, call: &Call) -> Result<Value, ApiError> {
    Ok(json!({"ok": true, "users": named(workspace, call)?.users}))
}

fn disabled(workspace: &Workspace, call: &Call) -> Result<Usergroup, ApiError> {
    let disabled = Some(workspace.now().seconds());
    Ok(Usergroup { disabled, ..named(workspace, call)? })
}

fn enabled(workspace: &Workspace, call: &Call) -> Result<Usergroup, ApiError> {
    Ok(Usergroup { disabled: None, ..named(workspace, call)? })
}

fn updated(workspace: &Workspace, call: &Call) -> Result<Usergroup, ApiError> {
    Ok(described(named(workspace, call)?, call))
}

fn created(workspace: &Workspace, call: &Call) -> Result<Usergroup, ApiError> {
    let name = call.given("name");
    let name = name.ok_or(ApiError::InvalidArguments)?;
    let now = workspace.now().seconds();
    let group = Usergroup {
        id: workspace.next_usergroup(),
        name: name.to_owned(),
        handle: String::new(),
        description: String::new(),
        channels: Vec::new(),
        users: Vec::new(),
        created: now,
        updated: now,
        disabled: None,
    };
    Ok(described(group, call))
}

/// With what the call says of it; what it leaves out stays.
fn described(group: Usergroup, call: &Call) -> Usergroup {
    let or = |name: &str, before: String| call.arguments.get(name).cloned().unwrap_or(before);
    let channels = call.arguments.get("channels");
    Usergroup {
        name: or("name", group.name),
        handle: or("handle", group.handle),
        description: or("description", group.description),
        channels: match channels {
            Some(channels) => listed(channels).map(str::to_owned).collect(),
            None => group.channels,
        },
        ..group
    }
}

fn filled(workspace: &Workspace, call: &Call) -> Result<Usergroup, ApiError> {
    let group = named(workspace, call)?;
    let text = call.text("users");
    let known = |user: &str| -> Option<UserId> { Some(workspace.person(user.parse().ok()?)?.id) };
    let users: Option<Vec<UserId>> = listed(text).map(known).collect();
    let users = users.filter(|users| !users.is_empty()).ok_or(ApiError::InvalidUsers)?;
    Ok(Usergroup { users, ..group })
}

// ASSUMPTION: a user group that is not there is an invalid argument.
fn named(workspace: &Workspace, call: &Call) -> Result<Usergroup, ApiError> {
    let id = call.arguments.get("usergroup").and_then(|id| id.parse().ok());
    let group = id.and_then(|id| workspace.usergroup(id));
    group.cloned().ok_or(ApiError::InvalidArguments)
}

fn saved(workspace: &Workspace, mut group: Usergroup) -> Decision {
    group.updated = workspace.now().seconds();
    let reply = json!({"ok": true, "usergroup": told(workspace, &group, true)});
    Decision::told(reply, &[Rule::ScopesTravel]).and(Change::UsergroupSaved(group))
}

fn told(workspace: &Workspace, group: &Usergroup, with_users: bool) -> Value {
    let app = workspace.cast().app.user_id;
    let mut told = json!({
        "id": group.id,
        "team_id": workspace.cast().team.id,
        "is_usergroup": true,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": false,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": group.disabled.unwrap_or(0),
        "auto_type": null,
        "created_by": app,
        "updated_by": app,
        "deleted_by": group.disabled.map(|_| app),
        "prefs": {"channels": group.channels, "groups": []},
        "user_count": group.users.len(),
    });
    if let (true, Some(fields)) = (with_users, told.as_object_mut()) {
        fields.insert("users".to_owned(), json!(group.users));
    }
    told
}
