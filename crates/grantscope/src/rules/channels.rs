//! What a person's choice of channels, and scopes for the workspace, add to what the app holds.
//!
//! Source: 001_da8ff31ae8236703.txt, Wildcard resources.

use crate::model::change::Change;
use crate::model::workspace::Workspace;
use crate::model::{Channels, ConversationId, IdSet, ResourceKind, Rule, ScopeSet, SlackId};

/// What a person's choice adds, and what it strikes out that the app reached until now.
// ASSUMPTION: a channel that is left out of all is taken away and told.
// ASSUMPTION: a channel that turned private before the code was exchanged is not granted.
pub(super) fn chosen_channels(workspace: &Workspace, channels: &Channels) -> Vec<Change> {
    let reach = &workspace.grants().of(ResourceKind::Channel).reach;
    let is_public = |id: &SlackId| {
        let named = ConversationId::try_from(*id).ok().and_then(|id| workspace.conversation(id));
        named.is_some_and(|state| state.kind == ResourceKind::Channel)
    };
    match channels {
        Channels::None => Vec::new(),
        Channels::Chosen(ids) => distinct(ids)
            .filter(|id| !reach.containment(*id).is_inside() && is_public(id))
            .map(|id| Change::ResourceAdded { kind: ResourceKind::Channel, id })
            .collect(),
        Channels::AllExcept(excluded) => distinct(excluded)
            .filter(|id| reach.containment(*id).is_inside())
            .map(|id| Change::ResourceRemoved { kind: ResourceKind::Channel, id })
            .chain([Change::WildcardGranted { excluded: excluded.clone() }])
            .collect(),
    }
}

/// Each id once, in the order of the first time.
fn distinct(conversations: &[ConversationId]) -> impl Iterator<Item = SlackId> {
    let mut seen = IdSet::default();
    let ids = conversations.iter().map(|conversation| conversation.id());
    ids.filter(move |id| seen.insert(*id))
}

/// The rule that a person's choice of channels follows.
pub(super) fn channel_rule(channels: &Channels) -> Option<Rule> {
    match channels {
        Channels::None => None,
        Channels::Chosen(_) => Some(Rule::ResourcesLimitScopes),
        Channels::AllExcept(excluded) if excluded.is_empty() => Some(Rule::WildcardCoversAll),
        Channels::AllExcept(_) => Some(Rule::ExcludedAtInstall),
    }
}

/// The workspace as a resource, if scopes for it were granted and it is not there yet.
pub(super) fn team_resource(workspace: &Workspace, scopes: ScopeSet) -> Option<Change> {
    let wanted = !scopes.applying_to(ResourceKind::Team).is_empty();
    let there = !workspace.grants().of(ResourceKind::Team).reach.is_empty();
    (wanted && !there).then(|| Change::ResourceAdded {
        kind: ResourceKind::Team,
        id: workspace.cast().team.id.id(),
    })
}
