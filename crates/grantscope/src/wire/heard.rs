//! What reached the app and tells it of its permissions.
//!
//! Not here: what follows from it (`ledger.rs`).

use serde::Serialize;

use super::{Envelope, InfoReply, to_json};

/// Something that reached the app: what a ledger is fed with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Heard<'a> {
    /// An event that was posted.
    Event(&'a Envelope),
    /// An answer of `apps.permissions.info`.
    Info(&'a InfoReply),
}

impl Heard<'_> {
    /// The same as one line of JSON, as it was sent: [`read`](crate::read) takes it in again.
    pub fn line(&self) -> String {
        // Nothing of it can fail to be written: no map has keys but texts.
        to_json(self)
    }
}
