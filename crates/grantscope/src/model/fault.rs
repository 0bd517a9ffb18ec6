//! Faults: errors that nothing in the small world produces, put on the script by hand.
//!
//! Deterministic: a fault answers the next calls, as many as it says, and never by chance.
//!
//! Source: 002_092bebbe0adfac6f.txt, Errors.

use serde::Serialize;

use crate::model::fields::fields;
use crate::model::named::named;
/// What the next calls are answered with, whatever they ask.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Fault {
    /// The error.
    pub error: FaultCode,
    /// The only method that is struck. Without it: every method.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How many calls are struck. Without it: all, until the service recovers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<u32>,
}

fields!(Fault { error, method = None, calls = None });

impl Fault {
    /// Whether a call of that method is struck.
    pub(crate) fn strikes(&self, method: &str) -> bool {
        self.calls != Some(0) && self.method.as_deref().is_none_or(|struck| struck == method)
    }
}

named! {
    /// An error that no fact in the model produces.
    #[derive(Clone, Copy, Debug, Eq, PartialEq)]
    pub enum FaultCode {
        /// Something broke on the way.
        FatalError "fatal_error",
        /// Something broke on the way, likely not for long.
        InternalError "internal_error",
        /// The service is down.
        ServiceUnavailable "service_unavailable",
        /// The request did not come through in time.
        RequestTimeout "request_timeout",
        /// The workspace joins an organization just now.
        TeamAddedToOrg "team_added_to_org",
        /// The workspace moves to an organization.
        OrgLoginRequired "org_login_required",
        /// Administrators have suspended posting.
        EkmAccessDenied "ekm_access_denied",
    }
}
