//! What gives the app a trigger, and the app's home.

use expect_test::expect;
use grantscope::{Channels, Command, DialogId, Gesture};

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, Stage, check, id, json, stage};

const DIALOG: &str = r#"{"callback_id":"order","title":"Order","elements":[{"name":"dish","label":"Dish","type":"text"}]}"#;

impl Stage {
    fn open_dialog(self, dialog: &str) -> Self {
        let trigger = self.newest_trigger();
        self.call("dialog.open", &[("dialog", dialog), ("trigger_id", &trigger)])
    }

    fn submit(self, dialog: u32) -> Self {
        self.command(Command::SubmitDialog { dialog: DialogId(dialog) })
    }

    fn open_home(self, user: &str) -> Self {
        self.command(Command::OpenAppHome { user: id(user) })
    }

    fn message(self, user: &str, text: &str) -> Self {
        self.command(Command::Message { user: id(user), conversation: None, text: text.to_owned() })
    }

    fn add_slash_command(self, user: &str, conversations: &[&str]) -> Self {
        let conversations = conversations.iter().map(|conversation| id(conversation)).collect();
        self.command(Command::AddSlashCommand { user: id(user), conversations })
    }
}

// Holds: interaction-gives-trigger, slash-command-gives-trigger, request-shows-dialog.
#[test]
fn buttons_menus_actions_and_slash_commands_give_triggers_that_can_be_exchanged() {
    for gesture in [Gesture::Button, Gesture::Menu, Gesture::MessageAction, Gesture::SlashCommand] {
        let story = stage().installed(&[]).interact(OLIVE, KITCHEN, gesture).request("users:read");
        assert_eq!(story.sandbox.view().prompts.len(), 1, "{gesture:?}");
    }
}

#[test]
fn each_gesture_is_told_in_its_own_shape() {
    let told = |gesture| {
        let story = stage().installed(&[]).interact(OLIVE, GENERAL, gesture);
        let last = story.sandbox.history().last().expect("something happened");
        json(&last.outcome.deliveries[0])
    };
    expect![[r#"{"type":"interaction","payload":{"type":"interactive_message","actions":[{"name":"more","type":"button","value":"more"}],"callback_id":"ask_for_more","team":{"id":"T061EG9R6","domain":"sweethaven"},"channel":{"id":"C061EG9SL","name":"general"},"user":{"id":"U061F7AUR","name":"olive"},"action_ts":"1536408003.000000","message_ts":"1536408003.000000","attachment_id":"1","is_app_unfurl":false,"token":"verification_token","trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e","response_url":"https://hooks.slack.com/actions/T061EG9R6/241582872338/910a2dec89025cc15e41ab087439611e"}}"#]].assert_eq(&told(Gesture::Button));
    expect![[r#"{"type":"interaction","payload":{"type":"interactive_message","actions":[{"name":"more","type":"select","selected_options":[{"value":"more"}]}],"callback_id":"ask_for_more","team":{"id":"T061EG9R6","domain":"sweethaven"},"channel":{"id":"C061EG9SL","name":"general"},"user":{"id":"U061F7AUR","name":"olive"},"action_ts":"1536408003.000000","message_ts":"1536408003.000000","attachment_id":"1","is_app_unfurl":false,"token":"verification_token","trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e","response_url":"https://hooks.slack.com/actions/T061EG9R6/241582872338/910a2dec89025cc15e41ab087439611e"}}"#]].assert_eq(&told(Gesture::Menu));
    expect![[r#"{"type":"interaction","payload":{"type":"message_action","callback_id":"ask_for_more","team":{"id":"T061EG9R6","domain":"sweethaven"},"channel":{"id":"C061EG9SL","name":"general"},"user":{"id":"U061F7AUR","name":"olive"},"action_ts":"1536408003.000000","message_ts":"1536408003.000000","message":{"type":"message","subtype":"bot_message","bot_id":"B0NKHRW57","username":"Lunch Train","user":"U0NKHRW57","ts":"1536408003.000000","text":""},"token":"verification_token","trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e","response_url":"https://hooks.slack.com/actions/T061EG9R6/241582872338/910a2dec89025cc15e41ab087439611e"}}"#]].assert_eq(&told(Gesture::MessageAction));
    expect![[r#"{"type":"slash_command","payload":{"token":"verification_token","api_app_id":"A0BLA3EP2","team_id":"T061EG9R6","team_domain":"sweethaven","channel_id":"C061EG9SL","channel_name":"general","user_id":"U061F7AUR","user_name":"olive","command":"/train","text":"","response_url":"https://hooks.slack.com/commands/T061EG9R6/241582872338/910a2dec89025cc15e41ab087439611e","trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}}"#]].assert_eq(&told(Gesture::SlashCommand));
}

// Holds: dialog-gives-trigger.
#[test]
fn a_dialog_that_is_sent_off_gives_a_trigger() {
    check(
        stage()
            .installed(&[])
            .interact(OLIVE, GENERAL, Gesture::SlashCommand)
            .open_dialog(DIALOG)
            .submit(1)
            .request("users:read")
            .submit(1),
        expect![[r#"
            Olive typed the app's slash command in #general. [Waiting]
              » a trigger, by slash command
              because slash-command-gives-trigger, trigger-three-seconds
            The app called dialog.open: ok. [Waiting]
              = {"ok":true}
              because dialog-needs-trigger, trigger-once
            Olive sent off D1. [Waiting]
              » a trigger, by dialog_submission
              because dialog-gives-trigger, trigger-three-seconds
            The app called apps.permissions.request: ok. [Requested]
              = {"ok":true}
              because request-shows-dialog, no-answer-no-event
            ! no_open_dialog: there is no open dialog `D1`: expected one that the app opened and nobody sent off
        "#]],
    );
}

// Holds: dialog-needs-trigger.
#[test]
fn a_dialog_is_refused_for_what_it_lacks() {
    let clicked = || stage().installed(&[]).click(OLIVE, GENERAL).forget().after(100);
    check(
        clicked()
            .call("dialog.open", &[("dialog", DIALOG)])
            .call("dialog.open", &[("trigger_id", "1.2.3")])
            .call("dialog.open", &[("trigger_id", "1.2.3"), ("dialog", DIALOG)])
            .open_dialog("{}")
            .open_dialog("lunch")
            .open_dialog(r#"{"callback_id":"order","title":"Order","elements":[]}"#)
            .open_dialog(DIALOG)
            .open_dialog(DIALOG),
        expect![[r#"
            The app called dialog.open: missing_trigger. [Waiting]
              = {"ok":false,"error":"missing_trigger"}
              because dialog-needs-trigger
            The app called dialog.open: missing_dialog. [Waiting]
              = {"ok":false,"error":"missing_dialog"}
              because dialog-needs-trigger
            The app called dialog.open: invalid_trigger. [Waiting]
              = {"ok":false,"error":"invalid_trigger"}
              because dialog-needs-trigger
            The app called dialog.open: validation_errors. [Waiting]
              = {"ok":false,"error":"validation_errors"}
              because dialog-needs-trigger
            The app called dialog.open: validation_errors. [Waiting]
              = {"ok":false,"error":"validation_errors"}
              because dialog-needs-trigger
            The app called dialog.open: validation_errors. [Waiting]
              = {"ok":false,"error":"validation_errors"}
              because dialog-needs-trigger
            The app called dialog.open: ok. [Waiting]
              = {"ok":true}
              because dialog-needs-trigger, trigger-once
            The app called dialog.open: trigger_exchanged. [Waiting]
              = {"ok":false,"error":"trigger_exchanged"}
              because dialog-needs-trigger
        "#]],
    );
    check(
        clicked().after(3001).open_dialog(DIALOG),
        expect![[r#"
        The app called dialog.open: trigger_expired. [Waiting]
          = {"ok":false,"error":"trigger_expired"}
          because dialog-needs-trigger
    "#]],
    );
}

// Holds: slash-command-adds-resources.
#[test]
fn a_slash_command_is_added_to_a_dozen_channels_at_once() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
            .add_slash_command(POPEYE, &[GENERAL, LUNCH, KITCHEN, GENERAL])
            .add_slash_command(POPEYE, &[GENERAL])
            .add_slash_command(POPEYE, &[])
            .add_slash_command(POPEYE, &[GENERAL, "C0NOWHERE"]),
        expect![[r#"
            Popeye added the app's slash command to #general, #lunch, #kitchen and 1 more. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["chat:write"]},{"resource":{"type":"group","grant":{"type":"specific","resource_id":"G024BE91L"}},"scopes":["chat:write"]}]}
              because slash-command-adds-resources
            ! already_there: the app is already in `C061EG9SL`
            ! no_conversations: no conversation is named: expected at least one
            ! unknown_conversation: there is no conversation `C0NOWHERE`: expected one of the cast's
        "#]],
    );
}

// Holds: app-home-opens-unasked, app-home-messages-need-no-scope.
#[test]
fn a_person_opens_a_direct_message_and_the_app_is_not_asked() {
    check(
        stage()
            .installed(&[])
            .message(POPEYE, "lunch?")
            .open_home(POPEYE)
            .open_home(POPEYE)
            .open_home(OLIVE)
            .message(POPEYE, "lunch?")
            .call("apps.permissions.resources.list", &[]),
        expect![[r#"
            ! no_app_home: `U0HTT3Q0G` has no direct message with the app: open it first
            Popeye opened a direct message with the app. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000002"}},"scopes":["chat:write","im:history","im:read"]}]}
              because app-home-opens-unasked
            ! already_there: the app is already in `D00000002`
            ! already_there: the app is already in `D00000001`
            Popeye wrote to the app. [Waiting]
              » {"type":"message","user":"U0HTT3Q0G","text":"lunch?","ts":"1536408004.000000","channel":"D00000002","event_ts":"1536408004.000000","channel_type":"app_home"}
              because app-home-messages-need-no-scope
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"D00000001","type":"app_home"},{"id":"D00000002","type":"app_home"}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

#[test]
fn a_message_in_the_home_is_told_with_its_workspace() {
    let story = stage().installed(&[]).message(OLIVE, "How many cats did we herd yesterday?");
    let last = story.sandbox.history().last().expect("something happened");
    expect![[r#"{"type":"event","subscribed":true,"envelope":{"token":"verification_token","team_id":"T061EG9R6","api_app_id":"A0BLA3EP2","event":{"type":"message","user":"U061F7AUR","text":"How many cats did we herd yesterday?","ts":"1536408003.000000","channel":"D00000001","event_ts":"1536408003.000000","channel_type":"app_home"},"type":"event_callback","authed_teams":["T061EG9R6"],"event_id":"Ev00000002","event_time":1536408003}}"#]].assert_eq(&json(&last.outcome.deliveries[0]));
}

#[test]
fn an_app_without_any_scope_has_every_capability_that_none_represents() {
    for capability in grantscope::CAPABILITIES {
        let scope = capability.scope.map(|name| grantscope::Catalogue::SLACK.scope(name));
        assert!(scope.is_none_or(|scope| scope.is_some()), "{}", capability.name);
    }
    for gesture in [Gesture::Button, Gesture::Menu, Gesture::MessageAction, Gesture::SlashCommand] {
        let asked = stage().installed(&[]).interact(OLIVE, GENERAL, gesture).request("chat:write");
        assert!(asked.last_reply().contains("\"ok\":true"), "{gesture:?}");
    }
    let home = Command::Message { user: id(OLIVE), conversation: None, text: "Hi".to_owned() };
    let written = stage().installed(&[]).command(home);
    let last = written.sandbox.history().last().expect("something happened");
    assert_eq!(last.outcome.deliveries.len(), 1, "the app hears what is written in its home");
}

const MENU_AND_BUTTONS: &str = r#"[{"text":"Lunch?","callback_id":"when","actions":[
    {"name":"day","type":"select","text":"Day","options":[{"text":"Friday","value":"fri"}]}]},
    {"text":"Board?","callback_id":"board","actions":[{"name":"yes","type":"button","text":"Yes","value":"1"},
    {"name":"no","type":"button","text":"No"}]}]"#;

/// The callback, the action and the attachment of a click after the app posted these, and what it was in.
#[track_caller]
fn check_pressed(attachments: &[&str], gesture: Gesture, expected: [&str; 4]) {
    let everywhere = Channels::AllExcept(Vec::new());
    let post = |story: Stage, attachments: &&str| {
        let fields = [("channel", GENERAL), ("text", "Lunch"), ("attachments", *attachments)];
        story.call("chat.postMessage", &fields)
    };
    let posted = attachments.iter().fold(stage().installed_in(&["chat:write"], everywhere), post);
    let clicked = posted.interact(OLIVE, GENERAL, gesture);
    let last = clicked.sandbox.history().last().expect("something happened");
    let told: serde_json::Value =
        serde_json::from_str(&json(&last.outcome.deliveries[0])).expect("it is JSON");
    let payload = &told["payload"];
    let original = &payload["original_message"]["attachments"][1]["callback_id"];
    let came = ["callback_id", "attachment_id"].map(|name| payload[name].as_str().unwrap_or("-"));
    let action = payload["actions"][0].to_string();
    assert_eq!([came[0], &action, came[1], original.as_str().unwrap_or("-")], expected);
}

#[test]
fn of_several_buttons_or_menus_in_a_message_the_first_is_pressed() {
    let yes = r#"{"name":"yes","type":"button","value":"1"}"#;
    let friday = r#"{"name":"day","selected_options":[{"value":"fri"}],"type":"select"}"#;
    let made_up = r#"{"name":"more","type":"button","value":"more"}"#;
    check_pressed(&[MENU_AND_BUTTONS], Gesture::Button, ["board", yes, "2", "board"]);
    check_pressed(&[MENU_AND_BUTTONS], Gesture::Menu, ["when", friday, "1", "board"]);
    check_pressed(&[MENU_AND_BUTTONS, "[]"], Gesture::Button, ["board", yes, "2", "board"]);
    check_pressed(&["[]"], Gesture::Button, ["ask_for_more", made_up, "1", "-"]);
    check_pressed(&[r#"["lunch"]"#], Gesture::Button, ["ask_for_more", made_up, "1", "-"]);
}
