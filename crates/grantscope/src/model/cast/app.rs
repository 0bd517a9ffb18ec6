//! The app under study: what kind it is, who it is for, and what it subscribed to.
//!
//! Source: FACTS, section e.

use serde::Serialize;

use super::topic::Topics;
use crate::model::fields::fields;
use crate::model::named::named;
use crate::model::{AppId, UserId};

/// The app under study.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct App {
    /// Its id.
    pub id: AppId,
    /// Its name.
    pub name: String,
    /// The user that its messages come from.
    pub user_id: UserId,
    /// What it calls itself when it exchanges a code.
    pub client_id: String,
    /// What it proves that with. Made up, like everything in a cast.
    pub client_secret: String,
    /// What Slack signs the body of an event with, in the old way.
    pub verification_token: String,
    /// Whether it is a workspace app, or one of the older kind.
    #[serde(skip_serializing_if = "AppKind::is_workspace")]
    pub kind: AppKind,
    /// When it was created, in seconds since 1970. Without it: in time for a
    /// workspace app; a classic app is as old as the story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<u64>,
    /// What Slack signs what it posts with, in the new way. Without it: one made up for Lunch Train.
    #[serde(skip_serializing_if = "is_default_signing_secret")]
    pub signing_secret: String,
    /// Whether its tokens live an hour and are renewed, or live until they are revoked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rotation: bool,
    /// Whether it is one workspace's own, or is given to others too.
    #[serde(skip_serializing_if = "Distribution::is_internal")]
    pub distribution: Distribution,
    /// The events that it wants to hear of. Without it: all that concern permissions.
    pub subscriptions: Topics,
    /// The addresses that its calls may come from. Empty: any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_addresses: Vec<String>,
}

fields!(App { id, name, user_id, client_id, client_secret, verification_token, kind = AppKind::default(), created = None, signing_secret = default_signing_secret(), rotation = false, distribution = Distribution::default(), subscriptions = Topics::every(), allowed_addresses = Vec::new() });

named! {
    /// What kind of app it is.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub enum AppKind {
        /// One token for the workspace, which the Permissions API is for.
        #[default]
        Workspace "workspace",
        /// Tokens for people, and one for the app's bot.
        Classic "classic",
    }
}

impl App {
    /// The bot that its messages come from.
    // ASSUMPTION: the app's bot has the digits of its user.
    pub(crate) fn bot_id(&self) -> String {
        format!("B{}", self.user_id.to_string().split_off(1))
    }
}

impl AppKind {
    fn is_workspace(&self) -> bool {
        *self == Self::Workspace
    }
}

named! {
    /// Who an app is for.
    #[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
    pub enum Distribution {
        /// For the workspace that made it.
        #[default]
        Internal "internal",
        /// For any workspace, by OAuth. Its tokens rotate.
        Distributed "distributed",
    }
}

impl Distribution {
    fn is_internal(&self) -> bool {
        *self == Self::Internal
    }
}

pub(super) fn default_signing_secret() -> String {
    DEFAULT_SIGNING_SECRET.to_owned()
}

fn is_default_signing_secret(secret: &String) -> bool {
    secret == DEFAULT_SIGNING_SECRET
}

/// The signing secret of an app that has none of its own.
const DEFAULT_SIGNING_SECRET: &str = "lunch-train-signing-secret";
