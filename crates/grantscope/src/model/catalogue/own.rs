//! A catalogue of one's own, as it is written down, without flaws.
//!
//! Not here: reading and checking it (`own_read.rs`, `own_check.rs`), and looking things up in it (`known.rs`).

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
    /// Whether a scope applies to a kind that fits, or to one that could not be made out.
    pub(super) fn may_apply(&self, scope: &OwnScope, fits: &dyn Fn(ResourceKind) -> bool) -> bool {
        scope
            .kinds
            .iter()
            .any(|name| self.doubts_kind(name) || self.kind_named(name).is_none_or(fits))
    }

    /// Whether a name may be meant for another kind than it seems: something about kinds is wrong, and
    /// told where it stands.
    pub(super) fn doubts_kind(&self, name: &str) -> bool {
        let is_doubtful = |kind: &OwnKind| match (kind.name.as_str(), kind.like) {
            ("", _) => self.kind_named(name).is_none(),
            (its, None) => its == name,
            (its, Some(_)) => its == name && kind.takes_anothers(),
        };
        name.is_empty() || self.kinds.iter().any(is_doubtful)
    }
}

impl OwnKind {
    /// Whether it is called like another kind of the protocol's than the one that it is like.
    pub(super) fn takes_anothers(&self) -> bool {
        let other = ResourceKind::ALL.into_iter().find(|it| it.name() == self.name);
        other.is_some() && self.like.is_some() && other != self.like
    }
}
