//! Stars and emoji, which are not kept, so that their lists are empty; and `api.test`, which is
//! about nothing.
//!
//! Source: FACTS, section a (A5).

use super::{Decision, permission};
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Rule};
use crate::wire::{Reply, json};

/// `api.test`: says back what it was told, and fails on demand. It asks for no token.
pub(super) fn test(call: &Call) -> Decision {
    let arguments = json!(call.arguments);
    let reply = match call.arguments.get("error") {
        Some(error) => json!({"ok": false, "error": error, "args": arguments}),
        None => json!({"ok": true, "args": arguments}),
    };
    Decision::answered(Reply::Content(reply), &[Rule::NoScopeNeeded])
}

/// Answers a call about what is not kept; nothing if it is about something else.
pub(super) fn answer(workspace: &Workspace, method: Method, call: &Call) -> Option<Decision> {
    let reply = match call.method.as_str() {
        "emoji.list" => json!({"ok": true, "emoji": {}, "cache_ts": workspace.now().slack_ts()}),
        "stars.list" => {
            let paging = json!({"count": 100, "total": 0, "page": 1, "pages": 1});
            json!({"ok": true, "items": [], "paging": paging})
        }
        _ => return None,
    };
    Some(match permission::check(workspace, method, call) {
        Err(refusal) => *refusal,
        Ok(_) => Decision::answered(Reply::Content(reply), &[Rule::ScopesTravel]),
    })
}
