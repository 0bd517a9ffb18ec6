//! What holds of every story: random inputs, a naive second model, and a ledger that listens.

use std::collections::{BTreeMap, BTreeSet};

use grantscope::{
    Answer, Call, Cast, Channels, Command, Delivery, EndpointAnswer, Event, Gesture, Grant, Info,
    InfoReply, Input, InstallRoute, Ledger, NoPlanReason, PromptId, Question, Reply, ResourceKind,
    RetryReason, Sandbox, Script, Stage, TokenName, UserId,
};
use proptest::prelude::*;

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, id, json};

const PEOPLE: [&str; 2] = [OLIVE, POPEYE];
const CHANNELS: [&str; 3] = [GENERAL, LUNCH, SECRET];
const PLACES: [&str; 4] = [GENERAL, LUNCH, SECRET, KITCHEN];
const SCOPES: [&str; 6] =
    ["channels:history", "channels:read", "chat:write", "groups:read", "users:read", "team:read"];

/// What a random story is made of. Triggers and codes are named by age, the newest first, because
/// their texts are known only while the story is told.
#[derive(Clone, Debug)]
enum Act {
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

fn acts() -> impl Strategy<Value = Vec<(u64, Act)>> {
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
struct Telling {
    sandbox: Sandbox,
    triggers: Vec<String>,
    codes: Vec<String>,
}

impl Telling {
    fn new() -> Self {
        let mut telling = Self {
            sandbox: Sandbox::new(Cast::default()).expect("the cast is sound"),
            triggers: Vec::new(),
            codes: Vec::new(),
        };
        // Most stories are about an app that is there.
        telling.tell(200, &Act::Install { user: 0, scopes: vec![2], settings: true });
        telling
    }

    fn input(&self, after: u64, act: &Act) -> Input {
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
    fn tell(&mut self, after: u64, act: &Act) -> Option<grantscope::Outcome> {
        let input = self.input(after, act);
        let outcome = self.sandbox.handle(input).ok()?;
        for delivery in &outcome.deliveries {
            self.triggers.extend(delivery.trigger_id().map(str::to_owned));
            self.codes.extend(delivery.code().map(str::to_owned));
        }
        Some(outcome)
    }

    fn info(&self) -> Info {
        let mut copy = self.sandbox.clone();
        let call = Call { token: TokenName::Current, ..Call::plain("apps.permissions.info") };
        let outcome = copy.handle(Input { after: 0, command: Command::Call(call) });
        match outcome.expect("a lookup is always possible").reply {
            Some(Reply::Info(reply)) => reply.info,
            _ => Info::default(),
        }
    }

    fn may_act_for(&self, person: &str) -> bool {
        let user = Some(person.to_owned());
        let question = Question { method: "reminders.add".to_owned(), channel: None, user };
        self.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    }

    fn allowed(&self, method: &str, channel: Option<&str>) -> bool {
        let channel = channel.map(str::to_owned);
        let question = Question { method: method.to_owned(), channel, user: None };
        self.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    }
}

/// The naive second model: plain sets, told only of what was approved, invited and kicked.
#[derive(Default)]
struct Naive {
    scopes: BTreeSet<&'static str>,
    everywhere: bool,
    inside: BTreeSet<&'static str>,
    outside: BTreeSet<&'static str>,
    private: BTreeSet<&'static str>,
}

impl Naive {
    fn choose(&mut self, channels: &Channels) {
        let private = self.private.clone();
        let known = |id: &grantscope::ConversationId| {
            let is_public = |channel: &&str| !private.contains(channel);
            let named = CHANNELS.into_iter().find(|channel| *channel == id.to_string());
            named.filter(is_public)
        };
        match channels {
            Channels::None => {}
            Channels::Chosen(chosen) => {
                chosen.iter().filter_map(known).for_each(|channel| self.enter(channel));
            }
            Channels::AllExcept(excluded) => {
                self.everywhere = true;
                excluded.iter().filter_map(known).for_each(|channel| self.leave(channel));
            }
        }
    }

    fn enter(&mut self, place: &'static str) {
        self.outside.remove(place);
        self.inside.insert(place);
    }

    fn leave(&mut self, place: &'static str) {
        self.inside.remove(place);
        self.outside.insert(place);
    }

    fn reaches(&self, place: &str) -> bool {
        let covered = self.everywhere && self.is_public(place) && !self.outside.contains(place);
        self.inside.contains(place) || covered
    }

    fn is_public(&self, place: &str) -> bool {
        place != KITCHEN && !self.private.contains(place)
    }

    fn make_private(&mut self, place: &'static str) {
        self.leave(place);
        self.private.insert(place);
    }

    fn may(&self, scopes: &[&str], place: &str) -> bool {
        scopes.iter().any(|scope| self.scopes.contains(scope)) && self.reaches(place)
    }
}

/// What the open questions are about, by prompt or code.
type Asked = (Vec<usize>, Option<Channels>);

fn told_naively(naive: &mut Naive, asked: &mut BTreeMap<String, Asked>, step: &Heard<'_>) {
    let grant = |naive: &mut Naive, scopes: &[usize], channels: &Channels| {
        naive.scopes.extend(scopes.iter().map(|scope| SCOPES[*scope]));
        naive.choose(channels);
    };
    match step.act {
        Act::Install { scopes, settings, .. } => {
            let route = if *settings { "settings" } else { "oauth" };
            asked.insert(format!("{route} {}", step.prompt), (scopes.clone(), None));
        }
        Act::Request { scopes, .. } if step.ok => {
            asked.insert(format!("request {}", step.prompt), (scopes.clone(), None));
        }
        Act::Answer { prompt, answer: Answer::Approve { channels } } => {
            for route in ["settings", "request"] {
                if let Some((scopes, _)) = asked.remove(&format!("{route} {prompt}")) {
                    grant(naive, &scopes, channels);
                }
            }
            if let Some((scopes, _)) = asked.remove(&format!("oauth {prompt}")) {
                asked.insert(step.code.clone(), (scopes, Some(channels.clone())));
            }
        }
        Act::Exchange { .. } if step.ok => {
            if let Some((scopes, Some(channels))) = asked.remove(&step.exchanged) {
                grant(naive, &scopes, &channels);
            }
        }
        Act::Invite { place, .. } => naive.enter(PLACES[*place]),
        Act::Kick { place, .. } => naive.leave(PLACES[*place]),
        Act::MakePrivate { place, .. } => naive.make_private(PLACES[*place]),
        Act::Uninstall => {
            let private = std::mem::take(&mut naive.private);
            *naive = Naive { private, ..Naive::default() };
            asked.retain(|question, _| !question.starts_with("request"));
        }
        Act::Answer { .. }
        | Act::Create { .. }
        | Act::Archive { .. }
        | Act::Unarchive { .. }
        | Act::Click { .. }
        | Act::Request { .. }
        | Act::Exchange { .. }
        | Act::AskToActFor { .. }
        | Act::Revoke { .. }
        | Act::Deactivate
        | Act::RevokeToken
        | Act::Lookup
        | Act::Endpoint { .. }
        | Act::Unanswered { .. }
        | Act::Wait => {}
    }
}

/// What the naive model hears of a step that happened.
struct Heard<'a> {
    act: &'a Act,
    ok: bool,
    prompt: u32,
    code: String,
    exchanged: String,
}

proptest! {

    #[test]
    fn a_replay_gives_the_same_bytes(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let text = json(&telling.sandbox.script());
        let script: Script = serde_json::from_str(&text).expect("a script can be read");
        let again = Sandbox::replay(script).expect("a story can be told again");
        prop_assert_eq!(json(&again.view()), json(&telling.sandbox.view()));
        prop_assert_eq!(json(&again.script()), text);
        let outcomes = |sandbox: &Sandbox| {
            sandbox.history().iter().map(|step| json(&step.outcome)).collect::<Vec<_>>()
        };
        prop_assert_eq!(outcomes(&again), outcomes(&telling.sandbox));
    }

    #[test]
    fn a_refused_input_changes_nothing(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            let before = (json(&telling.sandbox.view()), telling.sandbox.history().len());
            if telling.tell(*after, act).is_none() {
                let now = (json(&telling.sandbox.view()), telling.sandbox.history().len());
                prop_assert_eq!(before, now);
            }
        }
    }

    // Holds: excluded-supersedes-wildcard.
    #[test]
    fn lookups_agree_with_decisions_and_an_excluded_channel_is_never_reached(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
            if !telling.sandbox.view().token {
                continue;
            }
            let info = telling.info();
            for conversation in telling.sandbox.view().conversations {
                let place = conversation.id.to_string();
                let told = match conversation.kind {
                    ResourceKind::Channel => info.channel.as_ref(),
                    ResourceKind::Group => info.group.as_ref(),
                    ResourceKind::Team
                    | ResourceKind::Mpim
                    | ResourceKind::Im
                    | ResourceKind::AppHome
                    | ResourceKind::User => continue,
                };
                let told = told.expect("info tells of channels");
                let writes = told.scopes.iter().any(|scope| scope == "chat:write");
                let listed = |ids: &[grantscope::SlackId]| ids.contains(&id(&place));
                let excluded = listed(told.resources.excluded_ids.as_deref().unwrap_or_default());
                let wildcard = told.resources.wildcard == Some(true);
                let reached = listed(&told.resources.ids) || (wildcard && !excluded);
                let allowed = telling.allowed("chat.postMessage", Some(&place));
                prop_assert_eq!(allowed, writes && reached);
                prop_assert!(!(excluded && allowed), "{} is excluded", place);
            }
        }
    }

    // Holds: trigger-once, trigger-three-seconds.
    #[test]
    fn a_trigger_is_exchanged_at_most_once_and_never_late(story in acts()) {
        let mut telling = Telling::new();
        let mut issued: BTreeMap<String, u64> = BTreeMap::new();
        let mut exchanged = BTreeSet::new();
        for (after, act) in &story {
            let input = telling.input(*after, act);
            let Some(outcome) = telling.tell(*after, act) else { continue };
            for trigger in &telling.triggers {
                issued.entry(trigger.clone()).or_insert(outcome.time);
            }
            let (Command::Call(call), Some(Reply::Done { .. })) = (input.command, outcome.reply) else {
                continue;
            };
            let trigger = call.arguments.get("trigger_id").expect("a request has one").clone();
            prop_assert!(outcome.time - issued[&trigger] <= 3000, "late");
            prop_assert!(exchanged.insert(trigger), "twice");
        }
    }

    #[test]
    fn a_naive_model_agrees_at_every_step(story in acts()) {
        let mut telling = Telling::new();
        let mut naive = Naive::default();
        let mut asked = BTreeMap::from([("settings 1".to_owned(), (vec![2], None))]);
        let mut prompts = 1;
        for (after, act) in &story {
            let mut exchanged = String::new();
            if let Command::Call(call) = telling.input(*after, act).command {
                exchanged.extend(call.arguments.get("code").cloned());
            }
            let Some(outcome) = telling.tell(*after, act) else { continue };
            let ok = !matches!(outcome.reply, Some(Reply::Failure { .. }));
            let asks = matches!(act, Act::Request { .. } | Act::AskToActFor { .. });
            if matches!(act, Act::Install { .. }) || (asks && ok) {
                prompts += 1;
            }
            let code = telling.codes.last().cloned().unwrap_or_default();
            told_naively(&mut naive, &mut asked, &Heard { act, ok, prompt: prompts, code, exchanged });
            for place in PLACES {
                let history = ["channels:history"];
                for (method, scopes) in [("chat.postMessage", ["chat:write"]), ("conversations.history", history)] {
                    let expected = telling.sandbox.view().token
                        && naive.may(&scopes, place)
                        && (scopes != history || naive.is_public(place));
                    prop_assert_eq!(telling.allowed(method, Some(place)), expected, "{} in {}", method, place);
                }
            }
        }
    }

    /// The blind spots: exclusions chosen while granting all, channels that turned private unheard,
    /// and scopes granted at install without a resource; an app that is installed again therefore looks up what it holds.
    #[test]
    fn a_ledger_that_hears_every_event_equals_the_lookups_but_for_its_blind_spots(story in acts()) {
        let mut telling = Telling::new();
        let mut ledger = Ledger::new();
        let mut unheard: BTreeSet<&str> = BTreeSet::new();
        let mut hidden: BTreeSet<&str> = BTreeSet::new();
        for (after, act) in &story {
            let was_there = telling.sandbox.view().installed;
            let Some(outcome) = telling.tell(*after, act) else { continue };
            if let (Act::MakePrivate { place, .. }, true) = (act, outcome.deliveries.is_empty()) {
                hidden.insert(PLACES[*place]);
            }
            if matches!(act, Act::Uninstall) {
                hidden.extend(private(&telling));
            }
            for delivery in &outcome.deliveries {
                if let Delivery::Event { envelope, .. } = delivery {
                    ledger.apply_text(&json(envelope)).expect("an envelope can be read");
                    note_blind_spots(&mut unheard, &telling, envelope);
                }
            }
            if was_there && outcome.stage == Stage::Installed {
                let info = InfoReply { ok: true, info: telling.info() };
                ledger.apply_text(&json(&info)).expect("an answer can be read");
                unheard.clear();
            }
            if !telling.sandbox.view().token {
                continue;
            }
            for person in PEOPLE {
                prop_assert_eq!(
                    ledger.allows("reminders.add", None, Some(person)),
                    telling.may_act_for(person)
                );
            }
            for place in PLACES {
                unheard.retain(|blind| telling_excludes(&telling, blind));
                if unheard.contains(place) || hidden.contains(place) {
                    continue;
                }
                for method in ["chat.postMessage", "conversations.history", "conversations.info"] {
                    prop_assert_eq!(
                        ledger.allows(method, Some(place), None),
                        telling.allowed(method, Some(place)),
                        "{} in {}", method, place
                    );
                }
            }
            prop_assert_eq!(ledger.allows("users.list", None, None), telling.allowed("users.list", None));
        }
    }

    #[test]
    fn an_offer_without_an_obstacle_succeeds_and_one_with_an_obstacle_does_not(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let steps = telling.sandbox.history().len();
        for offer in telling.sandbox.offers_at(steps, id(OLIVE)) {
            let tried = telling.sandbox.clone().handle(offer.input.clone());
            let refused = match &tried {
                Err(_) => true,
                Ok(outcome) => matches!(outcome.reply, Some(Reply::Failure { .. })),
            };
            prop_assert_eq!(refused, offer.obstacle.is_some(), "{:?}", offer);
        }
    }

    /// Each of its inputs brings the end nearer by one.
    #[test]
    fn a_plan_leads_to_what_it_is_for(story in acts(), first in 0..4_usize) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        for question in questions().into_iter().skip(first).step_by(4) {
            let Some(mut plan) = plan(&telling.sandbox, &question) else { continue };
            let mut copy = telling.sandbox.clone();
            while !plan.is_empty() {
                let left = plan.len() - 1;
                copy.handle(plan.remove(0)).expect("a plan is possible");
                plan = self::plan(&copy, &question).expect("there still is a way");
                prop_assert_eq!(plan.len(), left, "{:?}", question);
            }
            prop_assert!(copy.explain(&question).expect("the same").verdict.allowed);
        }
    }

    #[test]
    fn nothing_that_is_offered_brings_the_end_nearer_than_a_plan_does(
        story in acts(),
        number in 0..14_usize,
    ) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let question = questions().swap_remove(number);
        let left = length(plan(&telling.sandbox, &question));
        let offers = telling.sandbox.offers_at(telling.sandbox.history().len(), id(OLIVE));
        for offer in offers.into_iter().filter(|offer| offer.obstacle.is_none()) {
            let mut copy = telling.sandbox.clone();
            copy.handle(offer.input).expect("an offer without an obstacle succeeds");
            let then = length(plan(&copy, &question));
            prop_assert!(then + 1 >= left, "{:?}: {}, then {}", question, offer.label, then);
        }
    }
}

fn questions() -> Vec<Question> {
    let methods = ["chat.postMessage", "conversations.history", "conversations.members"];
    let at = |method: &str, place: &str| Question {
        method: method.to_owned(),
        channel: Some(place.to_owned()),
        user: None,
    };
    let acting = |user: &str| Question {
        method: "reminders.add".to_owned(),
        channel: None,
        user: Some(user.to_owned()),
    };
    let everywhere = PLACES.iter().flat_map(|place| methods.map(|method| at(method, place)));
    everywhere.chain(PEOPLE.map(acting)).collect()
}

/// The inputs of a plan. None if the call is about somebody who is no more.
fn plan(sandbox: &Sandbox, question: &Question) -> Option<Vec<Input>> {
    let explanation = sandbox.explain(question).expect("the question is sound");
    let reason = explanation.no_plan.map(|no_plan| no_plan.reason);
    let only = "there is always a way into a conversation, and to a person who is there";
    assert!(matches!(reason, None | Some(NoPlanReason::PersonDeactivated)), "{only}");
    explanation.plan
}

/// How many inputs a plan has; more than any if there is none.
fn length(plan: Option<Vec<Input>>) -> usize {
    plan.map_or(usize::MAX - 1, |inputs| inputs.len())
}

fn note_blind_spots(
    unheard: &mut BTreeSet<&'static str>,
    telling: &Telling,
    envelope: &grantscope::Envelope,
) {
    let widened = matches!(&envelope.event, Event::ResourcesAdded(added)
        if added.resources.iter().any(|one| matches!(one.resource.grant, Grant::Wildcard {})));
    if widened {
        unheard.extend(CHANNELS.into_iter().filter(|place| telling_excludes(telling, place)));
    }
}

/// The channels of the cast that turned private.
fn private(telling: &Telling) -> impl Iterator<Item = &'static str> {
    let view = telling.sandbox.view();
    CHANNELS.into_iter().filter(move |place| {
        let named = view.conversations.iter().find(|it| it.id.to_string() == *place);
        named.is_some_and(|it| it.kind == ResourceKind::Group)
    })
}

fn telling_excludes(telling: &Telling, place: &str) -> bool {
    let grants = telling.sandbox.view().grants;
    let channel = grants.kinds.iter().find(|row| row.kind == ResourceKind::Channel);
    channel.is_some_and(|row| row.excluded.iter().any(|one| one.id.to_string() == place))
}
