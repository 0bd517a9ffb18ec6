//! What cannot happen now: mistakes of whoever drives the sandbox, not of the app under study.
//!
//! A misuse changes nothing and is not logged. Slack's own refusals are no misuse: they are
//! replies (`wire/reply.rs`).

use serde::Serialize;
use thiserror::Error;

use super::{
    Catalogue, ConversationId, DialogId, EventId, Milestone, PromptId, ResourceKind, UserId,
};

/// Why a command makes no sense at the moment.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum Misuse {
    /// Nobody in the cast has this id.
    #[error("there is no person `{user}`: expected one of the cast's people")]
    UnknownPerson {
        /// The id that came.
        user: UserId,
    },
    /// No conversation in the cast has this id.
    #[error("there is no conversation `{conversation}`: expected one of the cast's")]
    UnknownConversation {
        /// The id that came.
        conversation: ConversationId,
    },
    /// Only public channels are chosen from.
    #[error("`{conversation}` is not a public channel: choose public channels only")]
    NotAPublicChannel {
        /// The id that came.
        conversation: ConversationId,
    },
    /// The app is not there.
    #[error("the app is not installed: install it first")]
    NotInstalled,
    /// Workspace apps are no more.
    #[error("workspace apps are retired: set the story before {}", Milestone::Retired.entry().date)]
    Retired,
    /// The workspace is no more.
    #[error("the workspace was deleted: nothing can happen in it any more")]
    WorkspaceDeleted,
    /// A classic app has no resources, triggers or homes here.
    #[error("the app is a classic app: only a workspace app can do this, or have it done to it")]
    ClassicApp,
    /// No such prompt was opened.
    #[error("there is no prompt `{prompt}`: expected one that was opened")]
    UnknownPrompt {
        /// The prompt that came.
        prompt: PromptId,
    },
    /// The prompt was answered before.
    #[error("prompt `{prompt}` was already answered: open a new one")]
    PromptClosed {
        /// The prompt that came.
        prompt: PromptId,
    },
    /// The app is already in the conversation.
    #[error("the app is already in `{conversation}`")]
    AlreadyThere {
        /// Where.
        conversation: ConversationId,
    },
    /// The person is not in the conversation.
    #[error("`{user}` is not in `{conversation}`: expected somebody who is")]
    NotAMember {
        /// Who.
        user: UserId,
        /// Where.
        conversation: ConversationId,
    },
    /// Only channels are archived, and nobody is invited to a direct message.
    #[error("`{conversation}` is messages between people: expected a channel")]
    NotAChannel {
        /// The id that came.
        conversation: ConversationId,
    },
    /// The conversation is archived.
    #[error("`{conversation}` is archived: bring it back first")]
    Archived {
        /// Where.
        conversation: ConversationId,
    },
    /// The conversation is not archived.
    #[error("`{conversation}` is not archived: nothing to bring back")]
    NotArchived {
        /// Where.
        conversation: ConversationId,
    },
    /// Everybody is in the general channel.
    #[error("`{conversation}` is everybody's: it is neither archived nor made private")]
    GeneralStays {
        /// Which.
        conversation: ConversationId,
    },
    /// Slack would take no such name.
    #[error(
        "`{name}` is no name for a channel: expected at most 21 small letters, digits, hyphens and \
         underscores"
    )]
    BadName {
        /// The name that came.
        name: String,
    },
    /// Another conversation has the name.
    #[error("there is a conversation called `{name}` already: expected another name")]
    NameTaken {
        /// The name that came.
        name: String,
    },
    /// The app is not in the conversation.
    #[error("the app is not in `{conversation}`: nothing to remove it from")]
    NotThere {
        /// Where.
        conversation: ConversationId,
    },
    /// No such dialog was opened, or it was sent off before.
    #[error(
        "there is no open dialog `{dialog}`: expected one that the app opened and nobody sent off"
    )]
    NoOpenDialog {
        /// The dialog that came.
        dialog: DialogId,
    },
    /// The person has no direct message with the app.
    #[error("`{user}` has no direct message with the app: open it first")]
    NoAppHome {
        /// Who.
        user: UserId,
    },
    /// A single-channel install takes one channel.
    #[error("the app asks for a single channel: choose exactly one")]
    ChooseOneChannel,
    /// A distributed app has no settings page in somebody else's workspace.
    #[error("the app is distributed: install it by OAuth")]
    OnlyByOauth,
    /// The prompt is not about channels.
    #[error("prompt `{prompt}` asks for nothing in channels: approve it without any")]
    NoChannelsAsked {
        /// The prompt that came.
        prompt: PromptId,
    },
    /// No conversation was named.
    #[error("no conversation is named: expected at least one")]
    NoConversations,
    /// The person let the app do nothing for them.
    #[error("`{user}` let the app do nothing for them: nothing to take back")]
    NothingGranted {
        /// Who.
        user: UserId,
    },
    /// The person's account is deleted.
    #[error("the account of `{user}` is deactivated: expected somebody who is still there")]
    Deactivated {
        /// Who.
        user: UserId,
    },
    /// The call's answer is outside the model.
    #[error("the answer of `{method}` is not modelled: ask for its verdict instead")]
    NotModelled {
        /// The method.
        method: String,
    },
    /// No such event was posted to the app.
    #[error("there is no event `{event_id}`: expected one that was posted to the app")]
    UnknownEvent {
        /// The event that came.
        event_id: EventId,
    },
    /// The event is known to be unanswered, and its next retry is to come.
    #[error("event `{event_id}` waits to be posted again: let time pass first")]
    EventWaits {
        /// The event that came.
        event_id: EventId,
    },
    /// The event is known to be unanswered, and is not posted again.
    #[error("event `{event_id}` is not posted again: it was lost already")]
    EventLost {
        /// The event that came.
        event_id: EventId,
    },
    /// Time cannot go on that far.
    #[error("`after` is `{after}` milliseconds: expected the story to end before the year 10000")]
    TooLate {
        /// The delay that came.
        after: u64,
    },
}

impl Misuse {
    /// What is wrong, in the words that people have for the places of a permission system.
    pub fn told_in(&self, catalogue: Catalogue) -> String {
        let one = catalogue.singular(ResourceKind::Channel);
        let many = catalogue.plural(ResourceKind::Channel);
        if catalogue.is_slacks() {
            self.to_string()
        } else if let Self::NotAPublicChannel { conversation } = self {
            format!("`{conversation}` is none of the {many}: choose {many} only")
        } else if let Self::NotAChannel { conversation } = self {
            format!("`{conversation}` is messages between people: expected a {one}")
        } else if let Self::BadName { name } = self {
            let told = self.to_string();
            let start = format!("`{name}` is no name for a ");
            told.replacen(&format!("{start}channel"), &format!("{start}{one}"), 1)
        } else if let Self::NoAppHome { user } = self {
            format!("`{user}` has no {}: open it first", catalogue.home())
        } else if *self == Self::ChooseOneChannel {
            format!("the app asks for a single {one}: choose exactly one")
        } else if let Self::NoChannelsAsked { prompt } = self {
            format!("prompt `{prompt}` asks for nothing in {many}: approve it without any")
        } else if *self == Self::WorkspaceDeleted {
            let team = catalogue.singular(ResourceKind::Team);
            self.to_string().replacen("workspace", team, 1)
        } else {
            // Where they stand they come before whatever is named.
            let told = self.to_string().replacen("no conversation", "no place", 1);
            let told = told.replacen("a conversation called", "a place called", 1);
            told.replacen("workspace apps are", "such apps are", 1)
        }
    }

    /// A name for programs, which stays when the message changes.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnknownPerson { .. } => "unknown_person",
            Self::UnknownConversation { .. } => "unknown_conversation",
            Self::NotAPublicChannel { .. } => "not_a_public_channel",
            Self::NotInstalled => "not_installed",
            Self::Retired => "retired",
            Self::WorkspaceDeleted => "workspace_deleted",
            Self::ClassicApp => "classic_app",
            Self::UnknownPrompt { .. } => "unknown_prompt",
            Self::PromptClosed { .. } => "prompt_closed",
            Self::AlreadyThere { .. } => "already_there",
            Self::NotThere { .. } => "not_there",
            Self::NotAMember { .. } => "not_a_member",
            Self::NotAChannel { .. } => "not_a_channel",
            Self::Archived { .. } => "archived",
            Self::NotArchived { .. } => "not_archived",
            Self::GeneralStays { .. } => "general_stays",
            Self::BadName { .. } => "bad_name",
            Self::NameTaken { .. } => "name_taken",
            Self::NoOpenDialog { .. } => "no_open_dialog",
            Self::NoAppHome { .. } => "no_app_home",
            Self::ChooseOneChannel => "choose_one_channel",
            Self::OnlyByOauth => "only_by_oauth",
            Self::NoChannelsAsked { .. } => "no_channels_asked",
            Self::NoConversations => "no_conversations",
            Self::NothingGranted { .. } => "nothing_granted",
            Self::Deactivated { .. } => "deactivated",
            Self::NotModelled { .. } => "not_modelled",
            Self::UnknownEvent { .. } => "unknown_event",
            Self::EventWaits { .. } => "event_waits",
            Self::EventLost { .. } => "event_lost",
            Self::TooLate { .. } => "too_late",
        }
    }
}

impl Serialize for Misuse {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut fields = serializer.serialize_struct("Misuse", 2)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("message", &self.to_string())?;
        fields.end()
    }
}
