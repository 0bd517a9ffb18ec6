//! Events as Slack posts them: the envelope, and the permission events inside.
//!
//! Written by the sandbox, read by the ledger. Real envelopes carry more fields than the
//! documents show; reading ignores those.
//!
//! Source: 001_da8ff31ae8236703.txt, Monitoring change with the Events API; the shapes of the
//! events without a sample there from FACTS, section b.

use serde::{Deserialize, Serialize};

use crate::model::fields::known_fields;
use crate::model::{ConversationId, EventId, ResourceKind, SlackId, UserId};

/// An event with its address.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Envelope {
    /// The verification token.
    pub token: String,
    /// The workspace.
    pub team_id: String,
    /// The app.
    pub api_app_id: String,
    /// What happened.
    pub event: Event,
    /// Always `event_callback`.
    pub r#type: &'static str,
    /// Empty in permission events, absent from those about the app itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authed_teams: Option<Vec<String>>,
    /// In the dialect that has it: the app's user. Then there are no `authed_teams`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authed_users: Option<Vec<UserId>>,
    /// Unique. An id that came before is the same event again.
    pub event_id: EventId,
    /// When, in seconds since 1970.
    pub event_time: u64,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// The app gained resources.
    ResourcesAdded(ResourcesEvent),
    /// The app lost resources.
    ResourcesRemoved(ResourcesEvent),
    /// A person approved a request.
    ScopeGranted(ScopesEvent),
    /// A person declined a request.
    ScopeDenied(ScopesEvent),
    /// A person let the app act for them.
    UserResourceGranted(UserScopesEvent),
    /// A person declined that.
    UserResourceDenied(UserScopesEvent),
    /// A person took that back.
    UserResourceRemoved(UserScopesEvent),
    /// A person wrote to the app in its home; told as a message like any other.
    Message(MessageEvent),
    /// Tokens were revoked.
    TokensRevoked(TokensEvent),
    /// The app was uninstalled.
    AppUninstalled {},
    /// An event that changes no permission, with its type.
    #[serde(untagged)]
    Other {
        /// The type.
        r#type: String,
    },
}

/// The inside of `resources_added` and `resources_removed`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResourcesEvent {
    /// Which, and with which scopes.
    pub resources: Vec<GrantedResource>,
}

/// A resource with the scopes that work there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GrantedResource {
    /// Which.
    pub resource: Resource,
    /// The scopes.
    pub scopes: Vec<String>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its kind. Documents also say `workspace` for `team`.
    pub r#type: ResourceKind,
    /// One, or all of the kind.
    pub grant: Grant,
    /// Whether `team` is written as `workspace`. Both are read.
    pub says_workspace: bool,
}

impl Serialize for Resource {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let renamed = self.says_workspace && self.r#type == ResourceKind::Team;
        let mut fields = serializer.serialize_struct("Resource", 2)?;
        fields.serialize_field("type", if renamed { "workspace" } else { self.r#type.name() })?;
        fields.serialize_field("grant", &self.grant)?;
        fields.end()
    }
}

/// One resource, or all of a kind.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "GrantFields", tag = "type", rename_all = "snake_case")]
pub enum Grant {
    /// One.
    Specific {
        /// Which.
        resource_id: SlackId,
    },
    /// All of the kind.
    // ASSUMPTION: a wildcard is told without a resource id.
    Wildcard {},
}

/// A grant as it comes, so that a fault is told where it stands.
struct GrantFields {
    r#type: GrantType,
    resource_id: Option<SlackId>,
}

known_fields!(GrantFields { r#type, resource_id = None });

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum GrantType {
    Specific,
    Wildcard,
}

impl TryFrom<GrantFields> for Grant {
    type Error = &'static str;

    fn try_from(fields: GrantFields) -> Result<Self, Self::Error> {
        match (fields.r#type, fields.resource_id) {
            (GrantType::Specific, Some(resource_id)) => Ok(Self::Specific { resource_id }),
            (GrantType::Specific, None) => Err("missing field `resource_id`"),
            (GrantType::Wildcard, _) => Ok(Self::Wildcard {}),
        }
    }
}

/// The inside of `scope_granted` and `scope_denied`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScopesEvent {
    /// The scopes asked for.
    pub scopes: Vec<String>,
    /// The trigger that the request was made with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger_id: Option<String>,
}

/// The inside of the events about acting for a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UserScopesEvent {
    /// The person.
    pub user: UserId,
    /// The scopes. Not told when they are taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
    /// The trigger that the request was made with. Not there when granted at install.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger_id: Option<String>,
}

/// The inside of `message.app_home`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MessageEvent {
    /// Who wrote.
    pub user: UserId,
    /// What.
    pub text: String,
    /// The message's own time, by which Slack names it.
    pub ts: String,
    /// The direct message.
    pub channel: ConversationId,
    /// The same time again.
    pub event_ts: String,
    /// Always `app_home`.
    pub channel_type: &'static str,
}

/// The inside of `tokens_revoked`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TokensEvent {
    /// Whose.
    pub tokens: RevokedTokens,
}

/// Whose tokens were revoked, by kind of token.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RevokedTokens {
    /// Tokens of people.
    pub oauth: Vec<UserId>,
    /// Tokens of apps' own users.
    pub bot: Vec<UserId>,
}

known_fields!(ResourcesEvent { resources });
known_fields!(GrantedResource { resource, scopes });
known_fields!(Resource { r#type, grant; says_workspace = false });
known_fields!(ScopesEvent { scopes, trigger_id = None });
known_fields!(UserScopesEvent { user, scopes = None, trigger_id = None });
known_fields!(TokensEvent { tokens });
known_fields!(RevokedTokens { oauth = Vec::new(), bot = Vec::new() });

impl Event {
    /// Slack's name of the event's type.
    pub fn name(&self) -> &str {
        match self {
            Self::ResourcesAdded(_) => "resources_added",
            Self::ResourcesRemoved(_) => "resources_removed",
            Self::ScopeGranted(_) => "scope_granted",
            Self::ScopeDenied(_) => "scope_denied",
            Self::UserResourceGranted(_) => "user_resource_granted",
            Self::UserResourceDenied(_) => "user_resource_denied",
            Self::UserResourceRemoved(_) => "user_resource_removed",
            Self::Message(_) => "message",
            Self::TokensRevoked(_) => "tokens_revoked",
            Self::AppUninstalled {} => "app_uninstalled",
            Self::Other { r#type } => r#type,
        }
    }
}
