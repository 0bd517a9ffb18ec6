//! What an app believes that missed events, or heard them late.

use grantscope::{
    Channels, Command, Delivery, EndpointAnswer, Ledger, Outcome, RetryReason, Sandbox, Script,
    read_script,
};
use proptest::prelude::*;

use crate::stage::{GENERAL, KITCHEN, LUNCH, POPEYE, SECRET, Stage, id, json, stage};

const MISSED: &str = include_str!("../../../../tests/scenarios/stories/missed-events.json");

#[test]
fn an_app_that_missed_events_believes_wrongly_until_it_looks_up_what_it_holds() {
    let script: Script = read_script(MISSED).expect("the story can be read");
    let sandbox = Sandbox::replay(script).expect("the story makes sense");
    let mut ledger = Ledger::new();
    let may_post = |ledger: &Ledger, place| ledger.allows("chat.postMessage", Some(place), None);
    for step in sandbox.history() {
        for envelope in heard(&step.outcome) {
            ledger.apply_text(&envelope).expect("an event can be read");
        }
    }
    let reply = sandbox.history().last().expect("it looked up").outcome.reply.clone();
    let truth = serde_json::to_value(&reply).expect("it is JSON");
    assert_ne!(info(&ledger), truth, "it drifted");
    assert!(may_post(&ledger, LUNCH), "it was removed and does not know");
    assert!(!may_post(&ledger, SECRET), "it was added and does not know");

    ledger.apply_text(&json(&reply)).expect("an answer can be read");
    assert_eq!(info(&ledger), truth);
    assert!(!may_post(&ledger, LUNCH) && may_post(&ledger, SECRET) && may_post(&ledger, GENERAL));
}

#[test]
fn a_retry_that_comes_after_a_newer_event_of_the_same_channel_misleads_a_ledger() {
    let story = stage()
        .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
        .fails(RetryReason::ConnectionFailed)
        .kick(POPEYE, LUNCH)
        .endpoint(EndpointAnswer::Ok)
        .invite(POPEYE, LUNCH)
        .wait_for(60_000);
    let [late, at_once] = beliefs(&story);
    assert_ne!(late, at_once, "the kick was heard last");
}

/// What the app believes that hears only what it answers, and what if all had come at once.
fn beliefs(story: &Stage) -> [serde_json::Value; 2] {
    let (mut late, mut at_once) = (Ledger::new(), Ledger::new());
    for step in story.sandbox.history() {
        for envelope in heard(&step.outcome) {
            late.apply_text(&envelope).expect("an event can be read");
        }
        for delivery in &step.outcome.deliveries {
            if let Delivery::Event { retry: None, envelope, .. } = delivery {
                at_once.apply_text(&json(envelope)).expect("an event can be read");
            }
        }
    }
    [info(&late), info(&at_once)]
}

/// What the app hears of a step: the events that it answers.
fn heard(outcome: &Outcome) -> impl Iterator<Item = String> {
    outcome.deliveries.iter().filter_map(|delivery| match delivery {
        Delivery::Event { subscribed: true, answered: true, envelope, .. } => Some(json(envelope)),
        Delivery::Event { .. }
        | Delivery::UrlVerification { .. }
        | Delivery::Interaction { .. }
        | Delivery::SlashCommand { .. }
        | Delivery::Redirect { .. } => None,
    })
}

fn info(ledger: &Ledger) -> serde_json::Value {
    serde_json::to_value(ledger.info()).expect("it is JSON")
}

/// Everything that can become true of five resources, each once.
fn five_changes() -> Vec<Command> {
    let kick = |place| Command::Kick { user: id(POPEYE), conversation: id(place) };
    let invite = |place| Command::Invite { user: id(POPEYE), conversation: id(place) };
    vec![
        kick(GENERAL),
        kick(LUNCH),
        invite(SECRET),
        invite(KITCHEN),
        Command::OpenAppHome { user: id(POPEYE) },
    ]
}

proptest! {
    /// Where each resource changes once, the order of arrival does not matter.
    #[test]
    fn an_endpoint_that_is_back_before_the_last_retry_leads_a_ledger_to_the_same_belief(
        changes in Just(five_changes()).prop_shuffle(),
        pauses in prop::collection::vec(0..40_000_u64, 5),
        goes in 0..5_usize,
        comes in 0..6_usize,
    ) {
        let places = Channels::Chosen(vec![id(GENERAL), id(LUNCH)]);
        let mut story = stage().installed_in(&["chat:write"], places);
        for (index, (change, pause)) in changes.into_iter().zip(pauses).enumerate() {
            if index == goes {
                story = story.after(0).fails(RetryReason::SslError);
            }
            if index == comes {
                story = story.after(0).endpoint(EndpointAnswer::Ok);
            }
            story = story.after(pause).command(change);
        }
        let story = story.after(0).endpoint(EndpointAnswer::Ok).wait_for(600_000);
        let [late, at_once] = beliefs(&story);
        prop_assert_eq!(late, at_once);
    }
}
