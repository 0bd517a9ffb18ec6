//! Making and changing conversations, as an app may: a workspace app acts for nobody here, so it
//! changes what it made itself.
//!
//! Source: FACTS, section a (A4, A5).

use super::by_people::initial;
use super::describe::channel;
use super::names;
use super::read::NEVER;
use crate::model::change::Change;
use crate::model::conversation_state::{ConversationChange, ConversationState, Label};
use crate::model::workspace::Workspace;
use crate::model::{
    Call, ConversationId, IdSet, LONGEST_LABEL, Method, ResourceKind, Rule, UserId,
};
use crate::rules::messages::{flag, listed};
use crate::rules::permission::{self, refused, unsound};
use crate::rules::{Decision, Ruling};
use crate::wire::{ApiError, Reply, json};

/// How many people come along when an app makes a conversation.
// Source: FACTS, section a (A4).
const MOST_PEOPLE: usize = 30;

/// `conversations.create`: the app made it and is in it, with people.
pub(super) fn create(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let name = call.text("name");
    names::check(workspace, name).map_err(unsound)?;
    let people = people_named(workspace, call.text("user_ids")).map_err(with_people)?;
    if people.is_empty() || people.len() > MOST_PEOPLE {
        return Err(with_people(ApiError::InvalidUsers));
    }
    let private = flag(call, "is_private");
    let app = workspace.cast().app.user_id;
    let state = ConversationState::new(name, private, app, people, workspace.now());
    let conversation = workspace.next_conversation(initial(private));
    let (kind, id) = (state.kind, conversation.id());
    let mut told = channel(conversation, &state, true);
    if let Some(fields) = told.as_object_mut() {
        fields.insert("last_read".to_owned(), json!(NEVER));
        fields.insert("latest".to_owned(), json!(null));
        fields.insert("unread_count".to_owned(), json!(0));
        fields.insert("unread_count_display".to_owned(), json!(0));
        fields.insert("priority".to_owned(), json!(0));
    }
    let change = ConversationChange::Created(Box::new(state));
    Ok(Decision::told(
        json!({"ok": true, "channel": told}),
        &[Rule::ScopesTravel, Rule::CreatedWithPeople],
    )
    .and(Change::ConversationChanged { conversation, change })
    .and(Change::ResourceAdded { kind, id }))
}

/// `conversations.archive`
pub(super) fn archive(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (id, state) = channel_named(workspace, method, call)?;
    if state.general {
        return Err(unsound(ApiError::CantArchiveGeneral));
    }
    check_own(workspace, method, state)?;
    if state.archived {
        return Err(unsound(ApiError::AlreadyArchived));
    }
    Ok(changed(id, ConversationChange::Archived))
}

/// `conversations.unarchive`
pub(super) fn unarchive(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (id, state) = channel_named(workspace, method, call)?;
    check_own(workspace, method, state)?;
    if !state.archived {
        return Err(unsound(ApiError::NotArchived));
    }
    Ok(changed(id, ConversationChange::Unarchived))
}

/// `conversations.rename`
pub(super) fn rename(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (id, state) = channel_named(workspace, method, call)?;
    check_own(workspace, method, state)?;
    let name = call.text("name");
    names::check(workspace, name).map_err(unsound)?;
    let change = ConversationChange::Renamed { name: name.to_owned() };
    Ok(and_told(id, state, change))
}

/// `conversations.invite`
pub(super) fn invite(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (id, state) = channel_named(workspace, method, call)?;
    check_own(workspace, method, state)?;
    if state.archived {
        return Err(refused(ApiError::IsArchived, Rule::ArchivedIsClosed));
    }
    let app = workspace.cast().app.user_id.to_string();
    if listed(call.text("users")).any(|user| user == app) {
        return Err(unsound(ApiError::CantInviteSelf));
    }
    let users =
        people_named(workspace, call.text("users")).map_err(|_| unsound(ApiError::UserNotFound))?;
    if users.is_empty() {
        return Err(unsound(ApiError::UserNotFound));
    }
    if users.iter().any(|user| state.has(*user)) {
        return Err(unsound(ApiError::AlreadyInChannel));
    }
    Ok(and_told(id, state, ConversationChange::MembersAdded { users }))
}

/// `conversations.setTopic`
pub(super) fn set_topic(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (id, label) = labelled(workspace, method, call, "topic")?;
    let reply = json!({"ok": true, "topic": label.value});
    Ok(answered(id, ConversationChange::TopicSet(label), Reply::Content(reply)))
}

/// `conversations.setPurpose`
pub(super) fn set_purpose(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (id, label) = labelled(workspace, method, call, "purpose")?;
    let reply = json!({"ok": true, "purpose": label.value});
    Ok(answered(id, ConversationChange::PurposeSet(label), Reply::Content(reply)))
}

/// A topic or a purpose, which any app sets that is in the conversation.
fn labelled(
    workspace: &Workspace,
    method: Method,
    call: &Call,
    argument: &str,
) -> Result<(ConversationId, Label), Box<Decision>> {
    let (id, state) = named(workspace, method, call)?;
    let value = call.text(argument).to_owned();
    if state.kind == ResourceKind::Im {
        return Err(unsound(ApiError::MethodNotSupportedForChannelType));
    }
    if state.archived {
        return Err(refused(ApiError::IsArchived, Rule::ArchivedIsClosed));
    }
    if value.chars().count() > LONGEST_LABEL {
        return Err(unsound(ApiError::TooLong));
    }
    let creator = Some(workspace.cast().app.user_id);
    Ok((id, Label { value, creator, last_set: workspace.now().seconds() }))
}

fn channel_named<'a>(
    workspace: &'a Workspace,
    method: Method,
    call: &Call,
) -> Result<(ConversationId, &'a ConversationState), Box<Decision>> {
    let (id, state) = named(workspace, method, call)?;
    if state.is_channel() {
        Ok((id, state))
    } else {
        Err(unsound(ApiError::MethodNotSupportedForChannelType))
    }
}

/// The conversation that the call names; an app home is none that could be changed.
fn named<'a>(
    workspace: &'a Workspace,
    method: Method,
    call: &Call,
) -> Result<(ConversationId, &'a ConversationState), Box<Decision>> {
    let id = permission::conversation(workspace, method, call)?;
    let unsupported = || unsound(ApiError::MethodNotSupportedForChannelType);
    workspace.conversation(id).map(|state| (id, state)).ok_or_else(unsupported)
}

fn check_own(
    workspace: &Workspace,
    method: Method,
    state: &ConversationState,
) -> Result<(), Box<Decision>> {
    if keeps_to_its_own(workspace, method, state) {
        return Err(refused(ApiError::NoPermission, Rule::OnlyCreatorChanges));
    }
    Ok(())
}

/// Whether the app may not call the method there because it did not make the conversation.
// Source: FACTS, section a (A4).
// ASSUMPTION: an app that did not make a conversation lacks the permission to change it.
pub(crate) fn keeps_to_its_own(
    workspace: &Workspace,
    method: Method,
    state: &ConversationState,
) -> bool {
    let own = state.creator == Some(workspace.cast().app.user_id);
    let archives_general = state.general && method.is_slacks("conversations.archive");
    !own && state.is_channel() && changes_only_its_own(method) && !archives_general
}

/// Whether the method is for conversations that the app made.
pub(crate) fn changes_only_its_own(method: Method) -> bool {
    [
        "conversations.archive",
        "conversations.invite",
        "conversations.rename",
        "conversations.unarchive",
    ]
    .into_iter()
    .any(|name| method.is_slacks(name))
}

/// The people of a list, each once: `U061F7AUR,WH1MPY`, or the same as a JSON array.
fn people_named(workspace: &Workspace, text: &str) -> Result<Vec<UserId>, ApiError> {
    let mut people = IdSet::default();
    for name in listed(text) {
        let user: UserId = name.parse().map_err(|_| ApiError::InvalidUsers)?;
        if user == workspace.cast().app.user_id {
            return Err(ApiError::InvalidUsers);
        }
        // ASSUMPTION: a deactivated person is not found for a conversation.
        if !workspace.is_there(user) {
            return Err(ApiError::UserNotFound);
        }
        people.insert(user.id());
    }
    let users = people.sorted().into_iter();
    Ok(users.filter_map(|id| id.try_into().ok()).collect())
}

/// Changed, and told as it is now.
fn and_told(id: ConversationId, state: &ConversationState, change: ConversationChange) -> Decision {
    let told = channel(id, &state.after(&change), true);
    answered(id, change, Reply::Content(json!({"ok": true, "channel": told})))
}

fn changed(id: ConversationId, change: ConversationChange) -> Decision {
    answered(id, change, Reply::done())
}

fn answered(conversation: ConversationId, change: ConversationChange, reply: Reply) -> Decision {
    Decision::answered(reply, &[Rule::ScopesTravel])
        .and(Change::ConversationChanged { conversation, change })
}

fn with_people(error: ApiError) -> Box<Decision> {
    refused(error, Rule::CreatedWithPeople)
}
