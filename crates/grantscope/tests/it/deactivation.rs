//! Accounts that are deleted, and what outlives them.

use expect_test::expect;
use grantscope::{Channels, Command, Gesture, InstallRoute, Question};

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, Stage, check, id, stage};

impl Stage {
    fn deactivate(self, user: &str) -> Self {
        self.command(Command::Deactivate { user: id(user) })
    }
}

// Holds: install-outlives-installer.
#[test]
fn the_installation_outlives_the_account_of_whoever_installed_it() {
    check(
        stage()
            .installed(&["users:read"])
            .deactivate(OLIVE)
            .deactivate(OLIVE)
            .deactivate("U0NOBODY")
            .call("users.info", &[("user", POPEYE)])
            .call("users.info", &[("user", OLIVE)]),
        expect![[r#"
            An admin deactivated the account of Olive. [Waiting]
              because install-outlives-installer
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! unknown_person: there is no person `U0NOBODY`: expected one of the cast's people
            The app called users.info: ok. [Waiting]
              = {"ok":true,"user":{"color":"9f69e7","deleted":false,"has_2fa":false,"id":"U0HTT3Q0G","is_admin":false,"is_app_user":false,"is_bot":false,"is_owner":false,"is_primary_owner":false,"is_restricted":false,"is_ultra_restricted":false,"name":"popeye","profile":{"avatar_hash":"","display_name":"popeye","display_name_normalized":"popeye","first_name":"Popeye","image_192":"https://avatars.example.com/U0HTT3Q0G_192.png","image_24":"https://avatars.example.com/U0HTT3Q0G_24.png","image_32":"https://avatars.example.com/U0HTT3Q0G_32.png","image_48":"https://avatars.example.com/U0HTT3Q0G_48.png","image_512":"https://avatars.example.com/U0HTT3Q0G_512.png","image_72":"https://avatars.example.com/U0HTT3Q0G_72.png","last_name":"","phone":"","real_name":"Popeye","real_name_normalized":"Popeye","skype":"","status_emoji":"","status_expiration":0,"status_text":"","team":"T061EG9R6","title":""},"real_name":"Popeye","team_id":"T061EG9R6","tz":"Etc/UTC","tz_label":"Coordinated Universal Time","tz_offset":0,"updated":1536408000}}
              because scopes-travel, email-needs-its-scope
            The app called users.info: ok. [Waiting]
              = {"ok":true,"user":{"color":"9f69e7","deleted":true,"has_2fa":false,"id":"U061F7AUR","is_admin":false,"is_app_user":false,"is_bot":false,"is_owner":false,"is_primary_owner":false,"is_restricted":false,"is_ultra_restricted":false,"name":"olive","profile":{"avatar_hash":"","display_name":"olive","display_name_normalized":"olive","first_name":"Olive","image_192":"https://avatars.example.com/U061F7AUR_192.png","image_24":"https://avatars.example.com/U061F7AUR_24.png","image_32":"https://avatars.example.com/U061F7AUR_32.png","image_48":"https://avatars.example.com/U061F7AUR_48.png","image_512":"https://avatars.example.com/U061F7AUR_512.png","image_72":"https://avatars.example.com/U061F7AUR_72.png","last_name":"","phone":"","real_name":"Olive","real_name_normalized":"Olive","skype":"","status_emoji":"","status_expiration":0,"status_text":"","team":"T061EG9R6","title":""},"real_name":"Olive","team_id":"T061EG9R6","tz":"Etc/UTC","tz_label":"Coordinated Universal Time","tz_offset":0,"updated":1536408003}}
              because scopes-travel, email-needs-its-scope
        "#]],
    );
}

#[test]
fn a_deactivated_person_can_do_nothing_more() {
    let user = id(OLIVE);
    let submit = Command::SubmitDialog { dialog: grantscope::DialogId(1) };
    let dialog = r#"{"callback_id":"c","title":"t","elements":[{"name":"n"}]}"#;
    let story = || {
        let story = stage().installed(&[]).click(OLIVE, GENERAL);
        let trigger = story.newest_trigger();
        let story = story.call("dialog.open", &[("trigger_id", &trigger), ("dialog", dialog)]);
        story.click(OLIVE, GENERAL).request("users:read").deactivate(OLIVE).forget()
    };
    check(
        story()
            .invite(OLIVE, LUNCH)
            .kick(OLIVE, LUNCH)
            .interact(OLIVE, GENERAL, Gesture::Button)
            .install(OLIVE, &[], InstallRoute::Oauth)
            .approve(2, Channels::None)
            .command(submit)
            .command(Command::OpenAppHome { user })
            .command(Command::Message { user, conversation: None, text: "Hi".to_owned() })
            .command(Command::Revoke { user })
            .command(Command::Uninstall { user })
            .command(Command::AddSlashCommand { user, conversations: vec![id(LUNCH)] })
            .invite(POPEYE, LUNCH),
        expect![[r#"
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! prompt_closed: prompt `P2` was already answered: open a new one
            ! no_open_dialog: there is no open dialog `D1`: expected one that the app opened and nobody sent off
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            ! deactivated: the account of `U061F7AUR` is deactivated: expected somebody who is still there
            Popeye invited the app to #lunch. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":[]}]}
              because invitation-adds-resource
        "#]],
    );
}

#[test]
fn a_person_who_is_gone_is_asked_for_nothing() {
    let clicked = || stage().installed(&[]).after(500).click(OLIVE, GENERAL);
    let ask = |story: Stage, method: &str, scopes: &str| {
        let trigger = story.newest_trigger();
        let arguments = [("scopes", scopes), ("trigger_id", trigger.as_str()), ("user", OLIVE)];
        story.call(method, &arguments).answer()
    };
    for (method, scopes) in [
        ("apps.permissions.users.request", "dnd:write:user"),
        ("apps.permissions.request", "users:read"),
    ] {
        assert_eq!(ask(clicked(), method, scopes), "ok");
        assert_eq!(ask(clicked().deactivate(OLIVE), method, scopes), "invalid_user");
    }
}

#[test]
fn what_was_consented_to_before_is_installed_without_the_person() {
    let consented = stage()
        .install(OLIVE, &["users:read", "dnd:write:user"], InstallRoute::Oauth)
        .approve(1, Channels::None)
        .deactivate(OLIVE)
        .forget()
        .exchange()
        .call("apps.permissions.users.list", &[]);
    assert_eq!(
        consented.last_reply(),
        r#"{"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}"#
    );
    assert!(consented.sandbox.view().installed);
}

// Holds: deactivation-ends-agency.
#[test]
fn what_a_deactivated_person_let_the_app_do_is_taken_back_and_told() {
    check(
        stage()
            .installed(&["dnd:write:user"])
            .deactivate(OLIVE)
            .call("apps.permissions.users.list", &[]),
        expect![[r#"
            An admin deactivated the account of Olive. [Removed]
              » {"type":"user_resource_removed","user":"U061F7AUR"}
              because install-outlives-installer, deactivation-ends-agency
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
        "#]],
    );
}

#[test]
fn the_app_home_of_a_deactivated_person_stays_with_the_app() {
    let story = stage().installed(&[]).deactivate(OLIVE);
    let story = story.call("conversations.info", &[("channel", "D00000001")]);
    assert!(story.last_reply().contains(r#""is_user_deleted":true"#));
    assert_eq!(story.call("conversations.history", &[("channel", "D00000001")]).answer(), "ok");
}

// Holds: deactivation-ends-agency.
#[test]
fn acting_for_a_deactivated_person_is_answered_as_an_inactive_account() {
    let story = || stage().installed(&["dnd:write:user"]).deactivate(OLIVE);
    assert_eq!(story().call_as(OLIVE, "dnd.endDnd", &[]).answer(), "account_inactive");
    assert_eq!(story().call_as(POPEYE, "dnd.endDnd", &[]).answer(), "no_permission");
    let question =
        Question { method: "dnd.endDnd".to_owned(), channel: None, user: Some(OLIVE.to_owned()) };
    let explained = story().sandbox.explain(&question).expect("the question is sound");
    assert!(!explained.verdict.allowed && explained.plan.is_none());
}

#[test]
fn the_address_of_a_deactivated_person_finds_nobody() {
    let find = |story: Stage| {
        let address = [("email", "popeye@sweethaven.example.com")];
        story.call("users.lookupByEmail", &address).answer()
    };
    let story = || stage().installed(&["users:read", "users:read.email"]);
    assert_eq!(find(story()), "ok");
    assert_eq!(find(story().deactivate(POPEYE)), "users_not_found");
}

#[test]
fn nobody_rests_reminds_or_is_written_to_when_they_are_gone() {
    let scopes = ["dnd:read", "users:read"];
    let story = stage().installed(&scopes).deactivate(POPEYE).call("dnd.info", &[("user", POPEYE)]);
    assert!(story.last_reply().contains(r#""dnd_enabled":false"#));
    let arguments = [("text", "Lunch"), ("time", "tomorrow"), ("user", POPEYE)];
    let story = stage().installed(&["reminders:write:user"]).deactivate(POPEYE);
    assert_eq!(story.call_as(OLIVE, "reminders.add", &arguments).answer(), "user_not_found");
    let written = |gone: bool| {
        let story = stage().installed(&["conversations.app_home:create"]);
        let story = if gone { story.deactivate(POPEYE) } else { story };
        story.call("chat.postMessage", &[("channel", POPEYE), ("text", "Lunch?")]).answer()
    };
    assert_eq!([written(false), written(true)], ["ok", "channel_not_found"]);
}
