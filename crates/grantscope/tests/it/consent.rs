//! The consent page: what it says, what a person sends off with it, and where they are sent back to.

use grantscope::{AppKind, Cast, Command, ConsentPage, Distribution, Input, Sandbox};

use crate::stage::{LUNCH, OLIVE, id, json, stage, stage_with};

const BACK: &str = "redirect_uri=https%3A%2F%2Fexample.com%2Fback%3Fa%3D1&state=a%26b";

/// The address of the page for an app that asks for scopes.
fn page(scopes: &str, more: &str) -> String {
    let client = Cast::default().app.client_id;
    format!("/oauth/authorize?client_id={client}&scope={scopes}&{more}")
}

fn asked(sandbox: &Sandbox, url: &str) -> ConsentPage {
    sandbox.consent_page(0, url).expect("it can be asked")
}

#[test]
fn the_page_says_what_is_asked_and_who_can_answer() {
    let sandbox = stage().sandbox;
    let page = asked(&sandbox, &page("chat:write,users:read", BACK));
    assert_eq!((page.app.as_str(), page.team.as_str()), ("Lunch Train", "Sweethaven"));
    let scopes: Vec<&str> = page.scopes.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(scopes, ["chat:write", "users:read"]);
    let people: Vec<&str> = page.people.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(people, ["Olive", "Popeye", "Wimpy"]);
    let names: Vec<&str> = page.conversations.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["#general", "#lunch", "#secret-recipes"]);
    assert_eq!((page.app_home, page.channels, page.single_channel), (true, true, false));
}

#[test]
fn channels_are_listed_that_can_be_chosen() {
    let sandbox = stage().sandbox;
    assert!(!asked(&sandbox, &page("chat:write", BACK)).single_channel);
    assert!(asked(&sandbox, &page("chat:write", "single_channel=1")).single_channel);
    let archived = stage().command(Command::Archive { user: id(OLIVE), conversation: id(LUNCH) });
    assert_eq!(asked(&archived.sandbox, &page("chat:write", "")).conversations.len(), 2);
}

#[test]
fn whose_account_is_deleted_is_not_asked() {
    let story = stage().command(Command::Deactivate { user: id(OLIVE) });
    let people = asked(&story.sandbox, &page("chat:write", "")).people;
    assert_eq!(people.len(), 2);
}

#[test]
fn what_cannot_be_asked_is_answered_without_a_page() {
    let sandbox = stage().sandbox;
    for (url, status) in [
        (page("bot", BACK), 302),
        (page("bot", ""), 400),
        ("/oauth/authorize?client_id=another".to_owned(), 400),
        ("/api/api.test".to_owned(), 404),
        ("/lunch".to_owned(), 404),
    ] {
        let instead = sandbox.consent_page(0, &url).expect_err("it cannot be asked");
        assert_eq!(instead.status, status, "{url}");
    }
    assert!(sandbox.consent_page(u64::MAX, &page("chat:write", "")).is_err());
}

#[test]
fn who_sends_the_page_off_is_sent_back() {
    let chosen = format!("user={OLIVE}&answer=approve&channels=chosen&channel={LUNCH}");
    let denied = format!("user={OLIVE}&answer=deny");
    for (more, form, status, expected) in [
        (BACK, &chosen, 302, "https://example.com/back?a=1&code="),
        (BACK, &denied, 302, "https://example.com/back?a=1&error=access%5Fdenied&state=a%26b"),
        ("", &chosen, 200, "code: "),
        ("", &denied, 200, "error: access_denied"),
    ] {
        let mut sandbox = stage().sandbox;
        let url = page("chat:write", more);
        let response = sandbox.consent(10, &url, form.as_bytes()).expect("it makes sense");
        let told = response.header("Location").map_or_else(|| response.text(), str::to_owned);
        assert_eq!(response.status, status);
        assert!(told.starts_with(expected), "{told}");
        let inputs = sandbox.script().inputs;
        assert_eq!(inputs.iter().map(|it| it.after).collect::<Vec<_>>(), [10, 0]);
        let told: Vec<String> = inputs.iter().map(|it| json(&it.command)).collect();
        assert!(told[0].starts_with(r#"{"type":"install""#), "{told:?}");
        assert!(told[1].starts_with(r#"{"type":"answer","prompt":"P1""#), "{told:?}");
    }
}

#[test]
fn each_way_to_choose_channels_can_be_sent_off() {
    for (form, expected) in [
        ("", r#"{"approve":{"channels":"none"}}"#),
        ("channels=none", r#"{"approve":{"channels":"none"}}"#),
        (
            "channels=chosen&channel=C061EG9SL&channel=C061FA5PB",
            r#"{"approve":{"channels":{"chosen":["C061EG9SL","C061FA5PB"]}}}"#,
        ),
        (
            "channels=all_except&channel=C01234BCD",
            r#"{"approve":{"channels":{"all_except":["C01234BCD"]}}}"#,
        ),
    ] {
        let mut sandbox = stage().sandbox;
        let form = format!("user={OLIVE}&answer=approve&{form}");
        sandbox.consent(0, &page("chat:write", BACK), form.as_bytes()).expect("it makes sense");
        let Command::Answer { answer, .. } = &sandbox.script().inputs[1].command else {
            panic!("the second input answers")
        };
        assert_eq!(json(answer), expected);
    }
}

#[test]
fn what_makes_no_sense_changes_nothing() {
    let mut sandbox = stage().sandbox;
    for (scopes, form) in [
        ("chat:write", "user=olive&answer=approve"),
        ("chat:write", "answer=approve"),
        ("chat:write", "user=U061F7AUR"),
        ("chat:write", "user=U061F7AUR&answer=perhaps"),
        ("chat:write", "user=U061F7AUR&answer=approve&channels=some"),
        ("chat:write", "user=U061F7AUR&answer=approve&channels=chosen&channel=lunch"),
        ("chat:write", "user=U061F7AUR&answer=approve&channels=chosen"),
        ("chat:write", "user=%"),
        ("bot", "user=U061F7AUR&answer=approve"),
    ] {
        let response = sandbox.consent(0, &page(scopes, ""), form.as_bytes());
        assert_eq!(response.expect("it is told").status, 400, "{form}");
    }
    let url = page("chat:write", "single_channel=1");
    let form = format!("user={OLIVE}&answer=approve");
    let misuse = sandbox.consent(0, &url, form.as_bytes()).expect_err("one has to be chosen");
    assert_eq!(misuse.code(), "choose_one_channel");
    let stranger = "user=U00000000&answer=approve";
    let misuse = sandbox.consent(0, &url, stranger.as_bytes()).expect_err("nobody is there");
    assert_eq!(misuse.code(), "unknown_person");
    assert!(sandbox.history().is_empty());
    assert!(sandbox.view().prompts.is_empty());
}

#[test]
fn a_classic_app_is_asked_for_too() {
    let mut cast = Cast::default();
    cast.app.kind = AppKind::Classic;
    cast.app.distribution = Distribution::Internal;
    let mut sandbox = stage_with(cast).sandbox;
    assert!(!asked(&sandbox, &page("users:read", BACK)).app_home);
    let form = format!("user={OLIVE}&answer=approve");
    let response = sandbox.consent(0, &page("users:read", BACK), form.as_bytes());
    assert_eq!(response.expect("it makes sense").status, 302);
}

#[test]
fn what_was_forgotten_still_counts() {
    let mut kept = stage().installed(&["chat:write"]).sandbox;
    let mut short = kept.clone();
    let steps = short.history().len();
    assert_eq!(short.forget(1), steps - 1);
    assert_eq!(short.forget(1), 0);
    assert_eq!(short.history().len(), 1);
    assert_eq!((short.view(), short.now()), (kept.view(), kept.now()));
    let down = r#"{"type":"endpoint","answers":{"fails":{"reason":"http_error"}}}"#;
    let kick = format!(r#"{{"type":"invite","user":"{OLIVE}","conversation":"{LUNCH}"}}"#);
    for (after, command) in [(0, down), (0, kick.as_str()), (60_000, r#"{"type":"wait"}"#)] {
        let command: Command = serde_json::from_str(command).expect("it is a command");
        let input = Input { after, command };
        let outcome = kept.handle(input.clone()).expect("it makes sense");
        assert_eq!(short.handle(input).expect("it makes sense"), outcome);
        short.forget(0);
        short = short.branch(0);
    }
    assert_eq!(short.next_retry(), kept.next_retry());
    assert_eq!(kept.next_retry(), Some(kept.now() + 240_000));
    assert_eq!(stage().sandbox.next_retry(), None);
}
