//! The small world as it stands: what was granted, who is being asked, which triggers live.
//!
//! A workspace clones cheaply (its collections share what they have in common), because plans and
//! exploration try commands on copies. [`Workspace::apply`] refuses nothing: whether something may
//! happen was decided before, in `rules`.

use std::sync::Arc;

use rpds::{RedBlackTreeMapSync as Map, VectorSync as Vector};

use super::change::{Change, Closing, Code, Dialog, Message, Prompt, Purpose, Trigger};
use super::classic::ClassicTokens;
use super::conversation_state::{ConversationChange, ConversationState};
use super::file::File;
use super::outbox::Outbox;
use super::person_state::{PersonChange, PersonState};
use super::rate::Rates;
use super::reminder::Reminders;
use super::token::{Token, TokenStanding};
use super::usergroup::Usergroup;
use super::{
    AppKind, Cast, CastError, ConversationId, DialogId, Fault, Grants, Milestone, Person, PromptId,
    ResourceKind, ScopeSet, SlackId, Stage, Timestamp, UserId, app_home_base,
};

/// Everything that is true at one moment.
#[derive(Clone, Debug)]
pub(crate) struct Workspace {
    cast: Arc<Cast>,
    now: Timestamp,
    installation: Installation,
    token: Token,
    /// Of the tokens before the current one, those that were revoked, by number.
    revoked_tokens: Map<u32, ()>,
    grants: Grants,
    people: Map<UserId, Person>,
    person_states: Map<UserId, PersonState>,
    reminders: Reminders,
    conversations: Map<ConversationId, ConversationState>,
    conversations_by_age: Vector<ConversationId>,
    homes: Map<UserId, ConversationId>,
    home_owners: Map<ConversationId, UserId>,
    consents: Map<UserId, String>,
    prompts: Map<PromptId, Prompt>,
    /// Of those, the ones that wait for an answer and ask for more than to be installed.
    requests: Map<PromptId, ()>,
    triggers: Map<String, Trigger>,
    codes: Map<String, Code>,
    newest_code: Option<String>,
    dialogs: Map<DialogId, Dialog>,
    messages: Map<(ConversationId, u64), Message>,
    newest_message: u64,
    classic: ClassicTokens,
    deleted: bool,
    faults: Map<u32, Fault>,
    rates: Rates,
    usergroups: Map<SlackId, Usergroup>,
    files: Map<SlackId, File>,
    stage: Stage,
    outbox: Outbox,
}

/// Whether the app is there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Installation {
    /// Never installed.
    Absent,
    /// Installed.
    Present { installer: UserId },
    /// Installed once, and gone.
    Uninstalled,
}

impl Workspace {
    /// The world before anything happened.
    ///
    /// # Errors
    /// If the cast is at fault.
    pub(crate) fn new(cast: Cast) -> Result<Self, CastError> {
        cast.check()?;
        let now = cast.begins()?;
        let conversation = |it| ConversationState::of_cast(it, &cast.people, now);
        Ok(Self {
            now,
            installation: Installation::Absent,
            token: Token::default(),
            revoked_tokens: Map::new_sync(),
            grants: Grants::default(),
            people: cast.people.iter().map(|person| (person.id, person.clone())).collect(),
            person_states: Map::new_sync(),
            reminders: Reminders::default(),
            conversations: cast.conversations.iter().map(|it| (it.id, conversation(it))).collect(),
            conversations_by_age: cast.conversations.iter().map(|it| it.id).collect(),
            homes: Map::new_sync(),
            home_owners: Map::new_sync(),
            consents: Map::new_sync(),
            prompts: Map::new_sync(),
            requests: Map::new_sync(),
            triggers: Map::new_sync(),
            codes: Map::new_sync(),
            newest_code: None,
            dialogs: Map::new_sync(),
            messages: Map::new_sync(),
            newest_message: 0,
            classic: ClassicTokens::default(),
            deleted: false,
            faults: Map::new_sync(),
            rates: Rates::default(),
            usergroups: Map::new_sync(),
            files: Map::new_sync(),
            stage: Stage::NotInstalled,
            outbox: Outbox::new(),
            cast: Arc::new(cast),
        })
    }

    /// The world at a later moment, after changes, on a copy.
    pub(crate) fn after(&self, now: Timestamp, changes: &[Change]) -> Self {
        let mut after = self.clone();
        after.apply(&Change::ClockMoved { to: now });
        changes.iter().for_each(|change| after.apply(change));
        after
    }

    /// Makes a fact true.
    pub(crate) fn apply(&mut self, change: &Change) {
        match change {
            Change::ClockMoved { to } => self.now = *to,
            Change::PromptOpened(prompt) => self.keep_prompt(prompt.clone()),
            Change::PromptClosed { prompt, answer } => {
                if let Some(open) = self.prompts.get(prompt).cloned() {
                    self.keep_prompt(Prompt { closed: Some(*answer), ..open });
                }
            }
            Change::CodeIssued(code) => {
                self.newest_code = Some(code.text.clone());
                self.codes.insert_mut(code.text.clone(), code.clone());
            }
            Change::CodeExchanged { code } => {
                if let Some(issued) = self.codes.get(code).cloned() {
                    self.codes.insert_mut(code.clone(), Code { exchanged: true, ..issued });
                }
            }
            Change::Installed { by } => self.install(*by),
            Change::TokenIssued => self.issue_token(),
            Change::TokenRevoked => self.token.revoked = true,
            Change::RefreshTokenRevoked => {
                self.token.refresh_revoked = true;
                self.token.refresh_number = self.token.refresh_number.saturating_add(1);
            }
            Change::Uninstalled { .. } => self.uninstall(),
            Change::AppHomeOpened { user, home } => self.open_home(*user, *home),
            Change::ScopesGranted { scopes, .. } => self.grants.grant(*scopes),
            Change::ScopesDenied { .. } | Change::UserScopesDenied { .. } => {}
            Change::UserScopesGranted { user, scopes, trigger } => {
                self.grants.grant_user(*user, *scopes);
                if let Some(trigger) = trigger {
                    self.consents.insert_mut(*user, trigger.clone());
                }
            }
            Change::UserRemoved { user } => self.grants.remove_user(*user),
            Change::ClassicAuthorized { user, scopes } => self.authorize_classic(*user, *scopes),
            Change::ClassicTokenRevoked { token } => self.classic.revoke(*token),
            Change::WorkspaceDeleted => self.deleted = true,
            Change::FaultSet(fault) => {
                self.faults.insert_mut(count(self.faults.size()), fault.clone());
            }
            Change::FaultStruck { method } => self.strike(method),
            Change::Recovered => self.faults = Map::new_sync(),
            Change::ResourceAdded { kind, id } => self.grants.add(*kind, *id),
            Change::WildcardGranted { excluded } => {
                let excluded = excluded.iter().map(|conversation| conversation.id());
                self.grants.widen(ResourceKind::Channel, excluded);
            }
            Change::ResourceRemoved { kind, id } => self.grants.remove(*kind, *id),
            Change::TriggerIssued(trigger) => {
                self.triggers.insert_mut(trigger.text.clone(), trigger.clone());
            }
            Change::DialogOpened(dialog) => self.dialogs.insert_mut(dialog.id, dialog.clone()),
            Change::DialogSubmitted { dialog } => {
                if let Some(open) = self.dialogs.get(dialog).cloned() {
                    self.dialogs.insert_mut(open.id, Dialog { submitted: true, ..open });
                }
            }
            Change::MessagePosted { conversation, message } => {
                self.post(*conversation, message);
            }
            Change::MessageChanged { conversation, message } => {
                if let Some(microseconds) = microseconds_of(&message.ts) {
                    self.messages.insert_mut((*conversation, microseconds), message.clone());
                }
            }
            Change::MessageDeleted { conversation, ts } => {
                if let Some(microseconds) = microseconds_of(ts) {
                    self.messages.remove_mut(&(*conversation, microseconds));
                }
            }
            Change::Outbox(change) => self.outbox.apply(change),
            Change::PersonChanged { user, change } => self.change_person(*user, change),
            Change::ReminderChanged(change) => self.reminders.apply(change),
            Change::CallCounted { meter, limit } => self.rates.count(*meter, *limit, self.now),
            Change::ConversationChanged { conversation, change } => {
                self.change_conversation(*conversation, change);
            }
            Change::FileSaved(file) => self.files.insert_mut(file.id, file.clone()),
            Change::UsergroupSaved(group) => self.usergroups.insert_mut(group.id, group.clone()),
            Change::TriggerExchanged { trigger } => {
                if let Some(issued) = self.triggers.get(trigger).cloned() {
                    self.triggers
                        .insert_mut(trigger.clone(), Trigger { exchanged: true, ..issued });
                }
            }
            Change::TriggerRenewed { trigger } => {
                if let Some(issued) = self.triggers.get(trigger).cloned() {
                    let renewed = Trigger { exchanged: false, issued_at: self.now, ..issued };
                    self.triggers.insert_mut(trigger.clone(), renewed);
                }
            }
        }
    }

    /// Moves on in the lifecycle.
    pub(crate) fn enter(&mut self, stage: Stage) {
        self.stage = stage;
    }

    pub(crate) fn cast(&self) -> &Cast {
        &self.cast
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn installation(&self) -> Installation {
        self.installation
    }

    pub(crate) fn token(&self) -> Token {
        self.token
    }

    /// How the app's current token stands.
    pub(crate) fn token_standing(&self, now: Timestamp) -> TokenStanding {
        let lifetime = self.cast.dialect.token_lifetime();
        let is_old = self.rotates(now) && self.token.has_lived(lifetime, now);
        match self.installation {
            Installation::Present { .. } | Installation::Uninstalled if self.deleted => {
                TokenStanding::Inactive
            }
            Installation::Present { .. } if self.authorizer_is_gone() => TokenStanding::Inactive,
            Installation::Present { .. } | Installation::Uninstalled
                if self.cast.app.kind == AppKind::Workspace && Milestone::Retired.has_come(now) =>
            {
                TokenStanding::Retired
            }
            Installation::Absent => TokenStanding::NeverIssued,
            Installation::Uninstalled => TokenStanding::Revoked,
            Installation::Present { .. } if self.token.revoked || self.classic.revoked => {
                TokenStanding::Revoked
            }
            Installation::Present { .. } if is_old => TokenStanding::Expired,
            Installation::Present { .. } => TokenStanding::Good,
        }
    }

    /// Whether the account is deleted whose token a classic app's current one is.
    fn authorizer_is_gone(&self) -> bool {
        self.classic.newest().is_some_and(|(user, _)| self.is_deactivated(user))
    }

    /// Whether the app's tokens are renewed.
    // Source: FACTS, section e (Tokens).
    pub(crate) fn rotates(&self, now: Timestamp) -> bool {
        let workspace_app = self.cast.app.kind == AppKind::Workspace;
        workspace_app && self.cast.app.rotation && Milestone::TokenRotation.has_come(now)
    }

    /// How a token stands that came before the current one, by number.
    // ASSUMPTION: a token that was replaced is worth no more than one that is expired.
    pub(crate) fn former_token_standing(&self, number: u32) -> TokenStanding {
        if !(1..self.token.number).contains(&number) {
            TokenStanding::NeverIssued
        } else if self.revoked_tokens.contains_key(&number) {
            TokenStanding::Revoked
        } else {
            TokenStanding::Expired
        }
    }

    /// Whether the app has a refresh token that is worth something.
    pub(crate) fn can_refresh(&self, now: Timestamp) -> bool {
        let lives = !self.deleted && !Milestone::Retired.has_come(now);
        self.rotates(now) && lives && self.is_installed() && !self.token.refresh_revoked
    }

    /// Whether the app has a token that is worth something.
    pub(crate) fn has_token(&self) -> bool {
        self.token_standing(self.now) == TokenStanding::Good
    }

    pub(crate) fn is_installed(&self) -> bool {
        matches!(self.installation, Installation::Present { .. })
    }

    pub(crate) fn classic(&self) -> &ClassicTokens {
        &self.classic
    }

    pub(crate) fn is_deleted(&self) -> bool {
        self.deleted
    }

    /// What is broken that strikes a call of that method.
    pub(crate) fn fault(&self, method: &str) -> Option<&Fault> {
        self.faults.values().find(|fault| fault.strikes(method))
    }

    pub(crate) fn grants(&self) -> &Grants {
        &self.grants
    }

    pub(crate) fn person(&self, id: UserId) -> Option<&Person> {
        self.people.get(&id)
    }

    /// How a person stands, where that differs from the cast.
    pub(crate) fn person_state(&self, id: UserId) -> PersonState {
        self.person_states.get(&id).cloned().unwrap_or_default()
    }

    /// Whether somebody has this id, and their account is not deactivated.
    pub(crate) fn is_there(&self, id: UserId) -> bool {
        self.people.contains_key(&id) && !self.is_deactivated(id)
    }

    pub(crate) fn is_deactivated(&self, id: UserId) -> bool {
        self.person_states.get(&id).is_some_and(PersonState::is_deactivated)
    }

    pub(crate) fn reminders(&self) -> &Reminders {
        &self.reminders
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

    /// The id that the next conversation of that initial gets. No two share a number, and none is
    /// the cast's.
    pub(crate) fn next_conversation(&self, initial: char) -> ConversationId {
        let created = self.conversations_by_age.len().saturating_sub(self.cast.conversations.len());
        self.free_id(initial, count(created))
    }

    /// The direct message that the next new person gets.
    pub(crate) fn next_home(&self) -> ConversationId {
        self.free_id('D', count(self.homes.size()))
    }

    fn free_id(&self, initial: char, taken: u32) -> ConversationId {
        let mut ids = (taken.saturating_add(1)..=u32::MAX)
            .map(|number| ConversationId::numbered(initial, number));
        let is_free = |id: &ConversationId| {
            !self.conversations.contains_key(id) && !self.home_owners.contains_key(id)
        };
        ids.find(is_free).unwrap_or_else(|| ConversationId::numbered(initial, 0))
    }

    pub(crate) fn home(&self, user: UserId) -> Option<ConversationId> {
        self.homes.get(&user).copied()
    }

    /// The trigger with which a person was last asked and agreed.
    pub(crate) fn consent(&self, user: UserId) -> Option<&String> {
        self.consents.get(&user)
    }

    pub(crate) fn home_owner(&self, home: ConversationId) -> Option<UserId> {
        self.home_owners.get(&home).copied()
    }

    pub(crate) fn homes_by_person(&self) -> impl Iterator<Item = (UserId, ConversationId)> {
        self.homes.iter().map(|(user, home)| (*user, *home))
    }

    pub(crate) fn prompt(&self, id: PromptId) -> Option<&Prompt> {
        self.prompts.get(&id)
    }

    /// The prompts that wait for an answer.
    pub(crate) fn open_prompts(&self) -> impl Iterator<Item = &Prompt> {
        self.prompts.values().filter(|prompt| prompt.closed.is_none())
    }

    /// Whether somebody is being asked for more permissions.
    pub(crate) fn is_asking(&self) -> bool {
        !self.requests.is_empty()
    }

    pub(crate) fn next_prompt(&self) -> PromptId {
        PromptId(count(self.prompts.size()).saturating_add(1))
    }

    pub(crate) fn trigger(&self, text: &str) -> Option<&Trigger> {
        self.triggers.get(text)
    }

    pub(crate) fn triggers(&self) -> impl Iterator<Item = &Trigger> {
        self.triggers.values()
    }

    pub(crate) fn triggers_issued(&self) -> u32 {
        count(self.triggers.size())
    }

    /// The messages of a conversation, oldest first.
    pub(crate) fn messages(&self, conversation: ConversationId) -> impl Iterator<Item = &Message> {
        let later = self.messages.range((conversation, 0)..);
        later.take_while(move |((place, _), _)| *place == conversation).map(|(_, message)| message)
    }

    /// The newest message of somebody's in a conversation.
    pub(crate) fn newest_message_of(
        &self,
        conversation: ConversationId,
        user: UserId,
    ) -> Option<&Message> {
        let all = self.messages.range((conversation, 0)..=(conversation, u64::MAX));
        all.rev().map(|(_, message)| message).find(|message| message.user == user)
    }

    pub(crate) fn message(&self, conversation: ConversationId, ts: &str) -> Option<&Message> {
        self.messages.get(&(conversation, microseconds_of(ts)?))
    }

    /// The time that names the next message: two messages of one moment differ in the last digits.
    pub(crate) fn next_ts(&self, now: Timestamp) -> String {
        let microseconds = self.next_message(now);
        format!("{}.{:06}", microseconds / 1_000_000, microseconds % 1_000_000)
    }

    fn next_message(&self, now: Timestamp) -> u64 {
        now.milliseconds().saturating_mul(1000).max(self.newest_message.saturating_add(1))
    }

    pub(crate) fn usergroup(&self, id: SlackId) -> Option<&Usergroup> {
        self.usergroups.get(&id)
    }

    pub(crate) fn usergroups(&self) -> impl Iterator<Item = &Usergroup> {
        self.usergroups.values()
    }

    pub(crate) fn next_usergroup(&self) -> SlackId {
        SlackId::numbered('S', count(self.usergroups.size()).saturating_add(1))
    }

    pub(crate) fn file(&self, id: SlackId) -> Option<&File> {
        self.files.get(&id)
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    pub(crate) fn next_file(&self) -> SlackId {
        SlackId::numbered('F', count(self.files.size()).saturating_add(1))
    }

    /// The dialog of that name, while nobody has sent it off.
    pub(crate) fn open_dialog(&self, id: DialogId) -> Option<&Dialog> {
        self.dialogs.get(&id).filter(|dialog| !dialog.submitted)
    }

    pub(crate) fn open_dialogs(&self) -> impl Iterator<Item = &Dialog> {
        self.dialogs.values().filter(|dialog| !dialog.submitted)
    }

    pub(crate) fn next_dialog(&self) -> DialogId {
        DialogId(count(self.dialogs.size()).saturating_add(1))
    }

    pub(crate) fn code(&self, text: &str) -> Option<&Code> {
        self.codes.get(text)
    }

    pub(crate) fn newest_code(&self) -> Option<&Code> {
        self.newest_code.as_deref().and_then(|text| self.code(text))
    }

    pub(crate) fn codes(&self) -> impl Iterator<Item = &Code> {
        self.codes.values()
    }

    pub(crate) fn codes_issued(&self) -> u32 {
        count(self.codes.size())
    }

    pub(crate) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    pub(crate) fn rates(&self) -> &Rates {
        &self.rates
    }

    pub(crate) fn stage(&self) -> Stage {
        self.stage
    }

    fn install(&mut self, by: UserId) {
        let (installer, keeps_token) = match self.installation {
            Installation::Absent | Installation::Uninstalled => (by, false),
            Installation::Present { installer } => (installer, !self.token.revoked),
        };
        self.installation = Installation::Present { installer };
        if !keeps_token || self.rotates(self.now) {
            self.issue_token();
        }
    }

    fn issue_token(&mut self) {
        if self.token.revoked {
            self.revoked_tokens.insert_mut(self.token.number, ());
        }
        self.token = self.token.next(self.now);
    }

    fn authorize_classic(&mut self, user: UserId, scopes: ScopeSet) {
        self.install(user);
        self.classic.authorize(user, scopes);
    }

    /// A fault that strikes so many calls has struck one.
    fn strike(&mut self, method: &str) {
        let struck = self.faults.iter().find(|(_, fault)| fault.strikes(method));
        let Some((number, fault)) = struck.map(|(number, fault)| (*number, fault.clone())) else {
            return;
        };
        let calls = fault.calls.map(|calls| calls.saturating_sub(1));
        self.faults.insert_mut(number, Fault { calls, ..fault });
    }

    /// A person who is gone is asked nothing any more, and sends off no dialog.
    fn change_person(&mut self, user: UserId, change: &PersonChange) {
        let state = self.person_state(user).after(self.now, change);
        if state.is_deactivated() {
            self.close_prompts(|prompt| prompt.user == user);
            let dialogs = self.dialogs.values().filter(|dialog| dialog.user == user);
            for dialog in dialogs.cloned().collect::<Vec<_>>() {
                self.dialogs.insert_mut(dialog.id, Dialog { submitted: true, ..dialog });
            }
        }
        self.person_states.insert_mut(user, state);
    }

    fn close_prompts(&mut self, which: impl Fn(&Prompt) -> bool) {
        let open: Vec<Prompt> =
            self.open_prompts().filter(|prompt| which(prompt)).cloned().collect();
        for prompt in open {
            self.keep_prompt(Prompt { closed: Some(Closing::Denied), ..prompt });
        }
    }

    fn keep_prompt(&mut self, prompt: Prompt) {
        if prompt.closed.is_none() && !matches!(prompt.purpose, Purpose::Install(_)) {
            self.requests.insert_mut(prompt.id, ());
        } else {
            self.requests.remove_mut(&prompt.id);
        }
        self.prompts.insert_mut(prompt.id, prompt);
    }

    /// Nobody is asked any more for an app that is gone; only installing it can still be answered.
    fn uninstall(&mut self) {
        self.installation = Installation::Uninstalled;
        self.grants = Grants::default();
        self.consents = Map::new_sync();
        self.classic = ClassicTokens::default();
        self.token.refresh_number = self.token.refresh_number.saturating_add(1);
        self.close_prompts(|prompt| !matches!(prompt.purpose, Purpose::Install(_)));
        (1..=self.token.number).for_each(|number| self.revoked_tokens.insert_mut(number, ()));
    }

    fn post(&mut self, conversation: ConversationId, message: &Message) {
        self.newest_message = self.next_message(self.now);
        self.messages.insert_mut((conversation, self.newest_message), message.clone());
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
        self.conversations.insert_mut(id, changed);
    }

    fn open_home(&mut self, user: UserId, home: ConversationId) {
        self.homes.insert_mut(user, home);
        self.home_owners.insert_mut(home, user);
        self.grants.grant_for(ResourceKind::AppHome, app_home_base());
        self.grants.add(ResourceKind::AppHome, home.id());
    }
}

/// The time that names a message, as the number that orders it.
fn microseconds_of(ts: &str) -> Option<u64> {
    let (seconds, rest) = ts.split_once('.').filter(|(_, rest)| rest.len() == 6)?;
    let seconds: u64 = seconds.parse().ok()?;
    seconds.checked_mul(1_000_000)?.checked_add(rest.parse().ok()?)
}

fn count(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
