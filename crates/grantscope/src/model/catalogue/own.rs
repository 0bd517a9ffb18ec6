//! A catalogue of one's own, as it is written down, without flaws.
//!
//! Not here: reading it (`own_check.rs`), and looking things up in it (`known.rs`).

use serde::Serialize;

use super::Needs;
use crate::model::ResourceKind;

/// All that a catalogue says.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub(crate) struct Own {
    pub(super) name: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) kinds: Vec<OwnKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) scopes: Vec<OwnScope>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) methods: Vec<OwnMethod>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) app_home: Vec<String>,
}

/// What people call a kind of resource.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct OwnKind {
    pub(super) name: String,
    pub(super) plural: String,
    /// The kind of the protocol that it behaves like, and is called in events.
    pub(super) like: Option<ResourceKind>,
}

/// A scope.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct OwnScope {
    pub(super) name: String,
    pub(super) kinds: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) summary: String,
    /// The scopes whose methods it enables, too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) implies: Vec<String>,
}

/// A method.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(super) struct OwnMethod {
    pub(super) name: String,
    #[serde(serialize_with = "write_needs")]
    pub(super) needs: Needs,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) scopes: Vec<String>,
    /// A star marks those that must be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) arguments: Vec<String>,
}

/// What a method of one's own may need, by the names that a catalogue has for it.
pub(super) const NEEDS: [(&str, Needs); 5] = [
    ("nothing", Needs::Nothing),
    ("resource", Needs::Conversation),
    ("any resource", Needs::Anywhere),
    ("workspace", Needs::Workspace),
    ("person", Needs::Person),
];

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn write_needs<S: serde::Serializer>(needs: &Needs, serializer: S) -> Result<S::Ok, S::Error> {
    let name = NEEDS.iter().find(|(_, its)| its == needs).map_or("", |(name, _)| name);
    serializer.serialize_str(name)
}

impl Own {
    /// The kind of the protocol that a name stands for: one of the catalogue's, or one that it gives no
    /// other name.
    pub(super) fn kind_named(&self, name: &str) -> Option<ResourceKind> {
        let own = self.kinds.iter().find(|kind| kind.name == name).and_then(|kind| kind.like);
        own.or_else(|| {
            let kind = ResourceKind::ALL.into_iter().find(|kind| kind.name() == name)?;
            self.kinds.iter().all(|its| its.like != Some(kind)).then_some(kind)
        })
    }

    /// The names by which scopes may call kinds.
    pub(super) fn kind_names(&self) -> Vec<&str> {
        ResourceKind::ALL
            .into_iter()
            .map(|kind| {
                let own = self.kinds.iter().find(|its| its.like == Some(kind));
                own.map_or(kind.name(), |its| its.name.as_str())
            })
            .collect()
    }
}

impl Own {
    /// Whether one of a method's scopes, or one that implies it, applies to what it needs.
    pub(super) fn applies(&self, method: &OwnMethod, needs: Needs) -> bool {
        let fits = |kind: ResourceKind| match needs {
            Needs::Workspace => kind == ResourceKind::Team,
            Needs::Person => kind == ResourceKind::User,
            Needs::Nothing
            | Needs::Conversation
            | Needs::Anywhere
            | Needs::Closed
            | Needs::Client => !matches!(kind, ResourceKind::Team | ResourceKind::User),
        };
        let scopes = self.scopes.iter().filter(|scope| method.scopes.contains(&scope.name));
        scopes.flat_map(|scope| &scope.kinds).filter_map(|name| self.kind_named(name)).any(fits)
    }
}
