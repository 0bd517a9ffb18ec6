//! Posting, changing and deleting messages; showing one to a single person.
//!
//! Not here: reading them (`conversations/read.rs`), and links (`chat/links.rs`).
//!
//! Source: 003_ddcde49b587a50ab.txt, What was unique to workspace tokens?; FACTS, sections a (A4,
//! A5) and d.

mod content;
mod links;
mod respond;

use super::app_home::reached_home;
use super::calls::Answer;
use super::messages::{Telling, flag};
use super::people;
use super::permission::{self, refused, unsound};
use super::{Decision, Ruling};
use crate::model::change::Change;
use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{Call, ConversationId, Method, Milestone, Rule, UserId, begins_by_posting};
use crate::wire::{ApiError, Reply, json, with_field};
use content::Content;

pub(super) use respond::respond;

/// What answers calls about messages.
pub(super) const ANSWERS: &[(&str, Answer)] = &[
    ("chat.delete", delete),
    ("chat.getPermalink", links::permalink),
    ("chat.postEphemeral", post_ephemeral),
    ("chat.postMessage", post),
    ("chat.unfurl", links::unfurl),
    ("chat.update", update),
];

/// `chat.postMessage`: to a conversation, or to a person.
fn post(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let person = call.arguments.get("channel").and_then(|channel| channel.parse().ok());
    if let Some(user) = person.filter(|user| reached_home(workspace, *user).is_none()) {
        return open_and_post(workspace, call, user);
    }
    let conversation = permission::conversation(workspace, method, call)?;
    posted(workspace, conversation, call, Vec::new())
}

/// With a scope of its own, the app opens a direct message by posting.
fn open_and_post(workspace: &Workspace, call: &Call, user: UserId) -> Ruling {
    if !begins_by_posting(workspace.catalogue(), workspace.grants()) || !workspace.is_there(user) {
        return Err(refused(ApiError::ChannelNotFound, Rule::AppOpensHomeByPosting));
    }
    let home = workspace.home(user).unwrap_or_else(|| workspace.next_home());
    let opened = vec![Change::AppHomeOpened { user, home }];
    let mut decision = posted(workspace, home, call, opened)?;
    decision.because.insert(0, Rule::AppOpensHomeByPosting);
    Ok(decision)
}

fn posted(
    workspace: &Workspace,
    conversation: ConversationId,
    call: &Call,
    mut changes: Vec<Change>,
) -> Ruling {
    check_open(workspace, conversation)?;
    if call.arguments.contains_key("as_user") {
        return Err(refused(ApiError::AsUserNotSupported, Rule::AppPostsAsItself));
    }
    let Content { text, attachments, blocks } = Content::of(call).map_err(unsound)?;
    let user = workspace.cast().app.user_id;
    let thread = thread_of(workspace, conversation, call);
    let message = Message {
        attachments,
        blocks,
        broadcast: thread.is_some() && flag(call, "reply_broadcast"),
        thread,
        ..Message::plain(workspace.next_ts(), user, text)
    };
    let told = Telling::of_new(workspace, conversation).message(&message);
    let reply = json!({"ok": true, "channel": conversation, "ts": message.ts});
    let reply = with_field(reply, "message", told);
    changes.push(Change::MessagePosted { conversation, message });
    Ok(Decision::told(reply, &[Rule::ScopesTravel, Rule::AppPostsAsItself]).with(changes))
}

/// The thread that a reply goes to: a reply to a reply joins it.
// ASSUMPTION: a reply to a message that is not there is a message of its own.
fn thread_of(workspace: &Workspace, conversation: ConversationId, call: &Call) -> Option<String> {
    let parent = workspace.message(conversation, call.arguments.get("thread_ts")?)?;
    Some(parent.thread.as_ref().unwrap_or(&parent.ts).clone())
}

/// `chat.postEphemeral`: one person sees it, and it is not kept.
fn post_ephemeral(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let conversation = permission::conversation(workspace, method, call)
        .map_err(|refusal| as_it_was(workspace, refusal))?;
    check_open(workspace, conversation)?;
    Content::of(call).map_err(unsound)?;
    let is_here = |user: UserId| match workspace.conversation(conversation) {
        Some(state) => state.has(user),
        None => workspace.home_owner(conversation) == Some(user),
    };
    if !people::named(workspace, call).is_some_and(|person| is_here(person.id)) {
        return Err(unsound(ApiError::UserNotInChannel));
    }
    let reply = json!({"ok": true, "message_ts": workspace.next_ts()});
    Ok(Decision::told(reply, &[Rule::ScopesTravel, Rule::AppPostsAsItself]))
}

/// Until a day in August 2018 a conversation that the app is not in was not found.
// Source: FACTS, section a (A4).
fn as_it_was(workspace: &Workspace, refusal: Box<Decision>) -> Box<Decision> {
    let error = refusal.reply.as_ref().and_then(Reply::error);
    if error == Some(ApiError::NoPermission)
        && !Milestone::EphemeralRefusal.has_come(workspace.now())
    {
        let reply = Some(Reply::failure(ApiError::ChannelNotFound));
        return Box::new(Decision { reply, ..*refusal });
    }
    refusal
}

/// `chat.update`
fn update(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (conversation, message) =
        own_message(workspace, method, call, ApiError::CantUpdateMessage)?;
    if call.arguments.contains_key("as_user") {
        return Err(refused(ApiError::AsUserNotSupported, Rule::AppPostsAsItself));
    }
    let given = Content::of(call).map_err(unsound)?;
    let replaces = |what: &str| call.arguments.contains_key(what);
    let message = Message {
        text: given.text,
        attachments: match replaces("attachments") {
            true => given.attachments,
            false => message.attachments.clone(),
        },
        blocks: if replaces("blocks") { given.blocks } else { message.blocks.clone() },
        edited: Some(workspace.next_ts()),
        ..message.clone()
    };
    let reply =
        json!({"ok": true, "channel": conversation, "ts": message.ts, "text": message.text});
    Ok(Decision::told(reply, &[Rule::OnlyOwnMessages])
        .and(Change::MessageChanged { conversation, message }))
}

/// `chat.delete`
fn delete(workspace: &Workspace, method: Method, call: &Call) -> Ruling {
    let (conversation, message) =
        own_message(workspace, method, call, ApiError::CantDeleteMessage)?;
    let ts = message.ts.clone();
    Ok(Decision::told(
        json!({"ok": true, "channel": conversation, "ts": ts}),
        &[Rule::OnlyOwnMessages],
    )
    .and(Change::MessageDeleted { conversation, ts }))
}

fn own_message<'a>(
    workspace: &'a Workspace,
    method: Method,
    call: &Call,
    not_own: ApiError,
) -> Result<(ConversationId, &'a Message), Box<Decision>> {
    let conversation = permission::conversation(workspace, method, call)?;
    let ts = call.text("ts");
    match workspace.message(conversation, ts) {
        None => Err(unsound(ApiError::MessageNotFound)),
        Some(message) if message.user != workspace.cast().app.user_id => {
            Err(refused(not_own, Rule::OnlyOwnMessages))
        }
        Some(message) => Ok((conversation, message)),
    }
}

fn check_open(workspace: &Workspace, conversation: ConversationId) -> Result<(), Box<Decision>> {
    match workspace.conversation(conversation) {
        Some(state) if state.archived => Err(refused(ApiError::IsArchived, Rule::ArchivedIsClosed)),
        Some(_) | None => Ok(()),
    }
}
