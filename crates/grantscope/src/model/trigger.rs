//! Triggers: what people do that lets the app ask, and the dialogs among it.
//!
//! Source: 001_da8ff31ae8236703.txt, Flow and states.

use super::{ConversationId, DialogId, Gesture, Timestamp, UserId};

/// Proof that a person just did something.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Trigger {
    pub(crate) text: String,
    pub(crate) user: UserId,
    pub(crate) conversation: ConversationId,
    pub(crate) by: TriggeredBy,
    pub(crate) issued_at: Timestamp,
    pub(crate) exchanged: bool,
    /// The message that the button or menu is in, if the app posted one.
    pub(crate) message: Option<String>,
    /// How often the app answered at its `response_url`.
    pub(crate) answers: u8,
}

/// What a trigger comes from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum TriggeredBy {
    Gesture(Gesture),
    Dialog(Dialog),
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
