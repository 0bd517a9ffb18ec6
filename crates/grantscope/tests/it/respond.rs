//! What an app answers at a `response_url`.

use expect_test::expect;
use grantscope::{Channels, Command, Gesture, HttpRequest, Sandbox};
use serde_json::Value;

use crate::front_door::{FORM, JSON};
use crate::stage::{GENERAL, LUNCH, OLIVE, Stage, check, id, stage};

const BUTTON: &str =
    r#"[{"callback_id":"train","actions":[{"name":"join","type":"button","text":"Join"}]}]"#;

/// An app that posted a message with a button in #general, and one without after it.
fn boarding() -> Stage {
    let button = [("channel", GENERAL), ("text", "All aboard?"), ("attachments", BUTTON)];
    stage()
        .installed_in(&["chat:write", "channels:history"], Channels::Chosen(vec![id(GENERAL)]))
        .call("chat.postMessage", &button)
        .call("chat.postMessage", &[("channel", GENERAL), ("text", "Tickets, please.")])
        .forget()
}

impl Stage {
    /// Where the app may answer what happened last.
    fn response_url(&self) -> String {
        let last = self.sandbox.history().last().expect("something happened");
        let told = serde_json::to_value(&last.outcome.deliveries[0]).expect("a delivery is JSON");
        told["payload"]["response_url"].as_str().expect("an address").to_owned()
    }

    fn answer_at(mut self, url: &str, body: &str) -> (u16, String, Self) {
        let response = self.sandbox.fetch(1000, &HttpRequest::post(url, JSON, body));
        let response = response.expect("the model answers");
        let text = String::from_utf8(response.body).expect("a text");
        (response.status, text, self)
    }

    /// The texts in #general, newest first.
    fn texts(&self) -> Vec<String> {
        let asked = Self::of(self.sandbox.clone());
        let asked = asked.call("conversations.history", &[("channel", GENERAL)]);
        let told: Value = serde_json::from_str(&asked.last_reply()).expect("JSON");
        let text = |message: &Value| message["text"].as_str().unwrap_or_default().to_owned();
        told["messages"].as_array().expect("messages").iter().map(text).collect()
    }
}

/// What stands in #general after a gesture there was answered so.
#[track_caller]
fn check_answered(gesture: Gesture, body: &str, expected: &[&str]) {
    let story = boarding().interact(OLIVE, GENERAL, gesture);
    let url = story.response_url();
    let (status, text, story) = story.answer_at(&url, body);
    assert_eq!((status, text.as_str()), (200, r#"{"ok":true}"#), "{body}");
    assert_eq!(story.texts(), expected, "{gesture:?} {body}");
}

// Holds: response-url.
#[test]
fn an_answer_to_a_button_or_a_menu_replaces_its_message_unless_it_says_no() {
    let (button, tickets) = ("All aboard?", "Tickets, please.");
    let by_button = |body, expected: &[&str]| check_answered(Gesture::Button, body, expected);
    by_button(r#"{"text":"Olive is in."}"#, &[tickets, "Olive is in."]);
    by_button(r#"{"text":"Olive is in.","replace_original":true}"#, &[tickets, "Olive is in."]);
    by_button(
        r#"{"text":"Olive is in.","replace_original":false,"response_type":"in_channel"}"#,
        &["Olive is in.", tickets, button],
    );
    by_button(r#"{"text":"For you","replace_original":false}"#, &[tickets, button]);
    by_button(r#"{"delete_original":true}"#, &[tickets]);
    by_button(
        r#"{"delete_original":true,"text":"Gone","response_type":"in_channel"}"#,
        &["Gone", tickets],
    );
    // Nobody posted a menu there.
    check_answered(Gesture::Menu, r#"{"text":"For you"}"#, &[tickets, button]);
}

#[test]
fn a_command_or_an_action_is_answered_to_one_person_or_to_everybody() {
    let before = ["Tickets, please.", "All aboard?"];
    for gesture in [Gesture::SlashCommand, Gesture::MessageAction] {
        check_answered(gesture, r#"{"text":"For you","replace_original":true}"#, &before);
        check_answered(gesture, r#"{"text":"For you","response_type":"ephemeral"}"#, &before);
        let all = ["For all", before[0], before[1]];
        check_answered(gesture, r#"{"text":"For all","response_type":"in_channel"}"#, &all);
    }
}

#[test]
fn an_app_answers_where_it_is_not() {
    let typed = boarding().interact(OLIVE, LUNCH, Gesture::SlashCommand);
    let url = typed.response_url();
    let (status, _, story) =
        typed.answer_at(&url, r#"{"text":"Hello","response_type":"in_channel"}"#);
    assert_eq!(status, 200);
    let refused = story.call("chat.postMessage", &[("channel", LUNCH), ("text", "Hello")]);
    assert_eq!(refused.answer(), "no_permission");
}

// Holds: response-url.
#[test]
fn an_address_to_answer_at_that_is_worth_nothing_any_more_is_not_found() {
    let hello = r#"{"text":"Hello","replace_original":false}"#;
    let expired = (404, r#"{"ok":false,"error":"expired_url"}"#.to_owned());
    let used = (404, r#"{"ok":false,"error":"used_url"}"#.to_owned());
    let clicked = boarding().click(OLIVE, GENERAL);
    let url = clicked.response_url();

    let mut story = Stage::of(clicked.sandbox.clone());
    for _ in 0..5 {
        let (status, _, then) = story.answer_at(&url, hello);
        assert_eq!(status, 200);
        story = then;
    }
    let (status, text, story) = story.answer_at(&url, hello);
    assert_eq!((status, text), used);
    let again = Sandbox::replay(story.sandbox.script()).expect("it is played again");
    assert_eq!(
        again.response_at(again.history().len()),
        story.sandbox.response_at(story.sandbox.history().len())
    );
    assert_eq!(Stage::of(again).texts(), story.texts());

    let late = |after| {
        let waited = Stage::of(clicked.sandbox.clone()).after(after).wait();
        let (status, text, _) = waited.answer_at(&url, hello);
        (status, text)
    };
    assert_eq!(late(30 * 60 * 1000 - 1000).0, 200, "in the last moment");
    assert_eq!(late(30 * 60 * 1000), expired);
    let digit = url.chars().last().expect("a digit");
    let other = format!("{}{}", &url[..url.len() - 1], if digit == '0' { '1' } else { '0' });
    for address in [other, url.replace("/actions/", "/commands/"), url.replace("T061", "T062")] {
        let (status, text, _) = Stage::of(clicked.sandbox.clone()).answer_at(&address, hello);
        assert_eq!((status, text), expired, "{address}");
    }
}

#[test]
fn an_app_that_is_gone_answers_nobody_any_more() {
    let clicked = boarding().click(OLIVE, GENERAL);
    let url = clicked.response_url();
    let gone = clicked.command(Command::Uninstall { user: id(OLIVE) });
    assert_eq!(gone.answer_at(&url, r#"{"text":"Hello"}"#).0, 404);
}

#[test]
fn an_answer_that_cannot_be_read_is_refused_and_does_not_count() {
    let clicked = boarding().click(OLIVE, GENERAL);
    let url = clicked.response_url();
    let mut sandbox = clicked.sandbox;
    let mut post = |content_type: &str, body: &str| {
        let response = sandbox.fetch(0, &HttpRequest::post(&url, content_type, body));
        response.expect("the model answers").text().to_owned()
    };
    for _ in 0..3 {
        assert_eq!(post(JSON, "{"), r#"{"ok":false,"error":"invalid_json"}"#);
        assert_eq!(post(JSON, "{}"), r#"{"ok":false,"error":"no_text"}"#);
    }
    let in_form = |message: &str| format!("payload={}", message.replace('"', "%22"));
    assert_eq!(post(FORM, &in_form("{")), r#"{"ok":false,"error":"invalid_json"}"#);
    assert_eq!(post(FORM, "text=Hello"), r#"{"ok":true}"#);
    let to_all =
        r#"{"text":"xoxb-1-secret","replace_original":false,"response_type":"in_channel"}"#;
    assert_eq!(post(FORM, &in_form(to_all)), r#"{"ok":true}"#);
    assert_eq!(post("application/json", to_all), r#"{"ok":true}"#, "no charset, and no warning");
    let texts = Stage::of(sandbox.clone()).texts();
    assert_eq!(texts[..2], ["xoxa-hidden", "xoxa-hidden"]);
    let get = sandbox.fetch(0, &HttpRequest::get(&url)).expect("the model answers");
    assert_eq!((get.status, get.header("Allow")), (405, Some("POST")));
    let with_token = url.replace("T061EG9R6", "xoxb-1-secret");
    let elsewhere = sandbox.fetch(0, &HttpRequest::post(&with_token, JSON, "{}"));
    assert_eq!(elsewhere.expect("the model answers").status, 404);
    assert!(!serde_json::to_string(&sandbox.script()).expect("JSON").contains("xoxb"));
}

#[test]
fn the_app_has_read_all_that_it_may_read() {
    let scopes = ["chat:write", "channels:read", "im:read"];
    let chosen = Channels::Chosen(vec![id(GENERAL), id(LUNCH)]);
    let home = "D00000001";
    let story = stage()
        .installed_in(&scopes, chosen)
        .call("chat.postMessage", &[("channel", GENERAL), ("text", "All aboard!")])
        .call("chat.postMessage", &[("channel", home), ("text", "Psst")]);
    let info = |place| {
        let asked =
            Stage::of(story.sandbox.clone()).call("conversations.info", &[("channel", place)]);
        let told: Value = serde_json::from_str(&asked.last_reply()).expect("JSON");
        let names = ["last_read", "unread_count", "latest"];
        names.map(|name| told["channel"][name].to_string()).join(" ")
    };
    assert_eq!(info(GENERAL), r#""1536408003.000000" null null"#);
    assert_eq!(info(LUNCH), r#""0000000000.000000" null null"#);
    expect![[r#""1536408004.000000" 0 {"bot_id":"B0NKHRW57","subtype":"bot_message","text":"Psst","ts":"1536408004.000000","type":"message","user":"U0NKHRW57","username":"Lunch Train"}"#]].assert_eq(&info(home));
}

#[test]
fn an_answer_is_told_by_its_path_and_carries_no_token() {
    let typed = stage().installed(&[]).interact(OLIVE, GENERAL, Gesture::SlashCommand).forget();
    let path = typed.response_url().replace("https://hooks.slack.com", "");
    check(
        typed.call(&path, &[("text", "Hello"), ("response_type", "in_channel")]),
        expect![[r#"
            The app answered at /commands/T061EG9R6/241582872338/910a2dec89025cc15e41ab087439611e: ok. [Waiting]
              = {"ok":true}
              because response-url
        "#]],
    );
}

#[test]
fn whoever_delivers_elsewhere_is_answered_there() {
    let typed = boarding().interact(OLIVE, GENERAL, Gesture::SlashCommand);
    let delivery = typed.sandbox.history().last().expect("a step").outcome.deliveries[0].clone();
    let told = serde_json::to_value(delivery.answered_at("http://127.0.0.1:4000")).expect("JSON");
    let address = told["payload"]["response_url"].as_str().expect("an address").to_owned();
    assert!(address.starts_with("http://127.0.0.1:4000/commands/T061EG9R6/"), "{address}");
    assert_eq!(typed.answer_at(&address, r#"{"text":"Hello"}"#).0, 200);
}
