//! Questions of a world, and their scripts, which the sandbox plays.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use grantscope::{Delivery, Question, Sandbox, Script, Stage};
use grantscope_explore::{Answer, Condition, Exploration, Query};

use crate::worlds::{GENERAL, KITCHEN, OLIVE, acting, asking, at, explored, hamlet};

const SCOPES: [&[&str]; 2] = [&["chat:write"], &["reminders:write:user"]];

static WORLD: LazyLock<Exploration> =
    LazyLock::new(|| explored(&hamlet(), asking(&hamlet(), &SCOPES)));

fn ask(query: &Query) -> Answer {
    WORLD.ask(query).expect("the question is sound")
}

fn played(script: &Script) -> Sandbox {
    Sandbox::replay(script.clone()).expect("a script that is found can be played")
}

fn allowed(question: &Question) -> Condition {
    Condition::Allowed(question.clone())
}

#[track_caller]
fn check_way(condition: Condition, steps: usize) -> Sandbox {
    let answer = ask(&Query::IsThereAWay(condition.clone()));
    let Answer::Way { script, steps: found } = answer else {
        panic!("expected a way to {condition:?}, got {answer:?}")
    };
    assert_eq!(found, steps, "{condition:?}: {:?}", script.inputs);
    played(&script)
}

#[test]
fn a_way_to_a_call_is_as_short_as_the_plan_for_it() {
    for (question, steps) in [
        (at("chat.postMessage", GENERAL), 2),
        (at("chat.postMessage", KITCHEN), 3),
        (acting("reminders.add", OLIVE), 2),
    ] {
        let start = Sandbox::new(hamlet()).expect("the cast is sound");
        let plan = start.explain(&question).expect("the question is sound").plan;
        assert_eq!(plan.map(|plan| plan.len()), Some(steps), "{question:?}");
        let end = check_way(allowed(&question), steps);
        assert!(end.explain(&question).expect("the same").verdict.allowed);
    }
}

#[test]
fn a_way_to_an_event_ends_with_the_event() {
    let end = check_way(Condition::Delivered("scope_granted".to_owned()), 5);
    let last = end.history().last().expect("something happened");
    let names = last.outcome.deliveries.iter().filter_map(|delivery| {
        if let Delivery::Event { envelope, .. } = delivery {
            Some(envelope.event.name())
        } else {
            None
        }
    });
    assert_eq!(names.collect::<Vec<_>>(), ["scope_granted"]);
}

#[test]
fn conditions_are_combined() {
    let end = check_way(
        Condition::And(vec![
            allowed(&at("chat.postMessage", GENERAL)),
            Condition::Stage(Stage::Requested),
        ]),
        4,
    );
    assert_eq!(end.view().stage, Stage::Requested);
    check_way(Condition::Stage(Stage::NotInstalled), 0);
    let uninstalled = Condition::Not(Box::new(Condition::Stage(Stage::NotInstalled)));
    check_way(uninstalled, 2);
}

#[test]
fn never_holds_in_all_states_or_there_is_a_shortest_counterexample() {
    let history = allowed(&at("conversations.history", GENERAL));
    let Answer::Holds(looked) = ask(&Query::Never(history)) else {
        panic!("the app never asks for it")
    };
    assert!(looked.everything && looked.states > 100, "{looked:?}");
    let post = at("chat.postMessage", KITCHEN);
    let Answer::Counterexample { script, steps } = ask(&Query::Never(allowed(&post))) else {
        panic!("there is a way")
    };
    assert_eq!(steps, 3);
    assert!(played(&script).explain(&post).expect("the question is sound").verdict.allowed);
}

#[test]
fn a_channel_comes_to_be_excluded_and_is_never_posted_to_then() {
    let excluded = || Condition::Excluded(GENERAL.parse().expect("it is an id"));
    check_way(excluded(), 2);
    let posted = allowed(&at("chat.postMessage", GENERAL));
    let both = Condition::And(vec![excluded(), posted]);
    assert!(matches!(ask(&Query::Never(both)), Answer::Holds(looked) if looked.everything));
}

#[test]
fn what_names_nothing_is_refused_with_its_place() {
    let told = |text: &str| {
        let query: Query = serde_json::from_str(text).expect("it can be read");
        WORLD.ask(&query).expect_err("it names nothing").to_string()
    };
    assert_eq!(
        told(r#"{"never":{"and":[{"stage":"added"},{"allowed":{"method":"chat.post"}}]}}"#),
        "never.and[1].allowed: `chat.post` is no method of the catalogue"
    );
    let place =
        told(r#"{"never":{"not":{"allowed":{"method":"chat.postMessage","channel":"C0"}}}}"#);
    assert!(place.starts_with("never.not.allowed: nothing here is called `C0`"), "{place}");
    assert_eq!(
        told(r#"{"never":{"excluded":"C0NOWHERE"}}"#),
        "never.excluded: nothing here is called `C0NOWHERE`: expected an id that is known"
    );
    let event = told(r#"{"is_there_a_way":{"delivered":"scope_taken"}}"#);
    assert!(
        event.starts_with("is_there_a_way.delivered: there is no event `scope_taken`"),
        "{event}"
    );
}

#[test]
fn every_script_that_is_found_plays_and_leads_where_it_says() {
    let mut rotating = hamlet();
    rotating.app.rotation = true;
    let world = explored(&rotating, asking(&rotating, &[&["chat:write"]]));
    for (state, moment) in (0..).zip(world.moments()).step_by(31) {
        let end = played(&world.script_to(state));
        let steps = end.history().len();
        assert_eq!(world.depth(state), u32::try_from(steps).ok());
        assert_eq!(end.moment_at(steps).essence(), moment.essence(), "{:?}", end.script().inputs);
        assert_eq!(world.state_of(&end.moment_at(steps)), Some(state));
    }
}

#[test]
fn the_events_of_a_transition_are_those_that_the_sandbox_delivers() {
    let world = explored(&hamlet(), asking(&hamlet(), &[&["reminders:write:user"]]));
    let mut told = 0;
    for transition in world.transitions().iter().step_by(101) {
        let end = played(&world.script_along(*transition));
        let last = end.history().last().expect("something happened");
        let mut names: Vec<&str> = Vec::new();
        for delivery in &last.outcome.deliveries {
            if let Delivery::Event { envelope, .. } = delivery {
                names.push(envelope.event.name());
            }
        }
        let events: Vec<&str> = transition.events().map(|topic| topic.name()).collect();
        let sorted =
            |names: &[&str]| names.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(sorted(&events), sorted(&names), "{:?}", end.script().inputs);
        told += events.len();
    }
    assert!(told > 100, "only {told} events were told");
}
