//! What people choose between: a gesture, a way to install, an answer, channels.

use serde::{Deserialize, Serialize};

use super::ConversationId;
use crate::model::named::named;

named! {
    /// What a person acts on the app by.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub enum Gesture {
        /// A button in one of the app's messages.
        #[default]
        Button "button",
        /// A menu in one of the app's messages.
        Menu "menu",
        /// The app's action in a message's own menu.
        MessageAction "message_action",
        /// The app's slash command.
        SlashCommand "slash_command",
    }
}

impl Gesture {
    pub(super) fn is_button(&self) -> bool {
        *self == Self::Button
    }
}

named! {
    /// How an app is installed.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub enum InstallRoute {
        /// By OAuth: consent gives a code, which the app exchanges for its token.
        #[default]
        Oauth "oauth",
        /// From the app's settings, in its own workspace: the token is there at once.
        Settings "settings",
    }
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
