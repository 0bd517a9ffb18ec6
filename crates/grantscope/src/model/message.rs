//! A message: what a person or the app wrote, and what the app did to it since.

use serde_json::Value;

use super::UserId;

/// A message. Slack names it by its time.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Message {
    pub(crate) ts: String,
    pub(crate) user: UserId,
    pub(crate) text: String,
    /// What the app attached, as Slack would tell it.
    pub(crate) attachments: Vec<Value>,
    /// What the app made of it instead of a text.
    pub(crate) blocks: Vec<Value>,
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
            blocks: Vec::new(),
            thread: None,
            broadcast: false,
            edited: None,
            pinned: None,
            reactions: Vec::new(),
        }
    }
    /// Its first button (`button`) or menu (`select`), and the attachment that it is in.
    // ASSUMPTION: of several buttons or menus in a message, the first is pressed.
    pub(crate) fn action(&self, kind: &str) -> Option<(&Value, &Value)> {
        let mut actions = self.attachments.iter().flat_map(|attachment| {
            let listed = attachment.get("actions").and_then(Value::as_array);
            listed.into_iter().flatten().map(move |action| (attachment, action))
        });
        actions.find(|(_, it)| it.get("type").and_then(Value::as_str) == Some(kind))
    }
}
