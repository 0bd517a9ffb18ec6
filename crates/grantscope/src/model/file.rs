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
    pub(crate) kind: FileKind,
    /// In bytes.
    pub(crate) size: u64,
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

/// What a file is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct FileKind {
    /// Slack's name for it: `png`, `text`.
    pub(crate) filetype: String,
    /// As `image/png`.
    pub(crate) mimetype: String,
    /// What people call it.
    pub(crate) pretty: String,
    /// Whether it is shown as a snippet.
    pub(crate) text: bool,
}

/// Endings of names, each with Slack's name for the type and the type of its content.
const ENDINGS: &[(&str, &str, &str)] = &[
    ("txt", "text", "text/plain"),
    ("gif", "gif", "image/gif"),
    ("jpg", "jpg", "image/jpeg"),
    ("jpeg", "jpg", "image/jpeg"),
    ("pdf", "pdf", "application/pdf"),
    ("png", "png", "image/png"),
    ("zip", "zip", "application/zip"),
];

impl FileKind {
    /// What a file is by what the app calls its type, the type that came with its content, and its name.
    // ASSUMPTION: a file is what its name ends with, unless the app says otherwise.
    pub(crate) fn of(filetype: &str, mimetype: &str, name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let known = ENDINGS.iter().find(|(known, named, _)| match filetype {
            "" | "auto" => *known == ending,
            given => *named == given,
        });
        let of_name = match filetype {
            "" | "auto" if ending.is_empty() => "binary",
            "" | "auto" => &ending,
            given => given,
        };
        let (filetype, content) =
            known.map_or((of_name, ""), |(_, named, content)| (named, content));
        let mimetype = match (mimetype, content) {
            ("" | "application/octet-stream", "") => "application/octet-stream",
            ("" | "application/octet-stream", known) => known,
            (given, _) => given,
        };
        Self {
            filetype: filetype.to_owned(),
            mimetype: mimetype.to_owned(),
            pretty: if filetype == "text" {
                "Plain Text".to_owned()
            } else {
                filetype.to_ascii_uppercase()
            },
            text: mimetype.starts_with("text/"),
        }
    }
}
