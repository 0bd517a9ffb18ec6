//! Asking for more: triggers, dialogs, answers.

use expect_test::expect;
use grantscope::Channels;

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, SECRET, check, id, stage};

// Holds: approval-grants-scopes, scopes-travel.
#[test]
fn an_approved_request_grants_scopes_that_travel_to_what_the_app_has() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(GENERAL)]))
            .click(POPEYE, GENERAL)
            .request("channels:history")
            .approve(2, Channels::None)
            .call("apps.permissions.scopes.list", &[]),
        expect![[r#"
            Popeye clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            Popeye approved Lunch Train's request. [Awarded]
              » {"type":"scope_granted","scopes":["channels:history"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              because approval-grants-scopes, scopes-travel
            The app called apps.permissions.scopes.list: ok. [Waiting]
              = {"ok":true,"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["channels:history","chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]}}
              because lookups-need-no-scope
        "#]],
    );
}

// Holds: approval-adds-resources.
#[test]
fn an_approval_can_add_channels() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(GENERAL)]))
            .click(OLIVE, GENERAL)
            .request("channels:history")
            .forget()
            .approve(2, Channels::Chosen(vec![id(GENERAL), id(LUNCH)])),
        expect![[r#"
            Olive approved Lunch Train's request for #general, #lunch. [Awarded]
              » {"type":"scope_granted","scopes":["channels:history"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["channels:history","chat:write"]}]}
              because approval-grants-scopes, scopes-travel, approval-adds-resources, resources-limit-scopes
        "#]],
    );
}

#[test]
fn an_approval_can_widen_to_all_public_channels() {
    check(
        stage()
            .installed(&["chat:write"])
            .click(OLIVE, GENERAL)
            .request("channels:history")
            .forget()
            .approve(2, Channels::AllExcept(vec![id(SECRET)])),
        expect![[r#"
            Olive approved Lunch Train's request for all public channels except #secret-recipes. [Awarded]
              » {"type":"scope_granted","scopes":["channels:history"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":["channels:history","chat:write"]}]}
              because approval-grants-scopes, scopes-travel, approval-adds-resources, excluded-at-install
        "#]],
    );
}

// Holds: approval-adds-resources.
#[test]
fn scopes_about_the_workspace_add_the_workspace_as_a_resource_once() {
    check(
        stage()
            .installed(&[])
            .click(OLIVE, GENERAL)
            .request("users:read")
            .forget()
            .approve(2, Channels::None)
            .click(OLIVE, GENERAL)
            .request("team:read")
            .approve(3, Channels::None),
        expect![[r#"
            Olive approved Lunch Train's request. [Awarded]
              » {"type":"scope_granted","scopes":["users:read"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              » {"type":"resources_added","resources":[{"resource":{"type":"team","grant":{"type":"specific","resource_id":"T061EG9R6"}},"scopes":["users:read"]}]}
              because approval-grants-scopes, scopes-travel, approval-adds-resources
            Olive clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            Olive approved Lunch Train's request. [Awarded]
              » {"type":"scope_granted","scopes":["team:read"],"trigger_id":"241582872339.63235480217.975835de1c9756ce64684c4f0fd784b4"}
              because approval-grants-scopes, scopes-travel
        "#]],
    );
}

// Holds: denial-told.
#[test]
fn a_denial_is_told_and_grants_nothing() {
    check(
        stage()
            .installed(&["chat:write"])
            .click(OLIVE, GENERAL)
            .request("channels:history")
            .deny(2)
            .call("apps.permissions.scopes.list", &[]),
        expect![[r#"
            Olive clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            Olive declined Lunch Train's request. [Rejected]
              » {"type":"scope_denied","scopes":["channels:history"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              because denial-told
            The app called apps.permissions.scopes.list: ok. [Waiting]
              = {"ok":true,"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]}}
              because lookups-need-no-scope
        "#]],
    );
}

// Holds: no-answer-no-event, request-shows-dialog.
#[test]
fn nobody_answers_and_no_event_is_sent() {
    check(
        stage()
            .installed(&["chat:write"])
            .click(OLIVE, GENERAL)
            .request("channels:history")
            .after(86_400_000)
            .wait(),
        expect![[r#"
            Olive clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            Time passed. [Requested]
        "#]],
    );
}

// Holds: trigger-once.
#[test]
fn a_trigger_is_exchanged_only_once() {
    check(
        stage()
            .installed(&[])
            .click(OLIVE, GENERAL)
            .request("channels:history")
            .request("channels:history"),
        expect![[r#"
            Olive clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            The app called apps.permissions.request: trigger_exchanged. [Requested]
              = {"ok":false,"error":"trigger_exchanged"}
              because trigger-once
        "#]],
    );
}

// Holds: trigger-once.
#[test]
fn the_trigger_in_an_event_was_exchanged_before() {
    let asked = || stage().installed(&[]).click(OLIVE, GENERAL).request("channels:history");
    let told_of = |story: crate::stage::Stage| {
        let trigger = story.newest_trigger();
        let last = story.sandbox.history().last().expect("something happened");
        assert!(crate::stage::json(&last.outcome.deliveries).contains(&trigger));
        story.request("channels:read").last_reply()
    };
    let exchanged = r#"{"ok":false,"error":"trigger_exchanged"}"#;
    assert_eq!(told_of(asked().approve(2, Channels::None)), exchanged);
    assert_eq!(told_of(asked().deny(2)), exchanged);
}

// Holds: trigger-three-seconds, expired-trigger-is-invalid.
#[test]
fn a_trigger_lives_three_seconds() {
    let clicked = || stage().installed(&[]).click(OLIVE, GENERAL).forget();
    check(
        clicked().after(3000).request("channels:history"),
        expect![[r#"
        The app called apps.permissions.request: ok. [Requested]
          = {"ok":true}
          because request-shows-dialog, no-answer-no-event
    "#]],
    );
    check(
        clicked().after(3001).request("channels:history"),
        expect![[r#"
        The app called apps.permissions.request: invalid_trigger. [Waiting]
          = {"ok":false,"error":"invalid_trigger"}
          because expired-trigger-is-invalid
    "#]],
    );
}

#[test]
fn a_refused_request_leaves_the_trigger_alive() {
    check(
        stage()
            .installed(&[])
            .click(OLIVE, GENERAL)
            .forget()
            .after(500)
            .request("lunch:eat")
            .request("channels:history"),
        expect![[r#"
            The app called apps.permissions.request: invalid_scope. [Waiting]
              = {"ok":false,"error":"invalid_scope"}
              because unknown-scope-refused
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
        "#]],
    );
}

// Holds: unknown-scope-refused, scope-types-not-mixed, user-scopes-asked-apart.
#[test]
fn a_request_is_refused_for_what_it_asks() {
    let request = |scopes| stage().installed(&[]).click(OLIVE, GENERAL).forget().request(scopes);
    check(
        request("lunch:eat"),
        expect![[r#"
        The app called apps.permissions.request: invalid_scope. [Waiting]
          = {"ok":false,"error":"invalid_scope"}
          because unknown-scope-refused
    "#]],
    );
    check(
        request("bot"),
        expect![[r#"
        The app called apps.permissions.request: invalid_scope. [Waiting]
          = {"ok":false,"error":"invalid_scope"}
          because unknown-scope-refused
    "#]],
    );
    check(
        request(""),
        expect![[r#"
        The app called apps.permissions.request: invalid_scope. [Waiting]
          = {"ok":false,"error":"invalid_scope"}
          because unknown-scope-refused
    "#]],
    );
    check(
        request("chat:write,users:read"),
        expect![[r#"
        The app called apps.permissions.request: mixed_scope. [Waiting]
          = {"ok":false,"error":"mixed_scope"}
          because scope-types-not-mixed
    "#]],
    );
    check(
        request("chat:write,reminders:write:user"),
        expect![[r#"
        The app called apps.permissions.request: mixed_scope. [Waiting]
          = {"ok":false,"error":"mixed_scope"}
          because scope-types-not-mixed
    "#]],
    );
    check(
        request("reminders:write:user"),
        expect![[r#"
        The app called apps.permissions.request: invalid_scope. [Waiting]
          = {"ok":false,"error":"invalid_scope"}
          because user-scopes-asked-apart
    "#]],
    );
    check(
        request("files:read,files:write,chat:write"),
        expect![[r#"
        The app called apps.permissions.request: ok. [Requested]
          = {"ok":true}
          because request-shows-dialog, no-answer-no-event
    "#]],
    );
}

// Holds: interaction-gives-trigger.
#[test]
fn a_request_names_a_trigger_and_scopes() {
    check(
        stage()
            .installed(&[])
            .call("apps.permissions.request", &[])
            .call("apps.permissions.request", &[("scopes", "chat:write")])
            .call(
                "apps.permissions.request",
                &[("scopes", "chat:write"), ("trigger_id", "made.up")],
            ),
        expect![[r#"
            The app called apps.permissions.request: invalid_arguments. [Waiting]
              = {"ok":false,"error":"invalid_arguments"}
              because interaction-gives-trigger
            The app called apps.permissions.request: invalid_arguments. [Waiting]
              = {"ok":false,"error":"invalid_arguments"}
              because interaction-gives-trigger
            The app called apps.permissions.request: invalid_trigger. [Waiting]
              = {"ok":false,"error":"invalid_trigger"}
              because interaction-gives-trigger
        "#]],
    );
}

// Holds: denial-told.
#[test]
fn two_people_can_be_asked_at_once() {
    check(
        stage()
            .installed(&[])
            .click(OLIVE, GENERAL)
            .request("channels:history")
            .click(POPEYE, GENERAL)
            .request("channels:read")
            .forget()
            .approve(3, Channels::None)
            .deny(2),
        expect![[r#"
            Popeye approved Lunch Train's request. [Awarded]
              » {"type":"scope_granted","scopes":["channels:read"],"trigger_id":"241582872339.63235480217.975835de1c9756ce64684c4f0fd784b4"}
              because approval-grants-scopes, scopes-travel
            Olive declined Lunch Train's request. [Rejected]
              » {"type":"scope_denied","scopes":["channels:history"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              because denial-told
        "#]],
    );
}

#[test]
fn channels_are_chosen_only_where_they_were_asked_for() {
    let asked = |scopes| stage().installed(&[]).click(OLIVE, GENERAL).request(scopes).forget();
    check(
        asked("users:read")
            .approve(2, Channels::AllExcept(vec![]))
            .approve(2, Channels::Chosen(vec![id("C0NOWHERE")])),
        expect![[r#"
            ! no_channels_asked: prompt `P2` asks for nothing in channels: approve it without any
            ! no_channels_asked: prompt `P2` asks for nothing in channels: approve it without any
        "#]],
    );
}

#[test]
fn a_channel_that_is_named_twice_is_told_once() {
    let asked = || {
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
            .click(OLIVE, GENERAL)
            .request("channels:read")
            .forget()
    };
    check(
        asked().approve(2, Channels::Chosen(vec![id(GENERAL), id(GENERAL)])),
        expect![[r#"
            Olive approved Lunch Train's request for #general, #general. [Awarded]
              » {"type":"scope_granted","scopes":["channels:read"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["channels:read","chat:write"]}]}
              because approval-grants-scopes, scopes-travel, approval-adds-resources, resources-limit-scopes
        "#]],
    );
    check(
        asked().approve(2, Channels::AllExcept(vec![id(LUNCH), id(LUNCH)])),
        expect![[r#"
            Olive approved Lunch Train's request for all public channels except #lunch, #lunch. [Awarded]
              » {"type":"scope_granted","scopes":["channels:read"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":["channels:read","chat:write"]}]}
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["channels:read","chat:write"]}]}
              because approval-grants-scopes, scopes-travel, approval-adds-resources, excluded-at-install
        "#]],
    );
}

#[test]
fn nobody_clicks_in_somebody_elses_home() {
    check(
        stage().installed(&[]).click(POPEYE, "D00000001"),
        expect![[r#"
        ! unknown_conversation: there is no conversation `D00000001`: expected one of the cast's
    "#]],
    );
}
