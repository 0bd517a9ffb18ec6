//! The transitions of the lifecycle: what leads along each now, or why nothing does.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use grantscope::{
    Call, Channels, Command, Completion, Input, InstallRoute, Offer, Passage, Sandbox, TRANSITIONS,
};
use proptest::prelude::*;

use crate::properties::{Telling, acts};
use crate::stage::{LUNCH, OLIVE, POPEYE, Stage, id, stage};

fn passages(sandbox: &Sandbox) -> Vec<Passage> {
    sandbox.passages_at(sandbox.history().len(), id(OLIVE))
}

#[track_caller]
fn check(stage: Stage, expected: Expect) {
    let mut text = String::new();
    for Passage { transition, leads, obstacle } in passages(&stage.sandbox) {
        let _ = write!(text, "{} -> {}: ", transition.from.label(), transition.to.label());
        let labels = leads.iter().map(|lead| {
            let asks = match &lead.completion {
                None => "",
                Some(Completion::Install) => " (scopes)",
                Some(Completion::Approve(_)) => " (channels)",
                Some(Completion::Ask(_)) => " (scopes, trigger)",
            };
            format!("{}{asks}", lead.offer.label)
        });
        let told = obstacle.map_or_else(String::new, |obstacle| format!("no. {obstacle}"));
        let _ = writeln!(text, "{}{told}", labels.collect::<Vec<_>>().join(", "));
    }
    expected.assert_eq(&text);
}

#[test]
fn an_app_that_is_not_installed_can_only_be_installed() {
    check(
        stage(),
        expect![[r#"
            Not installed -> Installed: Install the app (scopes), Install the app from its settings (scopes)
            Waiting -> Not installed: no. The app is not installed.
            Waiting -> Installed: no. The app is not installed.
            Installed -> Waiting: no. The app is not installed.
            Waiting -> Added: no. The app is not installed.
            Added -> Waiting: no. The app is not installed.
            Waiting -> Removed: no. The app is not installed.
            Removed -> Waiting: no. The app is not installed.
            Waiting -> Requested: no. The app is not installed.
            Requested -> Awarded: no. The app is not installed.
            Requested -> Rejected: no. The app is not installed.
            Requested -> Waiting: no. The app is not installed.
            Awarded -> Waiting: no. The app is not installed.
            Rejected -> Waiting: no. The app is not installed.
        "#]],
    );
    check(
        stage().install(OLIVE, &[], InstallRoute::Settings),
        expect![[r#"
            Not installed -> Installed: Approve P1 (channels), Install the app (scopes), Install the app from its settings (scopes)
            Waiting -> Not installed: no. The app is not installed.
            Waiting -> Installed: no. The app is not installed.
            Installed -> Waiting: no. The app is not installed.
            Waiting -> Added: no. The app is not installed.
            Added -> Waiting: no. The app is not installed.
            Waiting -> Removed: no. The app is not installed.
            Removed -> Waiting: no. The app is not installed.
            Waiting -> Requested: no. The app is not installed.
            Requested -> Awarded: no. The app is not installed.
            Requested -> Rejected: no. The app is not installed.
            Requested -> Waiting: no. The app is not installed.
            Awarded -> Waiting: no. The app is not installed.
            Rejected -> Waiting: no. The app is not installed.
        "#]],
    );
    check(
        stage().install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None),
        expect![[r#"
            Not installed -> Installed: Call oauth.access, Install the app (scopes), Install the app from its settings (scopes)
            Waiting -> Not installed: no. The app is not installed.
            Waiting -> Installed: no. The app is not installed.
            Installed -> Waiting: no. The app is not installed.
            Waiting -> Added: no. The app is not installed.
            Added -> Waiting: no. The app is not installed.
            Waiting -> Removed: no. The app is not installed.
            Removed -> Waiting: no. The app is not installed.
            Waiting -> Requested: no. The app is not installed.
            Requested -> Awarded: no. The app is not installed.
            Requested -> Rejected: no. The app is not installed.
            Requested -> Waiting: no. The app is not installed.
            Awarded -> Waiting: no. The app is not installed.
            Rejected -> Waiting: no. The app is not installed.
        "#]],
    );
}

#[test]
fn an_app_that_waits_can_be_added_removed_uninstalled_and_installed_again() {
    check(
        stage().installed(&["chat:write"]).wait(),
        expect![[r#"
            Not installed -> Installed: no. The app is installed already.
            Waiting -> Not installed: Uninstall the app
            Waiting -> Installed: Install the app (scopes), Install the app from its settings (scopes)
            Installed -> Waiting: no. The app is waiting, not installed.
            Waiting -> Added: Invite the app to #general, Invite the app to #lunch, Invite the app to #secret-recipes, Invite the app to #kitchen
            Added -> Waiting: no. The app is waiting, not added.
            Waiting -> Removed: Close the direct message with the app
            Removed -> Waiting: no. The app is waiting, not removed.
            Waiting -> Requested: no. The app has no trigger to ask with: somebody has to act on it first.
            Requested -> Awarded: no. The app is waiting, not requested.
            Requested -> Rejected: no. The app is waiting, not requested.
            Requested -> Waiting: no. The app is waiting, not requested.
            Awarded -> Waiting: no. The app is waiting, not awarded.
            Rejected -> Waiting: no. The app is waiting, not rejected.
        "#]],
    );
}

#[test]
fn an_app_that_was_added_is_removed_by_way_of_waiting() {
    check(
        stage().installed(&["chat:write"]).invite(OLIVE, LUNCH),
        expect![[r#"
            Not installed -> Installed: no. The app is installed already.
            Waiting -> Not installed: Uninstall the app
            Waiting -> Installed: Install the app (scopes), Install the app from its settings (scopes)
            Installed -> Waiting: no. The app is added, not installed.
            Waiting -> Added: Invite the app to #general, Invite the app to #secret-recipes, Invite the app to #kitchen
            Added -> Waiting: Wait 4 s, Wait 10 min, Click the app's button in Olive's app home, Click the app's button in #lunch, Archive #lunch, Archive #secret-recipes, Turn #secret-recipes private, Archive #kitchen
            Waiting -> Removed: Remove the app from #lunch, Close the direct message with the app, Turn #lunch private
            Removed -> Waiting: no. The app is added, not removed.
            Waiting -> Requested: no. The app has no trigger to ask with: somebody has to act on it first.
            Requested -> Awarded: no. The app is added, not requested.
            Requested -> Rejected: no. The app is added, not requested.
            Requested -> Waiting: no. The app is added, not requested.
            Awarded -> Waiting: no. The app is added, not awarded.
            Rejected -> Waiting: no. The app is added, not rejected.
        "#]],
    );
}

#[test]
fn an_app_asks_with_a_trigger_and_is_answered() {
    let clicked = stage().installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]));
    let clicked = clicked.after(100).click(OLIVE, LUNCH);
    check(
        clicked,
        expect![[r#"
            Not installed -> Installed: no. The app is installed already.
            Waiting -> Not installed: Uninstall the app
            Waiting -> Installed: Install the app (scopes), Install the app from its settings (scopes)
            Installed -> Waiting: no. The app is waiting, not installed.
            Waiting -> Added: Invite the app to #general, Invite the app to #secret-recipes, Invite the app to #kitchen
            Added -> Waiting: no. The app is waiting, not added.
            Waiting -> Removed: Remove the app from #lunch, Close the direct message with the app, Turn #lunch private
            Removed -> Waiting: no. The app is waiting, not removed.
            Waiting -> Requested: Call apps.permissions.request (scopes, trigger)
            Requested -> Awarded: no. The app is waiting, not requested.
            Requested -> Rejected: no. The app is waiting, not requested.
            Requested -> Waiting: no. The app is waiting, not requested.
            Awarded -> Waiting: no. The app is waiting, not awarded.
            Rejected -> Waiting: no. The app is waiting, not rejected.
        "#]],
    );
    let asked = stage().installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]));
    check(
        asked.after(100).click(OLIVE, LUNCH).request("channels:read"),
        expect![[r#"
            Not installed -> Installed: no. The app is installed already.
            Waiting -> Not installed: Uninstall the app
            Waiting -> Installed: Install the app (scopes), Install the app from its settings (scopes)
            Installed -> Waiting: no. The app is requested, not installed.
            Waiting -> Added: Invite the app to #general, Invite the app to #secret-recipes, Invite the app to #kitchen
            Added -> Waiting: no. The app is requested, not added.
            Waiting -> Removed: Remove the app from #lunch, Close the direct message with the app, Turn #lunch private
            Removed -> Waiting: no. The app is requested, not removed.
            Waiting -> Requested: no. The app has no trigger to ask with: somebody has to act on it first.
            Requested -> Awarded: Approve P2 (channels)
            Requested -> Rejected: Deny P2
            Requested -> Waiting: Wait 4 s, Wait 10 min, Click the app's button in Olive's app home, Click the app's button in #lunch, Archive #lunch, Archive #secret-recipes, Turn #secret-recipes private, Archive #kitchen
            Awarded -> Waiting: no. The app is requested, not awarded.
            Rejected -> Waiting: no. The app is requested, not rejected.
        "#]],
    );
}

#[test]
fn an_install_into_one_channel_chooses_one() {
    let command = Command::Install {
        user: id(POPEYE),
        scopes: vec!["chat:write".to_owned()],
        through: InstallRoute::Oauth,
        state: None,
        redirect_uri: None,
        single_channel: true,
    };
    let asked = stage().command(command);
    let installs = &passages(&asked.sandbox)[0];
    let approves = |offer: &Offer| matches!(offer.input.command, Command::Answer { .. });
    assert!(installs.leads.iter().any(|lead| approves(&lead.offer)), "{installs:?}");
}

#[test]
fn of_many_channels_the_newest_are_offered_reached_or_not() {
    let mut told = stage().installed(&[]);
    for number in 0..60 {
        let name = format!("made-{number}");
        told = told.command(Command::CreateConversation { user: id(OLIVE), name, private: false });
    }
    let names = told.sandbox.view().conversations;
    for place in names.iter().filter(|it| it.name.ends_with('1')) {
        told = told.invite(OLIVE, &place.id.to_string());
    }
    let steps = told.sandbox.history().len();
    let offers = told.sandbox.offers_at(steps, id(OLIVE));
    let possible = |word: &str| {
        let offers = offers.iter().filter(|it| it.obstacle.is_none());
        offers.filter(|it| it.label.starts_with(word)).map(|it| it.label.as_str()).collect()
    };
    let kicks: Vec<&str> = possible("Remove the app");
    let numbers = ["1", "11", "21", "31", "41", "51"];
    assert_eq!(kicks, numbers.map(|it| format!("Remove the app from #made-{it}")));
    let invites: Vec<&str> = possible("Invite");
    assert_eq!((invites.len(), invites.last()), (16, Some(&"Invite the app to #made-59")));
    assert!(offers.len() < 150, "{}", offers.len());
}

proptest! {
    #[test]
    fn what_leads_along_a_transition_happens_and_leads_to_its_stage(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let sandbox = &telling.sandbox;
        let steps = sandbox.history().len();
        let here = sandbox.view().stage;
        let found = passages(sandbox);
        prop_assert_eq!(found.len(), TRANSITIONS.len());
        for Passage { transition, leads, obstacle } in &found {
            prop_assert_eq!(leads.is_empty(), obstacle.is_some(), "{:?}", transition);
            for lead in leads {
                let mut copy = sandbox.clone();
                let outcome = copy.handle(lead.offer.input.clone()).expect("it is possible");
                prop_assert!(outcome.reply.is_none_or(|reply| reply.error().is_none()));
                let begins = matches!(lead.offer.input.command, Command::Install { .. } | Command::Answer { .. });
                prop_assert!(begins || outcome.stage == lead.stage, "{:?}", lead);
            }
        }
        // What moves the app on is found on its way.
        for offer in sandbox.offers_at(steps, id(OLIVE)).into_iter().filter(|it| it.obstacle.is_none()) {
            let there = sandbox.clone().handle(offer.input.clone()).expect("it is possible").stage;
            for step in here.way_to(there) {
                let passage = found.iter().find(|it| it.transition == step).expect("each is there");
                prop_assert!(!passage.leads.is_empty(), "{:?}: {}", step, offer.label);
            }
        }
    }
}

#[test]
fn what_is_asked_with_a_trigger_is_the_call_that_a_composer_builds() {
    let clicked = stage().installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]));
    let clicked = clicked.after(100).click(OLIVE, LUNCH);
    let trigger = clicked.newest_trigger();
    let leads: Vec<_> = passages(&clicked.sandbox).into_iter().flat_map(|it| it.leads).collect();
    let ask = leads.iter().find(|lead| matches!(lead.completion, Some(Completion::Ask(_))));
    let call = Call::asking(&trigger, &["channels:history"]);
    let input = Input { after: 200, command: Command::Call(call) };
    assert_eq!(ask.map(|lead| &lead.offer.input), Some(&input));
}
