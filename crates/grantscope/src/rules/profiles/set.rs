//! `users.profile.set`: who changes whose profile, and what a profile takes.
//!
//! A workspace of a cast is a paid one, so that its admins can change the profiles of others.
//!
//! Source: FACTS, section a (A3).

use serde_json::{Map, Value};

use super::{owner, with_email};
use crate::model::change::Change;
use crate::model::person_state::{PersonChange, ProfileChange, ProfileField};
use crate::model::workspace::Workspace;
use crate::model::{Call, Person, Rule, Timestamp, UserId};
use crate::rules::Decision;
use crate::wire::{ApiError, json};

/// The longest custom status, in characters.
// Source: FACTS, section a (A3).
const LONGEST_STATUS: usize = 100;

/// The most fields that are set at once.
const MOST_FIELDS: usize = 50;

/// `users.profile.set`
pub(in crate::rules) fn set(workspace: &Workspace, call: &Call, actor: UserId) -> Decision {
    let changed = asked(call).and_then(|fields| {
        let person = changed_person(workspace, call, actor)?;
        Ok((person, change(workspace, actor, person, &fields)?))
    });
    match changed {
        Err((error, rule)) => Decision::refused(error, rule),
        Ok((person, change)) => {
            let about_status = change.is_about_status().then_some(Rule::StatusExpires);
            let change = PersonChange::ProfileSet(change);
            let state = workspace.person_state(person.id).after(workspace.now(), &change);
            let profile = with_email(workspace, &state, person);
            let reply = json!({"ok": true, "profile": profile});
            let mut decision = Decision::told(reply, &[Rule::ActsAsPerson])
                .and(Change::PersonChanged { user: person.id, change });
            decision.because.extend(about_status);
            decision
        }
    }
}

type Refusal = (ApiError, Rule);

const UNSOUND: Refusal = (ApiError::InvalidProfile, Rule::ArgumentsMustBeSound);
const FAILED: Refusal = (ApiError::ProfileSetFailed, Rule::ArgumentsMustBeSound);

/// The fields of `profile`, or the one field that `name` and `value` make.
fn asked(call: &Call) -> Result<Map<String, Value>, Refusal> {
    let argument = |name| call.arguments.get(name);
    let fields: Map<String, Value> = match (argument("profile"), argument("name")) {
        (Some(profile), _) => serde_json::from_str(profile).map_err(|_| UNSOUND)?,
        (None, Some(name)) => {
            let value = argument("value").ok_or(UNSOUND)?.clone();
            let mut fields = Map::new();
            fields.insert(name.clone(), Value::String(value));
            fields
        }
        (None, None) => return Err(UNSOUND),
    };
    if fields.is_empty() || fields.len() > MOST_FIELDS { Err(UNSOUND) } else { Ok(fields) }
}

/// The person whom `user` names; without it, the one whom the app acts for.
// ASSUMPTION: the profile of somebody who is not there fails to be set.
fn changed_person<'a>(
    workspace: &'a Workspace,
    call: &Call,
    actor: UserId,
) -> Result<&'a Person, Refusal> {
    let refuse = |error| Err((error, Rule::ProfilesOfOthers));
    let user = match call.arguments.get("user") {
        None => actor,
        Some(user) => user.parse().map_err(|_| FAILED)?,
    };
    if user == workspace.cast().app.user_id {
        return refuse(ApiError::NotAppAdmin);
    }
    let person = workspace.person(user).filter(|_| workspace.is_there(user)).ok_or(FAILED)?;
    if user != actor && !is_admin(workspace, actor) {
        return refuse(ApiError::NotAdmin);
    }
    if user != actor && person.admin {
        return refuse(ApiError::CannotUpdateAdminUser);
    }
    Ok(person)
}

// ASSUMPTION: a field that profiles do not have fails to be set.
fn change(
    workspace: &Workspace,
    actor: UserId,
    person: &Person,
    fields: &Map<String, Value>,
) -> Result<ProfileChange, Refusal> {
    let mut texts = Vec::new();
    let mut status_expiration = None;
    for (name, value) in fields {
        if name == "status_expiration" {
            status_expiration = Some(seconds(value)?);
            continue;
        }
        let field = ProfileField::parse(name).ok_or(FAILED)?;
        let text = value.as_str().ok_or(UNSOUND)?;
        check(field, text)?;
        if field == ProfileField::Email {
            check_email(workspace, actor, person, text)?;
        }
        texts.push((field, text.to_owned()));
    }
    Ok(ProfileChange { texts, status_expiration })
}

fn seconds(value: &Value) -> Result<u64, Refusal> {
    let seconds = value.as_u64().or_else(|| value.as_str().and_then(|text| text.parse().ok()));
    seconds.filter(|seconds| Timestamp::from_seconds(*seconds).is_some()).ok_or(UNSOUND)
}

/// Names that address many people, or Slack itself.
// ASSUMPTION: nobody is called channel or everyone or group or here or slackbot.
const RESERVED: [&str; 5] = ["channel", "everyone", "group", "here", "slackbot"];

// ASSUMPTION: an emoji that is not written between colons fails to be set.
fn check(field: ProfileField, text: &str) -> Result<(), Refusal> {
    let refuse = |error| Err((error, Rule::ArgumentsMustBeSound));
    match field {
        ProfileField::FirstName
        | ProfileField::LastName
        | ProfileField::RealName
        | ProfileField::DisplayName
            if RESERVED.contains(&text.trim().to_ascii_lowercase().as_str()) =>
        {
            refuse(ApiError::ReservedName)
        }
        ProfileField::StatusText if text.chars().count() > LONGEST_STATUS => {
            refuse(ApiError::TooLong)
        }
        ProfileField::StatusEmoji if !(text.is_empty() || is_emoji(text)) => Err(FAILED),
        ProfileField::DisplayName
        | ProfileField::Email
        | ProfileField::FirstName
        | ProfileField::LastName
        | ProfileField::Phone
        | ProfileField::RealName
        | ProfileField::Skype
        | ProfileField::StatusEmoji
        | ProfileField::StatusText
        | ProfileField::Title => Ok(()),
    }
}

fn is_emoji(text: &str) -> bool {
    let name = text.strip_prefix(':').and_then(|text| text.strip_suffix(':'));
    name.is_some_and(|name| !name.is_empty() && !name.contains([':', ' ']))
}

/// Addresses are changed by admins only, and nobody has another's.
fn check_email(
    workspace: &Workspace,
    actor: UserId,
    person: &Person,
    address: &str,
) -> Result<(), Refusal> {
    if !is_admin(workspace, actor) {
        return Err((ApiError::NotAdmin, Rule::ProfilesOfOthers));
    }
    let owner = owner(workspace, address);
    let taken = owner.is_some_and(|owner| owner.id != person.id);
    if taken || !address.contains('@') { Err(FAILED) } else { Ok(()) }
}

fn is_admin(workspace: &Workspace, user: UserId) -> bool {
    workspace.person(user).is_some_and(|person| person.admin)
}
