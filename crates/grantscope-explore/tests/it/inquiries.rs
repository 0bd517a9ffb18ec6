//! Files of questions: those that are shared are answered as they expect, and faults are told exactly.

use std::path::Path;

use grantscope::{Sandbox, read_script};
use grantscope_explore::{Answer, Inquiry};

fn read(text: &str) -> Inquiry {
    read_script(text).unwrap_or_else(|problem| panic!("{problem}"))
}

#[test]
#[allow(clippy::disallowed_methods, reason = "questions are files")]
fn every_file_of_questions_is_answered_as_it_expects() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios/questions");
    let mut asked = 0;
    for file in std::fs::read_dir(folder).expect("there are questions") {
        let path = file.expect("it is a file").path();
        let text = std::fs::read_to_string(&path).expect("it is text");
        for finding in read(&text).findings().unwrap_or_else(|error| panic!("{error}")) {
            assert_eq!(finding.fault, None, "{}: {:?}", path.display(), finding.ask);
            if let Answer::Way { script, .. } | Answer::Counterexample { script, .. } =
                finding.answer
            {
                Sandbox::replay(*script).expect("what is found can be played");
            }
            asked += 1;
        }
    }
    assert!(asked > 5, "only {asked} were asked");
}

#[test]
fn the_file_in_the_documentation_is_answered_as_it_expects() {
    let text = include_str!("../../../../docs/QUESTIONS.md");
    let (_, from) = text.split_once("```json\n").expect("there is an example");
    let (example, _) = from.split_once("```").expect("it ends");
    for finding in read(example).findings().expect("it makes sense") {
        assert_eq!(finding.fault, None, "{:?}", finding.ask);
    }
}

/// Whoever calls names where and for whom: left out, it means any.
#[test]
fn a_call_that_names_no_place_and_nobody_is_asked_of_all() {
    let world = r#"{ "script": { "version": 1, "inputs": [] }, "world": { "people": ["U061F7AUR"],
        "acts": ["install", "answer"], "scopes": [["chat:write", "reminders:write:user"]] }, "#;
    let found = |ask: &str, expect: &str| {
        let text = format!(r#"{world} "questions": [{{ "ask": {ask}, "expect": "{expect}" }}] }}"#);
        read(&text).findings().expect("it makes sense").remove(0).fault
    };
    for method in ["chat.postMessage", "reminders.add"] {
        let allowed = format!(r#"{{ "allowed": {{ "method": "{method}" }} }}"#);
        let never = format!(r#"{{ "never": {allowed} }}"#);
        assert_eq!(found(&never, "counterexample"), None, "{method}");
        let way = format!(r#"{{ "is_there_a_way": {allowed} }}"#);
        assert_eq!(found(&way, "way"), None, "{method}");
    }
}

const BEGINNING: &str = r#"{ "script": { "version": 1, "inputs": [] }, "world": { "people": ["U061F7AUR"],
    "acts": ["install", "answer"], "through": ["settings"], "named_channels": 0 }, "#;

#[track_caller]
fn check(rest: &str, expected: &str) {
    let inquiry = read(&format!("{BEGINNING}{rest}}}"));
    let told = match inquiry.findings() {
        Err(error) => error.to_string(),
        Ok(findings) => {
            findings.into_iter().filter_map(|it| it.fault).collect::<Vec<_>>().join("\n")
        }
    };
    assert_eq!(told, expected);
}

#[test]
fn what_is_answered_otherwise_is_told() {
    let installed = r#""is_there_a_way": { "stage": "installed" }"#;
    check(
        &format!(r#""questions": [{{ "ask": {{ {installed} }}, "expect": "way", "steps": 2 }}]"#),
        "",
    );
    check(
        &format!(r#""questions": [{{ "ask": {{ {installed} }}, "steps": 3 }}]"#),
        "expected 3 steps, got 2",
    );
    check(
        r#""questions": [{ "ask": { "never": { "stage": "installed" } }, "expect": "holds" }]"#,
        "expected `holds`, got `counterexample`",
    );
    check(
        r#""limits": { "depth": 1 },
            "questions": [{ "ask": { "never": { "stage": "installed" } }, "expect": "holds" }]"#,
        "so far only `holds`: 2 states were found, and the world is larger; raise `limits`, or shrink `world`",
    );
    check(
        &format!(
            r#""limits": {{ "depth": 1 }}, "questions": [{{ "ask": {{ {installed} }}, "expect": "way" }}]"#
        ),
        "so far only `no_way`: 2 states were found, and the world is larger; raise `limits`, or shrink `world`",
    );
    check(
        r#""questions": [{ "ask": { "never": { "allowed": { "method": "no.such" } } } }]"#,
        "questions[0].ask.never.allowed: `no.such` is no method of the catalogue",
    );
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place() {
    let told = |text: &str| read_script::<Inquiry>(text).expect_err("it is at fault").to_string();
    let wrong = told(&format!("{BEGINNING}\"questions\": [{{ \"ask\": {{ \"ever\": [] }} }}] }}"));
    assert!(wrong.contains("unknown variant `ever`"), "{wrong}");
    let unknown =
        told(r#"{ "script": { "version": 1, "inputs": [] }, "word": {}, "questions": [] }"#);
    assert!(unknown.contains("unknown field `word`"), "{unknown}");
    let act = told(
        r#"{ "script": { "version": 1, "inputs": [] }, "world": { "acts": ["fly"] }, "questions": [] }"#,
    );
    assert!(act.contains("unknown variant `fly`"), "{act}");
}

#[test]
fn a_world_that_cannot_be_explored_is_told_with_every_mistake() {
    let told = |world: &str| {
        let text = format!(
            r#"{{ "script": {{ "version": 1, "inputs": [] }}, "world": {world}, "questions": [] }}"#
        );
        read(&text).findings().expect_err("it is at fault").to_string()
    };
    assert_eq!(
        told(
            r#"{ "people": ["U061F7AUR", "U1"], "scopes": [["chat:write", "chat:read"], ["x"]] }"#
        ),
        "world.people[1]: there is no person `U1`; scopes[0][1]: there is no scope `chat:read`; \
         scopes[1][0]: there is no scope `x`"
    );
    let channel = |number: u32| {
        format!(r#"{{ "id": "C{number:04}", "name": "c{number}", "kind": "channel" }}"#)
    };
    let channels: Vec<String> = (1..=60).map(channel).collect();
    let text = format!(
        r#"{{ "script": {{ "version": 1, "cast": {{ "conversations": [{}] }}, "inputs": [] }},
            "world": {{ "named_channels": 60 }}, "questions": [] }}"#,
        channels.join(",")
    );
    assert_eq!(
        read(&text).findings().expect_err("it is at fault").to_string(),
        "world.named_channels: expected at most 1024 sets to choose from, got more: shrink it"
    );
    assert!(
        read(&text.replace(r#""named_channels": 60"#, r#""acts": [], "named_channels": 1"#))
            .findings()
            .is_ok()
    );
}
