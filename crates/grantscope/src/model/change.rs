//! Facts: what a decision changes. Past participles, made true without refusal by
//! `workspace/apply.rs`.

use super::classic::ClassicToken;
use super::conversation_state::ConversationChange;
use super::file::File;
use super::message::Message;
use super::outbox::OutboxChange;
use super::person_state::PersonChange;
use super::prompt::{Closing, Code, Prompt, Purpose};
use super::rate::{Limit, Meter};
use super::reminder::ReminderChange;
use super::trigger::{Dialog, Trigger};
use super::usergroup::Usergroup;
use super::{
    ConversationId, DialogId, Fault, Grants, PromptId, ResourceKind, ScopeSet, SlackId, Stage,
    UserId,
};

/// One thing that happened.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Change {
    /// A person is being asked.
    PromptOpened(Prompt),
    /// They answered, one way or the other.
    PromptClosed { prompt: PromptId, answer: Closing },
    /// Consent was given; the app may exchange this for its token.
    CodeIssued(Code),
    /// The app did.
    CodeExchanged { code: String },
    /// The app is there, or is there again.
    Installed { by: UserId },
    /// The app has a new token, in place of the one before.
    TokenIssued,
    /// The app's token is worth nothing any more.
    TokenRevoked,
    /// Nor is the one that renews it.
    RefreshTokenRevoked,
    /// The app is gone, with all that it was granted.
    Uninstalled { lost: Box<Grants> },
    /// A person authorized a classic app.
    ClassicAuthorized { user: UserId, scopes: ScopeSet },
    /// A token of a classic app is worth nothing any more.
    ClassicTokenRevoked { token: ClassicToken },
    /// The workspace is no more.
    WorkspaceDeleted,
    /// Something broke.
    FaultSet(Fault),
    /// A call was struck by what is broken.
    FaultStruck { method: String },
    /// Nothing is broken any more.
    Recovered,
    /// The app and a person have a direct message.
    AppHomeOpened { user: UserId, home: ConversationId },
    /// Scopes were granted for the workspace, in answer to a request if there is a trigger.
    ScopesGranted { scopes: ScopeSet, trigger: Option<String> },
    /// A request was declined.
    ScopesDenied { scopes: ScopeSet, trigger: String },
    /// A person granted scopes for themselves, in answer to a request if there is a trigger.
    UserScopesGranted { user: UserId, scopes: ScopeSet, trigger: Option<String> },
    /// A person declined to.
    UserScopesDenied { user: UserId, scopes: ScopeSet, trigger: String },
    /// A person took back all that they had granted for themselves.
    UserRemoved { user: UserId },
    /// A resource was granted.
    ResourceAdded { kind: ResourceKind, id: SlackId },
    /// All public channels were granted, except some.
    WildcardGranted { excluded: Vec<ConversationId> },
    /// A resource was taken away.
    ResourceRemoved { kind: ResourceKind, id: SlackId },
    /// A person did something that lets the app ask.
    TriggerIssued(Trigger),
    /// The app asked.
    TriggerExchanged { trigger: String },
    /// The app answered at the `response_url` that came with it.
    TriggerAnswered { trigger: String },
    /// The trigger of a request that was declined can be used once more.
    TriggerRenewed { trigger: String },
    /// The app put a dialog on a person's screen.
    DialogOpened(Dialog),
    /// The person sent it off.
    DialogSubmitted { dialog: DialogId },
    /// A person or the app wrote a message.
    MessagePosted { conversation: ConversationId, message: Message },
    /// A message is another now: changed, pinned, reacted to.
    MessageChanged { conversation: ConversationId, message: Message },
    /// The app took back a message of its own.
    MessageDeleted { conversation: ConversationId, ts: String },
    /// Something happened between Slack and the app's endpoint.
    Outbox(OutboxChange),
    /// A person's profile, their rest, or their account.
    PersonChanged { user: UserId, change: PersonChange },
    /// A reminder was added, completed or deleted.
    ReminderChanged(ReminderChange),
    /// A call counted against a limit.
    CallCounted { meter: Meter, limit: Limit },
    /// A conversation came about, or is another now.
    ConversationChanged { conversation: ConversationId, change: ConversationChange },
    /// A user group came about, or is another now.
    UsergroupSaved(Usergroup),
    /// A file came about, or is another now.
    FileSaved(File),
}

impl Change {
    /// The stage of the lifecycle that the change leads to, if it leads to one.
    // Source: 001_da8ff31ae8236703.txt, Flow and states.
    pub(crate) fn stage(&self) -> Option<Stage> {
        match self {
            Self::Installed { .. } => Some(Stage::Installed),
            Self::Uninstalled { .. } => Some(Stage::NotInstalled),
            Self::PromptOpened(Prompt {
                purpose: Purpose::Permissions { .. } | Purpose::ActingFor { .. },
                ..
            }) => Some(Stage::Requested),
            Self::ScopesGranted { trigger: Some(_), .. }
            | Self::UserScopesGranted { trigger: Some(_), .. } => Some(Stage::Awarded),
            Self::ScopesDenied { .. } | Self::UserScopesDenied { .. } => Some(Stage::Rejected),
            Self::ResourceAdded { .. }
            | Self::WildcardGranted { .. }
            | Self::AppHomeOpened { .. } => Some(Stage::Added),
            Self::ResourceRemoved { .. } | Self::UserRemoved { .. } => Some(Stage::Removed),
            Self::PromptOpened(_)
            | Self::PromptClosed { .. }
            | Self::CodeIssued(_)
            | Self::CodeExchanged { .. }
            | Self::TokenIssued
            | Self::TokenRevoked
            | Self::RefreshTokenRevoked
            | Self::ClassicAuthorized { .. }
            | Self::ClassicTokenRevoked { .. }
            | Self::WorkspaceDeleted
            | Self::FaultSet(_)
            | Self::FaultStruck { .. }
            | Self::Recovered
            | Self::ScopesGranted { trigger: None, .. }
            | Self::UserScopesGranted { trigger: None, .. }
            | Self::TriggerIssued(_)
            | Self::TriggerExchanged { .. }
            | Self::TriggerAnswered { .. }
            | Self::TriggerRenewed { .. }
            | Self::DialogOpened(_)
            | Self::DialogSubmitted { .. }
            | Self::MessagePosted { .. }
            | Self::MessageChanged { .. }
            | Self::MessageDeleted { .. }
            | Self::Outbox(_)
            | Self::PersonChanged { .. }
            | Self::ReminderChanged(_)
            | Self::CallCounted { .. }
            | Self::ConversationChanged { .. }
            | Self::UsergroupSaved(_)
            | Self::FileSaved(_) => None,
        }
    }
}
