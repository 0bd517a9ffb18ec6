//! Every story and every sample, run natively, leads to what its file in `expected` says.
//!
//! The same files are run through the bindings in a browser and through the package in Node: that
//! the three agree is what "the bindings contain no rules" means. `UPDATE_EXPECT=1` rewrites them.

#![allow(clippy::disallowed_methods, reason = "stories are files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use grantscope::{
    Call, Command, Delivery, Entry, GrantsView, InfoReply, Input, Ledger, Outcome, Reply, Sandbox,
    Script, Stage, View, read_script, to_indented_json, to_json,
};
use serde::Serialize;

#[test]
fn every_story_leads_to_what_its_file_says() {
    for file in files("stories") {
        let story = Story::of(&read(&file));
        expect_file![expected(&file)].assert_eq(&pretty(&story));
    }
}

#[test]
fn every_sample_tells_a_ledger_what_the_file_says() {
    expect_file![folder("expected/samples.json")].assert_eq(&pretty(&Samples::of(&samples())));
}

#[test]
fn a_script_comes_back_as_it_was() {
    for file in files("stories") {
        let script: Script = read_script(&read(&file)).expect("stories can be read");
        let sandbox = Sandbox::replay(script.clone()).expect("stories make sense");
        assert_eq!(sandbox.script(), script, "{}", file.display());
    }
}

#[test]
fn what_the_model_writes_is_what_serde_json_would() {
    for file in files("stories") {
        let script: Script = read_script(&read(&file)).expect("stories can be read");
        let sandbox = Sandbox::replay(script.clone()).expect("stories make sense");
        let outcomes: Vec<&Outcome> = sandbox.history().iter().map(|step| &step.outcome).collect();
        let odd =
            ("\"\\\u{1}{[,:é", Vec::<u8>::new(), BTreeMap::<String, ()>::new(), -1.5, i64::MIN);
        let all = (script, sandbox.view(), outcomes, odd);
        assert_eq!(to_json(&all), serde_json::to_string(&all).expect("it can be written"));
        assert_eq!(to_indented_json(&all), pretty(&all).trim_end());
    }
}

#[test]
fn the_browser_is_given_every_story_and_every_sample() {
    let parity = read(&folder("../browser/parity.rs"));
    for file in files("stories").iter().chain(&files("samples")) {
        let name = format!("\"{}\"", stem(file));
        assert!(parity.contains(&name), "tests/browser/parity.rs does not name {name}");
    }
}

#[test]
fn nothing_is_expected_that_is_not_run() {
    let mut stems: Vec<String> = files("stories").iter().map(|file| stem(file)).collect();
    stems.push("samples".to_owned());
    stems.sort();
    let told: Vec<String> = files("expected").iter().map(|file| stem(file)).collect();
    assert_eq!(told, stems);
}

/// What a story leads to.
#[derive(Serialize)]
struct Story {
    outcomes: Vec<Outcome>,
    view: View,
    /// What `apps.permissions.info` answers in the end.
    info: Option<Reply>,
    /// What the app believes if it heard every event that was sent and that it answered.
    ledger: Belief,
}

#[derive(Serialize)]
struct Belief {
    entries: Vec<Entry>,
    stage: Stage,
    grants: GrantsView,
    info: InfoReply,
}

/// What the samples tell: each to a ledger of its own, and one after the other to the same.
#[derive(Serialize)]
struct Samples {
    alone: BTreeMap<String, Belief>,
    in_order: Vec<Belief>,
}

impl Story {
    fn of(text: &str) -> Self {
        let script: Script = read_script(text).expect("stories can be read");
        let mut ledger = Ledger::of(script.cast.catalogue);
        let mut sandbox = Sandbox::new(script.cast).expect("the cast is sound");
        let tell = |input| sandbox.handle(input).expect("stories make sense");
        let outcomes: Vec<Outcome> = script.inputs.into_iter().map(tell).collect();
        let heard = outcomes.iter().flat_map(|outcome| &outcome.deliveries).filter_map(heard);
        let ledger = Belief::after(&mut ledger, &format!("[{}]", join(heard)));
        let view = sandbox.view();
        let command = Command::Call(Call::plain("apps.permissions.info"));
        let looked_up = sandbox.handle(Input { after: 0, command }).expect("calls make sense");
        Self { outcomes, view, info: looked_up.reply, ledger }
    }
}

impl Belief {
    fn after(ledger: &mut Ledger, text: &str) -> Self {
        let entries = ledger.apply_text(text).expect("events can be read");
        Self { entries, stage: ledger.stage(), grants: ledger.grants(), info: ledger.info() }
    }
}

impl Samples {
    fn of(samples: &[(String, String)]) -> Self {
        let mut ledger = Ledger::new();
        let alone = |(name, text): &(String, String)| {
            (name.clone(), Belief::after(&mut Ledger::new(), text))
        };
        Self {
            alone: samples.iter().map(alone).collect(),
            in_order: samples.iter().map(|(_, text)| Belief::after(&mut ledger, text)).collect(),
        }
    }
}

fn heard(delivery: &Delivery) -> Option<String> {
    match delivery {
        Delivery::Event { subscribed: true, answered: true, envelope, .. } => {
            Some(crate::stage::json(envelope))
        }
        Delivery::Event { .. }
        | Delivery::UrlVerification { .. }
        | Delivery::Interaction { .. }
        | Delivery::SlashCommand { .. }
        | Delivery::Redirect { .. } => None,
    }
}

fn join(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(",")
}

/// The samples in the order of the index, by name.
fn samples() -> Vec<(String, String)> {
    let mut samples: Vec<_> =
        files("samples").iter().map(|file| (stem(file), read(file))).collect();
    let index = read(&folder("index.json"));
    samples.sort_by_key(|(name, _)| index.find(&format!("/{name}.json")));
    samples
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("everything can be written as JSON") + "\n"
}

fn files(name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder(name)).expect("the folder is there");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("it is a file").path()).collect();
    files.sort();
    files
}

fn expected(file: &Path) -> PathBuf {
    folder("expected").join(file.file_name().expect("files have names"))
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios").join(name)
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn stem(file: &Path) -> String {
    file.file_stem().expect("files have names").to_string_lossy().into_owned()
}
