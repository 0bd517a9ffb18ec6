//! Faults: errors that nothing in the small world produces, put on the script by hand.
//!
//! Deterministic: a fault answers the next calls, as many as it says, and never by chance.
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors.

use serde::{Deserialize, Serialize};

/// What the next calls are answered with, whatever they ask.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// The error.
    pub error: FaultCode,
    /// The only method that is struck. Without it: every method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How many calls are struck. Without it: all, until the service recovers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calls: Option<u32>,
}

impl Fault {
    /// Whether a call of that method is struck.
    pub(crate) fn strikes(&self, method: &str) -> bool {
        self.calls != Some(0) && self.method.as_deref().is_none_or(|struck| struck == method)
    }
}

/// An error that no fact in the model produces.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// Something broke on the way.
    FatalError,
    /// Something broke on the way, likely not for long.
    InternalError,
    /// The service is down.
    ServiceUnavailable,
    /// The request did not come through in time.
    RequestTimeout,
    /// The workspace joins an organization just now.
    TeamAddedToOrg,
    /// The workspace moves to an organization.
    OrgLoginRequired,
    /// Administrators have suspended posting.
    EkmAccessDenied,
}
