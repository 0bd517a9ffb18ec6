//! Files of questions: those that are shared are answered as they expect, and faults are told exactly.

use std::path::Path;

use grantscope::{Call, Cast, Dialect, RateLimits, Sandbox, Script, Stage, read_script, to_json};
use grantscope_explore::{
    Answer, Condition, Expected, ExpectedAnswer, Inquiry, Limits, Query, World,
};

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
        "`questions[0].ask.never.allowed`: `no.such` is no method of the catalogue",
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
        "`world.people[1]`: there is no person `U1`\n\
         `world.scopes[0][1]`: there is no scope `chat:read`\n\
         `world.scopes[1][0]`: there is no scope `x`"
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
        "`world.named_channels`: expected at most 1024 sets to choose from, got more: shrink it"
    );
    assert!(
        read(&text.replace(r#""named_channels": 60"#, r#""acts": [], "named_channels": 1"#))
            .findings()
            .is_ok()
    );
}

/// All at once, each where it stands, and the rest of the file is read on.
#[test]
fn every_mistake_in_a_file_is_told_with_its_place() {
    let told = |text: &str| {
        let told = Inquiry::read(text).expect_err("it is at fault").to_string();
        // What there is to choose from is long.
        told.lines()
            .map(|it| it.split(", expected one of").next().unwrap_or(it).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(
            r#"{
  "abuot": "a typo",
  "script": {
    "version": 1,
    "cast": { "people": [{ "id": "U1", "name": 7 }], "catalogue": { "name": "x", "title": "X", "methods": [] } },
    "inputs": [{ "command": { "type": "dance" } }, { "command": { "type": "wait" } }, 7]
  },
  "world": { "acts": ["install", "fly", "swim"], "at_once": "two" },
  "limits": { "states": -1 },
  "questions": [
    { "ask": { "never": { "and": [{ "stage": "installed" }, { "stage": "lost" }, { "not": { "excluded": 7 } }] } } },
    { "expect": "perhaps" },
    { "ask": { "ever": { "stage": "installed" } } }
  ]
}"#
        ),
        [
            "line 2, column 3: `abuot`: unknown field `abuot`",
            "line 5, column 48: `script.cast.people[0].name`: invalid type: integer `7`, expected a string",
            "line 5, column 67: `script.cast.catalogue.scopes`: expected at least one scope, got none",
            "line 5, column 107: `script.cast.catalogue.methods`: expected at least one method, got none",
            "line 6, column 45: `script.inputs[0].command.type`: unknown variant `dance`",
            "line 6, column 87: `script.inputs[2]`: invalid type: integer `7`, expected an object",
            "line 8, column 38: `world.acts[1]`: unknown variant `fly`",
            "line 8, column 46: `world.acts[2]`: unknown variant `swim`",
            "line 8, column 65: `world.at_once`: invalid type: string \"two\", expected usize",
            "line 9, column 26: `limits.states`: invalid value: integer `-1`, expected u32",
            "line 11, column 77: `questions[0].ask.never.and[1].stage`: unknown variant `lost`",
            "line 11, column 105: `questions[0].ask.never.and[2].not.excluded`: invalid type: integer `7`, expected a Slack id",
            "line 12, column 5: `questions[1]`: missing field `ask`",
            "line 12, column 25: `questions[1].expect`: unknown variant `perhaps`",
            "line 13, column 49: `questions[2].ask`: unknown variant `ever`, expected `is_there_a_way` or `never`",
        ]
    );
}

/// However long a file is: what is sound is passed at once, and of mistakes the first hundred are told.
#[test]
fn of_very_many_mistakes_the_first_hundred_are_told_at_once() {
    let story = |input: &str| {
        let inputs = vec![input; 50_000].join(",\n");
        format!(
            r#"{{ "script": {{ "version": 1, "inputs": [{inputs}] }}, "world": {{ "acts": ["fly"] }}, "questions": [] }}"#
        )
    };
    let sound = Inquiry::read(&story(r#"{ "command": { "type": "wait" } }"#)).expect_err("fly");
    assert_eq!(sound.problems.len(), 1);
    assert_eq!((sound.problems[0].place.line, sound.problems[0].code), (50_000, "wrong_shape"));
    let flawed = Inquiry::read(&story("7")).expect_err("it is at fault").problems;
    assert_eq!(flawed.len(), 101);
    assert_eq!(flawed[99].place.path, "script.inputs[99]");
    assert_eq!(flawed[100].reason, "and more: only the first 100 are told");
}

/// What is not there is told where it is named, of the world and of all questions.
#[test]
fn every_name_of_nothing_is_told_where_it_stands() {
    let text = r#"{
  "script": { "version": 1, "inputs": [{ "command": { "type": "kick", "user": "U061F7AUR", "conversation": "C061FA5PB" } }] },
  "world": { "people": ["U1"], "scopes": [["chat:read"]] },
  "questions": [
    { "ask": { "never": { "or": [{ "excluded": "C1" }, { "delivered": "rain" }] } } },
    { "ask": { "is_there_a_way": { "allowed": { "method": "no.such" } } } }
  ]
}"#;
    let problems = Inquiry::read(text).expect_err("it is at fault").problems;
    let places: Vec<(usize, usize, &str)> = problems
        .iter()
        .map(|it| (it.place.line, it.place.column, it.place.path.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (2, 40, "script.inputs[0]"),
            (3, 25, "world.people[0]"),
            (3, 44, "world.scopes[0][0]"),
            (5, 48, "questions[0].ask.never.or[0].excluded"),
            (5, 71, "questions[0].ask.never.or[1].delivered"),
            (6, 47, "questions[1].ask.is_there_a_way.allowed"),
        ]
    );
    // In a world that the story goes on to change, only what does not depend on it is told.
    let creates = r#"{ "type": "create_conversation", "user": "U061F7AUR", "name": "later", "private": false }"#;
    let later = text.replace(
        r#""C061FA5PB" } }]"#,
        &format!(r#""C061FA5PB" }} }}, {{ "command": {creates} }}]"#),
    );
    assert_ne!(later, text);
    assert_eq!(Inquiry::read(&later).expect_err("it is at fault").problems.len(), 3);
}

/// Whatever a file may say is known where mistakes are looked for.
#[test]
fn a_file_that_says_everything_has_no_mistakes() {
    let world = World { calls: vec![Call::default()], ..World::of(&Cast::default()) };
    let script = Script {
        version: 1,
        title: "t".to_owned(),
        about: "a".to_owned(),
        cast: Cast {
            dialect: Dialect { rate_limits: RateLimits::Off, ..Dialect::default() },
            ..Cast::default()
        },
        inputs: Vec::new(),
    };
    let ask = Query::Never(Condition::Not(Box::new(Condition::And(vec![Condition::Or(vec![
        Condition::Stage(Stage::Installed),
    ])]))));
    let question = Expected { ask, expect: Some(ExpectedAnswer::Holds), steps: Some(1) };
    let inquiry = Inquiry {
        about: "a".to_owned(),
        script,
        world,
        limits: Limits::default(),
        questions: vec![question],
    };
    assert_eq!(Inquiry::read(&to_json(&inquiry)), Ok(inquiry.clone()));
    let everybody = Inquiry { world: World { people: None, ..inquiry.world.clone() }, ..inquiry };
    assert_eq!(Inquiry::read(&to_json(&everybody)), Ok(everybody.clone()));
}
