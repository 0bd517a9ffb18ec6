//! Who and what is there before anything happens: the workspace, its people and conversations,
//! and the app.
//!
//! A cast comes from outside and is not trusted: [`Cast::check`] names the first fault by its path.
//! Not here: anything that changes (`workspace.rs`).

mod app;
mod check;
mod sample;
mod topic;

pub use app::{App, AppKind, Distribution};
pub use check::CastError;
pub use topic::{Topic, Topics};

use serde::Serialize;

use super::{Catalogue, ConversationId, Dialect, ResourceKind, TeamId, Timestamp, UserId};
use crate::model::fields::fields;

/// The longest topic or purpose, in characters.
pub const LONGEST_LABEL: usize = 250;

/// The longest name that is kept, in characters.
pub const LONGEST_NAME: usize = 120;

/// Who and what is there. Unknown fields are refused.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Cast {
    /// When the story begins, in seconds since 1970. Without it: 8 September 2018, 12:00 UTC,
    /// when everything that the documents describe existed.
    pub date: u64,
    /// Which scopes, kinds of resources and methods there are. Without it: Slack's.
    #[serde(skip_serializing_if = "Catalogue::is_default")]
    pub catalogue: Catalogue,
    /// The workspace.
    pub team: Team,
    /// The app.
    pub app: App,
    /// The people.
    pub people: Vec<Person>,
    /// Channels, private channels, group messages, and direct messages between people. Those with
    /// the app come about by themselves.
    pub conversations: Vec<Conversation>,
    /// Which of two contradicting documents is followed. Without it: what is recommended.
    #[serde(skip_serializing_if = "Dialect::is_default")]
    pub dialect: Dialect,
}

fields!(Cast { date = Cast::default().date, catalogue = Catalogue::SLACK, team = Cast::default().team, app = Cast::default().app, people = Cast::default().people, conversations = Cast::default().conversations, dialect = Dialect::default() });

impl Cast {
    /// When the story begins.
    ///
    /// # Errors
    /// If the date is past the year 9999.
    pub fn begins(&self) -> Result<Timestamp, CastError> {
        Timestamp::from_seconds(self.date).ok_or_else(|| {
            let reason = format!("expected seconds before the year 10000, got `{}`", self.date);
            check::fault("date".to_owned(), reason)
        })
    }

    /// The person of that id.
    pub fn person(&self, id: UserId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The conversation of that id.
    pub fn conversation(&self, id: ConversationId) -> Option<&Conversation> {
        self.conversations.iter().find(|conversation| conversation.id == id)
    }
}

/// The workspace, which Slack also calls team.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// The first part of its address.
    pub domain: String,
}

fields!(Team { id, name, domain });

/// A person.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// Their email address. Without it: made up from their name and the workspace's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether they run the workspace.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub admin: bool,
    /// Whether they are a guest.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
}

fields!(Person { id, name, email = None, admin = false, restricted = false });

impl Person {
    /// A member like any other.
    pub fn named(id: UserId, name: &str) -> Self {
        Self { id, name: name.to_owned(), email: None, admin: false, restricted: false }
    }

    /// The name in small letters and without anything that an address cannot have.
    pub(crate) fn handle(&self) -> String {
        let small = self.name.to_ascii_lowercase();
        let handle: String = small.chars().filter(char::is_ascii_alphanumeric).collect();
        if handle.is_empty() { self.id.to_string().to_ascii_lowercase() } else { handle }
    }

    /// Their email address, as long as nobody changed it.
    pub(crate) fn address(&self, team: &Team) -> String {
        let made_up = || format!("{}@{}.example.com", self.handle(), team.domain);
        self.email.clone().unwrap_or_else(made_up)
    }
}

/// A channel, a private channel, a group message, or a direct message between two people.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// What it is called, without `#`. A direct message has no name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// `channel`, `group`, `mpim` or `im`.
    pub kind: ResourceKind,
    /// Whether it is archived already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// What it is about now.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// What it is for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Who is in it, besides the app. Without it: everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<UserId>>,
    /// Who made it. Without it: the first of the people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<UserId>,
}

fields!(Conversation { id, name = String::new(), kind, archived = false, topic = String::new(), purpose = String::new(), members = None, creator = None });

impl Conversation {
    /// One that everybody is in.
    pub fn new(id: ConversationId, name: &str, kind: ResourceKind) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind,
            archived: false,
            topic: String::new(),
            purpose: String::new(),
            members: None,
            creator: None,
        }
    }
}
