//! A catalogue of one's own, as it is written down, without flaws.
//!
//! Not here: reading it (`own_check.rs`), and looking things up in it (`known.rs`).

use super::Needs;
use crate::model::ResourceKind;

/// All that a catalogue says.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Own {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) kinds: Vec<OwnKind>,
    pub(super) scopes: Vec<OwnScope>,
    pub(super) methods: Vec<OwnMethod>,
    pub(super) app_home: Vec<String>,
}

/// What people call a kind of resource.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct OwnKind {
    pub(super) name: String,
    pub(super) plural: String,
    /// The kind of the protocol that it behaves like, and is called in events.
    pub(super) like: Option<ResourceKind>,
}

/// A scope.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct OwnScope {
    pub(super) name: String,
    pub(super) kinds: Vec<String>,
    pub(super) summary: String,
    /// The scopes whose methods it enables, too.
    pub(super) implies: Vec<String>,
}

/// A method.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct OwnMethod {
    pub(super) name: String,
    pub(super) needs: Needs,
    pub(super) scopes: Vec<String>,
    /// A star marks those that must be there.
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
