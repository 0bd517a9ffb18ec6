//! Do not disturb: the hours of each day, and the snoozes between them.
//!
//! Not here: hours of people's own, and notifications, of which there are none.
//!
//! Source: FACTS, section a (A3, A5); the fields from the documented samples.

use serde_json::{Map, Value};

use super::permission::{self, unsound};
use super::{Decision, Ruling, people};
use crate::model::change::Change;
use crate::model::person_state::PersonChange;
use crate::model::workspace::Workspace;
use crate::model::{Call, IdSet, Method, Rule, Timestamp, UserId};
use crate::wire::{ApiError, Reply, json};

const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

/// In seconds since midnight.
// ASSUMPTION: nobody is disturbed from ten in the evening to eight in the morning in universal time.
const HOURS_END: u64 = 8 * HOUR;
const HOURS_LAST: u64 = 10 * HOUR;

/// In minutes.
// ASSUMPTION: a snooze lasts at most a day.
const LONGEST_SNOOZE: u64 = 24 * 60;

/// `dnd.setSnooze`: another one takes the place of the one before.
pub(super) fn set_snooze(workspace: &Workspace, call: &Call, user: UserId) -> Decision {
    let refused = |error| Decision::refused(error, Rule::ArgumentsMustBeSound);
    let Some(minutes) = call.given("num_minutes") else {
        return refused(ApiError::MissingDuration);
    };
    let until = match minutes.parse::<u64>() {
        Ok(minutes) if minutes > LONGEST_SNOOZE => return refused(ApiError::TooLong),
        Ok(minutes) if minutes > 0 => workspace.now().later(minutes.saturating_mul(60_000)),
        Ok(_) | Err(_) => None,
    };
    let Some(until) = until else { return refused(ApiError::SnoozeFailed) };
    let mut reply = json!({"ok": true});
    extend(&mut reply, snooze(workspace, Some(until)));
    let snoozed = PersonChange::Snoozed { until };
    changed(user, snoozed, Reply::Content(reply), &[Rule::ActsAsPerson, Rule::SnoozeEndsByItself])
}

/// `dnd.endSnooze`
pub(super) fn end_snooze(workspace: &Workspace, user: UserId) -> Decision {
    if workspace.person_state(user).snoozed_until(workspace.now()).is_none() {
        return Decision::refused(ApiError::SnoozeNotActive, Rule::SnoozeEndsByItself);
    }
    let mut reply = json!({"ok": true});
    extend(&mut reply, hours(workspace, user));
    extend(&mut reply, snooze(workspace, None));
    let reply = Reply::Content(reply);
    changed(user, PersonChange::SnoozeEnded, reply, &[Rule::ActsAsPerson, Rule::DndHours])
}

/// `dnd.endDnd`: the hours of today are over early; a snooze stays.
// ASSUMPTION: ending do not disturb outside its hours is an unknown error.
pub(super) fn end_dnd(workspace: &Workspace, user: UserId) -> Decision {
    let (start, until) = next_hours(workspace, user);
    if start > workspace.now().seconds() {
        return Decision::refused(ApiError::UnknownError, Rule::DndHours);
    }
    let ended = PersonChange::DndEnded { until };
    changed(user, ended, Reply::done(), &[Rule::ActsAsPerson, Rule::DndHours])
}

/// `dnd.info`
// ASSUMPTION: a workspace token is nobody and so its look-ups name a person.
pub(super) fn info(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let user = people::named(workspace, call).map(|person| person.id);
    let user = user.ok_or_else(|| unsound(ApiError::UserNotFound))?;
    let mut reply = json!({"ok": true});
    extend(&mut reply, hours(workspace, user));
    let until = workspace.person_state(user).snoozed_until(workspace.now());
    extend(&mut reply, snooze(workspace, until));
    Ok(looked_up(reply))
}

/// `dnd.teamInfo`: of those who are named, or of everybody.
// ASSUMPTION: those who are not there are left out of what is told of the team's rest.
pub(super) fn team_info(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let users = call.given("users");
    let named =
        |users: &str| users.split(',').filter_map(|user| user.trim().parse().ok()).collect();
    let named: Option<IdSet> = users.map(named);
    let people = workspace.cast().people.iter().map(|person| person.id);
    let people = people.filter(|user| named.as_ref().is_none_or(|named| named.contains(user.id())));
    let mut users: Map<String, Value> = Map::new();
    users.extend(people.map(|user| (user.to_string(), hours(workspace, user))));
    Ok(looked_up(json!({"ok": true, "users": users})))
}

/// The hours that a person is in, or that come next; a person who is gone has none.
fn hours(workspace: &Workspace, user: UserId) -> Value {
    if workspace.is_deactivated(user) {
        return json!({"dnd_enabled": false, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1});
    }
    let (start, end) = next_hours(workspace, user);
    json!({"dnd_enabled": true, "next_dnd_start_ts": start, "next_dnd_end_ts": end})
}

/// Begin and end, in seconds since 1970, but for the hours that were ended early.
fn next_hours(workspace: &Workspace, user: UserId) -> (u64, u64) {
    let now = workspace.now().seconds();
    let today = (now / DAY).saturating_mul(DAY).saturating_add(HOURS_END);
    let next = if today > now { today } else { today.saturating_add(DAY) };
    let ended = workspace.person_state(user).dnd_ended();
    let end = if ended == Some(next) { next.saturating_add(DAY) } else { next };
    (end.saturating_sub(HOURS_LAST), end)
}

fn snooze(workspace: &Workspace, until: Option<Timestamp>) -> Value {
    match until {
        None => json!({"snooze_enabled": false}),
        Some(until) => json!({
            "snooze_enabled": true,
            "snooze_endtime": until.seconds(),
            "snooze_remaining": until.since(workspace.now()) / 1000,
        }),
    }
}

fn extend(reply: &mut Value, more: Value) {
    if let (Some(fields), Value::Object(more)) = (reply.as_object_mut(), more) {
        fields.extend(more);
    }
}

fn looked_up(reply: Value) -> Decision {
    Decision::told(reply, &[Rule::ScopesTravel, Rule::DndHours])
}

fn changed(user: UserId, change: PersonChange, reply: Reply, because: &[Rule]) -> Decision {
    Decision::answered(reply, because).and(Change::PersonChanged { user, change })
}
