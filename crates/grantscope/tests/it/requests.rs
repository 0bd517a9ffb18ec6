//! Every guess about requests, as a test that is named after it.

use grantscope::{Cast, HttpRequest, TokenName};

use crate::front_door::{FORM, JSON, answer, fetch, installed, kept, post, token_of, with_token};
use crate::stage::{GENERAL, stage_with};

/// The text of the message that a request posts, as it is kept.
fn text(request: HttpRequest) -> Option<String> {
    let mut sandbox = installed();
    let request = with_token(&sandbox, request);
    fetch(&mut sandbox, &request);
    kept(&sandbox).arguments.get("text").cloned()
}

/// What a request is answered with when it carries the app's token.
fn error(request: HttpRequest) -> String {
    let sandbox = installed();
    answer(&sandbox, &with_token(&sandbox, request))
}

fn info(content_type: &str, body: &str) -> HttpRequest {
    HttpRequest::post("/api/apps.permissions.info", content_type, body)
}

// Holds: json-where-taken.
#[test]
fn json_for_a_method_that_takes_only_forms_is_answered_as_an_invalid_post_type() {
    assert_eq!(error(info(JSON, "{}")), "invalid_post_type");
    assert_eq!(error(post(JSON, b"{}")), "channel_not_found");
}

#[test]
fn a_method_that_does_not_exist_takes_json() {
    assert_eq!(error(HttpRequest::post("/api/lunch.eat", JSON, "{}")), "unknown_method");
    assert_eq!(error(HttpRequest::post("/api/lunch.eat", JSON, "{")), "invalid_json");
}

// Holds: form-data-sound.
#[test]
fn a_form_with_bytes_that_are_no_letters_is_syntactically_invalid() {
    assert_eq!(error(post(FORM, b"text=%FF")), "invalid_form_data");
    let part = b"--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\xff\r\n--b--";
    assert_eq!(error(post("multipart/form-data; boundary=b", part)), "invalid_form_data");
    let latin = format!("{FORM}; charset=iso-8859-1");
    assert_eq!(error(post(&latin, b"text=%FF")), "channel_not_found");
}

#[test]
fn a_post_without_a_body_is_no_fault_whatever_its_type_unless_it_is_a_form_in_parts() {
    assert_eq!(error(info(FORM, "")), "ok");
    assert_eq!(error(info("text/plain", "")), "ok");
    assert_eq!(error(post(JSON, b"")), "channel_not_found");
    assert_eq!(error(info(JSON, "")), "ok");
    assert_eq!(error(info("image/png", "")), "ok");
    assert_eq!(error(info("multipart/form-data; boundary=b", "")), "invalid_form_data");
}

#[test]
fn plain_text_is_taken_and_holds_no_arguments() {
    assert_eq!(error(info("text/plain; charset=utf-8", "limit=2")), "ok");
    assert_eq!(text(post("text/plain; charset=utf-8", b"text=Hi")), None);
}

#[test]
fn a_charset_is_heeded_even_where_it_is_superfluous() {
    let latin = format!("{FORM}; charset=iso-8859-1");
    assert_eq!(text(post(&latin, b"text=caf%E9")), Some("caf\u{e9}".to_owned()));
}

// Holds: argument-names-plain.
#[test]
fn an_arguments_name_with_more_than_100_characters_is_very_long() {
    let named = |length: usize| error(post(FORM, format!("{}=1", "x".repeat(length)).as_bytes()));
    assert_eq!(named(100), "channel_not_found");
    assert_eq!(named(101), "invalid_arg_name");
}

#[test]
fn a_token_in_the_header_counts_more_than_one_among_the_arguments() {
    let sandbox = installed();
    let url = format!("/api/apps.permissions.info?token={}", token_of(&sandbox));
    assert_eq!(answer(&sandbox, &HttpRequest::get(&url)), "ok");
    let unknown = HttpRequest::get(&url).with_header("Authorization", "Bearer xoxa-1-2");
    assert_eq!(answer(&sandbox, &unknown), "invalid_auth");
}

#[test]
fn an_argument_in_the_body_counts_more_than_one_in_the_address_and_the_last_of_a_name() {
    let request = HttpRequest::post("/api/chat.postMessage?text=1", FORM, "text=2&text=3");
    assert_eq!(text(request), Some("3".to_owned()));
    let object = r#"{"text":"4"}"#;
    let request = HttpRequest::post("/api/chat.postMessage?text=1", JSON, object);
    assert_eq!(text(request), Some("4".to_owned()));
}

#[test]
fn a_clients_id_and_secret_in_the_header_count_more_than_those_in_arguments() {
    let own = "Basic MTIzNDU2Nzg5MC4xMjM0NTY3ODkwOmx1bmNoLXRyYWluLWNsaWVudC1zZWNyZXQ=";
    let request =
        HttpRequest::post("/api/oauth.access", FORM, "client_id=1&client_secret=2&code=3");
    assert_eq!(answer(&installed(), &request), "invalid_client_id");
    let request = request.with_header("Authorization", own);
    assert_eq!(answer(&installed(), &request), "invalid_code");
}

// Holds: replaced-token-worthless.
#[test]
fn a_token_that_was_replaced_is_worth_no_more_than_one_that_is_expired() {
    let mut cast = Cast::default();
    cast.app.rotation = true;
    let mut sandbox = stage_with(cast).installed(&[]).sandbox;
    let before = token_of(&sandbox);
    let refreshing = grantscope::Call::refreshing(&Cast::default().app);
    let command = grantscope::Command::Call(refreshing);
    sandbox.handle(grantscope::Input { after: 0, command }).expect("the app is there");
    let request = HttpRequest::get(&format!("/api/apps.permissions.info?token={before}"));
    assert_eq!(answer(&sandbox, &request), "invalid_auth");
    for former in [0, 2, 7] {
        let call = grantscope::Call {
            token: TokenName::Former(former),
            ..grantscope::Call::plain("apps.permissions.info")
        };
        let command = grantscope::Command::Call(call);
        let outcome = sandbox.handle(grantscope::Input { after: 0, command });
        let reply = outcome.expect("a call is always possible").reply.expect("it is answered");
        assert_eq!(reply.error().map(|error| error.code()), Some("invalid_auth"), "{former}");
    }
    let channel = HttpRequest::get(&format!("/api/conversations.info?channel={GENERAL}"));
    assert_eq!(answer(&sandbox, &with_token(&sandbox, channel)), "missing_scope");
}
