//! Random stories, and the sandbox that they are told to.

use grantscope::{
    Answer, Call, Cast, Channels, Command, EndpointAnswer, Gesture, Info, Input, InstallRoute,
    Outcome, PromptId, Question, Reply, RetryReason, Sandbox, TokenName, UserId,
};
use proptest::prelude::*;

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, id};

pub(super) const PEOPLE: [&str; 2] = [OLIVE, POPEYE];

pub(super) const CHANNELS: [&str; 3] = [GENERAL, LUNCH, SECRET];

pub(super) const PLACES: [&str; 4] = [GENERAL, LUNCH, SECRET, KITCHEN];

pub(super) const SCOPES: [&str; 6] =
    ["channels:history", "channels:read", "chat:write", "groups:read", "users:read", "team:read"];

/// What a random story is made of. Triggers and codes are named by age, the newest first, because
/// their texts are known only while the story is told.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Install { user: usize, scopes: Vec<usize>, settings: bool },
    Answer { prompt: u32, answer: Answer },
    Invite { user: usize, place: usize },
    Kick { user: usize, place: usize },
    Create { user: usize, private: bool },
    Archive { user: usize, place: usize },
    Unarchive { user: usize, place: usize },
    MakePrivate { user: usize, place: usize },
    Click { user: usize, place: usize },
    Request { age: usize, scopes: Vec<usize> },
    Exchange { age: usize },
    AskToActFor { user: usize, age: usize },
    Revoke { user: usize },
    Uninstall,
    Deactivate,
    RevokeToken,
    Lookup,
    Endpoint { answers: EndpointAnswer },
    Unanswered { event: u32 },
    Wait,
}

pub(crate) fn acts() -> impl Strategy<Value = Vec<(u64, Act)>> {
    let scopes = || prop::collection::vec(0..SCOPES.len(), 0..3);
    let chosen =
        || prop::collection::vec((0..CHANNELS.len()).prop_map(|it| id(CHANNELS[it])), 0..3);
    let channels = prop_oneof![
        Just(Channels::None),
        chosen().prop_map(Channels::Chosen),
        chosen().prop_map(Channels::AllExcept),
    ];
    let answer = prop_oneof![
        4 => channels.prop_map(|channels| Answer::Approve { channels }),
        1 => Just(Answer::Deny),
    ];
    let act = prop_oneof![
        2 => (0..2_usize, scopes(), any::<bool>())
            .prop_map(|(user, scopes, settings)| Act::Install { user, scopes, settings }),
        4 => (1..9_u32, answer).prop_map(|(prompt, answer)| Act::Answer { prompt, answer }),
        2 => (0..2_usize, 0..4_usize).prop_map(|(user, place)| Act::Invite { user, place }),
        2 => (0..2_usize, 0..4_usize).prop_map(|(user, place)| Act::Kick { user, place }),
        1 => (0..2_usize, any::<bool>()).prop_map(|(user, private)| Act::Create { user, private }),
        1 => (0..2_usize, 0..4_usize).prop_map(|(user, place)| Act::Archive { user, place }),
        1 => (0..2_usize, 0..4_usize).prop_map(|(user, place)| Act::Unarchive { user, place }),
        1 => (0..2_usize, 0..4_usize).prop_map(|(user, place)| Act::MakePrivate { user, place }),
        2 => (0..2_usize, 0..4_usize).prop_map(|(user, place)| Act::Click { user, place }),
        3 => (0..3_usize, scopes()).prop_map(|(age, scopes)| Act::Request { age, scopes }),
        2 => (0..3_usize).prop_map(|age| Act::Exchange { age }),
        2 => (0..2_usize, 0..2_usize).prop_map(|(user, age)| Act::AskToActFor { user, age }),
        1 => (0..2_usize).prop_map(|user| Act::Revoke { user }),
        1 => prop_oneof![Just(Act::Uninstall), Just(Act::RevokeToken), Just(Act::Deactivate)],
        1 => Just(Act::Lookup),
        1 => endpoint().prop_map(|answers| Act::Endpoint { answers }),
        1 => (1..9_u32).prop_map(|event| Act::Unanswered { event }),
        1 => Just(Act::Wait),
    ];
    prop::collection::vec((prop_oneof![Just(200_u64), Just(2000), Just(700_000)], act), 0..40)
}

fn endpoint() -> impl Strategy<Value = EndpointAnswer> {
    let fails = |no_retry| EndpointAnswer::Fails { reason: RetryReason::HttpError, no_retry };
    prop_oneof![Just(EndpointAnswer::Ok), any::<bool>().prop_map(fails)]
}

/// A sandbox, and what it gave out.
pub(crate) struct Telling {
    pub(crate) sandbox: Sandbox,
    pub(super) triggers: Vec<String>,
    pub(super) codes: Vec<String>,
}

impl Telling {
    pub(crate) fn new() -> Self {
        let mut telling = Self {
            sandbox: Sandbox::new(Cast::default()).expect("the cast is sound"),
            triggers: Vec::new(),
            codes: Vec::new(),
        };
        // Most stories are about an app that is there.
        telling.tell(200, &Act::Install { user: 0, scopes: vec![2], settings: true });
        telling
    }

    pub(super) fn input(&self, after: u64, act: &Act) -> Input {
        let aged = |list: &[String], age: usize| {
            list.iter().rev().nth(age).cloned().unwrap_or_else(|| "never.issued".to_owned())
        };
        let person = |user: usize| id::<UserId>(PEOPLE[user]);
        let command = match act {
            Act::Install { user, scopes, settings } => {
                let scopes: Vec<&str> = scopes.iter().map(|scope| SCOPES[*scope]).collect();
                let by = if *settings { InstallRoute::Settings } else { InstallRoute::Oauth };
                Command::install(person(*user), &scopes, by)
            }
            Act::Answer { prompt, answer } => {
                Command::Answer { prompt: PromptId(*prompt), answer: answer.clone() }
            }
            Act::Invite { user, place } => {
                Command::Invite { user: person(*user), conversation: id(PLACES[*place]) }
            }
            Act::Kick { user, place } => {
                Command::Kick { user: person(*user), conversation: id(PLACES[*place]) }
            }
            Act::Create { user, private } => Command::CreateConversation {
                user: person(*user),
                name: format!("made-{}", self.sandbox.history().len()),
                private: *private,
            },
            Act::Archive { user, place } => {
                Command::Archive { user: person(*user), conversation: id(PLACES[*place]) }
            }
            Act::Unarchive { user, place } => {
                Command::Unarchive { user: person(*user), conversation: id(PLACES[*place]) }
            }
            Act::MakePrivate { user, place } => {
                Command::MakePrivate { user: person(*user), conversation: id(PLACES[*place]) }
            }
            Act::Click { user, place } => {
                let (user, conversation) = (person(*user), id(PLACES[*place]));
                Command::Interact { user, conversation, by: Gesture::Button }
            }
            Act::Request { age, scopes } => {
                let scopes: Vec<&str> = scopes.iter().map(|scope| SCOPES[*scope]).collect();
                Command::Call(Call::asking(&aged(&self.triggers, *age), &scopes))
            }
            Act::Exchange { age } => {
                let code = aged(&self.codes, *age);
                Command::Call(Call::exchanging(&code, &Cast::default().app))
            }
            Act::AskToActFor { user, age } => {
                let trigger = aged(&self.triggers, *age);
                let scopes = ["reminders:write:user"];
                Command::Call(Call::asking_to_act_for(person(*user), &trigger, &scopes))
            }
            Act::Revoke { user } => Command::Revoke { user: person(*user) },
            Act::Uninstall => Command::Uninstall { user: person(0) },
            // Somebody stays who can be asked.
            Act::Deactivate => Command::Deactivate { user: person(1) },
            Act::RevokeToken => Command::Call(Call::plain("auth.revoke")),
            Act::Lookup => Command::Call(Call::plain("apps.permissions.info")),
            Act::Endpoint { answers } => Command::Endpoint { answers: *answers },
            Act::Unanswered { event } => Command::Unanswered {
                event_id: id(&format!("Ev{event:08X}")),
                reason: RetryReason::HttpTimeout,
                no_retry: false,
            },
            Act::Wait => Command::Wait {},
        };
        Input { after, command }
    }

    /// Lets an act happen. Says whether it did, and what reached the app.
    pub(crate) fn tell(&mut self, after: u64, act: &Act) -> Option<Outcome> {
        let input = self.input(after, act);
        let outcome = self.sandbox.handle(input).ok()?;
        for delivery in &outcome.deliveries {
            self.triggers.extend(delivery.trigger_id().map(str::to_owned));
            self.codes.extend(delivery.code().map(str::to_owned));
        }
        Some(outcome)
    }

    pub(super) fn info(&self) -> Info {
        let mut copy = self.sandbox.clone();
        let call = Call { token: TokenName::Current, ..Call::plain("apps.permissions.info") };
        let outcome = copy.handle(Input { after: 0, command: Command::Call(call) });
        match outcome.expect("a lookup is always possible").reply {
            Some(Reply::Info(reply)) => reply.info,
            _ => Info::default(),
        }
    }

    pub(super) fn may_act_for(&self, person: &str) -> bool {
        let user = Some(person.to_owned());
        let question = Question { method: "reminders.add".to_owned(), channel: None, user };
        self.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    }

    pub(super) fn allowed(&self, method: &str, channel: Option<&str>) -> bool {
        let channel = channel.map(str::to_owned);
        let question = Question { method: method.to_owned(), channel, user: None };
        self.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    }
}
