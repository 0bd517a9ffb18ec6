//! Being invited to conversations, and being removed from them.
//!
//! Who removes the app, a person or an admin, makes no difference. Not here: conversations that
//! turn private (`conversations/by_people.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, A user adds your app to a resource, A user removes your app
//! from a resource, Wildcard exclusions.

use super::{Decision, app_home, check_installed, check_person};
use crate::model::change::Change;
use crate::model::conversation_state::ConversationState;
use crate::model::workspace::Workspace;
use crate::model::{Containment, ConversationId, IdSet, Misuse, ResourceKind, Rule, UserId};

/// A person invites the app: the conversation becomes a resource.
// ASSUMPTION: a slash command brings an app into a direct message, and an invitation does not.
pub(super) fn invite(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    let state = entered(workspace, user, conversation)?;
    if state.kind == ResourceKind::Im {
        return Err(Misuse::NotAChannel { conversation });
    }
    let (kind, containment) = standing(workspace, state, conversation)?;
    let because: &[Rule] = match containment {
        Containment::Specific | Containment::Wildcard => {
            return Err(Misuse::AlreadyThere { conversation });
        }
        Containment::Excluded => &[Rule::InvitationAddsResource, Rule::InvitationClearsExclusion],
        Containment::Outside => &[Rule::InvitationAddsResource],
    };
    check_open(state, conversation)?;
    Ok(Decision::changed(Change::ResourceAdded { kind, id: conversation.id() }, because))
}

/// A person adds the app's slash command to conversations: each becomes a resource, told at once.
pub(super) fn add_slash_command(
    workspace: &Workspace,
    user: UserId,
    conversations: &[ConversationId],
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    let mut changes: Vec<Change> = Vec::new();
    let mut seen = IdSet::default();
    for conversation in conversations {
        let state = entered(workspace, user, *conversation)?;
        let (kind, containment) = standing(workspace, state, *conversation)?;
        check_open(state, *conversation)?;
        if !containment.is_inside() && seen.insert(conversation.id()) {
            changes.push(Change::ResourceAdded { kind, id: conversation.id() });
        }
    }
    match (changes.is_empty(), conversations.first()) {
        (true, Some(first)) => Err(Misuse::AlreadyThere { conversation: *first }),
        (true, None) => Err(Misuse::NoConversations),
        (false, _) => Ok(Decision::by(&[Rule::SlashCommandAddsResources]).with(changes)),
    }
}

/// A person removes the app: the resource is gone, and a public channel stays excluded.
pub(super) fn kick(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    if let Some(owner) = workspace.home_owner(conversation) {
        return app_home::close(workspace, user, owner, conversation);
    }
    let state = entered(workspace, user, conversation)?;
    let (kind, containment) = standing(workspace, state, conversation)?;
    if !containment.is_inside() {
        return Err(Misuse::NotThere { conversation });
    }
    let because: &[Rule] = if kind.can_be_wildcard() {
        &[Rule::RemovalTakesResource, Rule::KickExcludes]
    } else {
        &[Rule::RemovalTakesResource]
    };
    Ok(Decision::changed(Change::ResourceRemoved { kind, id: conversation.id() }, because))
}

/// A conversation that the person can act in: anybody comes into a public channel.
pub(super) fn entered(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<&ConversationState, Misuse> {
    check_person(workspace, user)?;
    let known =
        workspace.conversation(conversation).ok_or(Misuse::UnknownConversation { conversation })?;
    if known.lets_in(user) { Ok(known) } else { Err(Misuse::NotAMember { user, conversation }) }
}

/// An archived conversation takes nothing new.
pub(super) fn check_open(
    state: &ConversationState,
    conversation: ConversationId,
) -> Result<(), Misuse> {
    if state.archived { Err(Misuse::Archived { conversation }) } else { Ok(()) }
}

fn standing(
    workspace: &Workspace,
    state: &ConversationState,
    conversation: ConversationId,
) -> Result<(ResourceKind, Containment), Misuse> {
    check_installed(workspace)?;
    let reach = &workspace.grants().of(state.kind).reach;
    Ok((state.kind, reach.containment(conversation.id())))
}
