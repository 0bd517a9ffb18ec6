//! Stars and emoji, which are not kept, so that their lists are empty; and `api.test`, which is
//! about nothing.
//!
//! Source: FACTS, section a (A5).

use super::calls::Answer;
use super::{Decision, Ruling, permission};
use crate::model::workspace::Workspace;
use crate::model::{Call, Method, Rule};
use crate::wire::json;

/// `api.test`: says back what it was told, and fails on demand. It asks for no token.
pub(super) fn test(call: &Call) -> Decision {
    let arguments = json!(call.arguments);
    let reply = match call.arguments.get("error") {
        Some(error) => json!({"ok": false, "error": error, "args": arguments}),
        None => json!({"ok": true, "args": arguments}),
    };
    Decision::told(reply, &[Rule::NoScopeNeeded])
}

/// What answers calls about what is not kept.
pub(super) const ANSWERS: &[(&str, Answer)] = &[("emoji.list", emoji), ("stars.list", stars)];

fn emoji(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let reply = json!({"ok": true, "emoji": {}, "cache_ts": workspace.now().slack_ts()});
    Ok(Decision::told(reply, &[Rule::ScopesTravel]))
}

fn stars(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let paging = json!({"count": 100, "total": 0, "page": 1, "pages": 1});
    let reply = json!({"ok": true, "items": [], "paging": paging});
    Ok(Decision::told(reply, &[Rule::ScopesTravel]))
}
