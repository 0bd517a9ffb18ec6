//! Reminders: who is reminded of what, once or again and again.
//!
//! Not here: what a time in words means (`rules/reminder_time.rs`), and who may do what with a
//! reminder (`rules/reminders.rs`). A reminder that is due reaches no app.
//!
//! Source: FACTS, section a (A3).

use std::fmt;
use std::str::FromStr;

use super::UserId;
use super::id::eight_digits;
use super::map::{Key, Keyed, Map};

/// A reminder's name, counted from one: `Rm00000001`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct ReminderId(u32);

/// When a reminder comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Due {
    /// Once; both in seconds since 1970.
    Once { time: u64, completed: Option<u64> },
    /// Again and again.
    Recurring,
}

/// A reminder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Reminder {
    pub(crate) id: ReminderId,
    pub(crate) creator: UserId,
    /// Who is reminded.
    pub(crate) user: UserId,
    pub(crate) text: String,
    pub(crate) due: Due,
}

/// What happened to a reminder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ReminderChange {
    Added(Reminder),
    /// At so many seconds since 1970.
    Completed {
        id: ReminderId,
        at: u64,
    },
    Deleted {
        id: ReminderId,
    },
}

/// Every reminder of a workspace.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reminders {
    kept: Map<ReminderId, Reminder>,
    added: u32,
}

impl Keyed for ReminderId {
    fn key(&self) -> Key {
        self.0.key()
    }
}

impl Reminder {
    /// Whether a person made it, or is reminded by it.
    pub(crate) fn concerns(&self, user: UserId) -> bool {
        self.creator == user || self.user == user
    }
}

impl Reminders {
    /// Makes a fact true.
    pub(crate) fn apply(&mut self, change: &ReminderChange) {
        match change {
            ReminderChange::Added(reminder) => {
                self.added = self.added.saturating_add(1);
                self.kept.insert(&reminder.id, reminder.clone());
            }
            ReminderChange::Completed { id, at } => {
                let Some(reminder) = self.kept.get(id).cloned() else { return };
                if let Due::Once { time, .. } = reminder.due {
                    let due = Due::Once { time, completed: Some(*at) };
                    self.kept.insert(id, Reminder { due, ..reminder });
                }
            }
            ReminderChange::Deleted { id } => {
                self.kept.remove(id);
            }
        }
    }

    pub(crate) fn get(&self, id: ReminderId) -> Option<&Reminder> {
        self.kept.get(&id)
    }

    /// In the order in which they were made.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Reminder> {
        self.kept.values()
    }

    pub(crate) fn next_id(&self) -> ReminderId {
        ReminderId(self.added.saturating_add(1))
    }
}

impl fmt::Display for ReminderId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Rm{}", eight_digits(self.0))
    }
}

/// A text that names no reminder.
pub(crate) struct NoReminderId;

impl FromStr for ReminderId {
    type Err = NoReminderId;

    fn from_str(text: &str) -> Result<Self, NoReminderId> {
        let digits = text.strip_prefix("Rm").ok_or(NoReminderId)?;
        let id = u32::from_str_radix(digits, 36).map(Self).map_err(|_| NoReminderId)?;
        if id.to_string() == text { Ok(id) } else { Err(NoReminderId) }
    }
}
