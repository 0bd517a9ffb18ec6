//! Which button or menu a person presses: what the app put into its message, or one that is made up
//! where it put none there. Not here: the payload around it (`interactions.rs`).
//!
//! Source: 000_2d3da42c3657f384.txt, Asking for permission in Slack with the Permissions API (2: "a
//! standard interactive message invocation"); the fields from what Slack's own Java client reads.

use serde_json::Value;

use super::interactions::{Action, InteractionMessage, SelectedOption};
use crate::model::message::Message;
use crate::model::workspace::Workspace;

/// What buttons, actions and dialogs are called that no app described.
pub(super) const MADE_UP: &str = "ask_for_more";

/// A button or a menu, and where it is.
pub(super) struct Pressed {
    pub(super) action: Action,
    pub(super) callback_id: String,
    pub(super) attachment_id: String,
    /// Nothing where it is made up.
    pub(super) message: Option<InteractionMessage>,
}

impl Pressed {
    /// The message's first action of a type.
    pub(super) fn of(workspace: &Workspace, message: &Message, kind: &'static str) -> Option<Self> {
        let (attachment, action) = message.action(kind)?;
        Some(Self {
            action: acted(kind, text(action, "name"), value_of(kind, action)),
            callback_id: text(attachment, "callback_id").to_owned(),
            attachment_id: attachment.get("id").map(Value::to_string).unwrap_or_default(),
            message: Some(InteractionMessage::of(workspace, message)),
        })
    }

    /// One that the app described nowhere.
    pub(super) fn made_up(kind: &'static str) -> Self {
        Self {
            action: acted(kind, "more", "more"),
            callback_id: MADE_UP.to_owned(),
            attachment_id: "1".to_owned(),
            message: None,
        }
    }
}

impl InteractionMessage {
    /// A message that the app posted.
    pub(super) fn of(workspace: &Workspace, message: &Message) -> Self {
        let app = &workspace.cast().app;
        Self {
            r#type: "message",
            subtype: "bot_message",
            bot_id: app.bot_id(),
            username: app.name.clone(),
            user: message.user,
            ts: message.ts.clone(),
            text: message.text.clone(),
            attachments: message.attachments.clone(),
        }
    }
}

fn acted(kind: &'static str, name: &str, value: &str) -> Action {
    let value = value.to_owned();
    let (value, selected_options) = match kind {
        "select" => (None, vec![SelectedOption { value }]),
        _ => (Some(value), Vec::new()),
    };
    Action { name: name.to_owned(), r#type: kind, value, selected_options }
}

/// Of a menu, the first option.
fn value_of<'a>(kind: &str, action: &'a Value) -> &'a str {
    match kind {
        "select" => action.pointer("/options/0").map(|option| text(option, "value")),
        _ => Some(text(action, "value")),
    }
    .unwrap_or_default()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}
