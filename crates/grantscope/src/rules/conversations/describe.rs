//! A conversation as Slack tells of it.
//!
//! Source: FACTS, section a (A5); the fields from the documented samples.

use serde_json::Value;

use crate::model::conversation_state::{ConversationState, Label, Members};
use crate::model::workspace::Workspace;
use crate::model::{ConversationId, ResourceKind, UserId};
use crate::wire::json;

/// A conversation that is there.
pub(super) fn described(workspace: &Workspace, id: ConversationId) -> Value {
    match (workspace.conversation(id), workspace.home_owner(id)) {
        (Some(state), _) if state.kind == ResourceKind::Im => {
            let first = match &state.members {
                Members::Everybody => None,
                Members::These(members) => members.first().copied(),
            };
            direct_message(workspace, id, state.created.seconds(), first)
        }
        (Some(state), _) => {
            let reach = &workspace.grants().of(state.kind).reach;
            channel(id, state, reach.containment(id.id()).is_inside())
        }
        (None, Some(owner)) => direct_message(workspace, id, workspace.cast().date, Some(owner)),
        (None, None) => Value::Null,
    }
}

/// The same, with how many are in it; `everybody` says how many people there are.
pub(super) fn counted(workspace: &Workspace, id: ConversationId, everybody: usize) -> Value {
    let mut told = described(workspace, id);
    let state = workspace.conversation(id).filter(|state| state.kind != ResourceKind::Im);
    if let (Some(state), Some(fields)) = (state, told.as_object_mut()) {
        let people = match &state.members {
            Members::Everybody => everybody,
            Members::These(_) => people_in(workspace, state).len(),
        };
        let reached = workspace.grants().of(state.kind).reach.containment(id.id()).is_inside();
        let members = people.saturating_add(usize::from(reached));
        fields.insert("num_members".to_owned(), json!(members));
    }
    told
}

/// How many people's accounts are active: counted once for a whole page of conversations.
pub(super) fn active_people(workspace: &Workspace) -> usize {
    let people = workspace.cast().people.iter();
    people.filter(|person| !workspace.is_deactivated(person.id)).count()
}

/// Who is in a conversation: people first, then the app if it reaches it.
pub(super) fn everybody_in(workspace: &Workspace, id: ConversationId) -> Vec<UserId> {
    let (people, kind) = match (workspace.conversation(id), workspace.home_owner(id)) {
        (Some(state), _) => (people_in(workspace, state), state.kind),
        (None, owner) => (owner.into_iter().collect(), ResourceKind::AppHome),
    };
    let reached = workspace.grants().of(kind).reach.containment(id.id()).is_inside();
    people.into_iter().chain(reached.then_some(workspace.cast().app.user_id)).collect()
}

/// The people in a conversation whose accounts are active.
pub(super) fn people_in(workspace: &Workspace, state: &ConversationState) -> Vec<UserId> {
    let mut people = match &state.members {
        Members::Everybody => workspace.cast().people.iter().map(|person| person.id).collect(),
        Members::These(members) => members.clone(),
    };
    people.retain(|user| !workspace.is_deactivated(*user));
    people
}

fn direct_message(
    workspace: &Workspace,
    id: ConversationId,
    created: u64,
    user: Option<UserId>,
) -> Value {
    json!({
        "id": id, "created": created, "is_im": true, "is_org_shared": false, "user": user,
        "is_user_deleted": user.is_some_and(|user| workspace.is_deactivated(user)),
        "is_open": true, "priority": 0,
    })
}

/// A channel or a group message.
pub(super) fn channel(id: ConversationId, state: &ConversationState, is_member: bool) -> Value {
    let public = state.kind == ResourceKind::Channel;
    json!({
        "id": id,
        "name": state.name,
        "name_normalized": state.name,
        "created": state.created.seconds(),
        "creator": state.creator,
        "is_channel": public,
        "is_group": !public,
        "is_im": false,
        "is_mpim": state.kind == ResourceKind::Mpim,
        "is_private": !public,
        "is_archived": state.archived,
        "is_general": state.general,
        "is_member": is_member,
        "is_read_only": false,
        "is_shared": false,
        "is_ext_shared": false,
        "is_org_shared": false,
        "is_pending_ext_shared": false,
        "pending_shared": [],
        "unlinked": 0,
        "topic": label(&state.topic),
        "purpose": label(&state.purpose),
        "previous_names": state.previous_names,
    })
}

fn label(label: &Label) -> Value {
    let creator = label.creator.map(|creator| creator.to_string()).unwrap_or_default();
    json!({"value": label.value, "creator": creator, "last_set": label.last_set})
}
