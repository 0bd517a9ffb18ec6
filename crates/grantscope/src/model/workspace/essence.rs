//! What matters of a workspace: two that agree in it let the same happen from then on, and tell the
//! same of it, up to names that are counted and moments.
//!
//! Told apart are the stage, what was granted, tokens by their standing, who and what is there, and
//! what waits for somebody. A trigger or a code counts while it can be used, by whose it is; an app
//! home by whose it is. Not told apart are clocks, ages, counters, texts of messages, profiles,
//! reminders, files, how often the app has called, and what was used up. Every field is named here,
//! so that a new one does not compile before somebody has decided about it.

use super::{Installation, Workspace};
use crate::model::classic::ClassicTokens;
use crate::model::conversation_state::{ConversationState, Members};
use crate::model::named::named;
use crate::model::prompt::{Code, Consent, InstallRequest, Prompt, Purpose};
use crate::model::token::Token;
use crate::model::trigger::{Dialog, Trigger};
use crate::model::{
    Channels, ConversationId, Fault, InstallRoute, Milestone, ResourceKind, SlackId, UserId,
};

named! {
    /// A part of what matters of a moment, by the name of what it is about.
    #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
    pub enum Part {
        /// The stage of the lifecycle.
        Stage "stage",
        /// What of the calendar has come.
        Calendar "calendar",
        /// Whether the app is there, and the workspace.
        Installation "installation",
        /// What the app's tokens are worth.
        Token "token",
        /// The scopes, for each kind of resource.
        Scopes "scopes",
        /// The resources, app homes not among them.
        Resources "resources",
        /// The app homes, by whose they are.
        Homes "app homes",
        /// What people granted for themselves.
        Consents "consents",
        /// Whose account is deleted.
        Accounts "accounts",
        /// The conversations.
        Conversations "conversations",
        /// The questions that wait for an answer.
        Prompts "prompts",
        /// The triggers that the app can ask with.
        Triggers "triggers",
        /// The codes that can be exchanged.
        Codes "codes",
        /// The dialogs that can be sent off.
        Dialogs "dialogs",
        /// What is broken at Slack.
        Faults "faults",
    }
}

/// What matters of a moment, as bytes: equal if and only if it is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Essence {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

/// Which triggers and codes can still be used: rules know.
pub(crate) struct Usable<'a> {
    pub(crate) trigger: &'a dyn Fn(&Trigger) -> bool,
    pub(crate) code: &'a dyn Fn(&Code) -> bool,
}

impl Essence {
    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Part by part.
    pub fn parts(&self) -> impl Iterator<Item = (Part, &[u8])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(self.ends.iter().copied());
        let texts = ranges.map(|(start, end)| self.bytes.get(start..end).unwrap_or_default());
        Part::ALL.into_iter().zip(texts)
    }

    fn end_part(&mut self) {
        self.ends.push(self.bytes.len());
    }

    fn flag(&mut self, flag: bool) {
        self.bytes.push(flag.into());
    }

    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn word(&mut self, word: u64) {
        self.bytes.extend(word.to_le_bytes());
    }

    fn id(&mut self, id: SlackId) {
        self.word(id.word());
    }

    fn user(&mut self, user: UserId) {
        self.id(user.id());
    }

    /// How many there are, then each: so that no two lists look alike.
    fn list<T>(&mut self, items: impl Iterator<Item = T>, write: impl Fn(&mut Self, T)) {
        let start = self.bytes.len();
        self.bytes.extend([0; 4]);
        let mut count: u32 = 0;
        for item in items {
            count = count.saturating_add(1);
            write(self, item);
        }
        let place = self.bytes.iter_mut().skip(start);
        place.zip(count.to_le_bytes()).for_each(|(byte, digit)| *byte = digit);
    }

    fn ids(&mut self, ids: &[ConversationId]) {
        let mut ids: Vec<SlackId> = ids.iter().map(|id| id.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        self.list(ids.into_iter(), Self::id);
    }

    fn text(&mut self, text: &str) {
        self.word(u64::try_from(text.len()).unwrap_or(u64::MAX));
        self.bytes.extend(text.as_bytes());
    }

    /// What waits for somebody has no order.
    fn unordered<T>(&mut self, items: impl Iterator<Item = T>, write: impl Fn(&mut Self, T)) {
        let mut written: Vec<Vec<u8>> = Vec::new();
        for item in items {
            let mut one = Self::default();
            write(&mut one, item);
            written.push(one.bytes);
        }
        written.sort_unstable();
        self.list(written.into_iter(), |into, bytes| into.bytes.extend(bytes));
    }
}

impl Workspace {
    /// Writes down what matters, in the place of what was written before.
    pub(crate) fn write_essence(&self, usable: &Usable<'_>, into: &mut Essence) {
        let Self {
            // The same for every moment of one story.
            cast: _,
            people: _,
            // Moments, names that are counted, and what the parts below are made from.
            now: _,
            revoked_tokens: _,
            conversations_by_age: _,
            home_owners: _,
            requests: _,
            consents: _,
            newest_code: _,
            // What nobody's permissions depend on.
            reminders: _,
            messages: _,
            newest_message: _,
            rates: _,
            usergroups: _,
            files: _,
            outbox: _,
            installation,
            token,
            grants: _,
            person_states,
            conversations,
            homes: _,
            prompts: _,
            triggers,
            codes,
            dialogs: _,
            classic,
            deleted,
            faults,
            stage,
        } = self;
        into.bytes.clear();
        into.ends.clear();

        into.byte(*stage as u8);
        into.end_part();
        let come = Milestone::ALL.iter().filter(|it| it.has_come(self.now));
        into.word(come.count().try_into().unwrap_or(u64::MAX));
        into.end_part();
        into.flag(*deleted);
        into.byte(match installation {
            Installation::Absent => 0,
            // Who installed it is told with a token, and nothing depends on it.
            Installation::Present { installer: _ } => 1,
            Installation::Uninstalled => 2,
        });
        into.end_part();
        self.write_token(token, classic, into);
        into.end_part();
        self.write_grants(into);
        into.list(
            person_states.entries().filter(|(_, state)| state.is_deactivated()),
            |into, (key, _)| {
                into.word(key.word());
            },
        );
        into.end_part();
        into.list(conversations.entries(), |into, (key, state)| {
            into.word(key.word());
            write_conversation(state, into);
        });
        into.end_part();
        into.unordered(self.open_prompts(), |into, prompt| write_prompt(prompt, into));
        into.end_part();
        into.unordered(triggers.values().filter(|it| (usable.trigger)(it)), |into, trigger| {
            // What is answered at a `response_url` is messages, which no rule asks about.
            let Trigger {
                text: _,
                user,
                conversation: _,
                by: _,
                issued_at: _,
                exchanged: _,
                message: _,
                answers: _,
            } = trigger;
            into.user(*user);
        });
        into.end_part();
        into.unordered(codes.values().filter(|it| (usable.code)(it)), |into, code| {
            write_code(code, into)
        });
        into.end_part();
        into.unordered(self.open_dialogs(), |into, dialog| {
            let Dialog { id: _, user, conversation: _, callback_id: _, fields: _, submitted: _ } =
                dialog;
            into.user(*user);
        });
        into.end_part();
        into.list(faults.values(), |into, Fault { error, method, calls }| {
            into.text(error.name());
            into.text(method.as_deref().unwrap_or_default());
            into.word(calls.map_or(u64::MAX, u64::from));
        });
        into.end_part();
    }

    /// A token that is gone is told apart from none by the installation.
    fn write_token(&self, token: &Token, classic: &ClassicTokens, into: &mut Essence) {
        let Token { number: _, revoked, refresh_revoked, refresh_number: _, issued_at: _ } = token;
        let ClassicTokens { scopes, newest, number: _, revoked: newest_revoked, bot_revoked } =
            classic;
        if self.is_installed() {
            into.byte(self.token_standing() as u8);
            into.flag(*revoked);
            into.flag(self.rotates() && *refresh_revoked);
        }
        if let Some(newest) = newest {
            into.user(*newest);
            into.flag(*newest_revoked);
            into.flag(*bot_revoked);
            into.list(scopes.entries(), |into, (key, scopes)| {
                into.word(key.word());
                into.bytes.extend(scopes.bits().to_le_bytes());
            });
        }
    }

    fn write_grants(&self, into: &mut Essence) {
        for kind in ResourceKind::ALL {
            into.bytes.extend(self.grants.of(kind).scopes.bits().to_le_bytes());
        }
        into.end_part();
        for kind in ResourceKind::ALL.into_iter().filter(|kind| *kind != ResourceKind::AppHome) {
            let reach = &self.grants.of(kind).reach;
            into.flag(reach.is_wildcard());
            into.list(reach.ids(), Essence::id);
            into.list(reach.excluded(), Essence::id);
        }
        into.end_part();
        let reach = &self.grants.of(ResourceKind::AppHome).reach;
        into.list(self.homes.values(), |into, (user, home)| {
            into.user(*user);
            into.flag(reach.containment(home.id()).is_inside());
        });
        into.end_part();
        into.list(self.grants.users(), |into, (user, scopes)| {
            into.user(user);
            into.bytes.extend(scopes.bits().to_le_bytes());
        });
        into.end_part();
    }
}

fn write_conversation(state: &ConversationState, into: &mut Essence) {
    let ConversationState {
        name,
        kind,
        general: _,
        archived,
        topic: _,
        purpose: _,
        creator,
        created: _,
        previous_names: _,
        members,
    } = state;
    into.text(name);
    into.byte(*kind as u8);
    into.flag(*archived);
    into.word(creator.map_or(0, |creator| creator.id().word()));
    match members {
        Members::Everybody => into.flag(true),
        Members::These(members) => {
            into.flag(false);
            into.list(members.iter(), |into, user| into.user(*user));
        }
    }
}

fn write_prompt(prompt: &Prompt, into: &mut Essence) {
    let Prompt { id: _, user, scopes, purpose, opened_at: _, closed: _ } = prompt;
    into.user(*user);
    into.bytes.extend(scopes.bits().to_le_bytes());
    match purpose {
        Purpose::Install(request) => {
            into.byte(0);
            write_request(request, into);
        }
        // The trigger is that person's, and was used.
        Purpose::Permissions { trigger: _ } => into.byte(1),
        Purpose::ActingFor { trigger: _ } => into.byte(2),
    }
}

fn write_request(request: &InstallRequest, into: &mut Essence) {
    let InstallRequest { route, state: _, redirect_uri, single_channel } = request;
    into.flag(*route == InstallRoute::Oauth);
    into.text(redirect_uri.as_deref().unwrap_or_default());
    into.flag(*single_channel);
}

fn write_code(code: &Code, into: &mut Essence) {
    let Code { text: _, consent, request, issued_at: _, exchanged: _ } = code;
    let Consent { user, scopes, channels } = consent;
    into.user(*user);
    into.bytes.extend(scopes.bits().to_le_bytes());
    match channels {
        Channels::None => into.byte(0),
        Channels::Chosen(chosen) => {
            into.byte(1);
            into.ids(chosen);
        }
        Channels::AllExcept(excluded) => {
            into.byte(2);
            into.ids(excluded);
        }
    }
    write_request(request, into);
}
