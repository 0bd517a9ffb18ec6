//! A conversation as it stands: its name, its kind, who is in it, and what changes that.
//!
//! The cast says how it began (`cast.rs`); the kind is the kind of now, whatever the id begins
//! with. Not here: messages, and who may change what (`rules/conversations`).
//!
//! Source: FACTS, sections a (A4, A5) and d.

use super::{Conversation, Person, ResourceKind, Timestamp, UserId};

/// A conversation, apart from what was said in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ConversationState {
    pub(crate) name: String,
    /// The kind of resource that it is now: a channel that turned private is a group.
    pub(crate) kind: ResourceKind,
    /// Whether it is the channel that everybody is in, which nobody archives.
    pub(crate) general: bool,
    pub(crate) archived: bool,
    pub(crate) topic: Label,
    pub(crate) purpose: Label,
    pub(crate) creator: Option<UserId>,
    pub(crate) created: Timestamp,
    /// The newest first.
    pub(crate) previous_names: Vec<String>,
    pub(crate) members: Members,
}

/// The people in a conversation; whether the app is there is a matter of grants.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Members {
    Everybody,
    These(Vec<UserId>),
}

/// A topic or a purpose.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Label {
    pub(crate) value: String,
    pub(crate) creator: Option<UserId>,
    /// In seconds since 1970; zero if it never was set.
    pub(crate) last_set: u64,
}

/// What happens to a conversation.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum ConversationChange {
    Created(Box<ConversationState>),
    Archived,
    Unarchived,
    MadePrivate,
    Renamed { name: String },
    TopicSet(Label),
    PurposeSet(Label),
    MembersAdded { users: Vec<UserId> },
    MembersSet { members: Vec<UserId> },
}

impl ConversationState {
    /// As the cast says it began.
    pub(crate) fn of_cast(cast: &Conversation, people: &[Person], created: Timestamp) -> Self {
        let creator = cast.creator.or_else(|| people.first().map(|person| person.id));
        let label = |value: &String| match value.is_empty() {
            true => Label::default(),
            false => Label { value: value.clone(), creator, last_set: created.seconds() },
        };
        Self {
            name: cast.name.clone(),
            kind: cast.kind,
            general: cast.kind == ResourceKind::Channel && cast.name == "general",
            archived: cast.archived,
            topic: label(&cast.topic),
            purpose: label(&cast.purpose),
            creator,
            created,
            previous_names: Vec::new(),
            members: cast.members.clone().map_or(Members::Everybody, Members::These),
        }
    }

    /// New, by somebody.
    pub(crate) fn new(
        name: &str,
        private: bool,
        creator: UserId,
        members: Vec<UserId>,
        created: Timestamp,
    ) -> Self {
        Self {
            name: name.to_owned(),
            kind: if private { ResourceKind::Group } else { ResourceKind::Channel },
            general: false,
            archived: false,
            topic: Label::default(),
            purpose: Label::default(),
            creator: Some(creator),
            created,
            previous_names: Vec::new(),
            members: Members::These(members),
        }
    }

    /// Whether it is a channel, public or private, rather than messages between people.
    pub(crate) fn is_channel(&self) -> bool {
        matches!(self.kind, ResourceKind::Channel | ResourceKind::Group)
    }

    /// Whether the person is in it.
    pub(crate) fn has(&self, user: UserId) -> bool {
        match &self.members {
            Members::Everybody => true,
            Members::These(members) => members.contains(&user),
        }
    }

    /// Whether the person can act in it: anybody comes into a public channel.
    pub(crate) fn lets_in(&self, user: UserId) -> bool {
        self.kind == ResourceKind::Channel || self.has(user)
    }

    /// The conversation after a change.
    pub(crate) fn after(&self, change: &ConversationChange) -> Self {
        let mut after = self.clone();
        match change {
            ConversationChange::Created(created) => after = created.as_ref().clone(),
            ConversationChange::Archived => after.archived = true,
            ConversationChange::Unarchived => after.archived = false,
            ConversationChange::MadePrivate => after.kind = ResourceKind::Group,
            ConversationChange::Renamed { name } => {
                let before = std::mem::replace(&mut after.name, name.clone());
                after.previous_names.insert(0, before);
            }
            ConversationChange::TopicSet(topic) => after.topic = topic.clone(),
            ConversationChange::PurposeSet(purpose) => after.purpose = purpose.clone(),
            ConversationChange::MembersAdded { users } => after.members.add(users),
            ConversationChange::MembersSet { members } => {
                after.members = Members::These(members.clone());
            }
        }
        after
    }
}

impl Members {
    fn add(&mut self, users: &[UserId]) {
        if let Self::These(members) = self {
            members.extend(users);
        }
    }
}
