//! What a method's arguments are, so that a form can offer the right field and an example.
//!
//! By name, because a name means the same in every method. Not here: which method takes which
//! (`methods.rs`), and what is done with a value (`rules`).
//!
//! Source: FACTS, section a (A1 to A5).

use super::Argument;
use crate::model::Scope;

/// What an argument holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ArgumentKind {
    /// A conversation's id; `chat.postMessage` takes a person's too.
    Conversation,
    /// A person's id.
    Person,
    /// Ids of people, separated by commas.
    People,
    /// Scopes, separated by commas.
    Scopes,
    /// A trigger that is still alive.
    Trigger,
    /// The time that names a message.
    MessageTime,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Number,
    /// JSON, written as a text.
    Json,
    /// What nobody else may see: a client's secret, a code.
    Secret,
    /// Any text.
    Text,
}

impl Argument {
    /// What it holds.
    pub fn kind(&self) -> ArgumentKind {
        match self.name {
            "channel" => ArgumentKind::Conversation,
            "user" => ArgumentKind::Person,
            "users" | "user_ids" => ArgumentKind::People,
            "scopes" => ArgumentKind::Scopes,
            "trigger_id" => ArgumentKind::Trigger,
            "ts" | "message_ts" | "thread_ts" | "timestamp" | "latest" | "oldest" | "ts_from"
            | "ts_to" => ArgumentKind::MessageTime,
            "count" | "limit" | "num_minutes" | "page" => ArgumentKind::Number,
            "attachments" | "blocks" | "dialog" | "profile" | "unfurls" => ArgumentKind::Json,
            "client_secret" | "code" => ArgumentKind::Secret,
            "as_user" | "exclude_archived" | "full" | "inclusive" | "is_private" | "link_names"
            | "mrkdwn" | "presence" | "reply_broadcast" | "return_im" | "single_channel"
            | "test" | "unfurl_links" | "unfurl_media" | "user_auth_required" => ArgumentKind::Flag,
            name if name.starts_with("include_") => ArgumentKind::Flag,
            _ => ArgumentKind::Text,
        }
    }

    /// A value that it could have. Empty where only the moment tells one, and for another system's texts.
    pub fn example(&self) -> &'static str {
        match self.kind() {
            ArgumentKind::Scopes if !self.catalogue.is_slacks() => {
                self.catalogue.scopes().next().map_or("", Scope::name)
            }
            ArgumentKind::Text if !self.catalogue.is_slacks() => "",
            ArgumentKind::Conversation => "C061EG9SL",
            ArgumentKind::Person => "U061F7AUR",
            ArgumentKind::People => "U061F7AUR,U0HTT3Q0G",
            ArgumentKind::Scopes => "channels:read",
            ArgumentKind::MessageTime => "1551700800.000100",
            ArgumentKind::Flag => "true",
            ArgumentKind::Number => "20",
            ArgumentKind::Json => "{}",
            ArgumentKind::Trigger | ArgumentKind::Secret => "",
            ArgumentKind::Text => match self.name {
                "text" => "Lunch at noon?",
                "time" => "in 20 minutes",
                "name" => "lunch-plans",
                "email" => "olive@example.com",
                "topic" | "purpose" => "Where to eat",
                "types" => "public_channel",
                _ => "",
            },
        }
    }
}
