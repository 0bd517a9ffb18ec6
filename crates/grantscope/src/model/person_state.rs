//! How a person stands, where that differs from the cast: profile, snooze, account.
//!
//! Not here: who may change it (`rules/profiles.rs`, `rules/dnd.rs`, `rules/deactivation.rs`), and
//! what a person let the app do (`grants.rs`).
//!
//! Source: FACTS, section a (A3); the fields of a profile from the documented samples.

use super::{Person, Timestamp};

/// A text in a person's profile.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum ProfileField {
    DisplayName,
    Email,
    FirstName,
    LastName,
    Phone,
    RealName,
    Skype,
    StatusEmoji,
    StatusText,
    Title,
}

impl ProfileField {
    pub(crate) const ALL: [Self; 10] = [
        Self::DisplayName,
        Self::Email,
        Self::FirstName,
        Self::LastName,
        Self::Phone,
        Self::RealName,
        Self::Skype,
        Self::StatusEmoji,
        Self::StatusText,
        Self::Title,
    ];

    /// Slack's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::DisplayName => "display_name",
            Self::Email => "email",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Phone => "phone",
            Self::RealName => "real_name",
            Self::Skype => "skype",
            Self::StatusEmoji => "status_emoji",
            Self::StatusText => "status_text",
            Self::Title => "title",
        }
    }

    /// The field of that name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether it is a part of the custom status, which can come to an end by itself.
    pub(crate) const fn is_status(self) -> bool {
        matches!(self, Self::StatusEmoji | Self::StatusText)
    }
}

/// What is written into a profile at once.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct ProfileChange {
    pub(crate) texts: Vec<(ProfileField, String)>,
    /// When the custom status ends, in seconds since 1970; zero for never.
    pub(crate) status_expiration: Option<u64>,
}

impl ProfileChange {
    pub(crate) fn is_about_status(&self) -> bool {
        self.status_expiration.is_some() || self.texts.iter().any(|(field, _)| field.is_status())
    }
}

/// What happened to a person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum PersonChange {
    /// Their profile has new texts.
    ProfileSet(ProfileChange),
    /// They are not disturbed for a while.
    Snoozed { until: Timestamp },
    /// They can be disturbed again.
    SnoozeEnded,
    /// They can be disturbed before their hours, which last until then, are over.
    DndEnded { until: u64 },
    /// Their account is deleted.
    Deactivated,
}

/// Everything about a person that the cast does not say.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct PersonState {
    texts: Vec<(ProfileField, String)>,
    status_expiration: u64,
    snoozed_until: Option<Timestamp>,
    dnd_ended: Option<u64>,
    updated: Option<Timestamp>,
    deactivated: bool,
}

impl PersonState {
    /// The state after a change.
    pub(crate) fn after(mut self, now: Timestamp, change: &PersonChange) -> Self {
        match change {
            PersonChange::ProfileSet(change) => {
                self.write(change);
                self.updated = Some(now);
            }
            PersonChange::Snoozed { until } => self.snoozed_until = Some(*until),
            PersonChange::SnoozeEnded => self.snoozed_until = None,
            PersonChange::DndEnded { until } => self.dnd_ended = Some(*until),
            PersonChange::Deactivated => {
                self.deactivated = true;
                self.updated = Some(now);
            }
        }
        self
    }

    pub(crate) fn is_deactivated(&self) -> bool {
        self.deactivated
    }

    /// When the person, or their profile, last changed.
    pub(crate) fn updated(&self) -> Option<Timestamp> {
        self.updated
    }

    /// When the snooze ends, if one is on.
    pub(crate) fn snoozed_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.snoozed_until.filter(|until| *until > now)
    }

    /// The end of the last hours that were ended early, in seconds since 1970.
    pub(crate) fn dnd_ended(&self) -> Option<u64> {
        self.dnd_ended
    }

    /// A text of the profile as it stands, if anybody wrote one.
    pub(crate) fn text(&self, field: ProfileField, now: Timestamp) -> Option<&str> {
        let over = field.is_status() && self.status_is_over(now);
        self.written(field).filter(|_| !over)
    }

    /// When the custom status ends, in seconds since 1970; zero for never.
    pub(crate) fn status_expiration(&self, now: Timestamp) -> u64 {
        if self.status_is_over(now) { 0 } else { self.status_expiration }
    }

    /// The first name, the last name, and the two together.
    pub(crate) fn names(&self, person: &Person) -> [String; 3] {
        let text = |field| self.written(field);
        let whole = text(ProfileField::RealName).unwrap_or(&person.name);
        let (first, last) = whole.split_once(' ').unwrap_or((whole, ""));
        let first = text(ProfileField::FirstName).unwrap_or(first);
        let last = text(ProfileField::LastName).unwrap_or(last);
        [first.to_owned(), last.to_owned(), format!("{first} {last}").trim().to_owned()]
    }

    // ASSUMPTION: a status that is set without an end has none.
    // ASSUMPTION: a new real name takes the place of first and last name.
    fn write(&mut self, change: &ProfileChange) {
        if change.is_about_status() {
            self.status_expiration = change.status_expiration.unwrap_or(0);
        }
        let is_new = |field| change.texts.iter().any(|(it, _)| *it == field);
        let renamed = is_new(ProfileField::RealName);
        let is_part = |field| matches!(field, ProfileField::FirstName | ProfileField::LastName);
        let is_replaced = |field| is_new(field) || (renamed && is_part(field));
        self.texts.retain(|(field, _)| !is_replaced(*field));
        self.texts.extend_from_slice(&change.texts);
    }

    fn written(&self, field: ProfileField) -> Option<&str> {
        self.texts.iter().find(|(it, _)| *it == field).map(|(_, text)| text.as_str())
    }

    fn status_is_over(&self, now: Timestamp) -> bool {
        (1..=now.seconds()).contains(&self.status_expiration)
    }
}
