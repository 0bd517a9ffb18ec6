//! The cast of who brings none: Lunch Train, the documents' sample app, in a small workspace.

use super::app::default_signing_secret;
use super::topic::Topics;
use super::{App, AppKind, Cast, Conversation, Distribution, Person, Team};
use crate::model::{AppId, Catalogue, ConversationId, Dialect, ResourceKind, TeamId, UserId};

/// 8 September 2018, 12:00 UTC.
const DEFAULT_DATE: u64 = 1_536_408_000;

impl Default for Cast {
    /// Lunch Train, the documents' sample app, in a small workspace.
    fn default() -> Self {
        let person = |id, name: &str| Person::named(UserId::known(id), name);
        let conversation =
            |id, name: &str, kind| Conversation::new(ConversationId::known(id), name, kind);
        Self {
            catalogue: Catalogue::SLACK,
            date: DEFAULT_DATE,
            team: Team {
                id: TeamId::known("T061EG9R6"),
                name: "Sweethaven".to_owned(),
                domain: "sweethaven".to_owned(),
            },
            app: App {
                id: AppId::known("A0BLA3EP2"),
                name: "Lunch Train".to_owned(),
                user_id: UserId::known("U0NKHRW57"),
                client_id: "1234567890.1234567890".to_owned(),
                client_secret: "lunch-train-client-secret".to_owned(),
                verification_token: "verification_token".to_owned(),
                kind: AppKind::Workspace,
                created: None,
                signing_secret: default_signing_secret(),
                rotation: false,
                distribution: Distribution::Internal,
                subscriptions: Topics::every(),
                allowed_addresses: Vec::new(),
            },
            people: vec![
                person("U061F7AUR", "Olive"),
                person("U0HTT3Q0G", "Popeye"),
                person("WH1MPY", "Wimpy"),
            ],
            conversations: vec![
                conversation("C061EG9SL", "general", ResourceKind::Channel),
                conversation("C061FA5PB", "lunch", ResourceKind::Channel),
                conversation("C01234BCD", "secret-recipes", ResourceKind::Channel),
                conversation("G024BE91L", "kitchen", ResourceKind::Group),
            ],
            dialect: Dialect::default(),
        }
    }
}
