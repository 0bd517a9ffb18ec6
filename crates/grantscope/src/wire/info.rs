//! The answer of `apps.permissions.info`: written by the sandbox, read by the ledger.
//!
//! Source: 001_da8ff31ae8236703.txt, Wildcard resources (the sample); all six kinds from FACTS,
//! section a (A1).

use serde::Serialize;

use crate::model::fields::known_fields;
use crate::model::{Grants, Keeping, KindGrants, ResourceKind, SlackId};

/// The answer of `apps.permissions.info`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InfoReply {
    /// Whether the call went well.
    pub ok: bool,
    /// Everything that was granted.
    pub info: Info,
}

/// Everything that was granted, by kind. Documents abbreviate: a kind may be left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Info {
    /// The workspace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<KindInfo>,
    /// Public channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<KindInfo>,
    /// Private channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<KindInfo>,
    /// Group messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mpim: Option<KindInfo>,
    /// Direct messages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub im: Option<KindInfo>,
    /// Direct messages with the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_home: Option<KindInfo>,
}

/// What was granted of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KindInfo {
    /// What may be done.
    pub scopes: Vec<String>,
    /// Where.
    pub resources: ReportedReach,
}

/// Where, as Slack reports it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportedReach {
    /// Granted one by one.
    pub ids: Vec<SlackId>,
    /// Whether all are granted that are not excluded. Told of public channels only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wildcard: Option<bool>,
    /// What is excluded. Told of public channels only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded_ids: Option<Vec<SlackId>>,
}

known_fields!(InfoReply { ok, info });
known_fields!(Info { team = None, channel = None, group = None, mpim = None, im = None, app_home = None });
known_fields!(KindInfo { scopes, resources });
known_fields!(ReportedReach { ids, wildcard = None, excluded_ids = None });

impl Info {
    /// Reports grants: all six kinds, even where nothing was granted.
    pub fn of<K: Keeping>(grants: &Grants<K>) -> Self {
        let kind = |kind| Some(KindInfo::of(kind, grants.of(kind)));
        Self {
            team: kind(ResourceKind::Team),
            channel: kind(ResourceKind::Channel),
            group: kind(ResourceKind::Group),
            mpim: kind(ResourceKind::Mpim),
            im: kind(ResourceKind::Im),
            app_home: kind(ResourceKind::AppHome),
        }
    }

    /// What was reported, kind by kind, in Slack's order.
    pub fn by_kind(&self) -> impl Iterator<Item = (ResourceKind, &KindInfo)> {
        [
            (ResourceKind::Team, &self.team),
            (ResourceKind::Channel, &self.channel),
            (ResourceKind::Group, &self.group),
            (ResourceKind::Mpim, &self.mpim),
            (ResourceKind::Im, &self.im),
            (ResourceKind::AppHome, &self.app_home),
        ]
        .into_iter()
        .filter_map(|(kind, info)| info.as_ref().map(|info| (kind, info)))
    }
}

impl KindInfo {
    fn of<K: Keeping>(kind: ResourceKind, KindGrants { scopes, reach }: KindGrants<'_, K>) -> Self {
        let told = kind.can_be_wildcard();
        Self {
            scopes: scopes.names(),
            resources: ReportedReach {
                ids: reach.ids().collect(),
                wildcard: told.then(|| reach.is_wildcard()),
                excluded_ids: told.then(|| reach.excluded().collect()),
            },
        }
    }
}
