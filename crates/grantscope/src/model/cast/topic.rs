//! The events that an app can subscribe to.
//!
//! Source: FACTS, section b.

use serde::{Deserialize, Deserializer, Serialize};

use crate::model::insert_ordered;
use crate::model::named::named;

named! {
    /// A permission event that an app can subscribe to.
    #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
    pub enum Topic {
        /// The app gained resources.
        ResourcesAdded "resources_added",
        /// The app lost resources.
        ResourcesRemoved "resources_removed",
        /// A person approved scopes.
        ScopeGranted "scope_granted",
        /// A person declined scopes.
        ScopeDenied "scope_denied",
        /// A person let the app act for them.
        UserResourceGranted "user_resource_granted",
        /// A person declined that.
        UserResourceDenied "user_resource_denied",
        /// A person took that back.
        UserResourceRemoved "user_resource_removed",
        /// A person wrote to the app in its home.
        MessageAppHome "message.app_home",
        /// Tokens were revoked.
        TokensRevoked "tokens_revoked",
        /// The app was uninstalled.
        AppUninstalled "app_uninstalled",
    }
}

/// Topics, each once.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Topics(Vec<Topic>);

impl Topics {
    /// All of them.
    pub fn every() -> Self {
        Self(Topic::ALL.to_vec())
    }

    /// Takes one out.
    pub fn remove(&mut self, topic: Topic) {
        self.0.retain(|it| *it != topic);
    }

    /// Whether the topic is among them.
    pub fn contains(&self, topic: Topic) -> bool {
        self.0.contains(&topic)
    }
}

impl FromIterator<Topic> for Topics {
    fn from_iter<T: IntoIterator<Item = Topic>>(topics: T) -> Self {
        let mut all = Vec::new();
        for topic in topics {
            insert_ordered(&mut all, topic);
        }
        Self(all)
    }
}

impl<'de> Deserialize<'de> for Topics {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}
