//! Reading what people paste: one JSON value, an array, or values one after the other.
//!
//! Each value is an Events API envelope or an answer of `apps.permissions.info`. All or nothing:
//! the first fault is returned with its line, column and path. Not here: what a reading means.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Error};
use serde_json::value::RawValue;

use super::envelope::{Event, ResourcesEvent, ScopesEvent, TokensEvent, UserScopesEvent};
use super::info::InfoReply;
use super::json::{Flaw, Json, Sound};
use super::problem::{Place, Problem, check_text};
use crate::model::Timestamp;
use crate::model::fields::{known_fields, unmarked};

/// The most bytes that are read at once: 4 MiB.
pub const LARGEST_TEXT: usize = 4 << 20;

/// The most bytes of a script: 64 MiB, some six hundred thousand steps.
pub const LARGEST_SCRIPT: usize = 64 << 20;

/// What a text holds, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The values.
    pub items: Vec<Item>,
}

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An answer of `apps.permissions.info`: the grants as they stand.
    Info {
        /// The answer.
        info: Box<InfoReply>,
        /// The JSON as it came.
        raw: String,
    },
    /// An event.
    Event {
        /// What happened.
        event: Event,
        /// Its id, by which a repetition is known.
        event_id: Option<String>,
        /// When, in seconds since 1970, if told.
        event_time: Option<u64>,
        /// The JSON as it came.
        raw: String,
    },
}

/// Reads a text.
///
/// ```
/// let problem = grantscope::read("{\n  \"type\": \"event_callback\"\n}").unwrap_err();
/// assert_eq!(problem.to_string(), "line 3, column 1: missing field `event`");
/// ```
///
/// # Errors
/// The first fault, with its place.
pub fn read(text: &str) -> Result<Document, Problem> {
    check_text(text, LARGEST_TEXT)?;
    let text = unmarked(text);
    let values = split(text)?;
    let mut items = Vec::new();
    for value in values {
        items.push(read_item(text, value)?);
    }
    Ok(Document { items })
}

/// Reads one value of a known shape, such as a script, with the place of the first fault.
pub fn read_script<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    check_text(text, LARGEST_SCRIPT)?;
    let text = unmarked(text);
    let whole = whole(text).map_err(|error| not_json(&error))?;
    T::deserialize(whole).map_err(|flaw| wrong_shape(text, whole, &flaw))
}

/// All through first, and it may not be deep: what is tagged is kept aside level by level.
pub(super) fn whole(text: &str) -> serde_json::Result<Json<'_>> {
    serde_json::from_str::<Sound>(text)?;
    serde_json::from_str(text).map(Json)
}

fn not_json(error: &serde_json::Error) -> Problem {
    Problem::of_json("not_json", error, String::new())
}

fn wrong_shape(text: &str, json: Json<'_>, flaw: &Flaw) -> Problem {
    let place = end_of(text, flaw.end().unwrap_or(json.end()));
    let place = Place { path: flaw.path().to_owned(), ..place };
    Problem::new("wrong_shape", place, flaw.reason())
}

fn split(text: &str) -> Result<Vec<&RawValue>, Problem> {
    let values = if text.trim_start().starts_with('[') {
        serde_json::from_str(text)
    } else {
        serde_json::Deserializer::from_str(text).into_iter().collect()
    };
    values.map_err(|error| not_json(&error))
}

/// Just enough to tell what a value is.
struct Outline {
    r#type: Option<String>,
    event_id: Option<String>,
    event_time: Option<u64>,
}

struct EventOutline {
    r#type: String,
}

known_fields!(Outline { r#type = None, event_id = None, event_time = None });
known_fields!(EventOutline { r#type });

fn read_item(text: &str, value: &RawValue) -> Result<Item, Problem> {
    let raw = value.get();
    if !raw.starts_with('{') {
        let reason = "expected an event or an answer of `apps.permissions.info`, got no object";
        return Err(Problem::new("not_an_event", start_of(text, raw), reason));
    }
    let json = Json(value);
    let refuse = |flaw: Flaw| wrong_shape(text, json, &flaw);
    let outline = Outline::deserialize(json).map_err(refuse)?;
    if let Some(seconds) = outline.event_time.filter(|it| Timestamp::from_seconds(*it).is_none()) {
        let place = Place { path: "event_time".to_owned(), ..start_of(text, raw) };
        let reason = format!("expected seconds before the year 10000, got `{seconds}`");
        return Err(Problem::new("wrong_shape", place, reason));
    }
    match (outline.r#type.as_deref(), json.field("event"), json.field("info")) {
        (Some("event_callback"), Some(event), _) => Ok(Item::Event {
            event: read_event(text, event)?,
            event_id: outline.event_id,
            event_time: outline.event_time,
            raw: raw.to_owned(),
        }),
        (Some("event_callback"), None, _) => Err(refuse(Flaw::missing_field("event"))),
        // Source: FACTS, section b (B2): these two come without an envelope.
        (Some(r#type @ ("app_rate_limited" | "url_verification")), None, _) => Ok(Item::Event {
            event: Event::Other { r#type: r#type.to_owned() },
            event_id: None,
            event_time: None,
            raw: raw.to_owned(),
        }),
        (None, _, Some(_)) => read_info(text, value),
        (got, _, _) => Err(no_event(start_of(text, raw), got)),
    }
}

fn read_info(text: &str, value: &RawValue) -> Result<Item, Problem> {
    let info = Box::<InfoReply>::deserialize(Json(value));
    let info = info.map_err(|flaw| wrong_shape(text, Json(value), &flaw))?;
    let raw = value.get();
    if !info.ok {
        let place = Place { path: "ok".to_owned(), ..start_of(text, raw) };
        let reason = "expected the answer of a call that went well, got `false`";
        return Err(Problem::new("wrong_shape", place, reason));
    }
    Ok(Item::Info { info, raw: raw.to_owned() })
}

fn no_event(place: Place, got: Option<&str>) -> Problem {
    let got = match got {
        Some(other) => format!("`type` is `{}`", shorten(other)),
        None => "there is no `type`".to_owned(),
    };
    let reason = format!(
        "expected an Events API envelope (`type`: `event_callback`) or an answer of \
         `apps.permissions.info`; {got}"
    );
    Problem::new("not_an_event", place, reason)
}

fn read_event(text: &str, event: Json<'_>) -> Result<Event, Problem> {
    let refuse = |flaw: Flaw| wrong_shape(text, event, &flaw.under("event"));
    let EventOutline { r#type } = EventOutline::deserialize(event).map_err(refuse)?;
    let resources = || ResourcesEvent::deserialize(event).map_err(refuse);
    let scopes = || ScopesEvent::deserialize(event).map_err(refuse);
    let user_scopes = || UserScopesEvent::deserialize(event).map_err(refuse);
    Ok(match r#type.as_str() {
        "resources_added" => Event::ResourcesAdded(resources()?),
        "resources_removed" => Event::ResourcesRemoved(resources()?),
        "scope_granted" => Event::ScopeGranted(scopes()?),
        "scope_denied" => Event::ScopeDenied(scopes()?),
        "user_resource_granted" => Event::UserResourceGranted(user_scopes()?),
        "user_resource_denied" => Event::UserResourceDenied(user_scopes()?),
        "user_resource_removed" => Event::UserResourceRemoved(user_scopes()?),
        "tokens_revoked" => Event::TokensRevoked(TokensEvent::deserialize(event).map_err(refuse)?),
        "app_uninstalled" => Event::AppUninstalled {},
        other if changes_no_permission(other) => Event::Other { r#type },
        other => {
            let place = Place { path: "event.type".to_owned(), ..start_of(text, event.raw()) };
            let reason = format!("`{}` is no event that a workspace app receives", shorten(other));
            return Err(Problem::new("unknown_event", place, reason));
        }
    })
}

/// The other topics of a workspace app: real logs are full of them.
// Source: FACTS, section b (B3).
pub(super) fn changes_no_permission(event: &str) -> bool {
    const NAMES: [&str; 7] = [
        "message",
        "link_shared",
        "member_joined_channel",
        "member_left_channel",
        "user_change",
        "emoji_changed",
        "email_domain_changed",
    ];
    const FAMILIES: [&str; 10] = [
        "channel_",
        "group_",
        "im_",
        "file_",
        "pin_",
        "reaction_",
        "star_",
        "subteam_",
        "team_",
        "grid_migration_",
    ];
    NAMES.contains(&event) || FAMILIES.iter().any(|family| event.starts_with(family))
}

/// Where a part of the text starts.
pub(super) fn start_of(text: &str, raw: &str) -> Place {
    let Place { line, column, path } = end_of(text, raw.as_ptr() as usize);
    Place { line, column: column.saturating_add(1), path }
}

/// The place of the last character before an address in the text.
fn end_of(text: &str, address: usize) -> Place {
    let offset = address.saturating_sub(text.as_ptr() as usize);
    let before = text.get(..offset).unwrap_or(text);
    let last = before.rsplit('\n').next().unwrap_or_default();
    let line = before.matches('\n').count().saturating_add(1);
    Place { line, column: last.len(), path: String::new() }
}

fn shorten(text: &str) -> String {
    text.chars().take(60).collect()
}
