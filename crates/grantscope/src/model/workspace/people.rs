//! People and conversations: how they stand, and where people meet the app.

use super::{Workspace, count};
use crate::model::conversation_state::ConversationState;
use crate::model::person_state::PersonState;
use crate::model::reminder::Reminders;
use crate::model::usergroup::Usergroup;
use crate::model::{ConversationId, Person, SlackId, UserId};

impl Workspace {
    pub(crate) fn person(&self, id: UserId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// How a person stands, where that differs from the cast.
    pub(crate) fn person_state(&self, id: UserId) -> PersonState {
        self.person_states.get(&id).cloned().unwrap_or_default()
    }

    /// Whether somebody has this id, and their account is not deactivated.
    pub(crate) fn is_there(&self, id: UserId) -> bool {
        self.people.contains(&id) && !self.is_deactivated(id)
    }

    pub(crate) fn is_deactivated(&self, id: UserId) -> bool {
        self.person_states.get(&id).is_some_and(PersonState::is_deactivated)
    }

    pub(crate) fn reminders(&self) -> &Reminders {
        &self.reminders
    }

    pub(crate) fn usergroup(&self, id: SlackId) -> Option<&Usergroup> {
        self.usergroups.get(&id)
    }

    pub(crate) fn usergroups(&self) -> impl Iterator<Item = &Usergroup> {
        self.usergroups.values()
    }

    pub(crate) fn next_usergroup(&self) -> SlackId {
        SlackId::numbered('S', count(self.usergroups.len()).saturating_add(1))
    }

    pub(crate) fn conversation(&self, id: ConversationId) -> Option<&ConversationState> {
        self.conversations.get(&id)
    }

    /// The conversations, app homes not among them: first the cast's, then as they came about.
    pub(crate) fn conversations(
        &self,
    ) -> impl Iterator<Item = (ConversationId, &ConversationState)> {
        let by_age = self.conversations_by_age.iter();
        by_age.filter_map(|id| self.conversations.get(id).map(|state| (*id, state)))
    }

    /// The same, the last that came about first.
    pub(crate) fn newest_conversations(
        &self,
    ) -> impl Iterator<Item = (ConversationId, &ConversationState)> {
        let ages = (0..self.conversations_by_age.len()).rev();
        let by_age = ages.filter_map(|age| self.conversations_by_age.get(age));
        by_age.filter_map(|id| self.conversations.get(id).map(|state| (*id, state)))
    }

    /// Whether a conversation has that name.
    pub(crate) fn has_conversation_called(&self, name: &str) -> bool {
        self.conversations.values().any(|state| state.name == name)
    }

    /// How many conversations there are, app homes not among them.
    pub(crate) fn conversations_count(&self) -> usize {
        self.conversations_by_age.len()
    }

    /// The id that the next conversation of that initial gets. No two share a number, and none is
    /// the cast's.
    pub(crate) fn next_conversation(&self, initial: char) -> ConversationId {
        let created = self.conversations_by_age.len().saturating_sub(self.cast.conversations.len());
        self.free_id(initial, count(created))
    }

    pub(crate) fn home(&self, user: UserId) -> Option<ConversationId> {
        self.homes.get(&user).map(|(_, home)| *home)
    }

    pub(crate) fn home_owner(&self, home: ConversationId) -> Option<UserId> {
        self.home_owners.get(&home).copied()
    }

    pub(crate) fn homes_by_person(&self) -> impl Iterator<Item = (UserId, ConversationId)> {
        self.homes.values().copied()
    }

    /// The trigger with which a person was last asked and agreed.
    pub(crate) fn consent(&self, user: UserId) -> Option<&String> {
        self.consents.get(&user)
    }

    /// The direct message that the next new person gets.
    pub(crate) fn next_home(&self) -> ConversationId {
        self.free_id('D', count(self.homes.len()))
    }

    fn free_id(&self, initial: char, taken: u32) -> ConversationId {
        let mut ids = (taken.saturating_add(1)..=u32::MAX)
            .map(|number| ConversationId::numbered(initial, number));
        let is_free = |id: &ConversationId| {
            !self.conversations.contains(id) && !self.home_owners.contains(id)
        };
        ids.find(is_free).unwrap_or_else(|| ConversationId::numbered(initial, 0))
    }
}
