//! Profiles: what they show.
//!
//! Not here: changing them (`profiles/set.rs`), and the rest of what is told of a person
//! (`people.rs`).
//!
//! Source: FACTS, section a (A3, A5); 004_44894a38fe7be042.txt, What isn't changing?; the fields
//! from the documented samples.

mod set;

pub(super) use set::set;

use serde_json::{Map, Value};

use super::permission::{self, unsound};
use super::{Decision, Ruling, people};
use crate::model::person_state::{PersonState, ProfileField};
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Person, Rule, UserId};
use crate::wire::{ApiError, Reply, json};

/// Sizes of a person's picture, in pixels.
const PICTURES: [u16; 6] = [24, 32, 48, 72, 192, 512];

/// `users.profile.get`: with the email address, whatever other scopes the app holds.
pub(super) fn get(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let person = people::named(workspace, call).ok_or_else(|| unsound(ApiError::UserNotFound))?;
    let profile = with_email(workspace, &workspace.person_state(person.id), person);
    let reply = Reply::Content(json!({"ok": true, "profile": profile}));
    Ok(Decision::answered(reply, &[Rule::ScopesTravel, Rule::EmailInProfile]))
}

/// `team.profile.get`
// ASSUMPTION: the workspaces of casts have no profile fields of their own.
pub(super) fn of_team(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let reply = json!({"ok": true, "profile": {"fields": []}});
    Ok(Decision::told(reply, &[Rule::ScopesTravel]))
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
    let mut pictures = Map::new();
    pictures.extend(sizes.iter().map(picture));
    pictures
}

/// A person's email address as it stands.
pub(super) fn email(workspace: &Workspace, state: &PersonState, person: &Person) -> String {
    let written = state.text(ProfileField::Email, workspace.now()).map(str::to_owned);
    written.unwrap_or_else(|| person.address(&workspace.cast().team))
}

/// The person who has an address.
pub(super) fn owner<'a>(workspace: &'a Workspace, address: &str) -> Option<&'a Person> {
    let has_it = |person: &&Person| {
        email(workspace, &workspace.person_state(person.id), person).eq_ignore_ascii_case(address)
    };
    workspace.cast().people.iter().find(has_it)
}

fn with_email(workspace: &Workspace, state: &PersonState, person: &Person) -> Map<String, Value> {
    let mut profile = shown(workspace, state, person);
    profile.insert("email".to_owned(), Value::String(email(workspace, state, person)));
    profile
}
