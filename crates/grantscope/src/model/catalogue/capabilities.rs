//! Capabilities: what an app can do in a workspace, besides calling methods. Only some are
//! represented by a scope.
//!
//! Facts, no rules. Not here: what scopes enable (`scopes.rs`, `methods.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, Permissions API Overview; FACTS, sections b (B2), c (C1) and f (1).

use serde::Serialize;

/// Something that an app can do.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Capability {
    /// What people call it.
    pub name: &'static str,
    /// The scope that represents it, if one does.
    pub scope: Option<&'static str>,
    /// What it gives the app, in a few words of ours.
    pub gives: &'static str,
}

const fn capability(
    name: &'static str,
    scope: Option<&'static str>,
    gives: &'static str,
) -> Capability {
    Capability { name, scope, gives }
}

/// Every capability.
pub const CAPABILITIES: [Capability; 7] = [
    capability("slash commands", Some("commands"), "a trigger, and a way into conversations"),
    capability("interactive messages", None, "a trigger when a person clicks or chooses"),
    capability("message actions", None, "a trigger from any message"),
    capability("dialogs", None, "a trigger when a person sends one off"),
    capability("app home", None, "a direct message with whoever installed the app or opens it"),
    capability("permission events", None, "news of what the app gains and loses"),
    capability("deep links", None, "a way into the workspace, and into the app's home"),
];
