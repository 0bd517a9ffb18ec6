//! Challenges: a call to be made to succeed with the fewest permissions.

#![allow(clippy::disallowed_methods, reason = "challenges are files")]

use std::fs;
use std::path::Path;

use expect_test::expect;
use grantscope::{Question, Sandbox, Script, read_script};
use proptest::prelude::*;

use crate::properties::{Telling, acts};
use crate::stage::{LUNCH, OLIVE};

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    fs::read_to_string(folder.join(name)).expect("it is there")
}

#[test]
fn every_challenge_is_unsolved_at_its_start_and_can_be_solved() {
    let all: Vec<serde_json::Value> =
        serde_json::from_str(&read("challenges.json")).expect("challenges are JSON");
    let mut told = String::new();
    for challenge in &all {
        let text = |name: &str| challenge[name].as_str().expect("it is a text");
        let question: Question =
            serde_json::from_value(challenge["question"].clone()).expect("it is a question");
        let mut script: Script = read_script(&read(text("story"))).expect("stories can be read");
        let steps = challenge["steps"].as_u64().and_then(|steps| usize::try_from(steps).ok());
        script.inputs.truncate(steps.unwrap_or(usize::MAX));
        let mut sandbox = Sandbox::replay(script).expect("stories make sense");
        let start = sandbox.history().len();
        let begun = sandbox.judge(start, start, &question).expect("it can be asked");
        assert!(!begun.solved && begun.permissions == 0, "{}", text("id"));
        let plan = sandbox.explain(&question).expect("it can be asked").plan.expect("a plan");
        for input in plan {
            sandbox.handle(input).expect("a plan is possible");
        }
        let steps = sandbox.history().len();
        let done = sandbox.judge(start, steps, &question).expect("it can be asked");
        assert!(done.solved && done.fewest == begun.fewest, "{}", text("id"));
        assert_eq!(done.commands, steps - start);
        let fewest = done.fewest.expect("it can be solved");
        told.push_str(&format!("{}: {} of {fewest}\n", text("id"), done.permissions));
    }
    expect![[r#"
        back-in: 1 of 1
        private-history: 2 of 2
        remind-olive: 2 of 1
        after-uninstall: 5 of 5
        turned-private: 1 of 1
        expired: 0 of 0
        taken-back: 2 of 1
        who-is-there: 2 of 2
    "#]]
    .assert_eq(&told);
}

proptest! {
    #[test]
    fn no_plan_grants_less_than_the_fewest(story in acts(), acting in any::<bool>()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let question = Question {
            method: if acting { "reminders.add" } else { "conversations.history" }.to_owned(),
            channel: (!acting).then(|| LUNCH.to_owned()),
            user: acting.then(|| OLIVE.to_owned()),
        };
        let mut sandbox = telling.sandbox.clone();
        let start = sandbox.history().len();
        let plan = sandbox.explain(&question).expect("it can be asked").plan;
        let fewest = sandbox.judge(start, start, &question).expect("it can be asked").fewest;
        prop_assert_eq!(plan.is_some(), fewest.is_some());
        let before = sandbox.permissions_at(start);
        for input in plan.into_iter().flatten() {
            sandbox.handle(input).expect("a plan is possible");
        }
        let steps = sandbox.history().len();
        let granted = sandbox.permissions_at(steps).saturating_sub(before);
        prop_assert!(fewest.is_none_or(|fewest| fewest <= granted));
    }
}
