//! A file that the app uploaded.
//!
//! What is in it is not kept. Source: FACTS, section a (A5, files.*).

use super::{ConversationId, SlackId};

/// A file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct File {
    pub(crate) id: SlackId,
    pub(crate) name: String,
    pub(crate) title: String,
    /// In bytes.
    pub(crate) size: usize,
    /// Where it is shared.
    pub(crate) channels: Vec<ConversationId>,
    /// In seconds since 1970.
    pub(crate) created: u64,
    /// Whether anybody with its address sees it.
    pub(crate) public: bool,
    pub(crate) deleted: bool,
    /// Those that were deleted are empty.
    pub(crate) comments: Vec<Comment>,
}

/// A comment on a file. Its id is the file's, and its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Comment {
    pub(crate) text: String,
    /// In seconds since 1970.
    pub(crate) created: u64,
}
