//! What an app looked up when it started, and a ledger that begins with it. Not here: events.
//!
//! Source: 000_2d3da42c3657f384.txt, Asking during installation (what people granted is not in
//! `oauth.access`); 001_da8ff31ae8236703.txt, Wildcard resources; FACTS, section e (3, 6).

use serde::Deserialize;

use super::Ledger;
use crate::model::fields::known_fields;
use crate::model::{Catalogue, ResourceKind};
use crate::wire::{InfoReply, ListedUser, OauthAccess};

/// The answers of three calls. Each may be left out.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct LookedUp {
    /// Of `apps.permissions.info`.
    pub info: Option<InfoReply>,
    /// Of `apps.permissions.users.list`: who let the app act for them.
    pub users_list: Option<UsersList>,
    /// Of `oauth.access`: scopes, and nothing of where they work but the app's homes.
    pub oauth_access: Option<OauthAccess>,
}

/// The answer of `apps.permissions.users.list`.
#[derive(Clone, Debug, PartialEq)]
pub struct UsersList {
    /// Whether the call went well.
    pub ok: bool,
    /// The people who granted something.
    pub resources: Vec<ListedUser>,
}

known_fields!(UsersList { ok, resources });

impl Ledger {
    /// A ledger that starts from what was looked up. Of the kinds that `info` tells of, it knows best.
    pub fn starting_from(catalogue: Catalogue, looked_up: &LookedUp) -> Self {
        let mut ledger = Self::of(catalogue);
        if let Some(access) = &looked_up.oauth_access {
            ledger.exchanged(access);
        }
        if let Some(list) = &looked_up.users_list {
            for ListedUser { id, scopes } in &list.resources {
                ledger.grants.grant_user(*id, ledger.catalogue.split(scopes).0);
            }
        }
        if let Some(info) = &looked_up.info {
            ledger.start_from(info);
        }
        ledger.settle();
        ledger
    }

    fn exchanged(&mut self, access: &OauthAccess) {
        for (kind, names) in access.scopes.by_kind() {
            let (scopes, foreign) = self.catalogue.split(names);
            self.grants.grant_for(kind, scopes);
            self.keep_foreign(kind, foreign);
        }
        let people = access.authorizing_user.iter().chain([&access.installer_user]);
        for home in people.filter_map(|person| person.app_home) {
            self.grants.add(ResourceKind::AppHome, home.id());
        }
        if let Some(channel) = access.single_channel_id {
            self.grants.add(ResourceKind::Channel, channel.id());
        }
    }
}
