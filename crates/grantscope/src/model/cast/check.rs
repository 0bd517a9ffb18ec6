//! What is wrong with a cast: the first fault, by its path.

use thiserror::Error;

use super::{AppKind, Cast, Conversation, Distribution, LONGEST_LABEL, LONGEST_NAME, Person};
use crate::model::{IdSet, Milestone, ResourceKind, SlackId, Timestamp};

/// What is wrong with a cast.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{path}: {reason}")]
pub struct CastError {
    /// Where: `people[2].id`.
    pub path: String,
    /// What was expected and what came.
    pub reason: String,
}

impl Cast {
    /// Looks for ids that stand twice, kinds that no cast has, and names that nobody could read.
    ///
    /// # Errors
    /// The first fault, with its path.
    pub fn check(&self) -> Result<(), CastError> {
        self.begins()?;
        let mut seen: IdSet = [self.app.user_id.id(), self.team.id.id()].into_iter().collect();
        self.check_people(&mut seen)?;
        self.check_conversations(&mut seen)?;
        self.check_rotation()?;
        self.check_creation()?;
        self.check_catalogue()?;
        check_name("team", &self.team.name)?;
        check_domain(&self.team.domain)?;
        check_name("app", &self.app.name)
    }

    fn check_people(&self, seen: &mut IdSet) -> Result<(), CastError> {
        if self.people.is_empty() {
            let reason = "expected at least one person, got none".to_owned();
            return Err(fault("people".to_owned(), reason));
        }
        for (index, person) in self.people.iter().enumerate() {
            let path = format!("people[{index}]");
            check_name(&path, &person.name)?;
            check_new(seen, &path, person.id.id())?;
            check_role(&path, person)?;
        }
        Ok(())
    }

    fn check_conversations(&self, seen: &mut IdSet) -> Result<(), CastError> {
        let people: IdSet = self.people.iter().map(|person| person.id.id()).collect();
        for (index, conversation) in self.conversations.iter().enumerate() {
            let path = format!("conversations[{index}]");
            check_conversation_name(&path, conversation)?;
            check_new(seen, &path, conversation.id.id())?;
            check_kind(&path, conversation)?;
            check_archived(&path, conversation)?;
            self.check_members(&path, conversation, &people)?;
            check_label(&path, "topic", &conversation.topic)?;
            check_label(&path, "purpose", &conversation.purpose)?;
        }
        Ok(())
    }

    // Source: FACTS, section e (Tokens): rotation is required for distributed apps.
    fn check_rotation(&self) -> Result<(), CastError> {
        if self.app.distribution == Distribution::Distributed && !self.app.rotation {
            let reason = "expected `true` for a distributed app, got `false`".to_owned();
            return Err(fault("app.rotation".to_owned(), reason));
        }
        Ok(())
    }

    /// Classic apps were Slack's alone.
    fn check_catalogue(&self) -> Result<(), CastError> {
        if self.app.kind == AppKind::Classic && !self.catalogue.is_slacks() {
            let reason = "expected `workspace` where the catalogue is not Slack's, got `classic`";
            return Err(fault("app.kind".to_owned(), reason.to_owned()));
        }
        Ok(())
    }

    /// A workspace app is created between the announcement and the end of the preview.
    // Source: 003_ddcde49b587a50ab.txt, Developer preview has ended; FACTS, section e (Timeline).
    fn check_creation(&self) -> Result<(), CastError> {
        let day = |milestone: Milestone| milestone.entry().date;
        let (first, last) = (Milestone::WorkspaceAppsAnnounced, Milestone::PreviewEnded);
        let begins = self.begins()?;
        let workspace_app = self.app.kind == AppKind::Workspace;
        if workspace_app && !first.has_come(begins) {
            let reason = format!("expected {} or later for a workspace app", day(first));
            return Err(fault("date".to_owned(), reason));
        }
        let Some(seconds) = self.app.created else { return Ok(()) };
        let created = Timestamp::from_seconds(seconds).filter(|created| *created <= begins);
        let expected = match created {
            None => "expected a moment before the story begins".to_owned(),
            Some(created)
                if workspace_app && (!first.has_come(created) || last.has_come(created)) =>
            {
                format!("expected a workspace app created from {} to {}", day(first), day(last))
            }
            Some(_) => return Ok(()),
        };
        Err(fault("app.created".to_owned(), format!("{expected}, got `{seconds}`")))
    }

    /// Whoever is named has to be there, and be named once.
    fn check_members(
        &self,
        path: &str,
        conversation: &Conversation,
        people: &IdSet,
    ) -> Result<(), CastError> {
        let named = conversation.members.as_deref().unwrap_or_default();
        let mut seen = IdSet::default();
        for (index, user) in named.iter().enumerate() {
            if !people.contains(user.id()) || !seen.insert(user.id()) {
                let reason = format!("expected each of the people at most once, got `{user}`");
                return Err(fault(format!("{path}.members[{index}]"), reason));
            }
        }
        if conversation.kind == ResourceKind::Im && named.len() != 2 {
            let reason = format!("expected the two people of an `im`, got {}", named.len());
            return Err(fault(format!("{path}.members"), reason));
        }
        match conversation.creator {
            Some(creator) if !people.contains(creator.id()) && creator != self.app.user_id => {
                let reason = format!("expected one of the people or the app, got `{creator}`");
                Err(fault(format!("{path}.creator"), reason))
            }
            Some(_) | None => Ok(()),
        }
    }
}

fn check_new(seen: &mut IdSet, path: &str, id: SlackId) -> Result<(), CastError> {
    if seen.insert(id) {
        return Ok(());
    }
    Err(fault(format!("{path}.id"), format!("expected an id of its own, got `{id}` again")))
}

/// A domain is the first part of an address.
fn check_domain(domain: &str) -> Result<(), CastError> {
    let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
    if (1..=LONGEST_NAME).contains(&domain.len()) && domain.chars().all(is_plain) {
        return Ok(());
    }
    let got: String = domain.chars().take(LONGEST_NAME).collect();
    let reason = format!("expected 1 to {LONGEST_NAME} of `a-z0-9-`, got `{got}`");
    Err(fault("team.domain".to_owned(), reason))
}

fn check_name(path: &str, name: &str) -> Result<(), CastError> {
    let length = name.chars().count();
    let reason = match name.chars().find(|letter| turns_writing_around(*letter)) {
        Some(letter) => {
            format!(
                "expected no character that turns writing around, got U+{:04X}",
                u32::from(letter)
            )
        }
        None if (1..=LONGEST_NAME).contains(&length) => return Ok(()),
        None => format!("expected 1 to {LONGEST_NAME} characters, got {length}"),
    };
    Err(fault(format!("{path}.name"), reason))
}

/// A sentence with such a name would read as another one. Hebrew and Arabic need none of these.
const fn turns_writing_around(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Guests run nothing, and an address has an `@`.
fn check_role(path: &str, person: &Person) -> Result<(), CastError> {
    if person.admin && person.restricted {
        let reason = "expected an admin or a guest, got both".to_owned();
        return Err(fault(format!("{path}.restricted"), reason));
    }
    match &person.email {
        Some(email) if !(email.contains('@') && email.chars().count() <= LONGEST_NAME) => {
            let got: String = email.chars().take(LONGEST_NAME).collect();
            let reason = format!(
                "expected an address with an `@`, of at most {LONGEST_NAME} characters, got `{got}`"
            );
            Err(fault(format!("{path}.email"), reason))
        }
        Some(_) | None => Ok(()),
    }
}

/// Messages between people are never archived.
fn check_archived(path: &str, conversation: &Conversation) -> Result<(), CastError> {
    let kind = conversation.kind;
    if conversation.archived && !matches!(kind, ResourceKind::Channel | ResourceKind::Group) {
        let reason = format!("expected a `channel` or a `group` to be archived, got `{kind}`");
        return Err(fault(format!("{path}.archived"), reason));
    }
    Ok(())
}

fn check_label(path: &str, field: &str, label: &str) -> Result<(), CastError> {
    let length = label.chars().count();
    if length <= LONGEST_LABEL {
        return Ok(());
    }
    let reason = format!("expected at most {LONGEST_LABEL} characters, got {length}");
    Err(fault(format!("{path}.{field}"), reason))
}

fn check_conversation_name(path: &str, conversation: &Conversation) -> Result<(), CastError> {
    if conversation.kind == ResourceKind::Im && conversation.name.is_empty() {
        return Ok(());
    }
    check_name(path, &conversation.name)
}

/// The initial tells the kind, and direct messages with the app come about by themselves.
fn check_kind(path: &str, conversation: &Conversation) -> Result<(), CastError> {
    let expected = match conversation.kind {
        ResourceKind::Channel => 'C',
        ResourceKind::Group | ResourceKind::Mpim => 'G',
        ResourceKind::Im => 'D',
        kind @ (ResourceKind::Team | ResourceKind::AppHome | ResourceKind::User) => {
            let reason = format!("expected `channel`, `group`, `mpim` or `im`, got `{kind}`");
            return Err(fault(format!("{path}.kind"), reason));
        }
    };
    let (id, kind) = (conversation.id, conversation.kind);
    if id.id().initial() == expected {
        return Ok(());
    }
    let reason = format!("expected an id that starts with `{expected}` for a `{kind}`, got `{id}`");
    Err(fault(format!("{path}.id"), reason))
}

pub(super) fn fault(path: String, reason: String) -> CastError {
    CastError { path, reason }
}
