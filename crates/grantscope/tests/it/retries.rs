//! Events that the app does not answer: posted again three times, and lost after that.

use std::collections::BTreeSet;

use expect_test::expect;
use grantscope::{
    Cast, Command, Delivery, EndpointAnswer, Gesture, RetryReason, Script, Topic, read_script,
};
use proptest::prelude::*;

use crate::stage::{GENERAL, LUNCH, OLIVE, SECRET, Stage, check, id, json, stage, stage_with};

impl Stage {
    pub(crate) fn endpoint(self, answers: EndpointAnswer) -> Self {
        self.command(Command::Endpoint { answers })
    }

    pub(crate) fn fails(self, reason: RetryReason) -> Self {
        self.endpoint(EndpointAnswer::Fails { reason, no_retry: false })
    }

    fn unanswered(self, event: &str, reason: RetryReason) -> Self {
        self.command(Command::Unanswered { event_id: id(event), reason, no_retry: false })
    }

    pub(crate) fn wait_for(self, milliseconds: u64) -> Self {
        self.after(milliseconds).wait().after(1000)
    }
}

/// How many steps an install takes.
const INSTALLED: usize = 2;

/// An app in no channel, whose endpoint is down.
fn down() -> Stage {
    stage().installed(&["chat:write"]).fails(RetryReason::ConnectionFailed).forget()
}

// Holds: events-retried, retries-end.
#[test]
fn an_unanswered_event_comes_again_at_once_after_one_minute_and_after_five() {
    check(
        down()
            .invite(OLIVE, GENERAL)
            .wait_for(59_999)
            .wait_for(1)
            .wait_for(239_999)
            .wait_for(1)
            .wait_for(86_400_000),
        expect![[r#"
            Olive invited the app to #general. [Added]
              » Ev00000002 resources_added: not answered
              » Ev00000002 resources_added, retry 1 connection_failed: not answered
              because invitation-adds-resource, events-retried
            Time passed. [Waiting]
            Time passed. [Waiting]
              » Ev00000002 resources_added, retry 2 connection_failed: not answered
              because events-retried
            Time passed. [Waiting]
            Time passed. [Waiting]
              » Ev00000002 resources_added, retry 3 connection_failed: not answered
              because events-retried, retries-end
            Time passed. [Waiting]
        "#]],
    );
}

#[test]
fn retries_are_counted_from_the_first_try() {
    check(
        down().invite(OLIVE, GENERAL).wait_for(300_000),
        expect![[r#"
        Olive invited the app to #general. [Added]
          » Ev00000002 resources_added: not answered
          » Ev00000002 resources_added, retry 1 connection_failed: not answered
          because invitation-adds-resource, events-retried
        Time passed. [Waiting]
          » Ev00000002 resources_added, retry 2 connection_failed: not answered
          » Ev00000002 resources_added, retry 3 connection_failed: not answered
          because events-retried, retries-end
    "#]],
    );
}

#[test]
fn a_try_takes_no_time() {
    let story = stage().installed(&["chat:write"]).fails(RetryReason::HttpTimeout).forget();
    check(
        story.invite(OLIVE, GENERAL),
        expect![[r#"
        Olive invited the app to #general. [Added]
          » Ev00000002 resources_added: not answered
          » Ev00000002 resources_added, retry 1 http_timeout: not answered
          because invitation-adds-resource, events-retried
    "#]],
    );
}

#[test]
fn an_event_that_is_posted_again_is_the_same_to_the_byte() {
    let story = down().invite(OLIVE, GENERAL).wait_for(300_000);
    let envelopes: BTreeSet<String> = story
        .sandbox
        .history()
        .iter()
        .flat_map(|step| &step.outcome.deliveries)
        .filter_map(|delivery| match delivery {
            Delivery::Event { answered: false, envelope, .. } => Some(json(envelope)),
            Delivery::Event { .. }
            | Delivery::UrlVerification { .. }
            | Delivery::Interaction { .. }
            | Delivery::SlashCommand { .. }
            | Delivery::Redirect { .. } => None,
        })
        .collect();
    assert_eq!(envelopes.len(), 1, "{envelopes:?}");
}

#[test]
fn an_endpoint_that_is_back_gets_what_is_still_due() {
    check(
        down()
            .invite(OLIVE, GENERAL)
            .endpoint(EndpointAnswer::Ok)
            .wait_for(58_999)
            .wait_for(600_000),
        expect![[r#"
            Olive invited the app to #general. [Added]
              » Ev00000002 resources_added: not answered
              » Ev00000002 resources_added, retry 1 connection_failed: not answered
              because invitation-adds-resource, events-retried
            The app's endpoint answers from now on. [Waiting]
            Time passed. [Waiting]
            Time passed. [Waiting]
              » Ev00000002 resources_added, retry 2 connection_failed
              because events-retried
        "#]],
    );
}

#[test]
fn what_is_due_comes_before_what_happens_in_the_order_of_due_times() {
    check(
        down()
            .invite(OLIVE, GENERAL)
            .after(30_000)
            .invite(OLIVE, LUNCH)
            .endpoint(EndpointAnswer::Ok)
            .after(600_000)
            .invite(OLIVE, SECRET),
        expect![[r#"
            Olive invited the app to #general. [Added]
              » Ev00000002 resources_added: not answered
              » Ev00000002 resources_added, retry 1 connection_failed: not answered
              because invitation-adds-resource, events-retried
            Olive invited the app to #lunch. [Added]
              » Ev00000003 resources_added: not answered
              » Ev00000003 resources_added, retry 1 connection_failed: not answered
              because invitation-adds-resource, events-retried
            The app's endpoint answers from now on. [Waiting]
              » Ev00000002 resources_added, retry 2 connection_failed: not answered
              because events-retried
            Olive invited the app to #secret-recipes. [Added]
              » Ev00000003 resources_added, retry 2 connection_failed
              » Ev00000002 resources_added, retry 3 connection_failed
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C01234BCD"}},"scopes":["chat:write"]}]}
              because invitation-adds-resource, events-retried
        "#]],
    );
}

#[test]
fn events_of_one_moment_come_again_in_their_own_order() {
    let uninstall = Command::Uninstall { user: id(OLIVE) };
    check(
        down().command(uninstall).endpoint(EndpointAnswer::Ok).wait_for(60_000),
        expect![[r#"
        Olive uninstalled the app. [Not installed]
          » Ev00000002 resources_removed: not answered
          » Ev00000003 app_uninstalled: not answered
          » Ev00000004 tokens_revoked: not answered
          » Ev00000002 resources_removed, retry 1 connection_failed: not answered
          » Ev00000003 app_uninstalled, retry 1 connection_failed: not answered
          » Ev00000004 tokens_revoked, retry 1 connection_failed: not answered
          because uninstall-takes-all, events-retried
        The app's endpoint answers from now on. [Not installed]
        Time passed. [Not installed]
          » Ev00000002 resources_removed, retry 2 connection_failed
          » Ev00000003 app_uninstalled, retry 2 connection_failed
          » Ev00000004 tokens_revoked, retry 2 connection_failed
          because events-retried
    "#]],
    );
}

#[test]
fn what_was_due_failed_as_the_endpoint_was_then() {
    check(
        down().invite(OLIVE, GENERAL).after(60_000).endpoint(EndpointAnswer::Ok),
        expect![[r#"
        Olive invited the app to #general. [Added]
          » Ev00000002 resources_added: not answered
          » Ev00000002 resources_added, retry 1 connection_failed: not answered
          because invitation-adds-resource, events-retried
        The app's endpoint answers from now on. [Waiting]
          » Ev00000002 resources_added, retry 2 connection_failed: not answered
          because events-retried
    "#]],
    );
}

#[test]
fn every_reason_is_told_with_the_next_retry() {
    for reason in RetryReason::ALL {
        let story = stage().installed(&["chat:write"]).fails(reason).invite(OLIVE, GENERAL);
        let deliveries = &story.sandbox.history().last().expect("it happened").outcome.deliveries;
        let told = json(&deliveries[1]);
        let expected =
            format!(r#""answered":false,"retry":{{"num":1,"reason":"{}"}}"#, reason.name());
        assert!(told.contains(&expected), "{told}");
        assert_eq!(json(&reason), format!("\"{}\"", reason.name()));
    }
}

// Holds: no-retry-header.
#[test]
fn an_app_can_say_that_it_wants_no_retry() {
    let answers = EndpointAnswer::Fails { reason: RetryReason::HttpError, no_retry: true };
    check(
        stage()
            .installed(&["chat:write"])
            .endpoint(answers)
            .invite(OLIVE, GENERAL)
            .wait_for(600_000),
        expect![[r#"
            The app's endpoint fails from now on: http_error. [Waiting]
              because no-retry-header
            Olive invited the app to #general. [Added]
              » Ev00000002 resources_added: not answered
              because invitation-adds-resource, no-retry-header
            Time passed. [Waiting]
        "#]],
    );
}

// Holds: only-events-retried.
#[test]
fn interactions_and_slash_commands_are_not_posted_again() {
    check(
        stage()
            .installed(&["chat:write", "commands"])
            .fails(RetryReason::ConnectionFailed)
            .click(OLIVE, GENERAL)
            .interact(OLIVE, GENERAL, Gesture::SlashCommand)
            .wait_for(600_000),
        expect![[r#"
            The app's endpoint fails from now on: connection_failed. [Waiting]
              because events-retried
            Olive clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds, only-events-retried
            Olive typed the app's slash command in #general. [Waiting]
              » a trigger, by slash command
              because slash-command-gives-trigger, trigger-three-seconds, only-events-retried
            Time passed. [Waiting]
        "#]],
    );
}

#[test]
fn an_event_that_is_not_sent_cannot_fail() {
    let mut cast = Cast::default();
    cast.app.subscriptions.remove(Topic::ResourcesAdded);
    let app = stage_with(cast).installed(&["chat:write"]).fails(RetryReason::ConnectionFailed);
    check(
        app.forget().invite(OLIVE, GENERAL).wait_for(600_000),
        expect![[r#"
        Olive invited the app to #general. [Added]
          (not sent) resources_added
          because invitation-adds-resource, events-need-subscription
        Time passed. [Waiting]
    "#]],
    );
}

#[test]
fn a_failure_that_is_known_only_afterwards_starts_the_same_schedule() {
    let event = "Ev00000002";
    check(
        stage()
            .installed(&["chat:write"])
            .invite(OLIVE, GENERAL)
            .unanswered(event, RetryReason::HttpTimeout)
            .unanswered(event, RetryReason::HttpError)
            .unanswered(event, RetryReason::HttpError)
            .wait_for(58_000)
            .unanswered(event, RetryReason::SslError)
            .wait_for(300_000)
            .unanswered(event, RetryReason::SslError)
            .unanswered(event, RetryReason::SslError)
            .wait_for(600_000),
        expect![[r#"
            Olive invited the app to #general. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["chat:write"]}]}
              because invitation-adds-resource
            The app did not answer Ev00000002: http_timeout. [Waiting]
              » Ev00000002 resources_added, retry 1 http_timeout
              because events-retried
            The app did not answer Ev00000002: http_error. [Waiting]
              because events-retried
            ! event_waits: event `Ev00000002` waits to be posted again: let time pass first
            Time passed. [Waiting]
              » Ev00000002 resources_added, retry 2 http_error
              because events-retried
            The app did not answer Ev00000002: ssl_error. [Waiting]
              because events-retried
            Time passed. [Waiting]
              » Ev00000002 resources_added, retry 3 ssl_error
              because events-retried
            The app did not answer Ev00000002: ssl_error. [Waiting]
              because retries-end
            ! event_lost: event `Ev00000002` is not posted again: it was lost already
            Time passed. [Waiting]
        "#]],
    );
}

#[test]
fn only_an_event_that_was_posted_can_turn_out_unanswered() {
    let mut cast = Cast::default();
    cast.app.subscriptions.remove(Topic::ResourcesAdded);
    let app = stage_with(cast).installed(&["chat:write"]).invite(OLIVE, GENERAL).forget();
    check(
        app.unanswered("Ev00000000", RetryReason::HttpError)
            .unanswered("Ev00000001", RetryReason::HttpError)
            .unanswered("Ev00000002", RetryReason::HttpError)
            .unanswered("Ev00000003", RetryReason::HttpError)
            .kick(OLIVE, GENERAL)
            .command(Command::Unanswered {
                event_id: id("Ev00000003"),
                reason: RetryReason::HttpError,
                no_retry: true,
            })
            .unanswered("Ev00000003", RetryReason::HttpError),
        expect![[r#"
            ! unknown_event: there is no event `Ev00000000`: expected one that was posted to the app
            ! unknown_event: there is no event `Ev00000001`: expected one that was posted to the app
            ! unknown_event: there is no event `Ev00000002`: expected one that was posted to the app
            ! unknown_event: there is no event `Ev00000003`: expected one that was posted to the app
            Olive removed the app from #general. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["chat:write"]}]}
              because removal-takes-resource, kick-excludes
            The app did not answer Ev00000003: http_error. [Waiting]
              because no-retry-header
            ! event_lost: event `Ev00000003` is not posted again: it was lost already
        "#]],
    );
}

#[test]
fn a_bad_event_id_is_refused_where_it_stands() {
    for (event_id, expected) in [("Ev1", false), ("Ev0000000a", false), ("Ev0000000A", true)] {
        let text = format!(
            r#"{{"version":1,"inputs":[{{"command":{{"type":"unanswered","event_id":"{event_id}","reason":"http_error"}}}}]}}"#
        );
        let read: Result<Script, _> = read_script(&text);
        assert_eq!(read.is_ok(), expected, "{event_id}: {read:?}");
    }
}

proptest! {
    // Holds: retries-end.
    #[test]
    fn an_event_is_tried_at_most_four_times_until_it_is_answered(
        switches in prop::collection::vec((0..200_000_u64, any::<bool>()), 0..12),
    ) {
        let mut story = down().invite(OLIVE, GENERAL);
        for (after, works) in switches {
            let reason = RetryReason::HttpError;
            let fails = EndpointAnswer::Fails { reason, no_retry: false };
            story = story.after(after).endpoint(if works { EndpointAnswer::Ok } else { fails });
        }
        let story = story.wait_for(600_000);
        let outcomes = story.sandbox.history().iter().map(|step| &step.outcome);
        let tries: Vec<(bool, u32)> = outcomes
            .skip(INSTALLED)
            .flat_map(|outcome| &outcome.deliveries)
            .filter_map(|delivery| match delivery {
                Delivery::Event { answered, retry, .. } => {
                    Some((*answered, retry.map_or(0, |retry| retry.num)))
                }
                Delivery::UrlVerification { .. }
                | Delivery::Interaction { .. }
                | Delivery::SlashCommand { .. }
                | Delivery::Redirect { .. } => None,
            })
            .collect();
        for (index, (answered, num)) in tries.iter().enumerate() {
            prop_assert_eq!(u32::try_from(index), Ok(*num));
            prop_assert!(!answered || index + 1 == tries.len(), "nothing comes after an answer");
        }
        let (answered, last) = tries.last().expect("it was tried");
        prop_assert!(*answered || *last == 3, "{:?}", tries);
    }
}
