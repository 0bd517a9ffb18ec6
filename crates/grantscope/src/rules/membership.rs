//! Being invited to conversations, and being removed from them.
//!
//! Source: 001_da8ff31ae8236703.txt, A user adds your app to a resource, A user removes your app
//! from a resource, Wildcard exclusions.

use std::collections::BTreeSet;

use super::{Decision, check_installed, check_person};
use crate::model::change::Change;
use crate::model::workspace::Workspace;
use crate::model::{Containment, ConversationId, Misuse, ResourceKind, Rule, UserId};

/// A person invites the app: the conversation becomes a resource.
pub(super) fn invite(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    let (kind, containment) = standing(workspace, user, conversation)?;
    let because: &[Rule] = match containment {
        Containment::Specific | Containment::Wildcard => {
            return Err(Misuse::AlreadyThere { conversation });
        }
        Containment::Excluded => &[Rule::InvitationAddsResource, Rule::InvitationClearsExclusion],
        Containment::Outside => &[Rule::InvitationAddsResource],
    };
    Ok(Decision::changed(vec![Change::ResourceAdded { kind, id: conversation.id() }], because))
}

/// A person adds the app's slash command to conversations: each becomes a resource, told at once.
pub(super) fn add_slash_command(
    workspace: &Workspace,
    user: UserId,
    conversations: &[ConversationId],
) -> Result<Decision, Misuse> {
    let mut changes: Vec<Change> = Vec::new();
    let mut seen = BTreeSet::new();
    for conversation in conversations {
        let (kind, containment) = standing(workspace, user, *conversation)?;
        if !containment.is_inside() && seen.insert(*conversation) {
            changes.push(Change::ResourceAdded { kind, id: conversation.id() });
        }
    }
    match (changes.is_empty(), conversations.first()) {
        (true, Some(first)) => Err(Misuse::AlreadyThere { conversation: *first }),
        (true, None) => Err(Misuse::NoConversations),
        (false, _) => Ok(Decision::changed(changes, &[Rule::SlashCommandAddsResources])),
    }
}

/// A person removes the app: the resource is gone, and a public channel stays excluded.
pub(super) fn kick(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<Decision, Misuse> {
    let (kind, containment) = standing(workspace, user, conversation)?;
    if !containment.is_inside() {
        return Err(Misuse::NotThere { conversation });
    }
    let because: &[Rule] = if kind.can_be_wildcard() {
        &[Rule::RemovalTakesResource, Rule::KickExcludes]
    } else {
        &[Rule::RemovalTakesResource]
    };
    Ok(Decision::changed(vec![Change::ResourceRemoved { kind, id: conversation.id() }], because))
}

fn standing(
    workspace: &Workspace,
    user: UserId,
    conversation: ConversationId,
) -> Result<(ResourceKind, Containment), Misuse> {
    check_person(workspace, user)?;
    let known =
        workspace.conversation(conversation).ok_or(Misuse::UnknownConversation { conversation })?;
    check_installed(workspace)?;
    let containment = workspace.grants().of(known.kind).reach.containment(conversation.id());
    Ok((known.kind, containment))
}
