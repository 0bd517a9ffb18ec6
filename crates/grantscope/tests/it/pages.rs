//! What the front door shows besides the Web API: where links lead, and what installing would ask.

use expect_test::expect;
use grantscope::{AuthorizeRequest, Cast, HttpRequest, HttpResponse};

use crate::front_door::{FORM, fetch, installed, post};
use crate::stage::{OLIVE, id, json, stage, stage_with};

#[test]
fn other_pages_and_verbs_are_refused_and_nothing_happens() {
    let mut sandbox = installed();
    let steps = sandbox.history().len();
    let verb = |method: &str, url: &str| HttpRequest {
        method: method.to_owned(),
        ..HttpRequest::get(url)
    };
    let large = HttpRequest::post("/api/users.list", FORM, vec![b'a'; (4 << 20) + 1]);
    for (status, request) in [
        (404, HttpRequest::get("/")),
        (404, HttpRequest::get("/lunch://slack.com/api/users.list")),
        (404, HttpRequest::get("")),
        (404, HttpRequest::get("https://slack.com")),
        (404, HttpRequest::get("/api/")),
        (404, HttpRequest::get("/api/a/b")),
        (404, HttpRequest::get(&format!("/api/{}", "a".repeat(81)))),
        (405, verb("PUT", "/api/users.list")),
        (405, verb("DELETE", "/api/users.list")),
        (405, verb("POST", "/oauth/authorize")),
        (405, verb("POST", "/app_redirect")),
        (413, large),
    ] {
        let response = fetch(&mut sandbox, &request);
        assert_eq!(response.status, status, "{} {}", request.method, request.url);
        assert_eq!(response.header("Content-Type"), Some("text/plain; charset=utf-8"));
        assert!(!response.body.is_empty());
        assert_eq!(response.header("Allow").is_some(), status == 405);
    }
    assert_eq!(sandbox.history().len(), steps);
    let before = sandbox.view().time;
    sandbox.fetch(5000, &HttpRequest::get("/")).expect("time passes");
    assert_eq!(sandbox.view().time, before + 5000);
}

#[test]
fn a_request_cannot_consent_but_says_what_would_be_asked() {
    let mut cast = Cast::default();
    cast.team.name = "<Sweet & haven>".to_owned();
    let mut sandbox = stage_with(cast).sandbox;
    let client = Cast::default().app.client_id;
    let ask = |query: &str| HttpRequest::get(&format!("https://slack.com/oauth/authorize?{query}"));
    let response =
        fetch(&mut sandbox, &ask(&format!("client_id={client}&scope=users:read,chat:write")));
    assert_eq!(response.status, 200);
    expect![[r#"<!doctype html><meta charset="utf-8"><title>Authorize</title><h1>Lunch Train wants to be installed in &lt;Sweet &amp; haven&gt;</h1><p>It asks for its direct message and:</p><ul><li><code>users:read</code></li><li><code>chat:write</code></li></ul><p>Somebody in &lt;Sweet &amp; haven&gt; has to consent. A request cannot: let a person install the app, and approve.</p>"#]]
        .assert_eq(&response.text());
    let back = "redirect_uri=https%3A%2F%2Fexample.com%2Fback%3Fa%3D1&state=a%26b";
    for (status, location, query) in [
        (
            302,
            Some("https://example.com/back?a=1&error=invalid%5Fscope&state=a%26b"),
            format!("client_id={client}&scope=bot&{back}"),
        ),
        (400, None, format!("client_id={client}&scope=bot")),
        (
            400,
            None,
            format!("client_id={client}&scope=bot&redirect_uri=https%3A%2F%2Fa%0D%0ASet-Cookie:a"),
        ),
        (400, None, format!("client_id={client}&scope=bot&redirect_uri=javascript:alert(1)")),
        (400, None, format!("client_id=another&scope=users:read&{back}")),
    ] {
        let response = fetch(&mut sandbox, &ask(&query));
        assert_eq!((response.status, response.header("Location")), (status, location), "{query}");
    }
    assert!(sandbox.history().is_empty());
}

#[test]
fn what_an_app_asks_for_becomes_the_command_that_begins_it() {
    let url = "/oauth/authorize?client_id=1.2&scope=users:read+chat:write&state=s&single_channel=1&redirect_uri=https://example.com/";
    let request = AuthorizeRequest::read(url).expect("it is that page");
    assert_eq!(request.client_id, "1.2");
    expect![[r#"{"type":"install","user":"U061F7AUR","scopes":["users:read","chat:write"],"through":"oauth","state":"s","redirect_uri":"https://example.com/","single_channel":true}"#]]
        .assert_eq(&json(&request.command(id(OLIVE))));
    assert_eq!(AuthorizeRequest::read("/api/oauth.access"), None);
}

#[test]
fn links_lead_into_the_workspace() {
    let mut sandbox = installed();
    let mut told = String::new();
    for link in [
        "slack://open",
        "slack://open?team=T061EG9R6",
        "slack://channel?team=T061EG9R6&id=C061FA5PB",
        "slack://channel?team=T061EG9R6&id=D00000001",
        "slack://user?team=T061EG9R6&id=U061F7AUR",
        "slack://app?team=T061EG9R6&id=A0BLA3EP2&tab=home",
        "slack://app?id=A0BLA3EP2",
        "slack://channel?team=T061EG9R6&id=general",
        "slack://channel?team=T061EG9R6&id=C0NOTHERE",
        "slack://channel?team=T0OTHER&id=C061FA5PB",
        "slack://lunch",
        "https://example.com/",
        "https://slack.com/app_redirect?app=A0BLA3EP2&team=T061EG9R6",
        "https://slack.com/app_redirect?app=A0BLA3EP2&channel=C061FA5PB",
        "/app_redirect?team=T061EG9R6",
        "/app_redirect?app=A0OTHER",
    ] {
        told += &match sandbox.destination(link) {
            Ok(destination) => format!("{}\n", json(&destination)),
            Err(error) => format!("! {}: {error}\n", error.code()),
        };
        if link.contains("app_redirect") {
            let response = fetch(&mut sandbox, &HttpRequest::get(link));
            let location = response.header("Location").unwrap_or_default();
            told += &format!("  {} {location}\n", response.status);
        }
    }
    expect![[r#"
        {"team":null,"place":"workspace"}
        {"team":"T061EG9R6","place":"workspace"}
        {"team":"T061EG9R6","place":{"conversation":"C061FA5PB"}}
        {"team":"T061EG9R6","place":{"conversation":"D00000001"}}
        {"team":"T061EG9R6","place":{"person":"U061F7AUR"}}
        {"team":"T061EG9R6","place":{"app":"A0BLA3EP2"}}
        ! link_argument_missing: the link has no `team`: expected an id
        ! link_argument_no_id: the link's `id` is `general`: expected an id of that kind
        ! link_target_not_here: the link's `channel` is `C0NOTHERE`, which is not here
        ! link_target_not_here: the link's `team` is `T0OTHER`, which is not here
        ! no_link: the link leads nowhere: expected `slack://open`, `slack://channel`, `slack://user`, `slack://app` or `/app_redirect`
        ! no_link: the link leads nowhere: expected `slack://open`, `slack://channel`, `slack://user`, `slack://app` or `/app_redirect`
        {"team":"T061EG9R6","place":{"app":"A0BLA3EP2"}}
          302 https://sweethaven.slack.com/messages/U0NKHRW57
        {"team":null,"place":{"conversation":"C061FA5PB"}}
          302 https://sweethaven.slack.com/messages/C061FA5PB
        ! link_argument_missing: the link has no `app`: expected an id
          404 
        ! link_target_not_here: the link's `app` is `A0OTHER`, which is not here
          404 
    "#]].assert_eq(&told);
}

#[test]
fn requests_and_responses_are_json_with_texts_for_bodies() {
    let request = post(FORM, b"a=1");
    let text = json(&request);
    expect![[r#"{"method":"POST","url":"/api/chat.postMessage","headers":[["Content-Type","application/x-www-form-urlencoded"]],"body":"a=1"}"#]]
        .assert_eq(&text);
    assert_eq!(serde_json::from_str::<HttpRequest>(&text).expect("it can be read"), request);
    let bytes = HttpRequest { body: vec![255, 1], ..HttpRequest::get("/") };
    expect![[r#"{"method":"GET","url":"/","body":[255,1]}"#]].assert_eq(&json(&bytes));
    assert_eq!(serde_json::from_str::<HttpRequest>(&json(&bytes)).expect("it can be read"), bytes);
    assert!(serde_json::from_str::<HttpRequest>(r#"{"method":"GET","url":"/","body":7}"#).is_err());
    let response = fetch(&mut installed(), &HttpRequest::get("/"));
    assert_eq!(
        serde_json::from_str::<HttpResponse>(&json(&response)).expect("it can be read"),
        response
    );
}

#[test]
fn who_is_not_known_as_a_client_is_not_sent_back_anywhere() {
    let query = "client_id=another&scope=users:read&redirect_uri=https://example.com/";
    let request = HttpRequest::get(&format!("/oauth/authorize?{query}"));
    let response = fetch(&mut stage().sandbox, &request);
    assert_eq!((response.status, response.header("Location")), (400, None));
    assert!(response.text().contains("invalid_client_id"));
}

#[test]
fn a_browser_is_sent_to_a_conversation_by_its_id_and_to_an_app_by_its_users() {
    let sent = |query: &str| {
        let request = HttpRequest::get(&format!("/app_redirect?{query}"));
        let response = fetch(&mut installed(), &request);
        response.header("Location").map(str::to_owned)
    };
    let at = |place: &str| Some(format!("https://sweethaven.slack.com/messages/{place}"));
    assert_eq!(sent("app=A0BLA3EP2"), at("U0NKHRW57"));
    assert_eq!(sent("app=A0BLA3EP2&channel=D00000001"), at("D00000001"));
}
