//! Looking at people and at the workspace.
//!
//! Source: FACTS, section a (A5); 004_44894a38fe7be042.txt, What's changing? (email); the fields
//! from the documented samples.

use serde_json::{Value, json};

use super::Decision;
use super::email::shows_email;
use super::lookups::page;
use super::permission;
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Person, Rule, Timestamp};
use crate::wire::{ApiError, Reply};

/// `users.list`
pub(super) fn list(workspace: &Workspace, now: Timestamp, method: Method, call: &Call) -> Decision {
    if let Err(refusal) = permission::check(workspace, method, call) {
        return *refusal;
    }
    let everybody = workspace.cast().people.iter().collect();
    match page(everybody, call, |person: &&Person| format!("user:{}", person.id)) {
        None => Decision::refused(ApiError::InvalidCursor, Rule::ArgumentsMustBeSound),
        Some((people, page)) => {
            let (email, rule) = shows_email(workspace, now, call.token);
            let members: Vec<Value> =
                people.into_iter().map(|person| described(workspace, person, email)).collect();
            let cache_ts = now.seconds();
            let reply = json!({
                "ok": true, "members": members, "cache_ts": cache_ts, "response_metadata": page,
            });
            about_people(reply, rule)
        }
    }
}

/// `users.info`
pub(super) fn info(workspace: &Workspace, now: Timestamp, method: Method, call: &Call) -> Decision {
    if let Err(refusal) = permission::check(workspace, method, call) {
        return *refusal;
    }
    let named = call.arguments.get("user").and_then(|user| user.parse().ok());
    match named.and_then(|user| workspace.person(user)) {
        None => Decision::refused(ApiError::UserNotFound, Rule::ArgumentsMustBeSound),
        Some(person) => {
            let (email, rule) = shows_email(workspace, now, call.token);
            about_people(json!({"ok": true, "user": described(workspace, person, email)}), rule)
        }
    }
}

/// `team.info`
pub(super) fn team(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    if let Err(refusal) = permission::check(workspace, method, call) {
        return *refusal;
    }
    let team = &workspace.cast().team;
    let reply = json!({"ok": true, "team": {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": format!("{}.example.com", team.domain),
        "icon": {"image_default": true},
    }});
    Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel])
}

fn about_people(reply: Value, email: Rule) -> Decision {
    Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel, email])
}

/// A person, with their email address where the app may see it.
fn described(workspace: &Workspace, person: &Person, email: bool) -> Value {
    let handle = person.handle();
    let team = &workspace.cast().team;
    let mut profile = json!({
        "avatar_hash": "",
        "status_text": "",
        "status_emoji": "",
        "real_name": person.name,
        "real_name_normalized": person.name,
        "display_name": handle,
        "display_name_normalized": handle,
        "team": team.id,
    });
    if let (true, Some(fields)) = (email, profile.as_object_mut()) {
        let address = format!("{handle}@{}.example.com", team.domain);
        fields.insert("email".to_owned(), Value::String(address));
    }
    json!({
        "id": person.id,
        "team_id": team.id,
        "name": handle,
        "deleted": false,
        "color": "9f69e7",
        "real_name": person.name,
        "tz": "Etc/UTC",
        "tz_label": "Coordinated Universal Time",
        "tz_offset": 0,
        "profile": profile,
        "is_admin": false,
        "is_owner": false,
        "is_primary_owner": false,
        "is_restricted": false,
        "is_ultra_restricted": false,
        "is_bot": false,
        "is_app_user": false,
        "has_2fa": false,
        "updated": workspace.cast().date,
    })
}
