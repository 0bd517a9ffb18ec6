//! Who and what is there before anything happens: the workspace, its people and conversations,
//! the app and what it subscribed to.
//!
//! A cast comes from outside and is not trusted: [`Cast::check`] names the first fault by its path.
//! Not here: anything that changes (`workspace.rs`).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{AppId, ConversationId, Dialect, Milestone, ResourceKind, TeamId, Timestamp, UserId};

/// Who and what is there. Unknown fields are refused.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cast {
    /// When the story begins, in seconds since 1970. Without it: 8 September 2018, 12:00 UTC,
    /// when everything that the documents describe existed.
    pub date: u64,
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

/// The workspace, which Slack also calls team.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// The first part of its address.
    pub domain: String,
}

/// The app under study.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// Its id.
    pub id: AppId,
    /// Its name.
    pub name: String,
    /// The user that its messages come from.
    pub user_id: UserId,
    /// What it calls itself when it exchanges a code.
    pub client_id: String,
    /// What it proves that with. Made up, like everything in a cast.
    pub client_secret: String,
    /// What Slack signs the body of an event with, in the old way.
    pub verification_token: String,
    /// Whether it is a workspace app, or one of the older kind.
    #[serde(default, skip_serializing_if = "AppKind::is_workspace")]
    pub kind: AppKind,
    /// When it was created, in seconds since 1970. Without it: early enough for its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<u64>,
    /// What Slack signs what it posts with, in the new way. Without it: one made up for Lunch Train.
    #[serde(default = "default_signing_secret", skip_serializing_if = "is_default_signing_secret")]
    pub signing_secret: String,
    /// Whether its tokens live an hour and are renewed, or live until they are revoked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rotation: bool,
    /// Whether it is one workspace's own, or is given to others too.
    #[serde(default, skip_serializing_if = "Distribution::is_internal")]
    pub distribution: Distribution,
    /// The events that it wants to hear of. Without it: all that concern permissions.
    #[serde(default = "every_topic")]
    pub subscriptions: BTreeSet<Topic>,
    /// The addresses that its calls may come from. Empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed_addresses: Vec<String>,
}

/// What kind of app it is.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AppKind {
    /// One token for the workspace, which the Permissions API is for.
    #[default]
    Workspace,
    /// Tokens for people, and one for the app's bot.
    Classic,
}

impl AppKind {
    fn is_workspace(&self) -> bool {
        *self == Self::Workspace
    }
}

/// Who an app is for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Distribution {
    /// For the workspace that made it.
    #[default]
    Internal,
    /// For any workspace, by OAuth. Its tokens rotate.
    Distributed,
}

impl Distribution {
    fn is_internal(&self) -> bool {
        *self == Self::Internal
    }
}

/// A permission event that an app can subscribe to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The app gained resources.
    ResourcesAdded,
    /// The app lost resources.
    ResourcesRemoved,
    /// A person approved scopes.
    ScopeGranted,
    /// A person declined scopes.
    ScopeDenied,
    /// A person let the app act for them.
    UserResourceGranted,
    /// A person declined that.
    UserResourceDenied,
    /// A person took that back.
    UserResourceRemoved,
    /// A person wrote to the app in its home.
    #[serde(rename = "message.app_home")]
    MessageAppHome,
    /// Tokens were revoked.
    TokensRevoked,
    /// The app was uninstalled.
    AppUninstalled,
}

/// Every topic.
pub const TOPICS: [Topic; 10] = [
    Topic::ResourcesAdded,
    Topic::ResourcesRemoved,
    Topic::ScopeGranted,
    Topic::ScopeDenied,
    Topic::UserResourceGranted,
    Topic::UserResourceDenied,
    Topic::UserResourceRemoved,
    Topic::MessageAppHome,
    Topic::TokensRevoked,
    Topic::AppUninstalled,
];

impl Topic {
    /// Slack's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResourcesAdded => "resources_added",
            Self::ResourcesRemoved => "resources_removed",
            Self::ScopeGranted => "scope_granted",
            Self::ScopeDenied => "scope_denied",
            Self::UserResourceGranted => "user_resource_granted",
            Self::UserResourceDenied => "user_resource_denied",
            Self::UserResourceRemoved => "user_resource_removed",
            Self::MessageAppHome => "message.app_home",
            Self::TokensRevoked => "tokens_revoked",
            Self::AppUninstalled => "app_uninstalled",
        }
    }
}

/// A person.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// Their email address. Without it: made up from their name and the workspace's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether they run the workspace.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub admin: bool,
    /// Whether they are a guest.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
}

impl Person {
    /// A member like any other.
    pub fn named(id: UserId, name: &str) -> Self {
        Self { id, name: name.to_owned(), email: None, admin: false, restricted: false }
    }

    /// The name in small letters and without anything that an address cannot have.
    pub(crate) fn handle(&self) -> String {
        let small = self.name.to_lowercase();
        let handle: String = small.chars().filter(char::is_ascii_alphanumeric).collect();
        if handle.is_empty() { self.id.to_string().to_lowercase() } else { handle }
    }

    /// Their email address, as long as nobody changed it.
    pub(crate) fn address(&self, team: &Team) -> String {
        let made_up = || format!("{}@{}.example.com", self.handle(), team.domain);
        self.email.clone().unwrap_or_else(made_up)
    }
}

/// A channel, a private channel, a group message, or a direct message between two people.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// What it is called, without `#`. A direct message has no name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// `channel`, `group`, `mpim` or `im`.
    pub kind: ResourceKind,
    /// Whether it is archived already.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// What it is about now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// Who is in it, besides the app. Without it: everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<UserId>>,
    /// Who made it. Without it: the first of the people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creator: Option<UserId>,
}

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

/// What is wrong with a cast.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("{path}: {reason}")]
pub struct CastError {
    /// Where: `people[2].id`.
    pub path: String,
    /// What was expected and what came.
    pub reason: String,
}

/// The longest topic or purpose, in characters.
pub const LONGEST_LABEL: usize = 250;

/// The longest name that is kept, in characters.
pub const LONGEST_NAME: usize = 120;

impl Cast {
    /// When the story begins.
    ///
    /// # Errors
    /// If the date is past the year 9999.
    pub fn begins(&self) -> Result<Timestamp, CastError> {
        Timestamp::from_seconds(self.date).ok_or_else(|| {
            fault(
                "date".to_owned(),
                format!("expected seconds before the year 10000, got `{}`", self.date),
            )
        })
    }

    /// Looks for ids that stand twice, kinds that no cast has, and names that nobody could read.
    ///
    /// # Errors
    /// The first fault, with its path.
    pub fn check(&self) -> Result<(), CastError> {
        self.begins()?;
        if self.people.is_empty() {
            return Err(fault(
                "people".to_owned(),
                "expected at least one person, got none".to_owned(),
            ));
        }
        let mut seen = BTreeSet::from([self.app.user_id.id(), self.team.id.id()]);
        for (index, person) in self.people.iter().enumerate() {
            let path = format!("people[{index}]");
            check_name(&path, &person.name)?;
            check_new(&mut seen, &path, person.id.id())?;
            check_role(&path, person)?;
        }
        let people = self.people.iter().map(|person| person.id).collect();
        for (index, conversation) in self.conversations.iter().enumerate() {
            let path = format!("conversations[{index}]");
            check_conversation_name(&path, conversation)?;
            check_new(&mut seen, &path, conversation.id.id())?;
            check_kind(&path, conversation)?;
            check_archived(&path, conversation)?;
            self.check_members(&path, conversation, &people)?;
            check_label(&path, "topic", &conversation.topic)?;
            check_label(&path, "purpose", &conversation.purpose)?;
        }
        // Source: FACTS, section e (Tokens): rotation is required for distributed apps.
        if self.app.distribution == Distribution::Distributed && !self.app.rotation {
            let reason = "expected `true` for a distributed app, got `false`".to_owned();
            return Err(fault("app.rotation".to_owned(), reason));
        }
        self.check_creation()?;
        check_name("team", &self.team.name)?;
        let is_plain = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        if self.team.domain.is_empty()
            || self.team.domain.len() > LONGEST_NAME
            || !self.team.domain.chars().all(is_plain)
        {
            let got: String = self.team.domain.chars().take(LONGEST_NAME).collect();
            let reason = format!("expected 1 to {LONGEST_NAME} of `a-z0-9-`, got `{got}`");
            return Err(fault("team.domain".to_owned(), reason));
        }
        check_name("app", &self.app.name)
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
        people: &BTreeSet<UserId>,
    ) -> Result<(), CastError> {
        let named = conversation.members.as_deref().unwrap_or_default();
        let mut seen = BTreeSet::new();
        for (index, user) in named.iter().enumerate() {
            if !people.contains(user) || !seen.insert(*user) {
                let reason = format!("expected each of the people at most once, got `{user}`");
                return Err(fault(format!("{path}.members[{index}]"), reason));
            }
        }
        if conversation.kind == ResourceKind::Im && named.len() != 2 {
            let reason = format!("expected the two people of an `im`, got {}", named.len());
            return Err(fault(format!("{path}.members"), reason));
        }
        match conversation.creator {
            Some(creator) if !people.contains(&creator) && creator != self.app.user_id => {
                let reason = format!("expected one of the people or the app, got `{creator}`");
                Err(fault(format!("{path}.creator"), reason))
            }
            Some(_) | None => Ok(()),
        }
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

fn check_new(
    seen: &mut BTreeSet<super::SlackId>,
    path: &str,
    id: super::SlackId,
) -> Result<(), CastError> {
    if seen.insert(id) {
        return Ok(());
    }
    Err(fault(format!("{path}.id"), format!("expected an id of its own, got `{id}` again")))
}

fn check_name(path: &str, name: &str) -> Result<(), CastError> {
    let length = name.chars().count();
    if (1..=LONGEST_NAME).contains(&length) {
        return Ok(());
    }
    let reason = format!("expected 1 to {LONGEST_NAME} characters, got {length}");
    Err(fault(format!("{path}.name"), reason))
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

fn fault(path: String, reason: String) -> CastError {
    CastError { path, reason }
}

fn default_signing_secret() -> String {
    DEFAULT_SIGNING_SECRET.to_owned()
}

fn is_default_signing_secret(secret: &String) -> bool {
    secret == DEFAULT_SIGNING_SECRET
}

fn every_topic() -> BTreeSet<Topic> {
    TOPICS.into_iter().collect()
}

/// The signing secret of an app that has none of its own.
const DEFAULT_SIGNING_SECRET: &str = "lunch-train-signing-secret";

/// 8 September 2018, 12:00 UTC.
const DEFAULT_DATE: u64 = 1_536_408_000;

impl Default for Cast {
    /// Lunch Train, the documents' sample app, in a small workspace.
    fn default() -> Self {
        let person = |id, name: &str| Person::named(UserId::known(id), name);
        let conversation =
            |id, name: &str, kind| Conversation::new(ConversationId::known(id), name, kind);
        Self {
            date: DEFAULT_DATE,
            team: Team {
                id: TeamId::known("T061EG9R6"),
                name: "Sweethaven".to_owned(),
                domain: "sweethaven".to_owned(),
            },
            app: App {
                id: AppId::known("A0BLA3EP2"),
                name: "Lunch Train".to_owned(),
                user_id: UserId::known("U0NKHRW57"),
                client_id: "1234567890.1234567890".to_owned(),
                client_secret: "lunch-train-client-secret".to_owned(),
                verification_token: "verification_token".to_owned(),
                kind: AppKind::Workspace,
                created: None,
                signing_secret: default_signing_secret(),
                rotation: false,
                distribution: Distribution::Internal,
                subscriptions: every_topic(),
                allowed_addresses: Vec::new(),
            },
            people: vec![
                person("U061F7AUR", "Olive"),
                person("U0HTT3Q0G", "Popeye"),
                person("WH1MPY", "Wimpy"),
            ],
            conversations: vec![
                conversation("C061EG9SL", "general", ResourceKind::Channel),
                conversation("C061FA5PB", "lunch", ResourceKind::Channel),
                conversation("C01234BCD", "secret-recipes", ResourceKind::Channel),
                conversation("G024BE91L", "kitchen", ResourceKind::Group),
            ],
            dialect: Dialect::default(),
        }
    }
}
