//! Random permission systems and random stories: sandbox, explanation and ledger agree with a naive model.
//!
//! Alone in its process, which keeps 255 catalogues: each story is told with another one.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "random_catalogues/naive.rs"]
mod naive;
#[path = "random_catalogues/system.rs"]
mod system;

use grantscope::{
    Answer, Call, Cast, Channels, Command, ConversationId, Gesture, Input, InstallRoute, Question,
    RateLimits, Sandbox, UserId,
};
use proptest::prelude::*;

use naive::Naive;
use system::{KITCHEN, OLIVE, PLACES, POPEYE, PUBLIC, Sort, System};

/// Something that happens, as a whole. Scopes are named by their places in the system.
#[derive(Clone, Debug)]
enum Act {
    Install(Vec<usize>, Channels),
    Ask(Vec<usize>, Channels),
    AskToActFor(&'static str, Vec<usize>),
    Invite(&'static str),
    Kick(&'static str),
    Revoke(&'static str),
    Uninstall,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let scopes = || prop::collection::vec(0..system::MOST, 1..3);
    let place = || prop::sample::select(&PLACES[..]);
    let person = || prop::sample::select(&[OLIVE, POPEYE][..]);
    let act = prop_oneof![
        3 => (scopes(), channels()).prop_map(|(scopes, channels)| Act::Install(scopes, channels)),
        3 => (scopes(), channels()).prop_map(|(scopes, channels)| Act::Ask(scopes, channels)),
        2 => (person(), scopes()).prop_map(|(user, scopes)| Act::AskToActFor(user, scopes)),
        2 => place().prop_map(Act::Invite),
        2 => place().prop_map(Act::Kick),
        1 => person().prop_map(Act::Revoke),
        1 => Just(Act::Uninstall),
    ];
    prop::collection::vec(act, 1..12)
}

fn channels() -> impl Strategy<Value = Channels> {
    let some = || {
        let all: Vec<ConversationId> = PUBLIC.iter().map(|place| id(place)).collect();
        prop::sample::subsequence(all, 0..=PUBLIC.len())
    };
    prop_oneof![
        Just(Channels::None),
        some().prop_map(Channels::Chosen),
        some().prop_map(Channels::AllExcept),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    // A system does not shrink: each smaller one would be kept as well.
    #[test]
    fn a_naive_model_agrees_about_every_call_in_every_system(
        system in system::sound().no_shrink(),
        story in acts(),
    ) {
        let mut telling = Telling::of(&system);
        for act in &story {
            telling.tell(act);
            telling.agrees()?;
        }
    }
}

/// A sandbox, and what the naive model knows of it.
struct Telling<'a> {
    system: &'a System,
    sandbox: Sandbox,
    naive: Naive<'a>,
}

impl<'a> Telling<'a> {
    fn of(system: &'a System) -> Self {
        let catalogue = system.catalogue();
        let mut cast = Cast { catalogue, ..Cast::default() };
        cast.dialect.rate_limits = RateLimits::Off;
        let sandbox = Sandbox::new(cast).expect("the cast is sound");
        Self { system, sandbox, naive: Naive::of(system) }
    }

    fn tell(&mut self, act: &Act) {
        match act {
            Act::Install(scopes, channels) => {
                // What people grant while they install is told by no event.
                let scopes: Vec<usize> = self
                    .known(scopes)
                    .filter(|it| self.system.scopes[*it].sort != Sort::People)
                    .collect();
                let install =
                    Command::install(id(OLIVE), &self.names(&scopes), InstallRoute::Settings);
                if self.happens(install) && self.approved(channels) {
                    self.naive.granted(&scopes, channels);
                }
            }
            Act::Ask(scopes, channels) => {
                let scopes: Vec<usize> = self.known(scopes).collect();
                let Some(trigger) = self.clicked(OLIVE) else { return };
                let ask = Call::asking(&trigger, &self.names(&scopes));
                if self.happens(Command::Call(ask)) && self.approved(channels) {
                    self.naive.granted(&scopes, channels);
                }
            }
            Act::AskToActFor(user, scopes) => {
                let scopes: Vec<usize> = self.known(scopes).collect();
                let Some(trigger) = self.clicked(user) else { return };
                let ask = Call::asking_to_act_for(id(user), &trigger, &self.names(&scopes));
                if self.happens(Command::Call(ask)) && self.approved(&Channels::None) {
                    self.naive.granted_by(user, &scopes);
                }
            }
            Act::Invite(place) => {
                if self.happens(Command::Invite { user: id(OLIVE), conversation: id(place) }) {
                    self.naive.enter(place);
                }
            }
            Act::Kick(place) => {
                if self.happens(Command::Kick { user: id(OLIVE), conversation: id(place) }) {
                    self.naive.leave(place);
                }
            }
            Act::Revoke(user) => {
                if self.happens(Command::Revoke { user: id(user) }) {
                    self.naive.revoked(user);
                }
            }
            Act::Uninstall => {
                if self.happens(Command::Uninstall { user: id(OLIVE) }) {
                    self.naive = Naive::of(self.system);
                }
            }
        }
    }

    fn known<'b>(&'b self, scopes: &'b [usize]) -> impl Iterator<Item = usize> + 'b {
        scopes.iter().map(|scope| scope % self.system.scopes.len())
    }

    fn names(&self, scopes: &[usize]) -> Vec<&'a str> {
        scopes.iter().map(|scope| self.system.scopes[*scope].name.as_str()).collect()
    }

    /// Whether it is possible, and a call is answered by yes.
    fn happens(&mut self, command: Command) -> bool {
        let outcome = self.sandbox.handle(Input { after: 100, command });
        outcome.is_ok_and(|outcome| outcome.reply.is_none_or(|reply| reply.error().is_none()))
    }

    fn approved(&mut self, channels: &Channels) -> bool {
        let Some(prompt) = self.sandbox.view().prompts.last().map(|prompt| prompt.id) else {
            return false;
        };
        let answer = Answer::Approve { channels: channels.clone() };
        self.happens(Command::Answer { prompt, answer })
    }

    /// The trigger of a person's click.
    fn clicked(&mut self, user: &str) -> Option<String> {
        let command = Command::Interact {
            user: id(user),
            conversation: id(PLACES[0]),
            by: Gesture::SlashCommand,
        };
        let outcome = self.sandbox.handle(Input { after: 4000, command }).ok()?;
        outcome.deliveries.iter().find_map(|delivery| delivery.trigger_id().map(str::to_owned))
    }

    /// The call, the explanation and, once it looked up what no event tells, the ledger.
    fn agrees(&self) -> Result<(), TestCaseError> {
        let is_there = self.sandbox.view().token;
        let mut looked_up = self.sandbox.clone();
        let look = Command::Call(Call::plain("apps.permissions.info"));
        looked_up.handle(Input { after: 0, command: look }).expect("calls make sense");
        let ledger = looked_up.ledger_at(looked_up.history().len());
        for method in &self.system.methods {
            for place in PLACES {
                for person in [OLIVE, POPEYE] {
                    let expected = is_there && self.naive.may(method, place, person);
                    let mut call = Call::plain(&method.name);
                    call.arguments.insert("channel".to_owned(), place.to_owned());
                    call.acting_for = Some(person.to_owned());
                    let question = call.question();
                    let explained = self.sandbox.explain(&question).expect("it can be asked");
                    prop_assert_eq!(explained.verdict.allowed, expected, "{:?}", question);
                    let mut tried = self.sandbox.clone();
                    let tried = tried.handle(Input { after: 0, command: Command::Call(call) });
                    let reply = tried.expect("calls make sense").reply.expect("calls are answered");
                    prop_assert_eq!(reply.error().is_none(), expected, "{:?}", question);
                    if is_there {
                        let Question { method, channel, user } = &question;
                        let believed = ledger.allows(method, channel.as_deref(), user.as_deref());
                        prop_assert_eq!(believed, expected, "{:?}", question);
                    }
                }
            }
        }
        Ok(())
    }
}

fn id<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no id"))
}

#[test]
fn the_places_are_those_of_the_cast() {
    let cast = Cast::default();
    for (place, name) in PLACES.into_iter().zip(["general", "lunch", "secret-recipes", "kitchen"]) {
        let conversation = cast.conversation(id(place)).expect("it is there");
        assert_eq!(
            (conversation.name.as_str(), conversation.kind == grantscope::ResourceKind::Group),
            (name, place == KITCHEN)
        );
    }
    for person in [OLIVE, POPEYE] {
        assert!(cast.person(id::<UserId>(person)).is_some());
    }
}
