//! Everything that can happen, as one closed enum: what people do, what the app calls, time.
//!
//! Commands are data from outside: unknown fields are refused, and what makes no sense at the
//! moment is answered by a [`Misuse`](super::Misuse). A scope or method that Slack would not know
//! stays a text here, because it is Slack that refuses it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    CharsetWarning, ConversationId, EndpointAnswer, EventId, Fault, Malformed, RetryReason, UserId,
};

/// One thing that happens, and how long after the thing before.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Milliseconds since the input before. Without it: at once.
    #[serde(default)]
    pub after: u64,
    /// What happens.
    pub command: Command,
}

/// What can happen.
///
/// ```
/// use grantscope::Command;
///
/// let text = r#"{"type":"kick","user":"U061F7AUR","conversation":"C061EG9SL"}"#;
/// let command: Command = serde_json::from_str(text)?;
/// assert!(matches!(command, Command::Kick { .. }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// A person starts to install the app and is asked for consent.
    Install {
        /// Who.
        user: UserId,
        /// The scopes that the app asks for, besides the base of its home.
        #[serde(default)]
        scopes: Vec<String>,
        /// By which way.
        #[serde(default)]
        through: InstallRoute,
        /// What the app wants to get back with the code, as it came.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<String>,
        /// Where the person is sent back to; the exchange must then name it again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        redirect_uri: Option<String>,
        /// Whether the person chooses exactly one channel.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        single_channel: bool,
    },
    /// A person answers a prompt. Not to answer is no command.
    Answer {
        /// Which prompt: `P1`.
        prompt: PromptId,
        /// Yes or no.
        answer: Answer,
    },
    /// A person invites the app to a conversation.
    Invite {
        /// Who.
        user: UserId,
        /// Where to.
        conversation: ConversationId,
    },
    /// A person makes a channel, which nobody but them is in.
    CreateConversation {
        /// Who.
        user: UserId,
        /// What it is called, without `#`.
        name: String,
        /// Whether it is private. Without it: public.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        private: bool,
    },
    /// A person archives a channel.
    Archive {
        /// Who.
        user: UserId,
        /// Which.
        conversation: ConversationId,
    },
    /// A person brings an archived channel back.
    Unarchive {
        /// Who.
        user: UserId,
        /// Which.
        conversation: ConversationId,
    },
    /// A person turns a public channel private. Its id stays.
    MakePrivate {
        /// Who.
        user: UserId,
        /// Which.
        conversation: ConversationId,
    },
    /// A person removes the app from a conversation, or closes their direct message with it.
    Kick {
        /// Who.
        user: UserId,
        /// Where from.
        conversation: ConversationId,
    },
    /// A person acts on the app, which gives it a trigger.
    Interact {
        /// Who.
        user: UserId,
        /// Where.
        conversation: ConversationId,
        /// By what. Without it: a button in one of the app's messages.
        #[serde(default, skip_serializing_if = "Gesture::is_button")]
        by: Gesture,
    },
    /// A person adds the app's slash command to conversations, which adds the app to them.
    AddSlashCommand {
        /// Who.
        user: UserId,
        /// Where to.
        conversations: Vec<ConversationId>,
    },
    /// A person sends off a dialog that the app opened, which gives the app a trigger.
    SubmitDialog {
        /// Which dialog: `D1`.
        dialog: DialogId,
    },
    /// A person opens a direct message with the app.
    OpenAppHome {
        /// Who.
        user: UserId,
    },
    /// A person writes a message.
    Message {
        /// Who.
        user: UserId,
        /// Where. Without it: in their direct message with the app.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        conversation: Option<ConversationId>,
        /// What.
        text: String,
    },
    /// A person takes back all that they let the app do for them.
    Revoke {
        /// Who.
        user: UserId,
    },
    /// A person uninstalls the app.
    Uninstall {
        /// Who.
        user: UserId,
    },
    /// The workspace is deleted, with all that is in it.
    DeleteWorkspace {
        /// By whom.
        user: UserId,
    },
    /// Something breaks at Slack: the next calls are answered so.
    Fault(Fault),
    /// Slack works again.
    Recover {},
    /// An admin deletes a person's account.
    Deactivate {
        /// Whose.
        user: UserId,
    },
    /// The app calls a Web API method.
    Call(Call),
    /// The app's endpoint answers like this from now on.
    Endpoint {
        /// How.
        answers: EndpointAnswer,
    },
    /// It turns out that the app did not answer an event that was posted to it.
    Unanswered {
        /// Which: `Ev00000001`.
        event_id: EventId,
        /// What went wrong.
        reason: RetryReason,
        /// Whether the answer said `X-Slack-No-Retry: 1`.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        no_retry: bool,
    },
    /// Whoever configures the app saves its request URL, which Slack then challenges.
    VerifyRequestUrl {},
    /// Nothing but time passes.
    Wait {},
}

impl Command {
    /// Whether a person does it, rather than the app, Slack or time.
    pub(crate) fn is_by_a_person(&self) -> bool {
        match self {
            Self::Install { .. }
            | Self::Answer { .. }
            | Self::Invite { .. }
            | Self::CreateConversation { .. }
            | Self::Archive { .. }
            | Self::Unarchive { .. }
            | Self::MakePrivate { .. }
            | Self::Kick { .. }
            | Self::Interact { .. }
            | Self::AddSlashCommand { .. }
            | Self::SubmitDialog { .. }
            | Self::OpenAppHome { .. }
            | Self::Message { .. }
            | Self::Revoke { .. }
            | Self::Uninstall { .. }
            | Self::Deactivate { .. }
            | Self::DeleteWorkspace { .. } => true,
            Self::Fault(_)
            | Self::Recover {}
            | Self::Call(_)
            | Self::Endpoint { .. }
            | Self::Unanswered { .. }
            | Self::VerifyRequestUrl {}
            | Self::Wait {} => false,
        }
    }

    /// A person starts to install the app in the plain way: by OAuth or from its settings.
    pub fn install(user: UserId, scopes: &[&str], through: InstallRoute) -> Self {
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        Self::Install {
            user,
            scopes,
            through,
            state: None,
            redirect_uri: None,
            single_channel: false,
        }
    }
}

/// A call of a Web API method.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The method's name.
    pub method: String,
    /// Its arguments, as texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// Which token it carries. By name: a script never holds a token's text.
    #[serde(default)]
    pub token: TokenName,
    /// The person whom the app acts for: the `X-Slack-User` header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<String>,
    /// The address that it comes from. Without it: one that the app allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What made the request that carried it unreadable. It then has no arguments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub malformed: Option<Malformed>,
    /// What its answer warns of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<CharsetWarning>,
}

impl Call {
    /// A call without arguments, with the app's current token.
    pub fn plain(method: &str) -> Self {
        Self { method: method.to_owned(), ..Self::default() }
    }

    /// May the app make this call?
    pub fn question(&self) -> super::Question {
        super::Question {
            method: self.method.clone(),
            channel: self.arguments.get("channel").cloned(),
            user: self.acting_for.clone(),
        }
    }

    /// `apps.permissions.request`: the app asks the person behind a trigger for scopes.
    pub fn asking(trigger: &str, scopes: &[&str]) -> Self {
        Self {
            arguments: BTreeMap::from([
                ("scopes".to_owned(), scopes.join(",")),
                ("trigger_id".to_owned(), trigger.to_owned()),
            ]),
            ..Self::plain("apps.permissions.request")
        }
    }

    /// `apps.permissions.users.request`: the app asks a person whether it may act for them.
    pub fn asking_to_act_for(user: UserId, trigger: &str, scopes: &[&str]) -> Self {
        let mut call = Self::asking(trigger, scopes);
        call.method = "apps.permissions.users.request".to_owned();
        call.arguments.insert("user".to_owned(), user.to_string());
        call
    }

    /// `oauth.access`: the app renews its token.
    pub fn refreshing(app: &super::App) -> Self {
        Self {
            arguments: BTreeMap::from([
                ("client_id".to_owned(), app.client_id.clone()),
                ("client_secret".to_owned(), app.client_secret.clone()),
                ("grant_type".to_owned(), "refresh_token".to_owned()),
            ]),
            token: TokenName::Refresh,
            ..Self::plain("oauth.access")
        }
    }

    /// `oauth.access`: the app exchanges a code for its token.
    pub fn exchanging(code: &str, app: &super::App) -> Self {
        Self {
            arguments: BTreeMap::from([
                ("client_id".to_owned(), app.client_id.clone()),
                ("client_secret".to_owned(), app.client_secret.clone()),
                ("code".to_owned(), code.to_owned()),
            ]),
            token: TokenName::Missing,
            ..Self::plain("oauth.access")
        }
    }
}

/// What a person acts on the app by.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Gesture {
    /// A button in one of the app's messages.
    #[default]
    Button,
    /// A menu in one of the app's messages.
    Menu,
    /// The app's action in a message's own menu.
    MessageAction,
    /// The app's slash command.
    SlashCommand,
}

impl Gesture {
    fn is_button(&self) -> bool {
        *self == Self::Button
    }
}

/// A token, by name.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenName {
    /// The app's current token, if it has one.
    #[default]
    Current,
    /// None at all.
    Missing,
    /// One that the sandbox never issued.
    Unknown,
    /// One that came before the current one, counted from 1.
    Former(u32),
    /// The app's refresh token: what `oauth.access` renews the current one with.
    Refresh,
    /// Of a classic app: the token of the person who authorized it last.
    User,
    /// Of a classic app: its bot's token.
    Bot,
}

/// How an app is installed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InstallRoute {
    /// By OAuth: consent gives a code, which the app exchanges for its token.
    #[default]
    Oauth,
    /// From the app's settings, in its own workspace: the token is there at once.
    Settings,
}

/// What a person says to a prompt.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// Yes.
    Approve {
        /// In which channels.
        #[serde(default)]
        channels: Channels,
    },
    /// No.
    Deny,
}

/// The channels that a person chooses while approving.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channels {
    /// None for now.
    #[default]
    None,
    /// These.
    Chosen(Vec<ConversationId>),
    /// All public channels except these.
    AllExcept(Vec<ConversationId>),
}

/// A counted thing's name: a letter and a number, counted from one.
macro_rules! counted {
    ($(#[$doc:meta])* $name:ident, $letter:literal, $noun:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}{}", $letter, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                let number = text.strip_prefix($letter).and_then(|number| number.parse().ok());
                let refuse = || {
                    let expected = concat!("`", $letter, "1`, `", $letter, "2`, …");
                    serde::de::Error::custom(format!("`{text}` is no {}: expected {expected}", $noun))
                };
                number.map(Self).ok_or_else(refuse)
            }
        }
    };
}

counted!(
    /// A prompt's name: `P1`.
    PromptId, 'P', "prompt"
);
counted!(
    /// A dialog's name: `D1`.
    DialogId, 'D', "dialog"
);
