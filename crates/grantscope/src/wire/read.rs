//! Reading what people paste: one JSON value, an array, or values one after the other.
//!
//! Each value is an Events API envelope or an answer of `apps.permissions.info`. All or nothing:
//! the first fault is returned with its line, column and path. Not here: what a reading means.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::envelope::{Event, ResourcesEvent, ScopesEvent, UserScopesEvent};
use super::info::InfoReply;
use super::problem::{Place, Problem, check_text};
use crate::model::Timestamp;

/// The most bytes that are read at once: 4 MiB.
pub const LARGEST_TEXT: usize = 4 << 20;

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
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let values = split(text)?;
    let items = values.into_iter().map(|value| read_item(text, value)).collect::<Result<_, _>>()?;
    Ok(Document { items })
}

/// Reads one value of a known shape, such as a script, with the place of the first fault.
pub fn read_script<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    check_text(text, LARGEST_TEXT)?;
    let mut parser = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut parser).map_err(|error| {
        let path = path_of(&error);
        Problem::of_json(code_of(error.inner()), error.inner(), path)
    })?;
    parser.end().map_err(|error| Problem::of_json("not_json", &error, String::new()))?;
    Ok(value)
}

fn split(text: &str) -> Result<Vec<&RawValue>, Problem> {
    let not_json = |error: serde_json::Error| Problem::of_json("not_json", &error, String::new());
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text).map_err(not_json);
    }
    let values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    values.collect::<Result<_, _>>().map_err(not_json)
}

/// Just enough to tell what a value is.
#[derive(Deserialize)]
struct Outline<'a> {
    r#type: Option<String>,
    #[serde(borrow)]
    event: Option<&'a RawValue>,
    #[serde(borrow)]
    info: Option<&'a RawValue>,
    event_id: Option<String>,
    event_time: Option<u64>,
}

#[derive(Deserialize)]
struct EventOutline {
    r#type: String,
}

fn read_item(text: &str, value: &RawValue) -> Result<Item, Problem> {
    let raw = value.get();
    if !raw.starts_with('{') {
        let reason = "expected an event or an answer of `apps.permissions.info`, got no object";
        return Err(at(text, raw, Problem::new("not_an_event", start(), reason)));
    }
    let outline: Outline<'_> = parse(text, raw, "")?;
    if let Some(seconds) = outline.event_time.filter(|it| Timestamp::from_seconds(*it).is_none()) {
        let place = Place { path: "event_time".to_owned(), ..start() };
        let reason = format!("expected seconds before the year 10000, got `{seconds}`");
        return Err(at(text, raw, Problem::new("wrong_shape", place, reason)));
    }
    match (outline.r#type.as_deref(), outline.event, outline.info) {
        (Some("event_callback"), Some(event), _) => Ok(Item::Event {
            event: read_event(text, event.get())?,
            event_id: outline.event_id,
            event_time: outline.event_time,
            raw: raw.to_owned(),
        }),
        (Some("event_callback"), None, _) => {
            let place = Place { path: String::new(), ..end_of(raw) };
            Err(at(text, raw, Problem::new("wrong_shape", place, "missing field `event`")))
        }
        // Source: FACTS, section b (B2): these two come without an envelope.
        (Some(r#type @ ("app_rate_limited" | "url_verification")), None, _) => Ok(Item::Event {
            event: Event::Other { r#type: r#type.to_owned() },
            event_id: None,
            event_time: None,
            raw: raw.to_owned(),
        }),
        (None, _, Some(_)) => read_info(text, raw),
        (got, _, _) => Err(at(text, raw, no_event(got))),
    }
}

fn read_info(text: &str, raw: &str) -> Result<Item, Problem> {
    let info: Box<InfoReply> = Box::new(parse(text, raw, "")?);
    if !info.ok {
        let place = Place { path: "ok".to_owned(), ..start() };
        let reason = "expected the answer of a call that went well, got `false`";
        return Err(at(text, raw, Problem::new("wrong_shape", place, reason)));
    }
    Ok(Item::Info { info, raw: raw.to_owned() })
}

fn no_event(got: Option<&str>) -> Problem {
    let got = match got {
        Some(other) => format!("`type` is `{}`", shorten(other)),
        None => "there is no `type`".to_owned(),
    };
    let reason = format!(
        "expected an Events API envelope (`type`: `event_callback`) or an answer of \
         `apps.permissions.info`; {got}"
    );
    Problem::new("not_an_event", start(), reason)
}

fn read_event(text: &str, raw: &str) -> Result<Event, Problem> {
    let EventOutline { r#type } = parse(text, raw, "event")?;
    let resources = || parse::<ResourcesEvent>(text, raw, "event");
    let scopes = || parse::<ScopesEvent>(text, raw, "event");
    let user_scopes = || parse::<UserScopesEvent>(text, raw, "event");
    Ok(match r#type.as_str() {
        "resources_added" => Event::ResourcesAdded(resources()?),
        "resources_removed" => Event::ResourcesRemoved(resources()?),
        "scope_granted" => Event::ScopeGranted(scopes()?),
        "scope_denied" => Event::ScopeDenied(scopes()?),
        "user_resource_granted" => Event::UserResourceGranted(user_scopes()?),
        "user_resource_denied" => Event::UserResourceDenied(user_scopes()?),
        "user_resource_removed" => Event::UserResourceRemoved(user_scopes()?),
        "tokens_revoked" => Event::TokensRevoked(parse(text, raw, "event")?),
        "app_uninstalled" => Event::AppUninstalled {},
        other if changes_no_permission(other) => Event::Other { r#type },
        other => {
            let place = Place { path: "event.type".to_owned(), ..start() };
            let reason = format!("`{}` is no event that a workspace app receives", shorten(other));
            return Err(at(text, raw, Problem::new("unknown_event", place, reason)));
        }
    })
}

/// The other topics of a workspace app: real logs are full of them.
// Source: FACTS, section b (B3).
fn changes_no_permission(event: &str) -> bool {
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

fn parse<'a, T: Deserialize<'a>>(text: &str, raw: &'a str, under: &str) -> Result<T, Problem> {
    let mut parser = serde_json::Deserializer::from_str(raw);
    serde_path_to_error::deserialize(&mut parser).map_err(|error| {
        let path = [under, path_of(&error).as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(".");
        at(text, raw, Problem::of_json("wrong_shape", error.inner(), path))
    })
}

fn path_of(error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    // The whole is told as `.`, and what was cut off before it had a name as `?`.
    error.path().to_string().trim_end_matches(['.', '?']).to_owned()
}

fn code_of(error: &serde_json::Error) -> &'static str {
    if error.is_data() { "wrong_shape" } else { "not_json" }
}

/// Moves a place inside a part of the text to the whole text.
fn at(text: &str, raw: &str, problem: Problem) -> Problem {
    let offset = (raw.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let before = text.get(..offset).unwrap_or("");
    let lines = before.matches('\n').count();
    let indent = before.rsplit('\n').next().unwrap_or_default().len();
    let Place { line, column, path } = problem.place;
    let column = if line <= 1 { column.saturating_add(indent) } else { column };
    Problem { place: Place { line: line.saturating_add(lines), column, path }, ..problem }
}

fn start() -> Place {
    Place { line: 1, column: 1, path: String::new() }
}

fn end_of(raw: &str) -> Place {
    let last = raw.rsplit('\n').next().unwrap_or(raw);
    let line = raw.matches('\n').count().saturating_add(1);
    Place { line, column: last.len(), path: String::new() }
}

fn shorten(text: &str) -> String {
    text.chars().take(60).collect()
}
