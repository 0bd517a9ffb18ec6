//! What the Web API answers, for the methods that the model answers so far.
//!
//! Not here: the body of `apps.permissions.info` (`info.rs`).
//!
//! Source: FACTS, sections a (A1) and e.

use serde::{Deserialize, Serialize};

use super::oauth::{OauthAccess, OauthToken, Refreshed};
use super::{ApiError, InfoReply};
use crate::model::fields::known_fields;
use crate::model::{Grants, ResourceKind, SlackId, UserId};

/// An answer to a call, as JSON that Slack would send.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Reply {
    /// `{"ok":false,"error":"…"}`
    Failure {
        /// Always false.
        ok: bool,
        /// Why.
        error: ApiError,
    },
    /// `{"ok":true}`
    Done {
        /// Always true.
        ok: bool,
    },
    /// `auth.revoke`
    Revoked {
        /// Always true.
        ok: bool,
        /// Whether the token is worth nothing any more.
        revoked: bool,
    },
    /// `apps.permissions.info`
    Info(Box<InfoReply>),
    /// `apps.permissions.resources.list`
    Resources {
        /// Always true.
        ok: bool,
        /// The resources, one by one; a wildcard is not among them.
        resources: Vec<ListedResource>,
        /// How to go on.
        response_metadata: Page,
    },
    /// `apps.permissions.scopes.list`
    Scopes {
        /// Always true.
        ok: bool,
        /// The scopes, by kind of resource.
        scopes: Box<ScopesByKind>,
    },
    /// `apps.permissions.users.list`
    Users {
        /// Always true.
        ok: bool,
        /// The people who granted something.
        resources: Vec<ListedUser>,
        /// How to go on.
        response_metadata: Page,
    },
    /// `oauth.access`
    OauthAccess(Box<OauthAccess>),
    /// `oauth.token`
    OauthToken(Box<OauthToken>),
    /// `oauth.access` with a refresh token
    Refreshed(Box<Refreshed>),
    /// The content of a workspace: messages, conversations, people.
    Content(serde_json::Value),
}

impl Reply {
    /// `{"ok":true}`
    pub fn done() -> Self {
        Self::Done { ok: true }
    }

    /// `{"ok":false,"error":"…"}`
    pub fn failure(error: ApiError) -> Self {
        Self::Failure { ok: false, error }
    }

    /// The error, if it is one.
    pub fn error(&self) -> Option<ApiError> {
        match self {
            Self::Failure { error, .. } => Some(*error),
            Self::Done { .. }
            | Self::Revoked { .. }
            | Self::Info(_)
            | Self::Resources { .. }
            | Self::Scopes { .. }
            | Self::Users { .. }
            | Self::OauthAccess(_)
            | Self::OauthToken(_)
            | Self::Refreshed(_)
            | Self::Content(_) => None,
        }
    }
}

/// A resource, as `apps.permissions.resources.list` tells it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ListedResource {
    /// Its id.
    pub id: SlackId,
    /// Its kind.
    pub r#type: ResourceKind,
}

/// A person, as `apps.permissions.users.list` tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ListedUser {
    /// Their id.
    pub id: UserId,
    /// What they granted.
    pub scopes: Vec<String>,
}

known_fields!(ListedUser { id, scopes });

/// Where the next page begins.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Page {
    /// To be sent as `cursor`. Empty on the last page.
    pub next_cursor: String,
}

/// The scopes held, by kind of resource.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScopesByKind {
    /// For direct messages with the app.
    pub app_home: Vec<String>,
    /// For the workspace.
    pub team: Vec<String>,
    /// For public channels.
    pub channel: Vec<String>,
    /// For private channels.
    pub group: Vec<String>,
    /// For group messages.
    pub mpim: Vec<String>,
    /// For direct messages.
    pub im: Vec<String>,
    /// For people: always empty here.
    // Source: 000_2d3da42c3657f384.txt, Known issues.
    pub user: Vec<String>,
}

known_fields!(ScopesByKind { app_home, team, channel, group, mpim, im, user });

impl ScopesByKind {
    /// The scopes of grants.
    pub fn of(grants: &Grants) -> Self {
        let names = |kind| grants.of(kind).scopes.names();
        Self {
            app_home: names(ResourceKind::AppHome),
            team: names(ResourceKind::Team),
            channel: names(ResourceKind::Channel),
            group: names(ResourceKind::Group),
            mpim: names(ResourceKind::Mpim),
            im: names(ResourceKind::Im),
            user: Vec::new(),
        }
    }

    /// What was told, kind by kind. Those of people are told elsewhere.
    pub(crate) fn by_kind(&self) -> [(ResourceKind, &[String]); 6] {
        [
            (ResourceKind::AppHome, &self.app_home),
            (ResourceKind::Team, &self.team),
            (ResourceKind::Channel, &self.channel),
            (ResourceKind::Group, &self.group),
            (ResourceKind::Mpim, &self.mpim),
            (ResourceKind::Im, &self.im),
        ]
    }
}
