//! The app home: a direct message between the app and one person.
//!
//! Not here: the home that installing gives (`install.rs`).
//!
//! Source: 001_da8ff31ae8236703.txt, resources_added and Your app's home.

use super::membership::{check_open, entered};
use super::{Decision, check_installed, check_person};
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{ConversationId, Misuse, ResourceKind, Rule, UserId};

/// A person opens a direct message with the app, which is not asked.
pub(super) fn open(workspace: &Workspace, user: UserId) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    check_installed(workspace)?;
    if let Some(conversation) = reached_home(workspace, user) {
        return Err(Misuse::AlreadyThere { conversation });
    }
    let home = workspace.home(user).unwrap_or_else(|| workspace.next_home());
    Ok(Decision::changed(Change::AppHomeOpened { user, home }, &[Rule::AppHomeOpensUnasked]))
}

/// A person closes their direct message with the app, which is removed from it. Opened again, it
/// is the same.
pub(super) fn close(
    workspace: &Workspace,
    user: UserId,
    owner: UserId,
    home: ConversationId,
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    if user != owner {
        return Err(Misuse::NotAMember { user, conversation: home });
    }
    check_installed(workspace)?;
    if reached_home(workspace, user).is_none() {
        return Err(Misuse::NotThere { conversation: home });
    }
    let change = Change::ResourceRemoved { kind: ResourceKind::AppHome, id: home.id() };
    Ok(Decision::changed(change, &[Rule::RemovalTakesResource]))
}

/// A person writes a message: to the app, if they name no conversation.
pub(super) fn message(
    workspace: &Workspace,
    user: UserId,
    conversation: Option<ConversationId>,
    text: &str,
) -> Result<Decision, Misuse> {
    check_person(workspace, user)?;
    let named = conversation.filter(|named| workspace.home(user) != Some(*named));
    let (conversation, because): (ConversationId, &[Rule]) = match named {
        Some(conversation) => {
            check_open(entered(workspace, user, conversation)?, conversation)?;
            (conversation, &[])
        }
        None => {
            check_installed(workspace)?;
            let home = reached_home(workspace, user).ok_or(Misuse::NoAppHome { user })?;
            (home, &[Rule::AppHomeMessagesNeedNoScope])
        }
    };
    let message = Message::plain(workspace.next_ts(), user, text.to_owned());
    Ok(Decision::changed(Change::MessagePosted { conversation, message }, because))
}

/// The person's direct message with the app, if the app may be there.
pub(crate) fn reached_home(workspace: &Workspace, user: UserId) -> Option<ConversationId> {
    let reach = &workspace.grants().of(ResourceKind::AppHome).reach;
    workspace.home(user).filter(|home| reach.containment(home.id()).is_inside())
}
