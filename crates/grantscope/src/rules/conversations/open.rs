//! Opening, joining, leaving and closing conversations: closed to workspace tokens, unless the
//! dialect follows the text that says otherwise.
//!
//! Source: FACTS, sections a (A4) and i (28).

use super::describe::{described, people_in};
use crate::model::change::Change;
use crate::model::conversation_state::ConversationChange;
use crate::model::workspace::Workspace;
use crate::model::{
    Call, ConversationId, ConversationsOpen, Method, ResourceKind, Rule, SlackId, UserId,
};
use crate::rules::messages::listed;
use crate::rules::people;
use crate::rules::permission::{self, kind_of, refused, unsound};
use crate::rules::{Decision, Ruling};
use crate::wire::{ApiError, Reply, json};

/// The method whose needs a call has to meet. Where the dialect opens a closed one it is another
/// that is like it.
// ASSUMPTION: where they are open, they need what the methods like them need.
pub(crate) fn standard(workspace: &Workspace, method: Method) -> Method {
    if !method.catalogue().is_slacks() {
        return method;
    }
    let like = match (workspace.cast().dialect.conversations_open, method.name()) {
        (ConversationsOpen::Closed, _) => None,
        (ConversationsOpen::Open, "conversations.open" | "conversations.join") => {
            Some("conversations.create")
        }
        (ConversationsOpen::Open, "conversations.close") => Some("conversations.info"),
        (ConversationsOpen::Open, "conversations.kick" | "conversations.leave") => {
            Some("conversations.setTopic")
        }
        (ConversationsOpen::Open, "users.conversations") => Some("conversations.list"),
        (ConversationsOpen::Open, _) => None,
    };
    like.and_then(|name| method.catalogue().method(name)).unwrap_or(method)
}

/// `conversations.open`: the direct message with a person.
pub(super) fn open(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let mut users = listed(call.text("users"));
    let user = users.next().and_then(|user| user.parse().ok());
    let user: UserId = user
        .filter(|user| workspace.is_there(*user))
        .ok_or_else(|| unsound(ApiError::UserNotFound))?;
    if users.next().is_some() {
        return Err(unsound(ApiError::MethodNotSupportedForChannelType));
    }
    let home = workspace.home(user).unwrap_or_else(|| workspace.next_home());
    let reach = &workspace.grants().of(ResourceKind::AppHome).reach;
    let already = reach.containment(home.id()).is_inside();
    let opened = Change::AppHomeOpened { user, home };
    let reply = json!({
        "ok": true, "no_op": already, "already_open": already, "channel": {"id": home},
    });
    let decision = Decision::told(reply, &[Rule::ScopesTravel]);
    Ok(if already { decision } else { decision.and(opened) })
}

/// `conversations.join`: the app adds itself to a public channel.
pub(super) fn join(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    permission::check(workspace, method, call)?;
    let text = call.text("channel");
    let id: Option<ConversationId> = text.parse().ok();
    let state = id.and_then(|id| Some((id, workspace.conversation(id)?)));
    let (id, state) = state.ok_or_else(|| unsound(ApiError::ChannelNotFound))?;
    if state.kind != ResourceKind::Channel {
        return Err(unsound(ApiError::MethodNotSupportedForChannelType));
    }
    if state.archived {
        return Err(refused(ApiError::IsArchived, Rule::ArchivedIsClosed));
    }
    let reached = workspace.grants().of(state.kind).reach.containment(id.id()).is_inside();
    let added = Change::ResourceAdded { kind: state.kind, id: id.id() };
    let reply = json!({"ok": true, "channel": described(workspace, id)});
    let decision = Decision::told(reply, &[Rule::InvitationAddsResource]);
    Ok(if reached { decision } else { decision.and(added) })
}

/// `conversations.leave`
pub(super) fn leave(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (kind, id) = named(workspace, method, call)?;
    Ok(left(kind, id.id()))
}

/// `conversations.close`: of direct messages.
pub(super) fn close(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (kind, id) = named(workspace, method, call)?;
    match kind {
        ResourceKind::AppHome | ResourceKind::Im | ResourceKind::Mpim => Ok(left(kind, id.id())),
        ResourceKind::Channel | ResourceKind::Group | ResourceKind::Team | ResourceKind::User => {
            Err(unsound(ApiError::MethodNotSupportedForChannelType))
        }
    }
}

/// `conversations.kick`: the app removes a person.
pub(super) fn kick(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (_, conversation) = named(workspace, method, call)?;
    let state = workspace.conversation(conversation);
    let state = state.ok_or_else(|| unsound(ApiError::MethodNotSupportedForChannelType))?;
    let user = people::named(workspace, call).map(|person| person.id);
    let user = user.ok_or_else(|| unsound(ApiError::UserNotFound))?;
    let mut members = people_in(workspace, state);
    if !members.contains(&user) {
        return Err(unsound(ApiError::NotInChannel));
    }
    members.retain(|member| *member != user);
    let change = ConversationChange::MembersSet { members };
    Ok(Decision::answered(Reply::done(), &[Rule::ScopesTravel])
        .and(Change::ConversationChanged { conversation, change }))
}

fn left(kind: ResourceKind, id: SlackId) -> Decision {
    Decision::answered(Reply::done(), &[Rule::RemovalTakesResource])
        .and(Change::ResourceRemoved { kind, id })
}

fn named(
    workspace: &Workspace,
    method: Method,
    call: &Call,
) -> Result<(ResourceKind, ConversationId), Box<Decision>> {
    let id = permission::conversation(workspace, method, call)?;
    let missing = || refused(ApiError::ChannelNotFound, Rule::ResourcesLimitScopes);
    kind_of(workspace, id).map(|kind| (kind, id)).ok_or_else(missing)
}
