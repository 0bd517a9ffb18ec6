//! Making changes true. Nothing is refused here: whether something may happen was decided before.

use super::messages::microseconds_of;
use super::{Installation, Workspace, count};
use crate::model::change::Change;
use crate::model::classic::ClassicTokens;
use crate::model::conversation_state::ConversationChange;
use crate::model::map::Map;
use crate::model::message::Message;
use crate::model::person_state::PersonChange;
use crate::model::prompt::{Closing, Code, Prompt, Purpose};
use crate::model::{ConversationId, Grants, PromptId, ResourceKind, ScopeSet, UserId};

impl Workspace {
    /// Makes a fact true.
    pub(crate) fn apply(&mut self, change: &Change) {
        match change {
            Change::PromptOpened(prompt) => self.open_prompt(prompt),
            Change::PromptClosed { prompt, answer } => self.close_prompt(*prompt, *answer),
            Change::CodeIssued(code) => self.issue_code(code),
            Change::CodeExchanged { code } => {
                self.codes.alter(code, |code| code.exchanged = true);
            }
            Change::Installed { by } => self.install(*by),
            Change::TokenIssued => self.issue_token(),
            Change::TokenRevoked => self.token.revoked = true,
            Change::RefreshTokenRevoked => self.token.revoke_refresh(),
            Change::Uninstalled { .. } => self.uninstall(),
            Change::AppHomeOpened { user, home } => self.open_home(*user, *home),
            Change::ScopesGranted { scopes, .. } => self.grants.grant(*scopes),
            Change::ScopesDenied { .. } | Change::UserScopesDenied { .. } => {}
            Change::UserScopesGranted { user, scopes, trigger } => {
                self.grant_user(*user, *scopes, trigger.as_ref());
            }
            Change::UserRemoved { user } => self.grants.remove_user(*user),
            Change::ClassicAuthorized { user, scopes } => self.authorize_classic(*user, *scopes),
            Change::ClassicTokenRevoked { token } => self.classic.revoke(*token),
            Change::WorkspaceDeleted => self.deleted = true,
            Change::FaultSet(fault) => {
                self.faults.insert(&count(self.faults.len()), fault.clone());
            }
            Change::FaultStruck { method } => self.strike(method),
            Change::Recovered => self.faults = Map::default(),
            Change::ResourceAdded { kind, id } => self.grants.add(*kind, *id),
            Change::WildcardGranted { excluded } => {
                let excluded = excluded.iter().map(|conversation| conversation.id());
                self.grants.widen(ResourceKind::Channel, excluded);
            }
            Change::ResourceRemoved { kind, id } => self.grants.remove(*kind, *id),
            Change::TriggerIssued(trigger) => {
                self.triggers.insert(&trigger.text, trigger.clone());
            }
            Change::TriggerExchanged { trigger } => {
                self.triggers.alter(trigger, |trigger| trigger.exchanged = true);
            }
            Change::TriggerAnswered { trigger } => {
                self.triggers.alter(trigger, |it| it.answers = it.answers.saturating_add(1));
            }
            Change::TriggerRenewed { trigger } => self.triggers.alter(trigger, |trigger| {
                trigger.exchanged = false;
                trigger.issued_at = self.now;
            }),
            Change::DialogOpened(dialog) => self.dialogs.insert(&dialog.id, dialog.clone()),
            Change::DialogSubmitted { dialog } => {
                self.dialogs.alter(dialog, |dialog| dialog.submitted = true);
            }
            Change::MessagePosted { conversation, message } => self.post(*conversation, message),
            Change::MessageChanged { conversation, message } => {
                if let Some(microseconds) = microseconds_of(&message.ts) {
                    self.messages.insert(&(*conversation, microseconds), message.clone());
                }
            }
            Change::MessageDeleted { conversation, ts } => {
                if let Some(microseconds) = microseconds_of(ts) {
                    self.messages.remove(&(*conversation, microseconds));
                }
            }
            Change::Outbox(change) => self.outbox.apply(change),
            Change::PersonChanged { user, change } => self.change_person(*user, change),
            Change::ReminderChanged(change) => self.reminders.apply(change),
            Change::CallCounted { meter, limit } => self.rates.count(*meter, *limit, self.now),
            Change::ConversationChanged { conversation, change } => {
                self.change_conversation(*conversation, change);
            }
            Change::FileSaved(file) => self.files.insert(&file.id, file.clone()),
            Change::UsergroupSaved(group) => self.usergroups.insert(&group.id, group.clone()),
        }
    }

    fn issue_code(&mut self, code: &Code) {
        self.newest_code = Some(code.text.clone());
        self.codes.insert(&code.text, code.clone());
    }

    fn grant_user(&mut self, user: UserId, scopes: ScopeSet, trigger: Option<&String>) {
        self.grants.grant_user(user, scopes);
        if let Some(trigger) = trigger {
            self.consents.insert(&user, trigger.clone());
        }
    }

    fn install(&mut self, by: UserId) {
        let (installer, keeps_token) = match self.installation {
            Installation::Absent | Installation::Uninstalled => (by, false),
            Installation::Present { installer } => (installer, !self.token.revoked),
        };
        self.installation = Installation::Present { installer };
        if !keeps_token || self.rotates() {
            self.issue_token();
        }
    }

    fn issue_token(&mut self) {
        if self.token.revoked {
            self.revoked_tokens.insert(&self.token.number, ());
        }
        self.token = self.token.next(self.now);
    }

    fn authorize_classic(&mut self, user: UserId, scopes: ScopeSet) {
        self.install(user);
        self.classic.authorize(user, scopes);
    }

    /// Nobody is asked any more for an app that is gone; only installing it can still be answered.
    fn uninstall(&mut self) {
        self.installation = Installation::Uninstalled;
        self.grants = Grants::default();
        self.consents = Map::default();
        self.classic = ClassicTokens::default();
        self.token.refresh_number = self.token.refresh_number.saturating_add(1);
        self.close_prompts(|prompt| !matches!(prompt.purpose, Purpose::Install(_)));
        (1..=self.token.number).for_each(|number| self.revoked_tokens.insert(&number, ()));
    }

    fn open_home(&mut self, user: UserId, home: ConversationId) {
        self.homes.insert(&user, (user, home));
        self.home_owners.insert(&home, user);
        self.grants.grant_for(ResourceKind::AppHome, self.catalogue().app_home_base());
        self.grants.add(ResourceKind::AppHome, home.id());
    }

    fn close_prompts(&mut self, which: impl Fn(&Prompt) -> bool) {
        let open = self.open_prompts().filter(|prompt| which(prompt));
        for prompt in open.map(|prompt| prompt.id).collect::<Vec<_>>() {
            self.close_prompt(prompt, Closing::Denied);
        }
    }

    fn open_prompt(&mut self, prompt: &Prompt) {
        if !matches!(prompt.purpose, Purpose::Install(_)) {
            self.requests.insert(&prompt.id, ());
        }
        self.prompts.insert(&prompt.id, prompt.clone());
    }

    fn close_prompt(&mut self, prompt: PromptId, answer: Closing) {
        self.requests.remove(&prompt);
        self.prompts.alter(&prompt, |prompt| prompt.closed = Some(answer));
    }

    /// A person who is gone is asked nothing any more, and sends off no dialog.
    fn change_person(&mut self, user: UserId, change: &PersonChange) {
        let state = self.person_state(user).after(self.now, change);
        if state.is_deactivated() {
            self.close_prompts(|prompt| prompt.user == user);
            let dialogs = self.dialogs.values().filter(|dialog| dialog.user == user);
            for dialog in dialogs.map(|dialog| dialog.id).collect::<Vec<_>>() {
                self.dialogs.alter(&dialog, |dialog| dialog.submitted = true);
            }
        }
        self.person_states.insert(&user, state);
    }

    fn change_conversation(&mut self, id: ConversationId, change: &ConversationChange) {
        let changed = match (self.conversations.get(&id), change) {
            (Some(before), change) => before.after(change),
            (None, ConversationChange::Created(created)) => {
                self.conversations_by_age.push_back_mut(id);
                created.as_ref().clone()
            }
            (
                None,
                ConversationChange::Archived
                | ConversationChange::Unarchived
                | ConversationChange::MadePrivate
                | ConversationChange::Renamed { .. }
                | ConversationChange::TopicSet(_)
                | ConversationChange::PurposeSet(_)
                | ConversationChange::MembersAdded { .. }
                | ConversationChange::MembersSet { .. },
            ) => return,
        };
        self.conversations.insert(&id, changed);
    }

    /// A fault that strikes so many calls has struck one.
    fn strike(&mut self, method: &str) {
        let struck = self.faults.values().position(|fault| fault.strikes(method));
        if let Some(number) = struck {
            self.faults.alter(&count(number), |fault| {
                fault.calls = fault.calls.map(|calls| calls.saturating_sub(1));
            });
        }
    }

    fn post(&mut self, conversation: ConversationId, message: &Message) {
        self.newest_message = self.next_message();
        self.messages.insert(&(conversation, self.newest_message), message.clone());
    }
}
