//! The events that an app can subscribe to.
//!
//! Source: FACTS, section b.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A permission event that an app can subscribe to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The app gained resources.
    ResourcesAdded,
    /// The app lost resources.
    ResourcesRemoved,
    /// A person approved scopes.
    ScopeGranted,
    /// A person declined scopes.
    ScopeDenied,
    /// A person let the app act for them.
    UserResourceGranted,
    /// A person declined that.
    UserResourceDenied,
    /// A person took that back.
    UserResourceRemoved,
    /// A person wrote to the app in its home.
    #[serde(rename = "message.app_home")]
    MessageAppHome,
    /// Tokens were revoked.
    TokensRevoked,
    /// The app was uninstalled.
    AppUninstalled,
}

/// Every topic.
pub const TOPICS: [Topic; 10] = [
    Topic::ResourcesAdded,
    Topic::ResourcesRemoved,
    Topic::ScopeGranted,
    Topic::ScopeDenied,
    Topic::UserResourceGranted,
    Topic::UserResourceDenied,
    Topic::UserResourceRemoved,
    Topic::MessageAppHome,
    Topic::TokensRevoked,
    Topic::AppUninstalled,
];

impl Topic {
    /// Slack's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResourcesAdded => "resources_added",
            Self::ResourcesRemoved => "resources_removed",
            Self::ScopeGranted => "scope_granted",
            Self::ScopeDenied => "scope_denied",
            Self::UserResourceGranted => "user_resource_granted",
            Self::UserResourceDenied => "user_resource_denied",
            Self::UserResourceRemoved => "user_resource_removed",
            Self::MessageAppHome => "message.app_home",
            Self::TokensRevoked => "tokens_revoked",
            Self::AppUninstalled => "app_uninstalled",
        }
    }
}

pub(super) fn every_topic() -> BTreeSet<Topic> {
    TOPICS.into_iter().collect()
}
