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

use super::Decision;
use crate::model::workspace::Workspace;
use crate::model::{Call, Method};

/// Answers a call about conversations; nothing if it is about something else.
pub(super) fn answer(workspace: &Workspace, method: Method, call: &Call) -> Option<Decision> {
    let ruling = match call.method.as_str() {
        "conversations.archive" => write::archive(workspace, method, call),
        "conversations.close" => open::close(workspace, method, call),
        "conversations.create" => write::create(workspace, method, call),
        "conversations.history" => read::history(workspace, method, call),
        "conversations.info" => read::info(workspace, method, call),
        "conversations.invite" => write::invite(workspace, method, call),
        "conversations.join" => open::join(workspace, method, call),
        "conversations.kick" => open::kick(workspace, method, call),
        "conversations.leave" => open::leave(workspace, method, call),
        "conversations.open" => open::open(workspace, method, call),
        "conversations.list" | "users.conversations" => read::list(workspace, method, call),
        "conversations.members" => read::members(workspace, method, call),
        "conversations.rename" => write::rename(workspace, method, call),
        "conversations.replies" => read::replies(workspace, method, call),
        "conversations.setPurpose" => write::set_purpose(workspace, method, call),
        "conversations.setTopic" => write::set_topic(workspace, method, call),
        "conversations.unarchive" => write::unarchive(workspace, method, call),
        _ => return None,
    };
    Some(ruling.unwrap_or_else(|refusal| *refusal))
}
