//! Facts: what a decision changes. Past participles, made true without refusal by
//! `workspace/apply.rs`.

use super::classic::ClassicToken;
use super::conversation_state::ConversationChange;
use super::file::File;
use super::outbox::OutboxChange;
use super::person_state::PersonChange;
use super::rate::{Limit, Meter};
use super::reminder::ReminderChange;
use super::usergroup::Usergroup;
use super::{
    App, Call, Channels, ConversationId, DialogId, Fault, Gesture, Grants, InstallRoute, PromptId,
    ResourceKind, ScopeSet, SlackId, Stage, Timestamp, UserId,
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

/// How a prompt ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Closing {
    Approved,
    Denied,
}

/// A question put to a person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Prompt {
    pub(crate) id: PromptId,
    pub(crate) user: UserId,
    pub(crate) scopes: ScopeSet,
    pub(crate) purpose: Purpose,
    pub(crate) opened_at: Timestamp,
    pub(crate) closed: Option<Closing>,
}

/// What a prompt is for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    Install(InstallRequest),
    Permissions {
        trigger: String,
    },
    /// To act for the person who is asked.
    ActingFor {
        trigger: String,
    },
}

/// How the app asked to be installed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct InstallRequest {
    pub(crate) route: InstallRoute,
    pub(crate) state: Option<String>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) single_channel: bool,
}

/// What a person consented to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Consent {
    pub(crate) user: UserId,
    pub(crate) scopes: ScopeSet,
    pub(crate) channels: Channels,
}

/// A consent, until the app exchanges it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Code {
    pub(crate) text: String,
    pub(crate) consent: Consent,
    pub(crate) request: InstallRequest,
    pub(crate) issued_at: Timestamp,
    pub(crate) exchanged: bool,
}

/// Proof that a person just did something.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Trigger {
    pub(crate) text: String,
    pub(crate) user: UserId,
    pub(crate) conversation: ConversationId,
    pub(crate) by: TriggeredBy,
    pub(crate) issued_at: Timestamp,
    pub(crate) exchanged: bool,
}

/// What a trigger comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum TriggeredBy {
    Gesture(Gesture),
    Dialog(Dialog),
}

/// A message. Slack names it by its time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Message {
    pub(crate) ts: String,
    pub(crate) user: UserId,
    pub(crate) text: String,
    /// What the app attached, as Slack would tell it.
    pub(crate) attachments: Vec<serde_json::Value>,
    /// The message that it replies to.
    pub(crate) thread: Option<String>,
    /// Whether a reply is shown in the conversation too.
    pub(crate) broadcast: bool,
    /// When it was changed.
    pub(crate) edited: Option<String>,
    /// When the app pinned it, in seconds since 1970.
    pub(crate) pinned: Option<u64>,
    /// The names of the app's reactions, in order.
    pub(crate) reactions: Vec<String>,
}

impl Message {
    /// A text, and nothing else.
    pub(crate) fn plain(ts: String, user: UserId, text: String) -> Self {
        Self {
            ts,
            user,
            text,
            attachments: Vec::new(),
            thread: None,
            broadcast: false,
            edited: None,
            pinned: None,
            reactions: Vec::new(),
        }
    }
}

/// A form that the app put on a person's screen.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Dialog {
    pub(crate) id: DialogId,
    pub(crate) user: UserId,
    pub(crate) conversation: ConversationId,
    pub(crate) callback_id: String,
    pub(crate) fields: Vec<String>,
    pub(crate) submitted: bool,
}

impl Code {
    /// The call that exchanges it, with the address that has to be named again.
    pub(crate) fn exchange(&self, app: &App) -> Call {
        let mut call = Call::exchanging(&self.text, app);
        let address = self.request.redirect_uri.clone();
        call.arguments.extend(address.map(|address| ("redirect_uri".to_owned(), address)));
        call
    }
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
