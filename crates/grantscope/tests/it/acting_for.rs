//! Asking a person whether the app may act for them, and their taking it back.

use expect_test::expect;
use grantscope::{Call, Channels, Command};

use crate::stage::{GENERAL, OLIVE, POPEYE, Stage, check, id, stage};

impl Stage {
    /// Asks a person, with the newest trigger, whether the app may act for them.
    fn ask_to_act_for(self, user: &str, scopes: &[&str]) -> Self {
        let trigger = self.newest_trigger();
        self.command(Command::Call(Call::asking_to_act_for(id(user), &trigger, scopes)))
    }

    fn revoke(self, user: &str) -> Self {
        self.command(Command::Revoke { user: id(user) })
    }
}

// Holds: any-person-may-consent, person-may-take-back, person-must-consent.
#[test]
fn a_person_lets_the_app_act_for_them_and_takes_it_back() {
    check(
        stage()
            .installed(&["chat:write"])
            .click(POPEYE, GENERAL)
            .ask_to_act_for(POPEYE, &["reminders:read:user", "reminders:write:user"])
            .approve(2, Channels::None)
            .call("apps.permissions.users.list", &[])
            .revoke(POPEYE)
            .call("apps.permissions.users.list", &[])
            .revoke(POPEYE),
        expect![[r#"
            Popeye clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.users.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            Popeye approved Lunch Train's request. [Awarded]
              » {"type":"user_resource_granted","user":"U0HTT3Q0G","scopes":["reminders:read:user","reminders:write:user"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              because person-must-consent, any-person-may-consent
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"U0HTT3Q0G","scopes":["reminders:read:user","reminders:write:user"]}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
            Popeye took back what the app may do for them. [Removed]
              » {"type":"user_resource_removed","user":"U0HTT3Q0G","trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              because person-may-take-back
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
            ! nothing_granted: `U0HTT3Q0G` let the app do nothing for them: nothing to take back
        "#]],
    );
}

// Holds: user-denial-told.
#[test]
fn a_person_declines_to_let_the_app_act_for_them() {
    check(
        stage()
            .installed(&["chat:write"])
            .click(POPEYE, GENERAL)
            .ask_to_act_for(POPEYE, &["dnd:write:user"])
            .deny(2)
            .call("apps.permissions.users.list", &[]),
        expect![[r#"
            Popeye clicked the app's button in #general. [Waiting]
              » a trigger, by interactive_message
              because interaction-gives-trigger, trigger-three-seconds
            The app called apps.permissions.users.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            Popeye declined Lunch Train's request. [Rejected]
              » {"type":"user_resource_denied","user":"U0HTT3Q0G","scopes":["dnd:write:user"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              because user-denial-told
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
        "#]],
    );
}

// Holds: asked-person-is-behind-trigger, user-scopes-asked-apart, unknown-scope-refused.
#[test]
fn a_request_to_act_for_a_person_is_refused_for_what_it_asks() {
    let clicked = || stage().installed(&[]).click(OLIVE, GENERAL).forget().after(100);
    check(
        clicked()
            .call("apps.permissions.users.request", &[("scopes", "dnd:write:user")])
            .ask_to_act_for(POPEYE, &["dnd:write:user"])
            .ask_to_act_for("U0NOBODY", &["dnd:write:user"])
            .ask_to_act_for(OLIVE, &["chat:write"])
            .ask_to_act_for(OLIVE, &["dnd:write:user", "users:read"])
            .ask_to_act_for(OLIVE, &["dnd:write"])
            .ask_to_act_for(OLIVE, &[])
            .ask_to_act_for(OLIVE, &["dnd:write:user"])
            .ask_to_act_for(OLIVE, &["dnd:write:user"]),
        expect![[r#"
            The app called apps.permissions.users.request: invalid_arguments. [Waiting]
              = {"ok":false,"error":"invalid_arguments"}
              because interaction-gives-trigger
            The app called apps.permissions.users.request: invalid_user. [Waiting]
              = {"ok":false,"error":"invalid_user"}
              because asked-person-is-behind-trigger
            The app called apps.permissions.users.request: invalid_user. [Waiting]
              = {"ok":false,"error":"invalid_user"}
              because asked-person-is-behind-trigger
            The app called apps.permissions.users.request: invalid_scope. [Waiting]
              = {"ok":false,"error":"invalid_scope"}
              because user-scopes-asked-apart
            The app called apps.permissions.users.request: invalid_scope. [Waiting]
              = {"ok":false,"error":"invalid_scope"}
              because user-scopes-asked-apart
            The app called apps.permissions.users.request: invalid_scope. [Waiting]
              = {"ok":false,"error":"invalid_scope"}
              because unknown-scope-refused
            The app called apps.permissions.users.request: invalid_scope. [Waiting]
              = {"ok":false,"error":"invalid_scope"}
              because unknown-scope-refused
            The app called apps.permissions.users.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            The app called apps.permissions.users.request: trigger_exchanged. [Requested]
              = {"ok":false,"error":"trigger_exchanged"}
              because trigger-once
        "#]],
    );
    check(
        clicked().after(3001).ask_to_act_for(OLIVE, &["dnd:write:user"]),
        expect![[r#"
        The app called apps.permissions.users.request: invalid_trigger. [Waiting]
          = {"ok":false,"error":"invalid_trigger"}
          because expired-trigger-is-invalid
    "#]],
    );
}

// Holds: person-must-consent.
#[test]
fn one_persons_permission_is_nobody_elses() {
    let story = stage()
        .installed(&[])
        .click(POPEYE, GENERAL)
        .ask_to_act_for(POPEYE, &["reminders:write:user"])
        .approve(2, Channels::None);
    let may = |user: &str| {
        let question = grantscope::Question {
            method: "reminders.add".to_owned(),
            channel: None,
            user: Some(user.to_owned()),
        };
        story.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    };
    assert!(may(POPEYE));
    assert!(!may(OLIVE));
}
