//! Conversations: looking at them, and making and changing them.
//!
//! What people do is in `by_people.rs`, what the app calls in `read.rs` and `write.rs`. Not here:
//! who is invited and removed (`membership.rs`), and messages (`chat.rs`).
//!
//! Source: FACTS, sections a (A4, A5) and d.

mod by_people;
mod describe;
mod names;
mod open;
mod read;
mod write;

pub(super) use by_people::{archive, create, make_private, unarchive};
pub(crate) use open::standard;
pub(crate) use write::{changes_only_its_own, keeps_to_its_own};

use super::calls::Answer;

/// What answers calls about conversations.
pub(super) const ANSWERS: &[(&str, Answer)] = &[
    ("conversations.archive", write::archive),
    ("conversations.close", open::close),
    ("conversations.create", write::create),
    ("conversations.history", read::history),
    ("conversations.info", read::info),
    ("conversations.invite", write::invite),
    ("conversations.join", open::join),
    ("conversations.kick", open::kick),
    ("conversations.leave", open::leave),
    ("conversations.list", read::list),
    ("conversations.members", read::members),
    ("conversations.open", open::open),
    ("conversations.rename", write::rename),
    ("conversations.replies", read::replies),
    ("conversations.setPurpose", write::set_purpose),
    ("conversations.setTopic", write::set_topic),
    ("conversations.unarchive", write::unarchive),
    ("users.conversations", read::list),
];
