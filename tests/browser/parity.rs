//! Every story and every sample, run through the bindings, leads to what the native run wrote down.
//!
//! A native test keeps the lists complete and the expected files true.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use grantscope_wasm::{Ledger, starting_in};
use js_sys::{Array, JSON};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::javascript::javascript;

macro_rules! text {
    ($folder:literal, $name:literal) => {
        include_str!(concat!("../scenarios/", $folder, "/", $name, ".json"))
    };
}

macro_rules! stories {
    ($($name:literal),*) => { [$(($name, text!("stories", $name), text!("expected", $name))),*] };
}

macro_rules! samples {
    ($($name:literal),*) => { [$(($name, text!("samples", $name))),*] };
}

const STORIES: &[(&str, &str, &str)] = &stories![
    "acting-for-people",
    "all-folders-except",
    "direct-message",
    "email-narrowing",
    "for-a-member",
    "invited-again",
    "kicked",
    "missed-events",
    "oauth-install",
    "posting",
    "progressive-approved",
    "progressive-refused",
    "reminder-as-user",
    "retirement-day",
    "settings-install",
    "sign-in",
    "single-channel",
    "token-rotation",
    "turned-private",
    "uninstall"
];

/// In the order of the index.
const SAMPLES: [(&str, &str); 4] = samples![
    "resources-added-channel",
    "resources-added-workspace",
    "resources-removed-channel",
    "info-wildcard-excluded"
];

#[wasm_bindgen_test]
fn every_story_leads_to_what_its_file_says() {
    for (name, story, expected) in STORIES {
        let given = Array::of2(&JsValue::from(*story), &ledger_of(story).into());
        check(name, STORY, &given, expected);
    }
}

/// One of the permission system that a story is told in.
fn ledger_of(story: &str) -> Ledger {
    let story: Value = serde_json::from_str(story).expect("files are JSON");
    match story.pointer("/cast/catalogue") {
        None => Ledger::new(),
        Some(catalogue) => {
            starting_in(&catalogue.to_string().into(), &"{}".into()).expect("it is sound")
        }
    }
}

#[wasm_bindgen_test]
fn every_sample_tells_a_ledger_what_the_file_says() {
    let given: Array = SAMPLES
        .iter()
        .map(|(name, text)| Array::of2(&JsValue::from(*name), &JsValue::from(*text)))
        .collect();
    check("samples", TELL, &given, text!("expected", "samples"));
}

#[wasm_bindgen_test]
fn a_script_comes_back_as_it_was() {
    for (name, story, _) in STORIES {
        check(name, "return Sandbox.replay(given).script()", &(*story).into(), story);
    }
}

/// The same as the native test does, in the words of a JavaScript developer.
const STORY: &str = "
    const [story, ledger] = given
    const { cast, inputs } = JSON.parse(story)
    const sandbox = new Sandbox(cast)
    const outcomes = inputs.map((input) => sandbox.handle(input))
    const view = sandbox.view()
    const info = sandbox.handle({ command: { type: 'call', method: 'apps.permissions.info' } }).reply
    const heard = outcomes.flatMap((outcome) => outcome.deliveries)
        .filter(({ type, subscribed, answered }) => type === 'event' && subscribed && answered !== false)
        .map((delivery) => delivery.envelope)
    const entries = ledger.apply(heard)
    const belief = { entries, stage: ledger.look('stage'), grants: ledger.look('grants'), info: ledger.look('info') }
    return { outcomes, view, info, ledger: belief }";

const TELL: &str = "
    const tell = (ledger, text) => {
        const entries = ledger.apply(text)
        return { entries, stage: ledger.look('stage'), grants: ledger.look('grants'), info: ledger.look('info') }
    }
    const ledger = new Ledger()
    const alone = given.map(([name, text]) => [name, tell(new Ledger(), text)])
    return { alone: Object.fromEntries(alone), in_order: given.map(([, text]) => tell(ledger, text)) }";

#[track_caller]
fn check(name: &str, body: &str, given: &JsValue, expected: &str) {
    let came = JSON::stringify(&javascript(body, given)).expect("it can be written as JSON");
    let came: Value = serde_json::from_str(&String::from(came)).expect("it is JSON");
    let expected: Value = serde_json::from_str(expected).expect("files are JSON");
    assert_eq!(came, expected, "{name}");
}
