//! What people do with channels: make them, archive them, bring them back, turn them private.
//!
//! Not here: inviting and removing the app (`membership.rs`).
//!
//! Source: FACTS, section d.

use super::names;
use crate::model::change::Change;
use crate::model::conversation_state::{ConversationChange, ConversationState};
use crate::model::workspace::Workspace;
use crate::model::{ConversationId, LONGEST_NAME, Misuse, ResourceKind, Rule, UserId};
use crate::rules::membership::entered;
use crate::rules::{Decision, check_person};

/// A person makes a channel. A wildcard covers it if it is public.
// ASSUMPTION: a channel that a person makes is told by no event about resources.
pub(in crate::rules) fn create(
    workspace: &Workspace,
    user: UserId,
    name: &str,
    private: bool,
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    let shown = || name.chars().take(LONGEST_NAME).collect();
    names::check_form(name).map_err(|_| Misuse::BadName { name: shown() })?;
    if names::is_taken(workspace, name) {
        return Err(Misuse::NameTaken { name: name.to_owned() });
    }
    let state = ConversationState::new(name, private, user, vec![user], workspace.now());
    let covered = !private && workspace.grants().of(ResourceKind::Channel).reach.is_wildcard();
    let because: &[Rule] = if covered { &[Rule::NewChannelsCovered] } else { &[] };
    let conversation = workspace.next_conversation(initial(private));
    let change = ConversationChange::Created(Box::new(state));
    Ok(Decision::changed(Change::ConversationChanged { conversation, change }, because))
}

/// The letter that the id of a new channel begins with.
pub(super) const fn initial(private: bool) -> char {
    if private { 'G' } else { 'C' }
}

/// A person archives a channel. What the app was granted stays.
pub(in crate::rules) fn archive(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    let state = channel(workspace, user, conversation)?;
    match (state.general, state.archived) {
        (true, _) => Err(Misuse::GeneralStays { conversation }),
        (false, true) => Err(Misuse::Archived { conversation }),
        (false, false) => Ok(changed(conversation, ConversationChange::Archived)),
    }
}

/// A person brings an archived channel back.
pub(in crate::rules) fn unarchive(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    if !channel(workspace, user, conversation)?.archived {
        return Err(Misuse::NotArchived { conversation });
    }
    let change = ConversationChange::Unarchived;
    Ok(Decision::changed(Change::ConversationChanged { conversation, change }, &[]))
}

/// A person turns a public channel private: it is another kind of resource now.
// ASSUMPTION: a channel that turns private is taken from the app and told.
pub(in crate::rules) fn make_private(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    let state = channel(workspace, user, conversation)?;
    if state.general {
        return Err(Misuse::GeneralStays { conversation });
    }
    let (kind, id) = (ResourceKind::Channel, conversation.id());
    if state.kind != kind {
        return Err(Misuse::NotAPublicChannel { conversation });
    }
    let reached = workspace.grants().of(kind).reach.containment(id).is_inside();
    let removed = reached.then_some(Change::ResourceRemoved { kind, id });
    let change = ConversationChange::MadePrivate;
    let changes = [Change::ConversationChanged { conversation, change }].into_iter().chain(removed);
    Ok(Decision::by(&[Rule::TurnedPrivateLeaves]).with(changes.collect()))
}

fn changed(conversation: ConversationId, change: ConversationChange) -> Decision {
    let change = Change::ConversationChanged { conversation, change };
    Decision::changed(change, &[Rule::ArchivedIsClosed])
}

/// A channel, public or private, that the person can act in.
fn channel(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<&ConversationState, Misuse> {
    let state = entered(workspace, user, conversation)?;
    if state.is_channel() { Ok(state) } else { Err(Misuse::NotAChannel { conversation }) }
}
