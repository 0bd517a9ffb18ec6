//! Every switch of the dialect, and what turning it changes.

use grantscope::{Call, Cast, Channels, Command, Dialect, InstallRoute, SWITCHES};

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, Stage, id, json, stage_with};

fn dialect(switch: &str, choice: &str) -> Cast {
    let dialect = serde_json::from_str(&format!(r#"{{"{switch}":"{choice}"}}"#));
    Cast { dialect: dialect.expect("the switch has that choice"), ..Cast::default() }
}

/// What the last step of a story led to, as JSON.
fn last(story: &Stage) -> String {
    json(&story.sandbox.history().last().expect("something happened").outcome)
}

/// By default the story ends with the one text, and with the switch turned with the other.
#[track_caller]
fn check(switch: &str, choice: &str, story: impl Fn(Stage) -> Stage, usual: &str, turned: &str) {
    let told = |cast| last(&story(stage_with(cast)));
    let (by_default, with_switch) = (told(Cast::default()), told(dialect(switch, choice)));
    assert!(by_default.contains(usual), "{switch}: no {usual} in {by_default}");
    assert!(!by_default.contains(turned), "{switch}: {turned} in {by_default}");
    assert!(with_switch.contains(turned), "{switch}: no {turned} in {with_switch}");
}

fn call_for(method: &str, user: &str) -> Command {
    Command::Call(Call { acting_for: Some(user.to_owned()), ..Call::plain(method) })
}

fn oauth(story: Stage) -> Stage {
    story.install(OLIVE, &["chat:write"], InstallRoute::Oauth).approve(1, Channels::None).exchange()
}

#[test]
fn every_switch_is_named_once_and_its_first_choice_is_the_default() {
    for switch in SWITCHES {
        let cast = dialect(switch.name, switch.choices[0]);
        assert_eq!(cast.dialect, Dialect::default(), "{}", switch.name);
        for choice in &switch.choices[1..] {
            let turned = dialect(switch.name, choice);
            assert_ne!(turned.dialect, Dialect::default(), "{} {choice}", switch.name);
            assert!(json(&turned).contains(choice), "what is turned is written down");
        }
    }
    assert!(!json(&Cast::default()).contains("dialect"), "the default is not written down");
    let unknown = serde_json::from_str::<Dialect>(r#"{"lunch":"late"}"#);
    assert!(unknown.is_err(), "an unknown switch is refused");
}

// Holds: dialect/workspace_resource.
#[test]
fn the_workspace_is_called_team_or_workspace_in_events() {
    let story = |story: Stage| story.installed(&["users:read"]);
    let (team, workspace) = (r#""type":"team","grant""#, r#""type":"workspace","grant""#);
    check("workspace_resource", "workspace", story, team, workspace);
}

// Holds: dialect/invalid_trigger.
#[test]
fn an_invalid_trigger_has_two_spellings() {
    let ask = |story: Stage| {
        let arguments = [("scopes", "chat:write"), ("trigger_id", "never.issued")];
        story.installed(&[]).call("apps.permissions.request", &arguments)
    };
    let (usual, other) = ("invalid_trigger\"", "invalid_trigger_id\"");
    check("invalid_trigger", "invalid_trigger_id", ask, usual, other);
}

// Holds: dialect/identity_scope, dialect/files_write.
#[test]
fn labels_that_had_slipped_can_be_taken_for_their_scopes() {
    let ask = |scope: &'static str| {
        move |story: Stage| story.install(OLIVE, &[scope], InstallRoute::Settings)
    };
    let identity = "identity.basic:user";
    check("identity_scope", identity, ask(identity), "invalid_scope", "install-asks-consent");
    let files = "files:write:user";
    check("files_write", files, ask(files), "invalid_scope", "install-asks-consent");
}

// Holds: dialect/mixed_scope.
#[test]
fn mixing_scopes_can_be_allowed() {
    let ask =
        |story: Stage| story.installed(&[]).click(OLIVE, GENERAL).request("chat:write,users:read");
    check("mixed_scope", "allowed", ask, "mixed_scope", r#""ok":true"#);
}

// Holds: dialect/oauth_access_scopes.
#[test]
fn the_exchange_reports_all_scopes_or_those_of_the_attempt() {
    let again = |story: Stage| {
        let first = story.installed(&["users:read"]);
        first
            .install(OLIVE, &["chat:write"], InstallRoute::Oauth)
            .approve(2, Channels::None)
            .exchange()
    };
    let (all, attempt) = (r#""team":["users:read"]"#, r#""team":[]"#);
    check("oauth_access_scopes", "attempt", again, all, attempt);
}

// Holds: dialect/authorizing_user, authorizing-user-told.
#[test]
fn the_authorizing_user_is_told_nested_flat_or_both() {
    let reply = |choice| last(&oauth(stage_with(dialect("authorizing_user", choice))));
    let (nested, flat) = (r#""authorizing_user":{"#, r#""authorizing_user_id":""#);
    for (choice, has_nested, has_flat) in
        [("both", true, true), ("nested", true, false), ("flat", false, true)]
    {
        let told = reply(choice);
        assert_eq!((told.contains(nested), told.contains(flat)), (has_nested, has_flat), "{told}");
    }
}

// Holds: closed-to-workspace-tokens, dialect/auth_test.
#[test]
fn auth_test_is_refused_or_answered() {
    let call = |story: Stage| story.installed(&[]).call("auth.test", &[]);
    check("auth_test", "answered", call, "no_permission", "https://sweethaven.slack.com/");
}

// Holds: dialect/authed.
#[test]
fn an_envelope_names_teams_or_users() {
    let story = |story: Stage| story.installed(&[]);
    check("authed", "authed_users", story, "authed_teams", r#""authed_users":["U0NKHRW57"]"#);
}

// Holds: dialect/token_lifetime.
#[test]
fn a_token_that_is_renewed_lives_an_hour_or_a_day() {
    for (choice, expected) in [("3600", "invalid_auth"), ("86400", r#""ok":true"#)] {
        let mut cast = dialect("token_lifetime", choice);
        cast.app.rotation = true;
        let told = last(&oauth(stage_with(cast.clone())));
        assert!(told.contains(&format!(r#""expires_in":{choice}"#)), "{told}");
        let later = oauth(stage_with(cast)).after(3_600_000).call("apps.permissions.info", &[]);
        assert!(last(&later).contains(expected), "{choice}");
    }
}

/// Olive let the app act for her, asked with a trigger.
fn agreed(story: Stage) -> Stage {
    let story = story.installed(&[]).click(OLIVE, GENERAL);
    let trigger = story.newest_trigger();
    let ask = Call::asking_to_act_for(id(OLIVE), &trigger, &["reminders:read:user"]);
    story.command(Command::Call(ask)).approve(2, Channels::None)
}

// Holds: dialect/removed_trigger.
#[test]
fn the_trigger_is_told_or_not_when_a_person_takes_back() {
    let story = |story: Stage| agreed(story).command(Command::Revoke { user: id(OLIVE) });
    let told = r#""user_resource_removed","user":"U061F7AUR","trigger_id""#;
    let untold = r#""user_resource_removed","user":"U061F7AUR"}"#;
    check("removed_trigger", "untold", story, told, untold);
}

// Holds: dialect/denied_trigger.
#[test]
fn the_trigger_of_a_declined_request_is_used_up_or_not() {
    let story = |story: Stage| {
        let asked = story.installed(&[]).click(OLIVE, GENERAL).request("chat:write");
        asked.deny(2).request("chat:write")
    };
    check("denied_trigger", "usable", story, "trigger_exchanged", r#""ok":true"#);
}

// Holds: dialect/trigger_sources.
#[test]
fn a_dialog_lets_the_app_ask_or_not() {
    let story = |story: Stage| {
        let story = story.installed(&[]).click(OLIVE, GENERAL);
        let trigger = story.newest_trigger();
        let dialog = r#"{"callback_id":"lunch","title":"Lunch","elements":[{"name":"where"}]}"#;
        let arguments = [("trigger_id", trigger.as_str()), ("dialog", dialog)];
        let submit = Command::SubmitDialog { dialog: grantscope::DialogId(1) };
        story.call("dialog.open", &arguments).command(submit).request("chat:write")
    };
    let usual = "request-shows-dialog";
    check("trigger_sources", "without_dialogs", story, usual, "invalid_trigger");
}

// Holds: dialect/acting_for_ungranted, dialect/acting_for_unknown.
#[test]
fn acting_for_people_who_granted_nothing_or_are_not_there_is_answered_in_several_ways() {
    let ungranted = |story: Stage| story.installed(&[]).command(call_for("users.identity", POPEYE));
    check("acting_for_ungranted", "missing_scope", ungranted, "no_permission", "missing_scope");
    let unknown =
        |story: Stage| story.installed(&[]).command(call_for("users.identity", "U0NOBODY"));
    check("acting_for_unknown", "invalid_user", unknown, "user_not_found", "invalid_user");
    check("acting_for_unknown", "no_permission", unknown, "user_not_found", "no_permission");
}

// Holds: dialect/conversations_open.
#[test]
fn conversations_are_opened_joined_left_and_closed_or_not() {
    let story = |method: &'static str, arguments: &'static [(&'static str, &'static str)]| {
        move |story: Stage| {
            let scopes = ["conversations:write", "conversations:read"];
            let inside = Channels::Chosen(vec![id(LUNCH)]);
            story.installed_in(&scopes, inside).call(method, arguments)
        }
    };
    let closed = "no_permission";
    for (method, arguments, turned) in [
        ("conversations.open", &[("users", POPEYE)][..], r#""channel":{"id":"D"#),
        ("conversations.join", &[("channel", GENERAL)][..], "resources_added"),
        ("conversations.leave", &[("channel", LUNCH)][..], "resources_removed"),
        ("conversations.close", &[("channel", "D00000001")][..], "resources_removed"),
        ("conversations.kick", &[("channel", LUNCH), ("user", POPEYE)][..], r#""ok":true"#),
        ("users.conversations", &[][..], r#""name":"lunch""#),
    ] {
        check("conversations_open", "open", story(method, arguments), closed, turned);
    }
    for (method, arguments, error) in [
        ("conversations.open", &[("users", "U0NOBODY")][..], "user_not_found"),
        ("conversations.open", &[("users", "U0HTT3Q0G,WH1MPY")][..], "method_not_supported"),
        ("conversations.join", &[("channel", "G024BE91L")][..], "method_not_supported"),
        ("conversations.join", &[("channel", "C0NOWHERE")][..], "channel_not_found"),
        ("conversations.leave", &[("channel", "D00000001")][..], "missing_scope"),
        ("conversations.close", &[("channel", LUNCH)][..], "method_not_supported"),
        ("conversations.kick", &[("channel", LUNCH), ("user", "U0NOBODY")][..], "user_not_found"),
    ] {
        check("conversations_open", "open", story(method, arguments), closed, error);
    }
}

#[test]
fn where_they_are_open_they_need_what_the_methods_like_them_need() {
    let cast = || dialect("conversations_open", "open");
    let without =
        stage_with(cast()).installed(&[]).call("conversations.join", &[("channel", GENERAL)]);
    assert!(last(&without).contains("missing_scope"));
    let outside = stage_with(cast()).installed(&["conversations:write"]);
    let outside = outside.call("conversations.leave", &[("channel", GENERAL)]);
    assert!(last(&outside).contains("no_permission"));
}
