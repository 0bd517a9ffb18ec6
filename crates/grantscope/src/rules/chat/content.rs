//! What a call wants to post: a text, attachments, blocks.
//!
//! Blocks are kept and told as they came: what may be in one is not looked at.
//!
//! Source: FACTS, section a (A5, chat.postMessage).

use serde_json::Value;

use crate::model::Call;
use crate::wire::{ApiError, json};

/// The most characters in a message.
// ASSUMPTION: a message has at most 40000 characters.
const LONGEST_TEXT: usize = 40_000;

/// The most attachments of a message.
const MOST_ATTACHMENTS: usize = 100;

/// Something to post.
pub(super) struct Content {
    pub(super) text: String,
    pub(super) attachments: Vec<Value>,
    pub(super) blocks: Vec<Value>,
}

impl Content {
    /// What a call brings along.
    ///
    /// # Errors
    /// If that is nothing, or too much.
    pub(super) fn of(call: &Call) -> Result<Self, ApiError> {
        let text = call.arguments.get("text").cloned().unwrap_or_default();
        let (attachments, blocks) = (listed(call, "attachments"), listed(call, "blocks"));
        if text.is_empty() && attachments.is_empty() && blocks.is_empty() {
            return Err(ApiError::NoText);
        }
        if text.chars().count() > LONGEST_TEXT {
            return Err(ApiError::MsgTooLong);
        }
        if attachments.len() > MOST_ATTACHMENTS {
            return Err(ApiError::TooManyAttachments);
        }
        Ok(Self { text, attachments: numbered(attachments), blocks })
    }
}

/// As Slack numbers them, from one, and says what to show where they cannot be.
pub(super) fn numbered(attachments: Vec<Value>) -> Vec<Value> {
    let number = |(id, mut attachment): (usize, Value)| {
        if let Some(fields) = attachment.as_object_mut() {
            fields.insert("id".to_owned(), json!(id));
            fields.entry("fallback".to_owned()).or_insert_with(|| json!("[no preview available]"));
        }
        attachment
    };
    (1..).zip(attachments).map(number).collect()
}

// ASSUMPTION: attachments that are no list are as good as none.
fn listed(call: &Call, name: &str) -> Vec<Value> {
    let Some(text) = call.given(name) else { return Vec::new() };
    let listed: Vec<Value> = serde_json::from_str(text).unwrap_or_default();
    listed.into_iter().filter(Value::is_object).collect()
}
