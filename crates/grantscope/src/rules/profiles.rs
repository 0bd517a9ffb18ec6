//! Profiles: what they show, and changing them for a person.
//!
//! Not here: the rest of what is told of a person (`people.rs`). A workspace of a cast is a paid one,
//! so that its admins can change the profiles of others.
//!
//! Source: FACTS, section a (A3, A5); 004_44894a38fe7be042.txt, What isn't changing?; the fields
//! from the documented samples.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Decision;
use super::permission;
use crate::model::change::Change;
use crate::model::person_state::{PersonChange, PersonState, ProfileChange, ProfileField};
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Person, Rule, Timestamp, UserId};
use crate::wire::{ApiError, Reply};

/// The longest custom status, in characters.
// Source: FACTS, section a (A3).
const LONGEST_STATUS: usize = 100;

/// The most fields that are set at once.
const MOST_FIELDS: usize = 50;

/// Sizes of a person's picture, in pixels.
const PICTURES: [u16; 6] = [24, 32, 48, 72, 192, 512];

/// `users.profile.get`: with the email address, whatever other scopes the app holds.
pub(super) fn get(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    if let Err(refusal) = permission::check(workspace, method, call) {
        return *refusal;
    }
    let named = call.arguments.get("user").and_then(|user| user.parse().ok());
    match named.and_then(|user| workspace.person(user)) {
        None => Decision::refused(ApiError::UserNotFound, Rule::ArgumentsMustBeSound),
        Some(person) => {
            let profile = with_email(workspace, &workspace.person_state(person.id), person);
            let reply = Reply::Content(json!({"ok": true, "profile": profile}));
            Decision::answered(reply, &[Rule::ScopesTravel, Rule::EmailInProfile])
        }
    }
}

/// `team.profile.get`
// ASSUMPTION: the workspaces of casts have no profile fields of their own.
pub(super) fn of_team(workspace: &Workspace, method: Method, call: &Call) -> Decision {
    if let Err(refusal) = permission::check(workspace, method, call) {
        return *refusal;
    }
    let reply = json!({"ok": true, "profile": {"fields": []}});
    Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel])
}

/// `users.profile.set`
pub(super) fn set(workspace: &Workspace, call: &Call, actor: UserId) -> Decision {
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
            Decision {
                reply: Some(Reply::Content(json!({"ok": true, "profile": profile}))),
                changes: vec![Change::PersonChanged { user: person.id, change }],
                because: [Rule::ActsAsPerson].into_iter().chain(about_status).collect(),
            }
        }
    }
}

/// What a profile shows to everybody.
pub(super) fn shown(
    workspace: &Workspace,
    state: &PersonState,
    person: &Person,
) -> Map<String, Value> {
    let handle = person.handle();
    let [first_name, last_name, real_name] = state.names(person);
    let text = |field| state.text(field, workspace.now()).unwrap_or_default();
    let display_name = state.text(ProfileField::DisplayName, workspace.now()).unwrap_or(&handle);
    let profile = json!({
        "avatar_hash": "",
        "title": text(ProfileField::Title),
        "phone": text(ProfileField::Phone),
        "skype": text(ProfileField::Skype),
        "status_text": text(ProfileField::StatusText),
        "status_emoji": text(ProfileField::StatusEmoji),
        "status_expiration": state.status_expiration(workspace.now()),
        "first_name": first_name,
        "last_name": last_name,
        "real_name": real_name,
        "real_name_normalized": real_name,
        "display_name": display_name,
        "display_name_normalized": display_name,
        "team": workspace.cast().team.id,
    });
    let mut fields = pictures(person.id, &PICTURES);
    if let Value::Object(profile) = profile {
        fields.extend(profile);
    }
    fields
}

/// A person's pictures of those sizes, by Slack's names.
pub(super) fn pictures(user: UserId, sizes: &[u16]) -> Map<String, Value> {
    let picture = |size: &u16| {
        let address = format!("https://avatars.example.com/{user}_{size}.png");
        (format!("image_{size}"), Value::String(address))
    };
    sizes.iter().map(picture).collect()
}

/// A person's email address as it stands.
pub(super) fn email(workspace: &Workspace, state: &PersonState, person: &Person) -> String {
    let written = state.text(ProfileField::Email, workspace.now()).map(str::to_owned);
    written.unwrap_or_else(|| person.address(&workspace.cast().team))
}

fn with_email(workspace: &Workspace, state: &PersonState, person: &Person) -> Map<String, Value> {
    let mut profile = shown(workspace, state, person);
    profile.insert("email".to_owned(), Value::String(email(workspace, state, person)));
    profile
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
            Map::from_iter([(name.clone(), Value::String(value))])
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
    let mut texts = BTreeMap::new();
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
        texts.insert(field, text.to_owned());
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
            if RESERVED.contains(&text.trim().to_lowercase().as_str()) =>
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

/// The person who has an address.
pub(super) fn owner<'a>(workspace: &'a Workspace, address: &str) -> Option<&'a Person> {
    let has_it = |person: &&Person| {
        email(workspace, &workspace.person_state(person.id), person).eq_ignore_ascii_case(address)
    };
    workspace.cast().people.iter().find(has_it)
}

fn is_admin(workspace: &Workspace, user: UserId) -> bool {
    workspace.person(user).is_some_and(|person| person.admin)
}
