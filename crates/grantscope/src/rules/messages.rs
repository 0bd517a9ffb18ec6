//! Messages as Slack tells of them, and the arguments by which calls name them.
//!
//! Source: FACTS, section a (A5, conversations.history and conversations.replies).

use serde_json::{Map, Value};

use crate::model::message::Message;
use crate::model::workspace::Workspace;
use crate::model::{App, Call, ConversationId};
use crate::wire::{ApiError, json};

/// A thread, and who replied to it.
type Replies<'a> = (&'a str, Vec<&'a Message>);

/// The messages of one conversation, with who replied to which.
pub(super) struct Telling<'a> {
    app: &'a App,
    conversation: ConversationId,
    replies: Vec<Replies<'a>>,
}

impl<'a> Telling<'a> {
    /// Looks through a conversation once.
    pub(super) fn of(workspace: &'a Workspace, conversation: ConversationId) -> Self {
        let mut replies: Vec<Replies<'a>> = Vec::new();
        for message in workspace.messages(conversation) {
            let Some(thread) = &message.thread else { continue };
            let place = replies.binary_search_by_key(&thread.as_str(), |(thread, _)| thread);
            let place = place.unwrap_or_else(|place| {
                replies.insert(place, (thread, Vec::new()));
                place
            });
            if let Some((_, all)) = replies.get_mut(place) {
                all.push(message);
            }
        }
        Self { app: &workspace.cast().app, conversation, replies }
    }

    /// For a message that is new: nobody replied to it yet, so nothing is looked through.
    pub(super) fn of_new(workspace: &'a Workspace, conversation: ConversationId) -> Self {
        Self { app: &workspace.cast().app, conversation, replies: Vec::new() }
    }

    /// A message, with the fields that it has something to say by.
    pub(super) fn message(&self, message: &Message) -> Value {
        let mut told = Map::new();
        let mut tell = |name: &str, value: Value| told.insert(name.to_owned(), value);
        tell("type", json!("message"));
        tell("user", json!(message.user));
        tell("text", json!(message.text));
        tell("ts", json!(message.ts));
        if message.user == self.app.user_id {
            tell("subtype", json!("bot_message"));
            tell("bot_id", json!(self.app.bot_id()));
            tell("username", json!(self.app.name));
        }
        if !message.attachments.is_empty() {
            tell("attachments", json!(message.attachments));
        }
        if !message.blocks.is_empty() {
            tell("blocks", json!(message.blocks));
        }
        if let Some(thread) = &message.thread {
            tell("thread_ts", json!(thread));
        }
        if message.broadcast {
            tell("subtype", json!("thread_broadcast"));
        }
        if let Some(replies) = self.replies_to(message) {
            let each = |reply: &&Message| json!({"user": reply.user, "ts": reply.ts});
            tell("thread_ts", json!(message.ts));
            tell("reply_count", json!(replies.len()));
            tell("replies", replies.iter().map(each).collect());
        }
        if let Some(ts) = &message.edited {
            tell("edited", json!({"user": message.user, "ts": ts}));
        }
        if message.pinned.is_some() {
            tell("pinned_to", json!([self.conversation]));
        }
        if !message.reactions.is_empty() {
            tell("reactions", message.reactions.iter().map(|name| self.reaction(name)).collect());
        }
        Value::Object(told)
    }

    fn replies_to(&self, message: &Message) -> Option<&[&Message]> {
        let place = self.replies.binary_search_by_key(&message.ts.as_str(), |(thread, _)| thread);
        place.ok().and_then(|place| self.replies.get(place)).map(|(_, all)| all.as_slice())
    }

    fn reaction(&self, name: &str) -> Value {
        json!({"name": name, "users": [self.app.user_id], "count": 1})
    }
}

/// The time between two messages.
pub(super) struct Range {
    latest: Option<u64>,
    oldest: Option<u64>,
    inclusive: bool,
}

impl Range {
    /// What a call asks for. Without bounds: all time.
    pub(super) fn of(call: &Call) -> Result<Self, ApiError> {
        let bound = |name: &str, error: ApiError| {
            let given = call.given(name);
            given.map(|given| microseconds(given).ok_or(error)).transpose()
        };
        Ok(Self {
            latest: bound("latest", ApiError::InvalidTsLatest)?,
            oldest: bound("oldest", ApiError::InvalidTsOldest)?,
            inclusive: flag(call, "inclusive"),
        })
    }

    /// Whether the message is in it.
    pub(super) fn has(&self, message: &Message) -> bool {
        let Some(at) = microseconds(&message.ts) else { return false };
        let before = self.latest.is_none_or(|latest| at < latest || self.inclusive && at == latest);
        let after = self.oldest.is_none_or(|oldest| at > oldest || self.inclusive && at == oldest);
        before && after
    }
}

/// The parts of a list: `U061F7AUR,WH1MPY`, or the same as a JSON array.
pub(super) fn listed(text: &str) -> impl Iterator<Item = &str> {
    let around = |it: char| it.is_whitespace() || matches!(it, '[' | ']' | '"');
    text.split(',').map(move |one| one.trim_matches(around)).filter(|one| !one.is_empty())
}

/// Whether an argument says yes.
pub(super) fn flag(call: &Call, name: &str) -> bool {
    call.arguments.get(name).is_some_and(|value| matches!(value.as_str(), "true" | "1"))
}

/// A time in seconds, with up to six digits after the point, in microseconds.
pub(super) fn microseconds(text: &str) -> Option<u64> {
    let (seconds, rest) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    if rest.len() > 6 || !is_number(seconds) || !is_number(rest) {
        return None;
    }
    let seconds: u64 = seconds.parse().ok()?;
    seconds.checked_mul(1_000_000)?.checked_add(format!("{rest:0<6}").parse().ok()?)
}

/// What a call pins or reacts to: a message. Files and their comments are never found.
pub(super) struct Item<'a> {
    ts: &'a str,
}

impl<'a> Item<'a> {
    /// What the call names.
    pub(super) fn of(call: &'a Call) -> Result<Self, ApiError> {
        let given = |name| call.given(name);
        match (given("timestamp"), given("file"), given("file_comment")) {
            (Some(ts), _, _) if microseconds(ts).is_none() => Err(ApiError::BadTimestamp),
            (Some(ts), _, _) => Ok(Self { ts }),
            (None, Some(_), _) => Err(ApiError::FileNotFound),
            (None, None, Some(_)) => Err(ApiError::FileCommentNotFound),
            (None, None, None) => Err(ApiError::NoItemSpecified),
        }
    }

    /// The message, if it is there.
    pub(super) fn in_conversation<'b>(
        &self,
        workspace: &'b Workspace,
        conversation: ConversationId,
    ) -> Result<&'b Message, ApiError> {
        workspace.message(conversation, self.ts).ok_or(ApiError::MessageNotFound)
    }
}
