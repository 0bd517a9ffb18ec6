//! Belief and truth: what reaches the app, where they drift apart, and what differs between moments.

use expect_test::{Expect, expect};
use grantscope::{
    BLIND_SPOTS, Channels, Command, DriftKind, EndpointAnswer, GrantsView, Heard, Ledger,
    RetryReason, compare, drift,
};
use proptest::prelude::*;

use crate::properties::{Act, Telling, acts};
use crate::stage::{GENERAL, LUNCH, OLIVE, SECRET, Stage, id, stage};

#[track_caller]
fn check_drift(stage: Stage, expected: Expect) {
    let steps = stage.sandbox.history().len();
    let found = drift(&stage.sandbox.ledger_at(steps).grants(), &stage.sandbox.truth_at(steps));
    let lines = found.iter().map(|it| {
        let spot = it.blind_spot.map_or("something unheard", |spot| BLIND_SPOTS[spot]);
        format!("{:?}: {} ({spot})\n", it.error, it.sentence)
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn a_channel_excluded_while_granting_all_is_believed_to_be_reached() {
    check_drift(
        stage().installed_in(&["channels:read"], Channels::AllExcept(vec![id(SECRET)])),
        expect![[r#"
            Untrue: The app believes that C01234BCD is reached; it is excluded. (what a person excluded while granting all public places)
        "#]],
    );
}

#[test]
fn what_the_endpoint_did_not_answer_is_not_known() {
    let fails = EndpointAnswer::Fails { reason: RetryReason::HttpError, no_retry: true };
    let story = || {
        let there = stage().installed_in(&["channels:read"], Channels::Chosen(vec![id(LUNCH)]));
        there.command(Command::Endpoint { answers: fails })
    };
    check_drift(story(), expect![""]);
    check_drift(
        story().invite(OLIVE, GENERAL),
        expect![[r#"
        Unheard: The app believes that C061EG9SL is not granted; it is reached. (something unheard)
    "#]],
    );
    check_drift(
        story().kick(OLIVE, LUNCH),
        expect![[r#"
        Untrue: The app believes that C061FA5PB is reached; it is excluded. (something unheard)
    "#]],
    );
    check_drift(story().kick(OLIVE, LUNCH).call("apps.permissions.info", &[]), expect![""]);
}

#[test]
fn two_moments_are_compared_in_sentences() {
    let told = |stage: &Stage, from: usize| {
        let view = |step| stage.sandbox.view_at(step).grants;
        let lines: Vec<String> = (from..stage.sandbox.history().len())
            .flat_map(|step| compare(&view(step), &view(step + 1)))
            .map(|difference| difference.sentence())
            .collect();
        lines.join("\n")
    };
    let first = stage().installed_in(&["channels:read"], Channels::Chosen(vec![id(LUNCH)]));
    expect![[r#"
        `channels:read` was granted for public channels.
        #lunch was granted.
        `chat:write`, `im:history` and `im:read` were granted for app homes.
        Olive's app home was granted."#]]
    .assert_eq(&told(&first, 0));
    let moved = first.invite(OLIVE, GENERAL).kick(OLIVE, LUNCH).invite(OLIVE, LUNCH);
    expect![[r#"
        #general was granted.
        #lunch was taken away and is excluded.
        #lunch is no longer excluded."#]]
    .assert_eq(&told(&moved, 2));
    let widened = moved.install(OLIVE, &["chat:write"], grantscope::InstallRoute::Settings);
    let widened = widened.approve(2, Channels::AllExcept(vec![id(LUNCH), id(SECRET)]));
    expect![[r#"
        `chat:write` was granted for public channels.
        All public channels were granted.
        #secret-recipes was excluded.
        #lunch was taken away and is excluded.
        `chat:write` was granted for private channels.
        `chat:write` was granted for group messages.
        `chat:write` was granted for direct messages."#]]
    .assert_eq(&told(&widened, 5));
    let acting = widened.command(Command::OpenAppHome { user: id(OLIVE) });
    let home = acting.sandbox.view().conversations.last().expect("a home").id.to_string();
    let acting = acting.click(OLIVE, &home);
    let trigger = acting.newest_trigger();
    let acting = acting
        .call(
            "apps.permissions.users.request",
            &[("scopes", "reminders:write:user"), ("trigger_id", &trigger), ("user", OLIVE)],
        )
        .approve(3, Channels::None)
        .command(Command::Revoke { user: id(OLIVE) })
        .command(Command::Uninstall { user: id(OLIVE) });
    expect![[r#"
        Olive granted `reminders:write:user` for themselves.
        Olive took back `reminders:write:user`.
        `channels:read` and `chat:write` were taken back for public channels.
        All public channels were taken back.
        #secret-recipes is no longer excluded, and not granted either.
        #lunch is no longer excluded, and not granted either.
        `chat:write` was taken back for private channels.
        `chat:write` was taken back for group messages.
        `chat:write` was taken back for direct messages.
        `chat:write`, `im:history` and `im:read` were taken back for app homes.
        Olive's app home was taken away."#]]
    .assert_eq(&told(&acting, 7));
}

/// The same, but for names and for people who granted nothing.
fn says(view: &GrantsView) -> String {
    let mut view = view.clone();
    view.users.retain(|row| !row.scopes.is_empty());
    format!("{view:?}")
}

proptest! {
    #[test]
    fn a_ledger_that_hears_everything_drifts_only_in_blind_spots(story in acts()) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            if !matches!(act, Act::Endpoint { .. }) {
                telling.tell(*after, act);
            }
        }
        let steps = telling.sandbox.history().len();
        let truth = telling.sandbox.truth_at(steps);
        for found in drift(&telling.sandbox.ledger_at(steps).grants(), &truth) {
            prop_assert!(found.blind_spot.is_some(), "{:?}", found);
        }
    }

    #[test]
    fn nothing_differs_where_two_tables_say_the_same_and_something_where_they_do_not(
        story in acts(),
    ) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let views: Vec<GrantsView> =
            (0..=telling.sandbox.history().len()).map(|step| telling.sandbox.truth_at(step)).collect();
        for pair in views.windows(2) {
            let found = compare(&pair[0], &pair[1]);
            prop_assert_eq!(found.is_empty(), says(&pair[0]) == says(&pair[1]), "{:?}", found);
            let back = compare(&pair[1], &pair[0]);
            prop_assert_eq!(back.len(), found.len());
            let gains = |list: &[grantscope::Difference]| list.iter().filter(|it| it.is_gain()).count();
            prop_assert_eq!(gains(&back) + gains(&found), found.len());
            let errors = drift(&pair[0], &pair[1]);
            let unheard = errors.iter().filter(|it| it.error == DriftKind::Unheard).count();
            prop_assert_eq!(unheard, gains(&found));
        }
    }

    #[test]
    fn what_was_heard_folds_from_any_moment_on_and_as_lines(
        story in acts(),
        share in 0..=100_usize,
    ) {
        let mut telling = Telling::new();
        for (after, act) in &story {
            telling.tell(*after, act);
        }
        let sandbox = &telling.sandbox;
        let steps = sandbox.history().len();
        let middle = steps * share / 100;
        let mut kept = sandbox.ledger_at(middle);
        for heard in sandbox.heard(middle, steps) {
            kept.hear(heard);
        }
        let mut by_lines = Ledger::new();
        for heard in sandbox.heard(0, steps) {
            by_lines.apply_text(&heard.line()).expect("what was sent can be read");
        }
        let at_once = sandbox.ledger_at(steps);
        prop_assert_eq!(kept.grants(), at_once.grants());
        prop_assert_eq!(by_lines.grants(), at_once.grants());
        prop_assert_eq!(by_lines.stage(), at_once.stage());
        let heard = sandbox.heard(0, steps).filter(|it| matches!(it, Heard::Event(_))).count();
        let posted = sandbox.history().iter().flat_map(|step| &step.outcome.deliveries).filter(|it| {
            matches!(it, grantscope::Delivery::Event { subscribed: true, answered: true, .. })
        });
        prop_assert_eq!(heard, posted.count());
    }
}
