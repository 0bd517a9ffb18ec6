//! The app's credentials at the front door: codes exchanged, tokens renewed and revoked.

use expect_test::expect;
use grantscope::{
    App, Call, Cast, Channels, Command, Distribution, HttpRequest, Input, InstallRoute, Sandbox,
    TokenName,
};

use crate::front_door::{FORM, answer, fetch, installed, kept, rotating, token_of, with_token};
use crate::stage::{OLIVE, Stage, id, json, stage, stage_with};

/// Installs by OAuth, exchanging the code at the front door.
fn installed_by_oauth(cast: Cast, basic: bool) -> Sandbox {
    let app = cast.app.clone();
    let story = stage_with(cast).install(OLIVE, &["users:read"], InstallRoute::Oauth);
    let story = story.approve(1, Channels::None);
    let code = story.newest_code();
    let mut sandbox = story.sandbox;
    let request = if basic {
        HttpRequest::post("/api/oauth.access", FORM, format!("code={code}")).with_header(
            "Authorization",
            "Basic MTIzNDU2Nzg5MC4xMjM0NTY3ODkwOmx1bmNoLXRyYWluLWNsaWVudC1zZWNyZXQ=",
        )
    } else {
        let client = format!("client_id={}&client_secret={}", app.client_id, app.client_secret);
        HttpRequest::get(&format!("https://slack.com/api/oauth.access?{client}&code={code}"))
    };
    let response = fetch(&mut sandbox, &request);
    let body: serde_json::Value = serde_json::from_slice(&response.body).expect("JSON");
    assert_eq!(
        body["access_token"].as_str().map(str::to_owned),
        sandbox.credentials().access_token
    );
    sandbox
}

#[test]
fn a_code_is_exchanged_with_the_client_in_arguments_or_by_basic_authentication() {
    for basic in [true, false] {
        let sandbox = installed_by_oauth(Cast::default(), basic);
        let call = kept(&sandbox);
        assert_eq!(call.token, TokenName::Missing);
        assert_eq!(call.arguments.get("client_secret"), Some(&Cast::default().app.client_secret));
        let request = with_token(&sandbox, HttpRequest::get("/api/users.list"));
        assert_eq!(answer(&sandbox, &request), "ok");
    }
}

#[test]
fn tokens_are_renewed_at_the_front_door_and_kept_by_name() {
    let cast = Cast {
        app: App { distribution: Distribution::Distributed, ..rotating().app },
        ..Cast::default()
    };
    let mut sandbox = installed_by_oauth(cast, false);
    let before = token_of(&sandbox);
    let refresh_token = sandbox.credentials().refresh_token.expect("tokens rotate");
    let app = Cast::default().app;
    let body = format!(
        "grant_type=refresh_token&refresh_token={refresh_token}&client_id={}&client_secret={}",
        app.client_id, app.client_secret
    );
    let refresh = HttpRequest::post("/api/oauth.access", FORM, body);
    let response = fetch(&mut sandbox, &refresh);
    assert!(response.text().contains(&token_of(&sandbox)));
    assert_eq!(kept(&sandbox).token, TokenName::Refresh);
    assert_ne!(token_of(&sandbox), before);
    let old = HttpRequest::get(&format!("/api/users.list?token={before}"));
    assert_eq!(fetch(&mut sandbox, &old).text(), r#"{"ok":false,"error":"invalid_auth"}"#);
    assert_eq!(kept(&sandbox).token, TokenName::Former(1));
    expect![[r#"{"method":"users.list","token":{"former":1}}"#]].assert_eq(&json(&kept(&sandbox)));
    let own = HttpRequest::get(&format!("/api/users.list?token={refresh_token}"));
    assert_eq!(fetch(&mut sandbox, &own).text(), r#"{"ok":false,"error":"invalid_auth"}"#);
    assert_eq!(kept(&sandbox).token, TokenName::Refresh);
}

#[test]
fn a_token_that_was_revoked_stays_revoked_when_another_is_issued() {
    for uninstall in [false, true] {
        let mut sandbox = installed();
        let before = token_of(&sandbox);
        let old = HttpRequest::get(&format!("/api/users.list?token={before}"));
        let command = if uninstall {
            Command::Uninstall { user: id(OLIVE) }
        } else {
            Command::Call(Call::plain("auth.revoke"))
        };
        sandbox.handle(Input { after: 0, command }).expect("the app is there");
        assert_eq!(answer(&sandbox, &old), "token_revoked");
        let again = Stage::of(sandbox).install(OLIVE, &[], InstallRoute::Settings);
        let sandbox = again.approve(2, Channels::None).sandbox;
        assert_ne!(token_of(&sandbox), before);
        assert_eq!(answer(&sandbox, &old), "token_revoked");
    }
}

#[test]
fn an_app_that_was_never_installed_has_no_tokens() {
    assert_eq!(
        json(&stage().sandbox.credentials()),
        r#"{"access_token":null,"refresh_token":null}"#
    );
    let fixed = stage().installed(&[]).sandbox.credentials();
    assert!(fixed.access_token.is_some() && fixed.refresh_token.is_none());
    assert!(stage_with(rotating()).installed(&[]).sandbox.credentials().refresh_token.is_some());
}
