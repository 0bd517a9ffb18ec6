//! OAuth in full: state, address, a single channel, identities, the older exchange, rotation.

use expect_test::expect;
use grantscope::{Call, Cast, Channels, Command, Distribution, InstallRoute, TokenName};

use crate::stage::{
    GENERAL, LUNCH, OLIVE, POPEYE, SECRET, Stage, check, id, json, stage, stage_with,
};

/// An install by OAuth that asks for something special.
fn install(scopes: &[&str], change: impl Fn(&mut Command)) -> Command {
    let mut command = Command::install(id(OLIVE), scopes, InstallRoute::Oauth);
    change(&mut command);
    command
}

fn single(command: &mut Command) {
    if let Command::Install { single_channel, .. } = command {
        *single_channel = true;
    }
}

fn sent_back(command: &mut Command) {
    if let Command::Install { state, redirect_uri, .. } = command {
        *state = Some("table for two".to_owned());
        *redirect_uri = Some("https://example.com/lunch".to_owned());
    }
}

fn rotating() -> Stage {
    let mut cast = Cast::default();
    cast.app.rotation = true;
    stage_with(cast)
}

impl Stage {
    fn exchange_at(self, redirect_uri: &str) -> Self {
        let mut call = Call::exchanging(&self.newest_code(), &Cast::default().app);
        call.arguments.insert("redirect_uri".to_owned(), redirect_uri.to_owned());
        self.command(Command::Call(call))
    }

    fn exchange_the_older_way(self) -> Self {
        let mut call = Call::exchanging(&self.newest_code(), &Cast::default().app);
        call.method = "oauth.token".to_owned();
        self.command(Command::Call(call))
    }

    fn refresh(self) -> Self {
        self.command(Command::Call(Call::refreshing(&Cast::default().app)))
    }
}

// Holds: refusal-installs-nothing.
#[test]
fn what_the_app_sent_comes_back_with_the_code_and_with_a_refusal() {
    let redirect = |story: Stage| {
        let last = story.sandbox.history().last().expect("something happened");
        json(&last.outcome.deliveries)
    };
    let asked = || stage().command(install(&[], sent_back));
    expect![[r#"[{"type":"redirect","user":"U061F7AUR","redirect_uri":"https://example.com/lunch","state":"table for two","code":"1000000001.31b0f54ed56240ce"}]"#]].assert_eq(&redirect(asked().approve(1, Channels::None)));
    expect![[r#"[{"type":"redirect","user":"U061F7AUR","redirect_uri":"https://example.com/lunch","state":"table for two","error":"access_denied"}]"#]].assert_eq(&redirect(asked().deny(1)));
}

// Holds: redirect-uri-repeated.
#[test]
fn the_exchange_names_the_same_address_again() {
    check(
        stage()
            .command(install(&[], sent_back))
            .approve(1, Channels::None)
            .forget()
            .exchange()
            .exchange_at("https://example.com/dinner")
            .exchange_at("https://example.com/lunch"),
        expect![[r#"
            The app called oauth.access: bad_redirect_uri. [Not installed]
              = {"ok":false,"error":"bad_redirect_uri"}
              because redirect-uri-repeated
            The app called oauth.access: bad_redirect_uri. [Not installed]
              = {"ok":false,"error":"bad_redirect_uri"}
              because redirect-uri-repeated
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":[],"group":[],"mpim":[],"im":[],"user":[]}}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              because workspace-owns-installation, install-gives-app-home, all-scopes-reported, authorizing-user-told
        "#]],
    );
}

#[test]
fn a_single_channel_install_adds_one_channel_each_time() {
    let story = stage()
        .command(install(&["chat:write"], single))
        .approve(1, Channels::None)
        .approve(1, Channels::AllExcept(vec![]))
        .approve(1, Channels::Chosen(vec![id(GENERAL), id(LUNCH)]));
    check(
        story,
        expect![[r#"
        Olive began to install the app. [Not installed]
          because install-asks-consent
        ! choose_one_channel: the app asks for a single channel: choose exactly one
        ! choose_one_channel: the app asks for a single channel: choose exactly one
        ! choose_one_channel: the app asks for a single channel: choose exactly one
    "#]],
    );
    let chosen = stage()
        .command(install(&["chat:write"], single))
        .approve(1, Channels::Chosen(vec![id(GENERAL)]))
        .exchange();
    assert!(chosen.last_reply().contains(r#""single_channel_id":"C061EG9SL""#));
    check(
        chosen
            .forget()
            .command(install(&["chat:write"], single))
            .approve(2, Channels::Chosen(vec![id(LUNCH)]))
            .exchange()
            .call("apps.permissions.resources.list", &[]),
        expect![[r#"
            Olive began to install the app. [Waiting]
              because install-asks-consent
            Olive approved Lunch Train's request for #lunch. [Waiting]
              » redirect: a code
              because install-effective-at-exchange
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]},"single_channel_id":"C061FA5PB"}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]}]}
              because workspace-owns-installation, scopes-travel, resources-limit-scopes, all-scopes-reported, authorizing-user-told
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"C061EG9SL","type":"channel"},{"id":"C061FA5PB","type":"channel"},{"id":"D00000001","type":"app_home"}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

// Holds: attempt-reported.
#[test]
fn the_older_exchange_tells_of_this_attempt_only() {
    let told = |scopes: &[&str], channels| {
        let installed = stage().installed_in(&["files:read"], Channels::Chosen(vec![id(LUNCH)]));
        let story = installed.install(POPEYE, scopes, InstallRoute::Oauth).approve(2, channels);
        story.exchange_the_older_way().last_reply()
    };
    let chosen = Channels::Chosen(vec![id(GENERAL)]);
    expect![[r#"{"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","installer_user_id":"U061F7AUR","authorizing_user_id":"U0HTT3Q0G","team_name":"Sweethaven","team_id":"T061EG9R6","permissions":[{"scopes":["users:read"],"resource_type":"team","resource_id":"T061EG9R6"},{"scopes":["chat:write"],"resource_type":"channel","resource_id":"C061EG9SL"}]}"#]].assert_eq(&told(&["chat:write", "users:read"], chosen));
    expect![[r#"{"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","installer_user_id":"U061F7AUR","authorizing_user_id":"U0HTT3Q0G","team_name":"Sweethaven","team_id":"T061EG9R6","permissions":[{"scopes":["chat:write"],"resource_type":"channel","resource_id":0}]}"#]].assert_eq(&told(&["chat:write"], Channels::AllExcept(vec![id(SECRET)])));
    expect![[r#"{"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","installer_user_id":"U061F7AUR","authorizing_user_id":"U0HTT3Q0G","team_name":"Sweethaven","team_id":"T061EG9R6","permissions":[]}"#]].assert_eq(&told(&[], Channels::None));
}

// Holds: identity-asked-alone, identity-needs-basic.
#[test]
fn signing_in_is_asked_for_alone_and_begins_with_who_one_is() {
    let ask = |scopes: &[&str]| stage().install(OLIVE, scopes, InstallRoute::Oauth);
    check(
        ask(&["identity:read:user", "identity.email:read:user"]),
        expect![[r#"
        Olive began to install the app. [Not installed]
          because install-asks-consent
    "#]],
    );
    check(
        ask(&["identity:read:user", "users:read"]),
        expect![[r#"
        Olive could not install the app: invalid_scope. [Not installed]
          = {"ok":false,"error":"invalid_scope"}
          because identity-asked-alone
    "#]],
    );
    check(
        ask(&["identity:read:user", "reminders:write:user"]),
        expect![[r#"
        Olive could not install the app: invalid_scope. [Not installed]
          = {"ok":false,"error":"invalid_scope"}
          because identity-asked-alone
    "#]],
    );
    check(
        ask(&["identity.avatar:read:user", "identity.team:read:user"]),
        expect![[r#"
        Olive could not install the app: invalid_scope. [Not installed]
          = {"ok":false,"error":"invalid_scope"}
          because identity-needs-basic
    "#]],
    );
}

// Holds: email-asked-with-users.
#[test]
fn email_addresses_are_asked_for_along_with_the_people() {
    let ask = |scopes: &[&str]| stage().install(OLIVE, scopes, InstallRoute::Settings);
    check(
        ask(&["users:read.email"]),
        expect![[r#"
        Olive could not install the app: invalid_scope. [Not installed]
          = {"ok":false,"error":"invalid_scope"}
          because email-asked-with-users
    "#]],
    );
    check(
        ask(&["users:read", "users:read.email"]),
        expect![[r#"
        Olive began to install the app from its settings. [Not installed]
          because install-asks-consent
    "#]],
    );
    check(
        stage()
            .installed(&["users:read"])
            .click(OLIVE, GENERAL)
            .forget()
            .request("users:read.email"),
        expect![[r#"
            The app called apps.permissions.request: invalid_scope. [Waiting]
              = {"ok":false,"error":"invalid_scope"}
              because email-asked-with-users
        "#]],
    );
}

// Holds: token-lives-an-hour, refresh-token-renews.
#[test]
fn a_token_that_rotates_lives_an_hour_and_is_renewed() {
    check(
        rotating()
            .install(OLIVE, &[], InstallRoute::Oauth)
            .approve(1, Channels::None)
            .exchange()
            .forget()
            .after(3_599_999)
            .call("apps.permissions.users.list", &[])
            .after(1)
            .call("apps.permissions.users.list", &[])
            .refresh()
            .call("apps.permissions.users.list", &[])
            .after(3_600_000)
            .refresh()
            .call("apps.permissions.users.list", &[]),
        expect![[r#"
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
            The app called apps.permissions.users.list: invalid_auth. [Waiting]
              = {"ok":false,"error":"invalid_auth"}
              because token-lives-an-hour
            The app called oauth.access: ok. [Waiting]
              = {"ok":true,"access_token":"xoxa-2-480217-974603177-2-7e5bcffdf76985c30c5ace03bca17970","token_type":"app","expires_in":3600,"team_id":"T061EG9R6"}
              because refresh-token-renews, token-lives-an-hour
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
            The app called oauth.access: ok. [Waiting]
              = {"ok":true,"access_token":"xoxa-2-480217-974603177-3-07acdcd647c78dcf6c22374cd37eb636","token_type":"app","expires_in":3600,"team_id":"T061EG9R6"}
              because refresh-token-renews, token-lives-an-hour
            The app called apps.permissions.users.list: invalid_auth. [Waiting]
              = {"ok":false,"error":"invalid_auth"}
              because token-lives-an-hour
        "#]],
    );
}

#[test]
fn the_exchange_of_a_rotating_app_gives_the_refresh_token_and_renewing_does_not() {
    let story = rotating().install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None);
    let story = story.exchange();
    expect![[r#"{"ok":true,"access_token":"xoxa-2-480217-974603177-1-d0502bcf747eca98ea769444d6ffe8f2","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":[],"group":[],"mpim":[],"im":[],"user":[]},"refresh_token":"xoxr-480217-5356e4aa8b76be1a","expires_in":3600}"#]].assert_eq(&story.last_reply());
    expect![[r#"{"ok":true,"access_token":"xoxa-2-480217-974603177-2-7e5bcffdf76985c30c5ace03bca17970","token_type":"app","expires_in":3600,"team_id":"T061EG9R6"}"#]].assert_eq(&story.refresh().last_reply());
}

// Holds: refresh-token-renews, revoke-ends-token-only.
#[test]
fn a_refresh_token_is_good_for_nothing_else_and_can_be_revoked() {
    check(
        rotating()
            .installed(&[])
            .call_with(TokenName::Refresh, "apps.permissions.info")
            .call_with(TokenName::Refresh, "auth.revoke")
            .refresh()
            .call_with(TokenName::Refresh, "auth.revoke")
            .call("apps.permissions.users.list", &[]),
        expect![[r#"
            The app called apps.permissions.info: invalid_auth. [Waiting]
              = {"ok":false,"error":"invalid_auth"}
              because token-needed
            The app called auth.revoke: ok. [Waiting]
              = {"ok":true,"revoked":true}
              because revoke-ends-token-only
            The app called oauth.access: invalid_token. [Waiting]
              = {"ok":false,"error":"invalid_token"}
              because refresh-token-renews
            The app called auth.revoke: invalid_auth. [Waiting]
              = {"ok":false,"error":"invalid_auth"}
              because token-needed
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
        "#]],
    );
    check(
        stage().installed(&[]).refresh(),
        expect![[r#"
        The app called oauth.access: invalid_token. [Waiting]
          = {"ok":false,"error":"invalid_token"}
          because refresh-token-renews
    "#]],
    );
}

// Holds: single-workspace-install.
#[test]
fn a_distributed_app_rotates_and_is_installed_by_oauth_only() {
    let mut cast = Cast::default();
    cast.app.distribution = Distribution::Distributed;
    let fault = grantscope::Sandbox::new(cast.clone()).expect_err("it does not rotate");
    expect!["app.rotation: expected `true` for a distributed app, got `false`"]
        .assert_eq(&fault.to_string());
    cast.app.rotation = true;
    check(
        stage_with(cast).install(OLIVE, &[], InstallRoute::Settings).install(
            OLIVE,
            &[],
            InstallRoute::Oauth,
        ),
        expect![[r#"
            ! only_by_oauth: the app is distributed: install it by OAuth
            Olive began to install the app. [Not installed]
              because install-asks-consent
        "#]],
    );
}

#[test]
fn a_revoked_refresh_token_never_comes_back() {
    let refresh_token = |story: &Stage| {
        let reply: serde_json::Value =
            serde_json::from_str(&story.last_reply()).expect("a reply is JSON");
        reply["refresh_token"].as_str().expect("it is there").to_owned()
    };
    let install = |story: Stage, prompt| {
        let asked = story.install(OLIVE, &[], InstallRoute::Oauth);
        asked.approve(prompt, Channels::None).exchange()
    };
    let first = install(rotating(), 1);
    let before = refresh_token(&first);
    let again = install(first, 2);
    assert_eq!(refresh_token(&again), before, "installing again keeps it");
    let revoked = install(again.call_with(TokenName::Refresh, "auth.revoke"), 3);
    assert_ne!(refresh_token(&revoked), before);
    let gone = install(revoked.command(Command::Uninstall { user: id(OLIVE) }), 4);
    assert_ne!(refresh_token(&gone), before);
}

#[test]
fn an_address_that_was_not_asked_with_is_not_asked_for() {
    let story = stage().install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None);
    assert!(
        story.exchange_at("https://example.com/anything").last_reply().contains("access_token")
    );
}

#[test]
fn a_call_that_carries_another_token_renews_nothing() {
    let mut call = Call::refreshing(&Cast::default().app);
    call.token = TokenName::Current;
    let story = rotating().installed(&[]).command(Command::Call(call));
    assert!(story.last_reply().contains("invalid_token"));
}

#[test]
fn an_exchange_is_offered_with_the_address_that_was_asked_with() {
    let story = stage().command(install(&[], sent_back)).approve(1, Channels::None);
    let steps = story.sandbox.history().len();
    let offers = story.sandbox.offers_at(steps, id(OLIVE));
    let exchange = offers.iter().find(|offer| offer.label == "Call oauth.access");
    assert_eq!(exchange.expect("it is offered").obstacle, None);
}

// Holds: token-lives-an-hour.
#[test]
fn both_exchanges_tell_in_seconds_how_long_a_token_lives() {
    let asked = || {
        rotating().install(OLIVE, &["chat:write"], InstallRoute::Oauth).approve(1, Channels::None)
    };
    for reply in [asked().exchange().last_reply(), asked().exchange_the_older_way().last_reply()] {
        assert!(reply.contains(r#""expires_in":3600"#), "{reply}");
        assert!(reply.contains(r#""refresh_token":"xoxr-"#), "{reply}");
    }
}
