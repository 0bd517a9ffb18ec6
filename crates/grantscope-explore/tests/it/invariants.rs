//! What holds of every story, tried in every state of a world: none is left out, as a random one may be.
//!
//! Of Slack's system and of another: what holds is the protocol's, whatever there is to ask for.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use grantscope::{
    Call, Cast, Catalogue, Command, Input, Moment, Question, Reply, ResourceKind, Sandbox, SlackId,
    drift,
};
use grantscope_explore::{Answer, Condition, Exploration, Query};

use crate::worlds::{GENERAL, KITCHEN, OLIVE, acting, asking, at, explored, hamlet};

/// One person, one public and one private place, and an app that asks for one thing.
struct System {
    world: LazyLock<Exploration>,
    /// What it asks for, the method that needs it, and what is passed besides the place.
    scope: &'static str,
    method: &'static str,
    arguments: &'static [(&'static str, &'static str)],
    /// What it never asks for.
    never: fn() -> [Question; 2],
}

static SLACK: System = System {
    world: LazyLock::new(|| explored(&hamlet(), asking(&hamlet(), &[&["chat:write"]]))),
    scope: "chat:write",
    method: "chat.postMessage",
    arguments: &[("text", "hello")],
    never: || [at("conversations.history", GENERAL), acting("reminders.add", OLIVE)],
};

/// Writing implies reading there.
static FILE_SHARING: System = System {
    world: LazyLock::new(|| explored(&drive(), asking(&drive(), &[&["files:write"]]))),
    scope: "files:write",
    method: "files.list",
    arguments: &[],
    never: || [at("comments.list", GENERAL), acting("shelf.list", OLIVE)],
};

fn drive() -> Cast {
    let catalogue = Catalogue::named("file-sharing").expect("it is shipped");
    Cast { catalogue, ..hamlet() }
}

impl System {
    fn moments(&self) -> impl Iterator<Item = (u32, &Moment)> {
        (0..).zip(self.world.moments())
    }

    fn told(&self, state: u32) -> String {
        serde_json::to_string(&self.world.script_to(state).inputs).expect("inputs are JSON")
    }

    fn call(&self, place: &str) -> Call {
        let mut call = Call::plain(self.method);
        let place = [("channel", place)];
        let all = self.arguments.iter().chain(&place);
        call.arguments.extend(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        call
    }
}

#[track_caller]
fn check(of: impl Fn(&System)) {
    of(&SLACK);
    of(&FILE_SHARING);
}

fn answer(moment: &Moment, call: &Call) -> Reply {
    moment.answer(call).expect("calls make sense").expect("calls are answered")
}

#[test]
fn an_excluded_channel_is_never_reached_and_lookups_agree_with_decisions() {
    check(lookups_agree);
}

fn lookups_agree(system: &System) {
    let mut excluded_somewhere = false;
    for (state, moment) in system.moments() {
        let reply = answer(moment, &Call::plain("apps.permissions.info"));
        let Reply::Info(reply) = reply else { continue };
        for (kind, place) in [(ResourceKind::Channel, GENERAL), (ResourceKind::Group, KITCHEN)] {
            let info = &reply.info;
            let row = if kind == ResourceKind::Channel { &info.channel } else { &info.group };
            let row = row.as_ref().expect("channels are told of");
            let id: SlackId = place.parse().expect("it is an id");
            let excluded = row.resources.excluded_ids.as_ref().is_some_and(|ids| ids.contains(&id));
            let wildcard = row.resources.wildcard == Some(true);
            let reached = row.resources.ids.contains(&id) || (wildcard && !excluded);
            let holds = row.scopes.iter().any(|scope| scope == system.scope);
            let call = system.call(place);
            let passes = answer(moment, &call).error().is_none();
            assert_eq!(passes, holds && reached, "{place}: {}", system.told(state));
            assert_eq!(moment.allows(&call.question()), passes, "{place}: {}", system.told(state));
            assert!(!(excluded && passes), "{place}: {}", system.told(state));
            excluded_somewhere |= excluded && wildcard;
        }
    }
    assert!(excluded_somewhere, "a wildcard with an exclusion is a part of the world");
}

#[test]
fn a_trigger_is_exchanged_once_and_never_late() {
    check(triggers_are_exchanged_once);
}

fn triggers_are_exchanged_once(system: &System) {
    let mut refused = 0;
    for (state, moment) in system.moments() {
        let live: BTreeSet<&str> = moment.triggers().map(|(_, text)| text).collect();
        for (_, trigger) in moment.all_triggers().filter(|(_, text)| !live.contains(text)) {
            let reply = answer(moment, &Call::asking(trigger, &[system.scope]));
            assert!(reply.error().is_some(), "{trigger}: {}", system.told(state));
            refused += 1;
        }
    }
    for (transition, from, input) in system.world.happenings() {
        let asks = matches!(&input.command, Command::Call(call)
            if call.arguments.contains_key("trigger_id"));
        if asks {
            let again = from.after(&input).expect("it is possible").after(&input);
            assert!(again.is_none(), "{:?}", system.world.script_along(transition).inputs);
            refused += 1;
        }
    }
    assert!(refused > 1000, "only {refused} were tried");
}

/// How many steps each state is away from one where the call passes; nothing where there is no way.
fn distances(system: &System, question: &Question) -> Vec<Option<usize>> {
    let mut distances: Vec<Option<usize>> =
        system.moments().map(|(_, moment)| moment.allows(question).then_some(0)).collect();
    let mut to: Vec<Vec<usize>> = vec![Vec::new(); distances.len()];
    for transition in system.world.transitions() {
        to[transition.to as usize].push(transition.from as usize);
    }
    let mut nearest: Vec<usize> =
        (0..distances.len()).filter(|state| distances[*state].is_some()).collect();
    for steps in 1.. {
        let before = nearest.iter().flat_map(|state| to[*state].iter().copied());
        let before: BTreeSet<usize> = before.filter(|state| distances[*state].is_none()).collect();
        if before.is_empty() {
            break;
        }
        nearest = before.into_iter().collect();
        nearest.iter().for_each(|state| distances[*state] = Some(steps));
    }
    distances
}

#[test]
fn no_way_is_shorter_than_a_plan_and_where_there_is_a_way_there_is_a_plan() {
    check(plans_are_shortest);
}

fn plans_are_shortest(system: &System) {
    for place in [GENERAL, KITCHEN] {
        let question = at(system.method, place);
        let distances = distances(system, &question);
        for (state, moment) in system.moments() {
            let plan = moment.explain(&question).expect("the question is sound").plan;
            let Some(steps) = distances[state as usize] else { continue };
            let told = || system.told(state);
            let plan = plan.unwrap_or_else(|| panic!("there is a way: {}", told()));
            assert!(plan.len() <= steps, "{} instead of {steps}: {}", plan.len(), told());
            let run = |moment: Moment, input: &Input| moment.after(input).expect("it is possible");
            let end = plan.iter().fold(moment.clone(), run);
            assert!(end.allows(&question), "{}", told());
        }
    }
}

#[test]
fn what_is_never_asked_for_is_never_granted() {
    check(nothing_comes_unasked);
}

fn nothing_comes_unasked(system: &System) {
    for question in (system.never)() {
        let query = Query::Never(Condition::Allowed(question));
        let Answer::Holds(looked) = system.world.ask(&query).expect("it is sound") else {
            panic!("the app never asks for it: {query:?}")
        };
        assert!(looked.everything, "{looked:?}");
    }
}

#[test]
fn a_ledger_that_heard_everything_is_wrong_only_about_what_no_event_tells() {
    check(ledgers_agree);
}

fn ledgers_agree(system: &System) {
    let begun = Sandbox::new(system.world.script_to(0).cast).expect("the cast is sound");
    let mut told: Vec<Option<Sandbox>> = vec![None; system.world.moments().len()];
    told[0] = Some(begun);
    let (mut right, mut blind) = (0, 0);
    for (transition, _, input) in system.world.happenings() {
        if told[transition.to as usize].is_some() {
            continue;
        }
        let mut sandbox = told[transition.from as usize].clone().expect("it was found before");
        sandbox.handle(input).expect("it is possible");
        let steps = sandbox.history().len();
        let drifts = drift(&sandbox.ledger_at(steps).grants(), &sandbox.truth_at(steps));
        let unexplained = drifts.iter().find(|drift| drift.blind_spot.is_none());
        assert_eq!(unexplained, None, "{}", system.told(transition.to));
        if drifts.is_empty() {
            right += 1
        } else {
            blind += 1
        }
        told[transition.to as usize] = Some(sandbox);
    }
    assert!(told.iter().all(Option::is_some), "every state was tried");
    assert!(right > 1000 && blind > 0, "{right} are right, {blind} are blind somewhere");
}
