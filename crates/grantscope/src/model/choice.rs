//! What people choose between: a gesture, a way to install, an answer, channels.

use serde::{Deserialize, Serialize};

use super::ConversationId;

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
    pub(super) fn is_button(&self) -> bool {
        *self == Self::Button
    }
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
