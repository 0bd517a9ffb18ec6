//! Everything that can happen, as one closed enum: what people do, what the app calls, time.
//!
//! Commands are data from outside: unknown fields are refused, and what makes no sense at the
//! moment is answered by a [`Misuse`](super::Misuse). A scope or method that Slack would not know
//! stays a text here, because it is Slack that refuses it.

use serde::Serialize;

use super::fields::fields;
use super::tagged::tagged;
use super::{
    Answer, Call, ConversationId, DialogId, EndpointAnswer, EventId, Fault, Gesture, InstallRoute,
    PromptId, RetryReason, UserId,
};

/// One thing that happens, and how long after the thing before.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Input {
    /// Milliseconds since the input before. Without it: at once.
    pub after: u64,
    /// What happens.
    pub command: Command,
}

fields!(Input { after = 0, command });

tagged! {
    /// What can happen.
    ///
    /// In a script `type` may stand anywhere among the fields; whoever hands a command to another
    /// reader than [`read_script`](crate::read_script) writes it first.
    ///
    /// ```
    /// use grantscope::Command;
    ///
    /// let text = r#"{"type":"kick","user":"U061F7AUR","conversation":"C061EG9SL"}"#;
    /// let command: Command = serde_json::from_str(text)?;
    /// assert!(matches!(command, Command::Kick { .. }));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[derive(Clone, Debug, Eq, PartialEq)]
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
}

impl Command {
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
}
