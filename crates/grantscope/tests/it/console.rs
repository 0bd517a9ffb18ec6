//! The app's side: the request for a call, as an app would send it, and as a command to copy.

use expect_test::{Expect, expect};
use grantscope::{
    ArgumentKind, Cast, Catalogue, Command, HttpRequest, Input, Method, Sandbox, Texts, request,
};

use crate::stage::{OLIVE, Stage, id, stage};

fn arguments(named: &[(&str, &str)]) -> Texts {
    named.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn method(name: &str) -> Method {
    Catalogue::SLACK.method(name).expect("it is in the catalogue")
}

fn installed() -> Stage {
    stage().installed(&["chat:write"])
}

/// What its page prefers comes through the door as the call that was meant.
#[test]
fn every_method_is_requested_so_that_the_same_call_arrives() {
    for method in Catalogue::SLACK.methods() {
        let mut told = installed();
        let all: Texts = method
            .arguments()
            .map(|argument| (argument.name.to_owned(), "a b&c=d'\"ü".to_owned()))
            .filter(|(name, _)| !name.starts_with("client_") && name != "code")
            .collect();
        let token = told.sandbox.credentials().access_token;
        let sent = request(method, &all, token.as_deref(), Some(id(OLIVE)));
        told.sandbox.fetch(0, &sent).expect("it is answered");
        let last = told.sandbox.history().last().expect("a call is kept");
        let Command::Call(call) = &last.input.command else { panic!("{method} is a call") };
        assert_eq!((call.method.as_str(), &call.malformed), (method.name(), &None), "{method}");
        assert_eq!(call.arguments, all, "{method}");
        assert_eq!(call.acting_for.as_deref(), Some(OLIVE), "{method}");
    }
}

#[track_caller]
fn check(request: &HttpRequest, curl: Expect, javascript: Expect) {
    curl.assert_eq(&request.to_curl());
    javascript.assert_eq(&request.to_javascript());
}

#[test]
fn a_request_is_copied_as_a_command_in_which_nothing_is_secret_and_all_is_quoted() {
    let post = arguments(&[("channel", "C061EG9SL"), ("text", "it's `$HOME` \"\\\u{2028}\n")]);
    check(
        &request(method("chat.postMessage"), &post, Some("xoxa-secret"), None),
        expect![[r#"
            curl -X 'POST' 'https://slack.com/api/chat.postMessage' \
              -H 'Content-Type: application/json; charset=utf-8' \
              -H "Authorization: Bearer $TOKEN" \
              --data-raw '{"channel":"C061EG9SL","text":"it'\''s `$HOME` \"\\ \n"}'"#]],
        expect![[r#"
            const response = await fetch("https://slack.com/api/chat.postMessage", {
              method: "POST",
              headers: {
                "Content-Type": "application/json; charset=utf-8",
                "Authorization": `Bearer ${process.env.TOKEN}`,
              },
              body: "{\"channel\":\"C061EG9SL\",\"text\":\"it's `$HOME` \\\"\\\\\u2028\\n\"}",
            });
            console.log(await response.json());
        "#]],
    );
    let client = [("client_id", "1.2"), ("client_secret", "hidden"), ("code", "hidden")];
    check(
        &request(method("oauth.access"), &arguments(&client), Some("xoxa-secret"), None),
        expect![[r#"
            curl -X 'POST' 'https://slack.com/api/oauth.access' \
              -H 'Content-Type: application/x-www-form-urlencoded' \
              --data-raw 'client_id=1%2E2&client_secret=CLIENT_SECRET&code=CODE'"#]],
        expect![[r#"
            const response = await fetch("https://slack.com/api/oauth.access", {
              method: "POST",
              headers: {
                "Content-Type": "application/x-www-form-urlencoded",
              },
              body: "client_id=1%2E2&client_secret=CLIENT_SECRET&code=CODE",
            });
            console.log(await response.json());
        "#]],
    );
    let snooze = arguments(&[("num_minutes", "20")]);
    check(
        &request(method("dnd.setSnooze"), &snooze, Some("xoxa-secret"), Some(id(OLIVE))),
        expect![[r#"
            curl 'https://slack.com/api/dnd.setSnooze?num_minutes=20' \
              -H "Authorization: Bearer $TOKEN" \
              -H 'X-Slack-User: U061F7AUR'"#]],
        expect![[r#"
            const response = await fetch("https://slack.com/api/dnd.setSnooze?num_minutes=20", {
              method: "GET",
              headers: {
                "Authorization": `Bearer ${process.env.TOKEN}`,
                "X-Slack-User": "U061F7AUR",
              },
            });
            console.log(await response.json());
        "#]],
    );
    check(
        &HttpRequest::get("/api/api.test?token=hidden&foo='"),
        expect![[r#"curl 'https://slack.com/api/api.test?token=TOKEN&foo='\'''"#]],
        expect![[r#"
        const response = await fetch("https://slack.com/api/api.test?token=TOKEN&foo='", {
          method: "GET",
        });
        console.log(await response.json());
    "#]],
    );
}

#[test]
fn no_secret_is_ever_copied() {
    let secret = "hidden0123";
    for method in Catalogue::SLACK.methods() {
        let named = method.arguments().filter(|it| it.kind() == ArgumentKind::Secret);
        let mut all: Texts = named.map(|it| (it.name.to_owned(), secret.to_owned())).collect();
        all.insert("token".to_owned(), secret.to_owned());
        let request = request(method, &all, Some(secret), None);
        for text in [request.to_curl(), request.to_javascript()] {
            assert!(!text.contains(secret), "{text}");
        }
    }
    let basic = HttpRequest::get("/api/oauth.access").with_header("authorization", "basic hidden");
    assert!(!basic.to_curl().contains("hidden") && !basic.to_javascript().contains("hidden"));
}

#[test]
fn an_argument_says_what_it_holds_and_gives_an_example() {
    let told = |name: &str| {
        let rows = method(name).arguments().filter(|it| it.required);
        rows.map(|it| format!("{} {:?} {}", it.name, it.kind(), it.example()))
            .collect::<Vec<_>>()
            .join("; ")
    };
    expect!["channel Conversation C061EG9SL; text Text Lunch at noon?"]
        .assert_eq(&told("chat.postMessage"));
    expect!["scopes Scopes channels:read; trigger_id Trigger ; user Person U061F7AUR"]
        .assert_eq(&told("apps.permissions.users.request"));
    expect!["text Text Lunch at noon?; time Text in 20 minutes"].assert_eq(&told("reminders.add"));
    expect!["client_id Text ; client_secret Secret ; code Secret "]
        .assert_eq(&told("oauth.access"));
}

#[test]
fn the_response_of_a_step_is_what_the_front_door_answered() {
    let mut sandbox = Sandbox::new(Cast::default()).expect("the default cast is sound");
    let asked = HttpRequest::get("/api/apps.permissions.info");
    let answered = sandbox.fetch(100, &asked).expect("it is answered");
    assert_eq!(sandbox.response_at(1), Some(answered));
    sandbox.handle(Input { after: 0, command: Command::Wait {} }).expect("time passes");
    assert_eq!((sandbox.response_at(0), sandbox.response_at(2)), (None, None));
}
