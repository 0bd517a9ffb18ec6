//! The small world as it stands: what was granted, who is being asked, which triggers live.
//!
//! A workspace clones cheaply (its collections share what they have in common), because plans and
//! exploration try commands on copies. Not here: how it changes (`workspace/apply.rs`), and the
//! look-ups, which stand by topic in the other files of `workspace/`.

mod apply;
pub(crate) mod essence;
mod issued;
mod messages;
mod people;
mod tokens;

use std::sync::Arc;

use rpds::VectorSync as Vector;

use super::change::Change;
use super::classic::ClassicTokens;
use super::conversation_state::ConversationState;
use super::file::File;
use super::map::Map;
use super::message::Message;
use super::outbox::Outbox;
use super::person_state::PersonState;
use super::prompt::{Code, Prompt};
use super::rate::Rates;
use super::reminder::Reminders;
use super::token::Token;
use super::trigger::{Dialog, Trigger};
use super::usergroup::Usergroup;
use super::{
    Cast, CastError, Catalogue, ConversationId, DialogId, Fault, Grants, Person, PromptId, SlackId,
    Stage, Timestamp, UserId,
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
    homes: Map<UserId, (UserId, ConversationId)>,
    home_owners: Map<ConversationId, UserId>,
    consents: Map<UserId, String>,
    prompts: Map<PromptId, Prompt>,
    /// Of those, the ones that wait for an answer and ask for more than to be installed.
    requests: Map<PromptId, ()>,
    triggers: Map<str, Trigger>,
    codes: Map<str, Code>,
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
            revoked_tokens: Map::default(),
            grants: Grants::default(),
            people: cast.people.iter().map(|person| (person.id, person.clone())).collect(),
            person_states: Map::default(),
            reminders: Reminders::default(),
            conversations: cast.conversations.iter().map(|it| (it.id, conversation(it))).collect(),
            conversations_by_age: cast.conversations.iter().map(|it| it.id).collect(),
            homes: Map::default(),
            home_owners: Map::default(),
            consents: Map::default(),
            prompts: Map::default(),
            requests: Map::default(),
            triggers: Map::default(),
            codes: Map::default(),
            newest_code: None,
            dialogs: Map::default(),
            messages: Map::default(),
            newest_message: 0,
            classic: ClassicTokens::default(),
            deleted: false,
            faults: Map::default(),
            rates: Rates::default(),
            usergroups: Map::default(),
            files: Map::default(),
            stage: Stage::NotInstalled,
            outbox: Outbox::new(),
            cast: Arc::new(cast),
        })
    }

    /// The world at another moment, on a copy: only time has passed.
    pub(crate) fn at(&self, now: Timestamp) -> Self {
        Self { now, ..self.clone() }
    }

    /// The world after changes, on a copy.
    pub(crate) fn after(&self, changes: &[Change]) -> Self {
        let mut after = self.clone();
        changes.iter().for_each(|change| after.apply(change));
        after
    }

    /// Moves on in the lifecycle.
    pub(crate) fn enter(&mut self, stage: Stage) {
        self.stage = stage;
    }

    pub(crate) fn cast(&self) -> &Cast {
        &self.cast
    }

    pub(crate) fn catalogue(&self) -> Catalogue {
        self.cast.catalogue
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn installation(&self) -> Installation {
        self.installation
    }

    pub(crate) fn is_installed(&self) -> bool {
        matches!(self.installation, Installation::Present { .. })
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

    pub(crate) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    pub(crate) fn rates(&self) -> &Rates {
        &self.rates
    }

    /// As if the app had not called yet, as far as limits go.
    pub(crate) fn forget_calls(&mut self) {
        self.rates = Rates::default();
    }

    pub(crate) fn stage(&self) -> Stage {
        self.stage
    }
}

fn count(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
