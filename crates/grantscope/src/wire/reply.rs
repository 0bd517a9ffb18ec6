//! What the Web API answers, for the methods that the model answers so far.
//!
//! Not here: the body of `apps.permissions.info` (`info.rs`).
//!
//! Source: FACTS, sections a (A1) and e.

use serde::{Deserialize, Serialize};

use super::InfoReply;
use super::oauth::{OauthAccess, OauthToken, Refreshed};
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
        scopes: ScopesByKind,
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
    Refreshed(Refreshed),
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

/// Slack's error codes that the model can answer so far.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// No token came with the call.
    NotAuthed,
    /// The token is none that was issued.
    InvalidAuth,
    /// The token was revoked, or the app is gone.
    TokenRevoked,
    /// There is no method of that name.
    UnknownMethod,
    /// An argument that must be there is not.
    InvalidArguments,
    /// There is no such type of conversation.
    InvalidTypes,
    /// The cursor was never given out.
    InvalidCursor,
    /// No app has this client id.
    InvalidClientId,
    /// The secret is not the app's.
    BadClientSecret,
    /// The code was never issued, was used before, or is too old.
    InvalidCode,
    /// The address to come back to is not the one that consent was asked with.
    BadRedirectUri,
    /// The refresh token is worth nothing.
    InvalidToken,
    /// The trigger was never issued, or came too late.
    InvalidTrigger,
    /// The trigger was used before.
    TriggerExchanged,
    /// A scope does not exist, or is not for workspace apps.
    InvalidScope,
    /// Scopes of different types in one request.
    MixedScope,
    /// The trigger came too late for a dialog.
    TriggerExpired,
    /// A dialog came without a trigger.
    MissingTrigger,
    /// A trigger came without a dialog.
    MissingDialog,
    /// The dialog lacks something.
    ValidationErrors,
    /// The app holds no scope for this.
    MissingScope,
    /// The app holds a scope, but was not granted the resource.
    NoPermission,
    /// The header that names a person is missing.
    UserNotSpecified,
    /// There is no such person.
    UserNotFound,
    /// There is no such conversation.
    ChannelNotFound,
    /// There is no such message.
    MessageNotFound,
    /// The message to be changed is somebody else's.
    CantUpdateMessage,
    /// The message to be deleted is somebody else's.
    CantDeleteMessage,
    /// There is nothing to post.
    NoText,
    /// There is too much to post.
    MsgTooLong,
    /// A workspace app always posts as itself.
    AsUserNotSupported,
    /// The person is not the one who can be asked.
    InvalidUser,
}

impl ApiError {
    /// Every error.
    pub const ALL: [Self; 32] = [
        Self::NotAuthed,
        Self::InvalidAuth,
        Self::TokenRevoked,
        Self::UnknownMethod,
        Self::InvalidArguments,
        Self::InvalidTypes,
        Self::InvalidCursor,
        Self::InvalidClientId,
        Self::BadClientSecret,
        Self::InvalidCode,
        Self::BadRedirectUri,
        Self::InvalidToken,
        Self::InvalidTrigger,
        Self::TriggerExchanged,
        Self::InvalidScope,
        Self::MixedScope,
        Self::TriggerExpired,
        Self::MissingTrigger,
        Self::MissingDialog,
        Self::ValidationErrors,
        Self::MissingScope,
        Self::NoPermission,
        Self::UserNotSpecified,
        Self::UserNotFound,
        Self::ChannelNotFound,
        Self::MessageNotFound,
        Self::CantUpdateMessage,
        Self::CantDeleteMessage,
        Self::NoText,
        Self::MsgTooLong,
        Self::AsUserNotSupported,
        Self::InvalidUser,
    ];

    /// Slack's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAuthed => "not_authed",
            Self::InvalidAuth => "invalid_auth",
            Self::TokenRevoked => "token_revoked",
            Self::UnknownMethod => "unknown_method",
            Self::InvalidArguments => "invalid_arguments",
            Self::InvalidTypes => "invalid_types",
            Self::InvalidCursor => "invalid_cursor",
            Self::InvalidClientId => "invalid_client_id",
            Self::BadClientSecret => "bad_client_secret",
            Self::InvalidCode => "invalid_code",
            Self::BadRedirectUri => "bad_redirect_uri",
            Self::InvalidToken => "invalid_token",
            Self::InvalidTrigger => "invalid_trigger",
            Self::TriggerExchanged => "trigger_exchanged",
            Self::InvalidScope => "invalid_scope",
            Self::MixedScope => "mixed_scope",
            Self::TriggerExpired => "trigger_expired",
            Self::MissingTrigger => "missing_trigger",
            Self::MissingDialog => "missing_dialog",
            Self::ValidationErrors => "validation_errors",
            Self::MissingScope => "missing_scope",
            Self::NoPermission => "no_permission",
            Self::UserNotSpecified => "user_not_specified",
            Self::UserNotFound => "user_not_found",
            Self::ChannelNotFound => "channel_not_found",
            Self::MessageNotFound => "message_not_found",
            Self::CantUpdateMessage => "cant_update_message",
            Self::CantDeleteMessage => "cant_delete_message",
            Self::NoText => "no_text",
            Self::MsgTooLong => "msg_too_long",
            Self::AsUserNotSupported => "as_user_not_supported",
            Self::InvalidUser => "invalid_user",
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
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ListedUser {
    /// Their id.
    pub id: UserId,
    /// What they granted.
    pub scopes: Vec<String>,
}

/// Where the next page begins.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Page {
    /// To be sent as `cursor`. Empty on the last page.
    pub next_cursor: String,
}

/// The scopes held, by kind of resource.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
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
}
