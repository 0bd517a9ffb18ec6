//! Messages and files. A message is found by its time, which orders a conversation.

use std::ops::RangeInclusive;

use super::{Workspace, count};
use crate::model::file::File;
use crate::model::map::{Key, Keyed};
use crate::model::message::Message;
use crate::model::{ConversationId, SlackId, UserId};

impl Keyed for (ConversationId, u64) {
    fn key(&self) -> Key {
        Key::Words(self.0.id().word(), self.1)
    }
}

impl Workspace {
    /// The messages of a conversation, oldest first.
    pub(crate) fn messages(&self, conversation: ConversationId) -> impl Iterator<Item = &Message> {
        self.messages.within(those_of(conversation))
    }

    /// The last message of a conversation.
    pub(crate) fn newest_message(&self, conversation: ConversationId) -> Option<&Message> {
        self.messages.within(those_of(conversation)).next_back()
    }

    /// Somebody's messages in a conversation, newest first.
    pub(crate) fn newest_messages_of(
        &self,
        conversation: ConversationId,
        user: UserId,
    ) -> impl Iterator<Item = &Message> {
        let all = self.messages.within(those_of(conversation));
        all.rev().filter(move |message| message.user == user)
    }

    pub(crate) fn message(&self, conversation: ConversationId, ts: &str) -> Option<&Message> {
        self.messages.get(&(conversation, microseconds_of(ts)?))
    }

    /// The time that names the next message: two messages of one moment differ in the last digits.
    pub(crate) fn next_ts(&self) -> String {
        let microseconds = self.next_message();
        format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000)
    }

    pub(crate) fn file(&self, id: SlackId) -> Option<&File> {
        self.files.get(&id)
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    pub(crate) fn next_file(&self) -> SlackId {
        SlackId::numbered('F', count(self.files.len()).saturating_add(1))
    }

    pub(super) fn next_message(&self) -> u64 {
        self.now.milliseconds().saturating_mul(1000).max(self.newest_message.saturating_add(1))
    }
}

fn those_of(conversation: ConversationId) -> RangeInclusive<Key> {
    (conversation, 0).key()..=(conversation, u64::MAX).key()
}

/// The time that names a message, as the number that orders it.
pub(super) fn microseconds_of(ts: &str) -> Option<u64> {
    let (seconds, rest) = ts.split_once('.').filter(|(_, rest)| rest.len() == 6)?;
    let seconds: u64 = seconds.parse().ok()?;
    seconds.checked_mul(1_000_000)?.checked_add(rest.parse().ok()?)
}
