//! Looking at people, at the app's bot and at the workspace.
//!
//! Not here: profiles and changing them (`profiles.rs`).
//!
//! Source: FACTS, section a (A5); 004_44894a38fe7be042.txt, What's changing? (email); the fields
//! from the documented samples.

use serde_json::{Map, Value};

use super::email::shows_email;
use super::lookups::page;
use super::permission::{self, unsound};
use super::{Decision, Ruling, profiles};
use crate::model::workspace::Workspace;
use crate::model::{App, Call, Method, Person, Rule, Team, Timestamp, TokenName, UserId};
use crate::wire::{ApiError, json, with_field};

/// `users.list`
pub(super) fn list(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let everybody = workspace.cast().people.iter().collect();
    let paged = page(everybody, call, |person: &&Person| format!("user:{}", person.id));
    let (people, page) = paged.ok_or_else(|| unsound(ApiError::InvalidCursor))?;
    let (email, rule) = shows_email(workspace, call.token);
    let members: Vec<Value> =
        people.into_iter().map(|person| described(workspace, person, email)).collect();
    let cache_ts = workspace.now().seconds();
    let reply = json!({
        "ok": true, "members": members, "cache_ts": cache_ts, "response_metadata": page,
    });
    Ok(about_people(reply, rule))
}

/// `users.info`
pub(super) fn info(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let person = named(workspace, call).ok_or_else(|| unsound(ApiError::UserNotFound))?;
    Ok(about_person(workspace, call, person))
}

/// The person whom the argument `user` names.
pub(super) fn named<'a>(workspace: &'a Workspace, call: &Call) -> Option<&'a Person> {
    workspace.person(call.text("user").parse().ok()?)
}

/// `users.lookupByEmail`
// ASSUMPTION: the address of a deactivated person finds nobody.
pub(super) fn by_email(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let address = call.text("email");
    let owner = profiles::owner(workspace, address);
    let owner = owner.filter(|owner| !workspace.is_deactivated(owner.id));
    let owner = owner.ok_or_else(|| unsound(ApiError::UsersNotFound))?;
    Ok(about_person(workspace, call, owner))
}

/// `users.identity`: of the person who signed in, as far as they let the app know it.
// Source: 000_2d3da42c3657f384.txt, Identity scopes and Known issues (the classic way).
pub(super) fn identity(workspace: &Workspace, call: &Call, user: UserId) -> Decision {
    const PICTURES: [u16; 5] = [24, 32, 48, 72, 192];
    let Some(person) = workspace.person(user) else {
        return Decision::refused(ApiError::UserNotFound, Rule::HeaderNamesPerson);
    };
    let classic = workspace.classic().newest().filter(|_| call.token == TokenName::User);
    let held = classic.map_or_else(|| workspace.grants().of_user(user), |(_, held)| held);
    let granted =
        |name: &str| held.contains_named(&format!("{name}:read:user")) || held.contains_named(name);
    let state = workspace.person_state(user);
    let [_, _, name] = state.names(person);
    let mut fields = Map::new();
    fields.insert("id".to_owned(), json!(user));
    fields.insert("name".to_owned(), json!(name));
    if granted("identity.email") {
        let address = profiles::email(workspace, &state, person);
        fields.insert("email".to_owned(), Value::String(address));
    }
    if granted("identity.avatar") {
        fields.extend(profiles::pictures(user, &PICTURES));
    }
    let Team { id, name, domain } = &workspace.cast().team;
    let team = if granted("identity.team") {
        json!({"id": id, "name": name, "domain": domain})
    } else {
        json!({"id": id})
    };
    let reply = json!({"ok": true, "user": fields, "team": team});
    let way = if classic.is_some() { Rule::ClassicSignIn } else { Rule::ActsAsPerson };
    Decision::told(reply, &[way, Rule::IdentityByScope])
}

/// `bots.info`: of the app's own bot, which is the only one.
// ASSUMPTION: without a name it is the app's own bot that is told of.
pub(super) fn bot(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let app @ App { id: app_id, name, user_id, .. } = &workspace.cast().app;
    let id = app.bot_id();
    if call.arguments.get("bot").is_some_and(|bot| *bot != id) {
        return Err(unsound(ApiError::BotNotFound));
    }
    let icon = |size| format!("https://avatars.example.com/{app_id}_{size}.png");
    let reply = json!({"ok": true, "bot": {
        "id": id,
        "deleted": false,
        "name": name,
        "updated": workspace.cast().date,
        "app_id": app_id,
        "user_id": user_id,
        "icons": {"image_36": icon(36), "image_48": icon(48), "image_72": icon(72)},
    }});
    Ok(Decision::told(reply, &[Rule::ScopesTravel]))
}

/// `team.info`
pub(super) fn team(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let team = &workspace.cast().team;
    let mut icon = json!({"image_default": true});
    for size in [34, 44, 68, 88, 102, 132, 230] {
        let address = format!("https://avatars.example.com/{}_{size}.png", team.id);
        icon = with_field(icon, &format!("image_{size}"), address.into());
    }
    let reply = json!({"ok": true, "team": {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "email_domain": format!("{}.example.com", team.domain),
        "icon": icon,
    }});
    Ok(Decision::told(reply, &[Rule::ScopesTravel]))
}

fn about_person(workspace: &Workspace, call: &Call, person: &Person) -> Decision {
    let (email, rule) = shows_email(workspace, call.token);
    let described = described(workspace, person, email);
    about_people(json!({"ok": true, "user": described}), rule)
}

fn about_people(reply: Value, email: Rule) -> Decision {
    Decision::told(reply, &[Rule::ScopesTravel, email])
}

/// A person, with their email address where the app may see it.
fn described(workspace: &Workspace, person: &Person, email: bool) -> Value {
    let state = workspace.person_state(person.id);
    let mut profile = profiles::shown(workspace, &state, person);
    if email {
        let address = profiles::email(workspace, &state, person);
        profile.insert("email".to_owned(), Value::String(address));
    }
    let [_, _, real_name] = state.names(person);
    json!({
        "id": person.id,
        "team_id": workspace.cast().team.id,
        "name": person.handle(),
        "deleted": state.is_deactivated(),
        "color": "9f69e7",
        "real_name": real_name,
        "tz": "Etc/UTC",
        "tz_label": "Coordinated Universal Time",
        "tz_offset": 0,
        "profile": profile,
        "is_admin": person.admin,
        "is_owner": false,
        "is_primary_owner": false,
        "is_restricted": person.restricted,
        "is_ultra_restricted": false,
        "is_bot": false,
        "is_app_user": false,
        "has_2fa": false,
        "updated": state.updated().map_or(workspace.cast().date, Timestamp::seconds),
    })
}
