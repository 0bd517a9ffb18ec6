//! The ledger: the documents' samples as printed, and what an app believes of them.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use grantscope::{Catalogue, GrantsView, Ledger, LookedUp, read_script};

use crate::stage::json;

const ADDED: &str =
    include_str!("../../../../tests/scenarios/samples/resources-added-channel.json");
const ADDED_TEAM: &str =
    include_str!("../../../../tests/scenarios/samples/resources-added-workspace.json");
const REMOVED: &str =
    include_str!("../../../../tests/scenarios/samples/resources-removed-channel.json");
const INFO: &str = include_str!("../../../../tests/scenarios/samples/info-wildcard-excluded.json");

/// Tells the texts to a ledger one after the other, and what it believes after each.
#[track_caller]
fn check(texts: &[&str], expected: Expect) {
    let mut ledger = Ledger::new();
    let mut transcript = String::new();
    for text in texts {
        for entry in ledger.apply_text(text).expect("the texts are sound") {
            let _ = writeln!(transcript, "{} [{}]", entry.sentence, entry.stage.label());
        }
        transcript.push_str(&table(&ledger.grants()));
    }
    expected.assert_eq(&transcript);
}

fn table(grants: &GrantsView) -> String {
    let mut text = String::new();
    for row in &grants.kinds {
        let scopes: Vec<&str> = row.scopes.iter().map(|scope| scope.name.as_str()).collect();
        let named = |list: &[grantscope::Named]| {
            list.iter().map(|one| one.name.clone()).collect::<Vec<_>>().join(" ")
        };
        let all = if row.wildcard { "all " } else { "" };
        let _ = writeln!(
            text,
            "  {}: {{{}}} on {all}{} except [{}]",
            row.kind,
            scopes.join(" "),
            named(&row.ids),
            named(&row.excluded),
        );
    }
    for user in &grants.users {
        let scopes: Vec<&str> = user.scopes.iter().map(|scope| scope.name.as_str()).collect();
        let _ = writeln!(text, "  {}: {{{}}}", user.id, scopes.join(" "));
    }
    text
}

#[test]
fn the_documents_events_as_printed_lead_to_their_stages_and_grants() {
    check(
        &[ADDED, ADDED_TEAM, REMOVED],
        expect![[r#"
        The app was added to C061EG9SL. [Added]
          channel: {channels:read} on C061EG9SL except []
        The app was added to T061EG9R6. [Added]
          team: {users:read} on T061EG9R6 except []
          channel: {channels:read} on C061EG9SL except []
        The app was removed from C061EG9SL. [Removed]
          team: {users:read} on T061EG9R6 except []
          channel: {channels:read} on  except [C061EG9SL]
    "#]],
    );
}

// Holds: wildcard-covers-all, excluded-supersedes-wildcard.
#[test]
fn a_ledger_can_start_from_the_documents_answer_of_info() {
    check(
        &[INFO],
        expect![[r#"
        The app looked up what it holds. [Waiting]
          channel: {channels:history chat:write} on all  except [C01234BCD]
    "#]],
    );
    let mut ledger = Ledger::new();
    ledger.apply_text(INFO).expect("the sample is sound");
    let may = |method, channel| ledger.allows(method, Some(channel), None);
    assert!(may("chat.postMessage", "C061EG9SL"), "covered by the wildcard");
    assert!(may("conversations.history", "C061EG9SL"), "covered by the wildcard");
    assert!(!may("chat.postMessage", "C01234BCD"), "excluded: not written");
    assert!(!may("conversations.history", "C01234BCD"), "excluded: not read");
    assert!(!may("conversations.info", "C061EG9SL"), "no scope for it");
}

#[test]
fn workspace_and_team_are_the_same_kind() {
    let renamed = ADDED_TEAM.replace("\"workspace\"", "\"team\"");
    let told = |text: &str| {
        let mut ledger = Ledger::new();
        ledger.apply_text(text).expect("the samples are sound");
        ledger.grants()
    };
    assert_eq!(told(ADDED_TEAM), told(&renamed));
}

#[test]
fn a_kick_under_a_wildcard_excludes_and_being_added_again_lifts_it() {
    check(
        &[INFO, REMOVED, ADDED.replace("Ev0CV7H3KJ", "Ev0CV7H3KK").as_str()],
        expect![[r#"
        The app looked up what it holds. [Waiting]
          channel: {channels:history chat:write} on all  except [C01234BCD]
        The app was removed from C061EG9SL. [Removed]
          channel: {channels:history chat:write} on all  except [C01234BCD C061EG9SL]
        The app was added to C061EG9SL. [Added]
          channel: {channels:history channels:read chat:write} on all  except [C01234BCD]
    "#]],
    );
}

#[test]
fn an_event_that_comes_again_is_ignored() {
    check(
        &[ADDED, REMOVED, ADDED],
        expect![[r#"
        The app was added to C061EG9SL. [Added]
          channel: {channels:read} on C061EG9SL except []
        The app was removed from C061EG9SL. [Removed]
          channel: {channels:read} on  except [C061EG9SL]
        The same event came again and was ignored. [Removed]
          channel: {channels:read} on  except [C061EG9SL]
    "#]],
    );
}

#[test]
fn a_wildcard_is_told_without_an_id() {
    check(
        &[&event(
            r#"{"type":"resources_added","resources":[{"resource":{"type":"channel",
            "grant":{"type":"wildcard"}},"scopes":["channels:read"]}]}"#,
        )],
        expect![[r#"
            The app was added to all public channels. [Added]
              channel: {channels:read} on all  except []
        "#]],
    );
}

#[test]
fn removed_is_removed_whatever_scopes_are_listed() {
    let removed = REMOVED.replace("\"channels:read\"", "\"chat:write\"");
    check(
        &[ADDED, &removed],
        expect![[r#"
        The app was added to C061EG9SL. [Added]
          channel: {channels:read} on C061EG9SL except []
        The app was removed from C061EG9SL. [Removed]
          channel: {channels:read} on  except [C061EG9SL]
    "#]],
    );
}

#[test]
fn granted_scopes_are_for_the_whole_workspace_and_denied_ones_for_nowhere() {
    check(
        &[
            &event(
                r#"{"type":"scope_granted","scopes":["chat:write","users:read"],"trigger_id":"1.2.a"}"#,
            ),
            &event(r#"{"type":"scope_denied","scopes":["files:read"],"trigger_id":"1.2.b"}"#),
        ],
        expect![[r#"
            A person approved chat:write, users:read. [Awarded]
              team: {users:read} on  except []
              channel: {chat:write} on  except []
              group: {chat:write} on  except []
              mpim: {chat:write} on  except []
              im: {chat:write} on  except []
              app_home: {chat:write} on  except []
            A person declined files:read. [Rejected]
              team: {users:read} on  except []
              channel: {chat:write} on  except []
              group: {chat:write} on  except []
              mpim: {chat:write} on  except []
              im: {chat:write} on  except []
              app_home: {chat:write} on  except []
        "#]],
    );
}

#[test]
fn the_base_scopes_of_an_app_home_stay_there() {
    check(
        &[&event(
            r#"{"type":"resources_added","resources":[{"resource":{"type":"app_home",
            "grant":{"type":"specific","resource_id":"D0PNCRP9N"}},"scopes":["chat:write","im:history","im:read"]}]}"#,
        )],
        expect![[r#"
            The app was added to D0PNCRP9N. [Added]
              app_home: {chat:write im:history im:read} on D0PNCRP9N except []
        "#]],
    );
}

#[test]
fn scopes_outside_the_catalogue_are_kept_by_name() {
    check(
        &[&event(
            r#"{"type":"resources_added","resources":[{"resource":{"type":"im",
            "grant":{"type":"specific","resource_id":"DXXXXXXXX"}},"scopes":["chat:write:user","lunch:eat"]}]}"#,
        )],
        expect![[r#"
            The app was added to DXXXXXXXX. [Added]
              im: {chat:write:user lunch:eat} on DXXXXXXXX except []
        "#]],
    );
}

#[test]
fn what_people_granted_is_kept_person_by_person() {
    check(
        &[
            &event(
                r#"{"type":"user_resource_granted","user":"WXXXXXXXX","scopes":["reminders:write:user"],"trigger_id":"1.2.c"}"#,
            ),
            &event(
                r#"{"type":"user_resource_denied","user":"U061F7AUR","scopes":["reminders:write:user"],"trigger_id":"1.2.d"}"#,
            ),
            &event(r#"{"type":"user_resource_removed","user":"WXXXXXXXX","trigger_id":"1.2.c"}"#),
        ],
        expect![[r#"
            WXXXXXXXX let the app act for them. [Awarded]
              WXXXXXXXX: {reminders:write:user}
            U061F7AUR declined to let the app act for them. [Rejected]
              WXXXXXXXX: {reminders:write:user}
            WXXXXXXXX no longer lets the app act for them. [Removed]
        "#]],
    );
}

#[test]
fn an_uninstalled_app_holds_nothing() {
    check(
        &[INFO, &event(r#"{"type":"app_uninstalled"}"#)],
        expect![[r#"
        The app looked up what it holds. [Waiting]
          channel: {channels:history chat:write} on all  except [C01234BCD]
        The app was uninstalled. [Not installed]
    "#]],
    );
}

#[test]
fn events_that_are_about_something_else_change_nothing() {
    check(
        &[ADDED, &event(r#"{"type":"message","text":"lunch?"}"#)],
        expect![[r#"
        The app was added to C061EG9SL. [Added]
          channel: {channels:read} on C061EG9SL except []
        No permission changed. [Waiting]
          channel: {channels:read} on C061EG9SL except []
    "#]],
    );
}

#[test]
fn a_log_of_lines_and_an_array_are_the_same() {
    let line = |text: &str| text.replace('\n', " ");
    let lines = format!("{}\n{}\n{}\n", line(ADDED), line(ADDED_TEAM), line(REMOVED));
    let array = format!("[{ADDED},\n{ADDED_TEAM},{REMOVED}]");
    let told = |text: &str| {
        let mut ledger = Ledger::new();
        (ledger.apply_text(text).expect("both are sound"), ledger.grants(), json(&ledger.info()))
    };
    assert_eq!(told(&lines), told(&array));
    assert_eq!(told(&lines).0.len(), 3);
}

#[test]
fn a_fault_anywhere_leaves_the_ledger_as_it_was() {
    let mut ledger = Ledger::new();
    ledger.apply_text(ADDED).expect("the sample is sound");
    let before = json(&ledger.info());
    assert!(ledger.apply_text(&format!("{REMOVED}\n{{\"type\":\"nonsense\"}}")).is_err());
    assert_eq!(json(&ledger.info()), before);
}

fn event(inner: &str) -> String {
    format!(r#"{{"type":"event_callback","event":{inner}}}"#)
}

#[test]
fn an_app_that_is_gone_may_do_nothing_until_it_is_there_again() {
    let gone = event(r#"{"type":"app_uninstalled"}"#);
    let revoked = event(r#"{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0NKHRW57"]}}"#);
    check(
        &[INFO, &gone, &revoked, ADDED],
        expect![[r#"
        The app looked up what it holds. [Waiting]
          channel: {channels:history chat:write} on all  except [C01234BCD]
        The app was uninstalled. [Not installed]
        The app's token was revoked. [Not installed]
        The app was added to C061EG9SL. [Added]
          channel: {channels:read} on C061EG9SL except []
    "#]],
    );
    let mut ledger = Ledger::new();
    ledger.apply_text(&gone).expect("the event is sound");
    assert!(!ledger.allows("apps.permissions.info", None, None));
    ledger.apply_text(ADDED).expect("the sample is sound");
    assert!(ledger.allows("apps.permissions.info", None, None));
}

#[test]
fn a_wildcard_that_is_taken_away_leaves_the_scopes() {
    let removed = event(
        r#"{"type":"resources_removed","resources":[{"resource":{"type":"channel",
        "grant":{"type":"wildcard"}},"scopes":["chat:write"]}]}"#,
    );
    check(
        &[INFO, &removed],
        expect![[r#"
        The app looked up what it holds. [Waiting]
          channel: {channels:history chat:write} on all  except [C01234BCD]
        The app was removed from all public channels. [Removed]
          channel: {channels:history chat:write} on  except []
    "#]],
    );
}

#[test]
fn a_lookup_forgets_nothing_that_people_granted() {
    let granted =
        event(r#"{"type":"user_resource_granted","user":"U061F7AUR","scopes":["dnd:write:user"]}"#);
    check(
        &[&granted, INFO],
        expect![[r#"
        U061F7AUR let the app act for them. [Awarded]
          U061F7AUR: {dnd:write:user}
        The app looked up what it holds. [Waiting]
          channel: {channels:history chat:write} on all  except [C01234BCD]
          U061F7AUR: {dnd:write:user}
    "#]],
    );
}

#[test]
fn the_oldest_of_ten_thousand_events_is_forgotten() {
    let mut ledger = Ledger::new();
    let numbered = |number: usize| {
        format!(
            r#"{{"type":"event_callback","event_id":"Ev{number}","event":{{"type":"message"}}}}"#
        )
    };
    let log: String = (0..=10_000).map(|number| numbered(number) + "\n").collect();
    ledger.apply_text(&log).expect("the log is sound");
    let again =
        |number| ledger.clone().apply_text(&numbered(number)).expect("it is sound")[0].repeated;
    assert!(!again(0), "forgotten");
    assert!(again(1), "remembered");
}

#[test]
fn what_comes_without_an_envelope_changes_nothing() {
    let mut ledger = Ledger::new();
    let log =
        "{\"type\":\"url_verification\",\"challenge\":\"x\"}\n{\"type\":\"app_rate_limited\"}";
    assert_eq!(ledger.apply_text(log).expect("both are known").len(), 2);
    assert!(ledger.apply_text(r#"{"ok":false,"info":{}}"#).is_err());
}

#[test]
fn a_sentence_stays_a_sentence() {
    let scopes: Vec<String> = (0..1000).map(|number| format!("\"scope:{number}\"")).collect();
    let granted = format!(r#"{{"type":"scope_granted","scopes":[{}]}}"#, scopes.join(","));
    let entries = Ledger::new().apply_text(&event(&granted)).expect("the event is sound");
    assert_eq!(entries[0].sentence, "A person approved scope:0, scope:1, scope:2 and 997 more.");
}

#[test]
fn a_ledger_knows_for_whom_the_app_may_act() {
    let mut ledger = Ledger::new();
    let granted = r#"{"type":"event_callback","event":{"type":"user_resource_granted",
        "user":"U061F7AUR","scopes":["reminders:write:user"]}}"#;
    ledger.apply_text(granted).expect("it is an event");
    let acts = |user| ledger.allows("reminders.add", None, user);
    assert!(acts(Some("U061F7AUR")));
    assert!(!acts(Some("U0HTT3Q0G")) && !acts(None) && !acts(Some("nobody")));
    assert!(ledger.allows("apps.permissions.info", None, Some("nobody")), "it acts for nobody");
}

#[test]
fn of_the_kinds_that_an_id_may_be_the_one_that_is_there_explains_a_denial() {
    let mut ledger = Ledger::new();
    let home = r#"{"type":"event_callback","event":{"type":"resources_added","resources":[
        {"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D0PNCRP9N"}},
         "scopes":["chat:write"]}]}}"#;
    ledger.apply_text(home).expect("it is an event");
    let question = grantscope::Question {
        method: "pins.add".to_owned(),
        channel: Some("D0PNCRP9N".to_owned()),
        user: None,
    };
    let verdict = ledger.explain(&question).expect("the question is sound");
    assert!(!verdict.allowed);
    assert_eq!(verdict.resource.state, grantscope::HalfState::Held);
}

/// What an app looked up, and what a ledger believes that starts from it.
#[track_caller]
fn check_start(looked_up: &str, expected: Expect) {
    let looked_up: LookedUp = read_script(looked_up).expect("the answers are sound");
    let told = table(&Ledger::starting_from(Catalogue::SLACK, &looked_up).grants());
    // The margin that all lines share is not the expectation's.
    let told: String = told.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    expected.assert_eq(&told);
}

const ACCESS: &str = r#""oauthAccess":{"ok":true,"access_token":"xoxa-1","token_type":"app","app_id":"A012345678",
    "app_user_id":"U0NKHRW57","team_name":"Subarachnoid Workspace","team_id":"T061EG9R6",
    "authorizing_user":{"user_id":"U061F7AUR","app_home":"D0PNCRP9N"},
    "installer_user":{"user_id":"U0HTT3Q0G","app_home":"D00000002"},"single_channel_id":"C061FA5PB",
    "scopes":{"app_home":["chat:write","im:read"],"team":["lunch:eat"],"channel":["channels:read"],
        "group":[],"mpim":[],"im":[],"user":[]}}"#;
const USERS: &str = r#""usersList":{"ok":true,"resources":[{"id":"U0DES3UAN","scopes":["dnd:write:user"]}],
    "response_metadata":{"next_cursor":""}}"#;

#[test]
fn a_ledger_can_start_from_what_the_exchange_and_the_lookups_answered() {
    check_start("{}", expect![""]);
    check_start(
        &format!("{{{ACCESS}}}"),
        expect![[r#"
            team: {lunch:eat} on  except []
            channel: {channels:read} on C061FA5PB except []
            app_home: {chat:write im:read} on D00000002 D0PNCRP9N except []
        "#]],
    );
    check_start(
        &format!("{{{USERS}}}"),
        expect![[r#"
              U0DES3UAN: {dnd:write:user}
        "#]],
    );
    check_start(
        &format!(r#"{{"info":{INFO},{ACCESS},{USERS}}}"#),
        expect![[r#"
            team: {lunch:eat} on  except []
            channel: {channels:history chat:write} on all  except [C01234BCD]
            app_home: {chat:write im:read} on D00000002 D0PNCRP9N except []
            U0DES3UAN: {dnd:write:user}
        "#]],
    );
}

#[test]
fn what_a_ledger_starts_from_is_one_of_three_answers() {
    for (looked_up, fault) in [
        (r#"{"users_list":{}}"#, "unknown field `users_list`"),
        (r#"{"usersList":{"ok":false,"error":"invalid_cursor"}}"#, "`usersList`: missing field"),
        (r#"{"info":{"ok":false,"error":"invalid_auth"}}"#, "`info`: missing field `info`"),
    ] {
        let problem = read_script::<LookedUp>(looked_up).expect_err("it is none of them");
        assert!(problem.to_string().contains(fault), "{problem}");
    }
}
