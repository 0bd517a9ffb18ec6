//! Methods of a catalogue of one's own: whether a call may pass is all that is known of them.
//!
//! Source: none; the protocol's rules decide (`permission.rs`), and those have theirs.

use super::{Decision, Ruling, permission};
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Needs, Rule};
use crate::wire::json;

/// Says yes to what may pass, and what it was about.
pub(super) fn answer(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let because = match method.needs() {
        Needs::Nothing | Needs::Closed | Needs::Client => Rule::NoScopeNeeded,
        Needs::Conversation | Needs::Anywhere | Needs::Workspace => Rule::ScopesTravel,
        Needs::Person => Rule::ActsAsPerson,
    };
    Ok(Decision::told(json!({"ok": true, "args": call.arguments}), &[because]))
}
