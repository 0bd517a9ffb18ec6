//! Reminders, made and managed for a person.
//!
//! Not here: what a time in words means (`reminder_time.rs`).
//!
//! Source: FACTS, section a (A3, A5) and g; 000_2d3da42c3657f384.txt, Using Web API methods as a
//! user.
// ASSUMPTION: a reminder is found by whoever made it and by whoever is reminded.

use serde_json::Value;

use super::Decision;
use super::reminder_time::{When, read};
use crate::model::change::Change;
use crate::model::reminder::{Due, Reminder, ReminderChange};
use crate::model::workspace::Workspace;
use crate::model::{Call, Rule, UserId};
use crate::wire::{ApiError, Reply, json};

/// `reminders.add`
pub(super) fn add(workspace: &Workspace, call: &Call, creator: UserId) -> Decision {
    let argument = |name| call.given(name);
    let (Some(text), Some(time)) = (argument("text"), argument("time")) else {
        return Decision::refused(ApiError::InvalidArguments, Rule::ArgumentsMustBeSound);
    };
    let Some(when) = read(time, workspace.now()) else {
        return Decision::refused(ApiError::CannotParse, Rule::ReminderTimes);
    };
    let user = match argument("user") {
        None => creator,
        Some(user) => match reminded(workspace, creator, user, when) {
            Ok(user) => user,
            Err((error, rule)) => return Decision::refused(error, rule),
        },
    };
    let due = match when {
        When::Once(time) => Due::Once { time, completed: None },
        When::Recurring => Due::Recurring,
    };
    let id = workspace.reminders().next_id();
    let reminder = Reminder { id, creator, user, text: text.to_owned(), due };
    let reply = json!({"ok": true, "reminder": told(&reminder)});
    Decision::told(reply, &[Rule::ActsAsPerson, Rule::ReminderTimes])
        .and(Change::ReminderChanged(ReminderChange::Added(reminder)))
}

/// `reminders.list`: those that the person made, and those that they are reminded by.
pub(super) fn list(workspace: &Workspace, user: UserId) -> Decision {
    let own = workspace.reminders().iter().filter(|reminder| reminder.concerns(user));
    let reminders: Vec<Value> = own.map(told).collect();
    Decision::told(json!({"ok": true, "reminders": reminders}), &[Rule::ActsAsPerson])
}

/// `reminders.info`
pub(super) fn info(workspace: &Workspace, call: &Call, user: UserId) -> Decision {
    match named(workspace, call, user) {
        None => not_found(),
        Some(reminder) => {
            let reply = json!({"ok": true, "reminder": told(reminder)});
            Decision::told(reply, &[Rule::ActsAsPerson])
        }
    }
}

/// `reminders.complete`
// ASSUMPTION: a reminder that is complete stays as it is when it is completed again.
pub(super) fn complete(workspace: &Workspace, call: &Call, user: UserId) -> Decision {
    let refused = |error| Decision::refused(error, Rule::OnlyOwnRemindersComplete);
    let Some(reminder) = named(workspace, call, user) else { return not_found() };
    let completed = ReminderChange::Completed { id: reminder.id, at: workspace.now().seconds() };
    match reminder.due {
        _ if reminder.user != user => refused(ApiError::CannotCompleteOthers),
        Due::Recurring => refused(ApiError::CannotCompleteRecurring),
        Due::Once { completed: Some(_), .. } => done(),
        Due::Once { completed: None, .. } => done().and(Change::ReminderChanged(completed)),
    }
}

/// `reminders.delete`
pub(super) fn delete(workspace: &Workspace, call: &Call, user: UserId) -> Decision {
    match named(workspace, call, user) {
        None => not_found(),
        Some(reminder) => {
            let deleted = ReminderChange::Deleted { id: reminder.id };
            done().and(Change::ReminderChanged(deleted))
        }
    }
}

/// Somebody else, or the person themselves by name.
fn reminded(
    workspace: &Workspace,
    creator: UserId,
    user: &str,
    when: When,
) -> Result<UserId, (ApiError, Rule)> {
    const SLACKBOT: &str = "USLACKBOT";
    let refuse = |error| Err((error, Rule::RemindersOfOthers));
    if user == SLACKBOT {
        return refuse(ApiError::CannotAddSlackbot);
    }
    match user.parse() {
        Ok(user) if user == workspace.cast().app.user_id => refuse(ApiError::CannotAddBot),
        Ok(user) if user == creator => Ok(user),
        Ok(user) if workspace.is_there(user) => {
            let guest = workspace.person(creator).is_some_and(|creator| creator.restricted);
            match when {
                _ if guest => refuse(ApiError::CannotAddOthers),
                When::Recurring => refuse(ApiError::CannotAddOthersRecurring),
                When::Once(_) => Ok(user),
            }
        }
        Ok(_) | Err(_) => refuse(ApiError::UserNotFound),
    }
}

fn named<'a>(workspace: &'a Workspace, call: &Call, user: UserId) -> Option<&'a Reminder> {
    let id = call.arguments.get("reminder")?.parse().ok()?;
    workspace.reminders().get(id).filter(|reminder| reminder.concerns(user))
}

/// Only what comes once has a time, and can be complete.
fn told(reminder: &Reminder) -> Value {
    let Reminder { id, creator, user, text, due } = reminder;
    let id = id.to_string();
    match due {
        Due::Once { time, completed } => json!({
            "id": id, "creator": creator, "user": user, "text": text, "recurring": false,
            "time": time, "complete_ts": completed.unwrap_or(0),
        }),
        Due::Recurring => json!({
            "id": id, "creator": creator, "user": user, "text": text, "recurring": true,
        }),
    }
}

fn done() -> Decision {
    Decision::answered(Reply::done(), &[Rule::ActsAsPerson])
}

fn not_found() -> Decision {
    Decision::refused(ApiError::NotFound, Rule::ArgumentsMustBeSound)
}
