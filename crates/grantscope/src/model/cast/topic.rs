//! The events that an app can subscribe to.
//!
//! Source: FACTS, section b.

use std::collections::BTreeSet;

use crate::model::named::named;
use crate::model::ordered_set;

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

pub(super) fn every_topic() -> BTreeSet<Topic> {
    ordered_set(Topic::ALL)
}
