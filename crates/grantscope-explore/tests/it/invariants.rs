//! What holds of every story, tried in every state of a world: none is left out, as a random one may be.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use grantscope::{Call, Command, Input, Moment, Question, Reply, ResourceKind, SlackId};
use grantscope_explore::{Answer, Condition, Exploration, Query};

use crate::worlds::{GENERAL, KITCHEN, OLIVE, acting, asking, at, explored, hamlet};

/// One person, one public and one private channel, an app that asks to post.
static WORLD: LazyLock<Exploration> =
    LazyLock::new(|| explored(&hamlet(), asking(&hamlet(), &[&["chat:write"]])));

fn moments() -> impl Iterator<Item = (u32, &'static Moment)> {
    (0..).zip(WORLD.moments())
}

fn told(state: u32) -> String {
    serde_json::to_string(&WORLD.script_to(state).inputs).expect("inputs are JSON")
}

fn call(moment: &Moment, call: &Call) -> Reply {
    moment.answer(call).expect("calls make sense").expect("calls are answered")
}

#[test]
fn an_excluded_channel_is_never_reached_and_lookups_agree_with_decisions() {
    let mut excluded_somewhere = false;
    for (state, moment) in moments() {
        let reply = call(moment, &Call::plain("apps.permissions.info"));
        let Reply::Info(reply) = reply else { continue };
        for (kind, place) in [(ResourceKind::Channel, GENERAL), (ResourceKind::Group, KITCHEN)] {
            let info = &reply.info;
            let row = if kind == ResourceKind::Channel { &info.channel } else { &info.group };
            let row = row.as_ref().expect("channels are told of");
            let id: SlackId = place.parse().expect("it is an id");
            let excluded = row.resources.excluded_ids.as_ref().is_some_and(|ids| ids.contains(&id));
            let wildcard = row.resources.wildcard == Some(true);
            let reached = row.resources.ids.contains(&id) || (wildcard && !excluded);
            let writes = row.scopes.iter().any(|scope| scope == "chat:write");
            let mut post = Call::plain("chat.postMessage");
            post.arguments.insert("channel".to_owned(), place.to_owned());
            post.arguments.insert("text".to_owned(), "hello".to_owned());
            let passes = call(moment, &post).error().is_none();
            assert_eq!(passes, writes && reached, "{place}: {}", told(state));
            assert_eq!(moment.allows(&post.question()), passes, "{place}: {}", told(state));
            assert!(!(excluded && passes), "{place}: {}", told(state));
            excluded_somewhere |= excluded && wildcard;
        }
    }
    assert!(excluded_somewhere, "a wildcard with an exclusion is a part of the world");
}

#[test]
fn a_trigger_is_exchanged_once_and_never_late() {
    let mut refused = 0;
    for (state, moment) in moments() {
        let live: BTreeSet<&str> = moment.triggers().map(|(_, text)| text).collect();
        for (_, trigger) in moment.all_triggers().filter(|(_, text)| !live.contains(text)) {
            let reply = call(moment, &Call::asking(trigger, &["chat:write"]));
            assert!(reply.error().is_some(), "{trigger}: {}", told(state));
            refused += 1;
        }
    }
    for (transition, from, input) in WORLD.happenings() {
        let asks = matches!(&input.command, Command::Call(call)
            if call.arguments.contains_key("trigger_id"));
        if asks {
            let again = from.after(&input).expect("it is possible").after(&input);
            assert!(again.is_none(), "{:?}", WORLD.script_along(transition).inputs);
            refused += 1;
        }
    }
    assert!(refused > 1000, "only {refused} were tried");
}

/// How many steps each state is away from one where the call passes; nothing where there is no way.
fn distances(question: &Question) -> Vec<Option<usize>> {
    let mut distances: Vec<Option<usize>> =
        moments().map(|(_, moment)| moment.allows(question).then_some(0)).collect();
    let mut to: Vec<Vec<usize>> = vec![Vec::new(); distances.len()];
    for transition in WORLD.transitions() {
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
    for question in [at("chat.postMessage", GENERAL), at("chat.postMessage", KITCHEN)] {
        let distances = distances(&question);
        for (state, moment) in moments() {
            let plan = moment.explain(&question).expect("the question is sound").plan;
            let Some(steps) = distances[state as usize] else { continue };
            let plan = plan.unwrap_or_else(|| panic!("there is a way: {}", told(state)));
            assert!(plan.len() <= steps, "{} instead of {steps}: {}", plan.len(), told(state));
            let run = |moment: Moment, input: &Input| moment.after(input).expect("it is possible");
            let end = plan.iter().fold(moment.clone(), run);
            assert!(end.allows(&question), "{}", told(state));
        }
    }
}

#[test]
fn what_is_never_asked_for_is_never_granted() {
    for question in [at("conversations.history", GENERAL), acting("reminders.add", OLIVE)] {
        let query = Query::Never(Condition::Allowed(question));
        let Answer::Holds(looked) = WORLD.ask(&query).expect("it is sound") else {
            panic!("the app never asks for it: {query:?}")
        };
        assert!(looked.everything, "{looked:?}");
    }
}
