//! What the exchange of a code, and the renewal of a token, are answered with.
//!
//! Source: FACTS, section e (3, 4 and Tokens).

use serde::Serialize;

use super::ScopesByKind;
use crate::model::fields::known_fields;
use crate::model::{AppId, ConversationId, ResourceKind, SlackId, TeamId, UserId};

/// The answer of `oauth.access` to a workspace app.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OauthAccess {
    /// Always true.
    pub ok: bool,
    /// The workspace token.
    pub access_token: String,
    /// Always `app`.
    pub token_type: String,
    /// The app.
    pub app_id: AppId,
    /// The user that its messages come from.
    pub app_user_id: UserId,
    /// The workspace's name.
    pub team_name: String,
    /// The workspace.
    pub team_id: TeamId,
    /// Who authorized the app just now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorizing_user: Option<ConsentedUser>,
    /// The same, flat, as one document tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorizing_user_id: Option<UserId>,
    /// Who installed it first.
    pub installer_user: ConsentedUser,
    /// All scopes held.
    pub scopes: ScopesByKind,
    /// The one channel that was chosen, if the app asked for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_channel_id: Option<ConversationId>,
    /// What the token is renewed with, if it has to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// How long the token lives, in seconds, if it has to be renewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
}

/// A person and their direct message with the app.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsentedUser {
    /// Who.
    pub user_id: UserId,
    /// The direct message.
    pub app_home: Option<ConversationId>,
}

known_fields!(OauthAccess {
    ok,
    access_token,
    token_type,
    app_id,
    app_user_id,
    team_name,
    team_id,
    authorizing_user = None,
    authorizing_user_id = None,
    installer_user,
    scopes,
    single_channel_id = None,
    refresh_token = None,
    expires_in = None
});
known_fields!(ConsentedUser { user_id, app_home = None });

/// The answer of `oauth.token`, which tells of this attempt only.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OauthToken {
    /// Always true.
    pub ok: bool,
    /// The workspace token.
    pub access_token: String,
    /// Always `app`.
    pub token_type: String,
    /// The app.
    pub app_id: AppId,
    /// The user that its messages come from.
    pub app_user_id: UserId,
    /// Who installed it first.
    pub installer_user_id: UserId,
    /// Who authorized the app just now.
    pub authorizing_user_id: UserId,
    /// The workspace's name.
    pub team_name: String,
    /// The workspace.
    pub team_id: TeamId,
    /// What was granted in this attempt.
    pub permissions: Vec<GrantedPermission>,
    /// The one channel that was chosen, if the app asked for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single_channel_id: Option<ConversationId>,
    /// What the token is renewed with, if it has to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// How long the token lives, in seconds, if it has to be renewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<u64>,
}

/// Scopes granted on a resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GrantedPermission {
    /// The scopes.
    pub scopes: Vec<String>,
    /// The resource's kind.
    pub resource_type: ResourceKind,
    /// Which one.
    pub resource_id: ResourceNumberOrId,
}

/// A resource, as `oauth.token` names it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ResourceNumberOrId {
    /// By its id.
    Id(SlackId),
    /// By a number: the documents' sample has 0.
    Number(u8),
}

/// The answer of `oauth.access` to a refresh token: no new refresh token is in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Refreshed {
    /// Always true.
    pub ok: bool,
    /// The new workspace token.
    pub access_token: String,
    /// Always `app`.
    pub token_type: String,
    /// How long it lives, in seconds.
    pub expires_in: u64,
    /// The workspace.
    pub team_id: TeamId,
}
