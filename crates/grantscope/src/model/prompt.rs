//! What a person is asked, and the code that their consent becomes.
//!
//! Source: FACTS, section e.

use super::{App, Call, Channels, InstallRoute, PromptId, ScopeSet, Timestamp, UserId};

/// A question put to a person.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Prompt {
    pub(crate) id: PromptId,
    pub(crate) user: UserId,
    pub(crate) scopes: ScopeSet,
    pub(crate) purpose: Purpose,
    pub(crate) opened_at: Timestamp,
    pub(crate) closed: Option<Closing>,
}

/// What a prompt is for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Purpose {
    Install(InstallRequest),
    Permissions {
        trigger: String,
    },
    /// To act for the person who is asked.
    ActingFor {
        trigger: String,
    },
}

/// How a prompt ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Closing {
    Approved,
    Denied,
}

/// How the app asked to be installed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct InstallRequest {
    pub(crate) route: InstallRoute,
    pub(crate) state: Option<String>,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) single_channel: bool,
}

/// What a person consented to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Consent {
    pub(crate) user: UserId,
    pub(crate) scopes: ScopeSet,
    pub(crate) channels: Channels,
}

/// A consent, until the app exchanges it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Code {
    pub(crate) text: String,
    pub(crate) consent: Consent,
    pub(crate) request: InstallRequest,
    pub(crate) issued_at: Timestamp,
    pub(crate) exchanged: bool,
}

impl Code {
    /// The call that exchanges it, with the address that has to be named again.
    pub(crate) fn exchange(&self, app: &App) -> Call {
        let mut call = Call::exchanging(&self.text, app);
        let address = self.request.redirect_uri.clone();
        call.arguments.extend(address.map(|address| ("redirect_uri".to_owned(), address)));
        call
    }
}
