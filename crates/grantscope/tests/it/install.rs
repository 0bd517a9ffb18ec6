//! Installing: by OAuth, from the settings, again, and refused.

use expect_test::expect;
use grantscope::{Call, Cast, Channels, Command, InstallRoute};

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, SECRET, check, id, stage};

// Holds: install-asks-consent, install-effective-at-exchange, install-gives-app-home, token-needed.
#[test]
fn an_oauth_install_asks_for_consent_and_takes_effect_when_the_code_is_exchanged() {
    check(
        stage()
            .install(OLIVE, &["channels:read", "chat:write"], InstallRoute::Oauth)
            .approve(1, Channels::Chosen(vec![id(GENERAL)]))
            .call("apps.permissions.info", &[])
            .exchange(),
        expect![[r#"
            Olive began to install the app. [Not installed]
              because install-asks-consent
            Olive approved Lunch Train's request for #general. [Not installed]
              » redirect: a code
              because install-effective-at-exchange
            The app called apps.permissions.info: not_authed. [Not installed]
              = {"ok":false,"error":"not_authed"}
              because token-needed
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["channels:read","chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]}}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]},{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["channels:read","chat:write"]}]}
              because workspace-owns-installation, scopes-travel, install-gives-app-home, resources-limit-scopes, all-scopes-reported, authorizing-user-told
        "#]],
    );
}

// Holds: excluded-at-install, single-workspace-install, only-info-tells-wildcards.
#[test]
fn all_public_channels_except_some_are_granted_as_a_wildcard() {
    check(
        stage()
            .install(POPEYE, &["chat:write", "users:read"], InstallRoute::Settings)
            .approve(1, Channels::AllExcept(vec![id(SECRET)]))
            .call("apps.permissions.info", &[]),
        expect![[r#"
            Popeye began to install the app from its settings. [Not installed]
              because install-asks-consent
            Popeye approved Lunch Train's request for all public channels except #secret-recipes. [Installed]
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]},{"resource":{"type":"team","grant":{"type":"specific","resource_id":"T061EG9R6"}},"scopes":["users:read"]},{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":["chat:write"]}]}
              because single-workspace-install, workspace-owns-installation, scopes-travel, install-gives-app-home, excluded-at-install
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":["users:read"],"resources":{"ids":["T061EG9R6"]}},"channel":{"scopes":["chat:write"],"resources":{"ids":[],"wildcard":true,"excluded_ids":["C01234BCD"]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

// Holds: refusal-installs-nothing, install-asks-consent.
#[test]
fn a_person_who_refuses_installs_nothing() {
    check(
        stage()
            .install(OLIVE, &["chat:write"], InstallRoute::Oauth)
            .deny(1)
            .approve(1, Channels::None)
            .invite(OLIVE, GENERAL),
        expect![[r#"
            Olive began to install the app. [Not installed]
              because install-asks-consent
            Olive declined Lunch Train's request. [Not installed]
              » redirect: access_denied
              because refusal-installs-nothing
            ! prompt_closed: prompt `P1` was already answered: open a new one
            ! not_installed: the app is not installed: install it first
        "#]],
    );
}

// Holds: code-once-within-ten-minutes.
#[test]
fn a_code_is_exchanged_once() {
    check(
        stage()
            .install(OLIVE, &[], InstallRoute::Oauth)
            .approve(1, Channels::None)
            .exchange()
            .forget()
            .exchange(),
        expect![[r#"
            The app called oauth.access: invalid_code. [Waiting]
              = {"ok":false,"error":"invalid_code"}
              because code-once-within-ten-minutes
        "#]],
    );
}

#[test]
fn a_code_lives_ten_minutes() {
    let consented =
        || stage().install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None).forget();
    check(
        consented().after(600_001).exchange(),
        expect![[r#"
        The app called oauth.access: invalid_code. [Not installed]
          = {"ok":false,"error":"invalid_code"}
          because code-once-within-ten-minutes
    "#]],
    );
    check(
        consented().after(600_000).exchange(),
        expect![[r#"
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":[],"group":[],"mpim":[],"im":[],"user":[]}}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              because workspace-owns-installation, install-gives-app-home, all-scopes-reported, authorizing-user-told
        "#]],
    );
}

// Holds: client-must-identify.
#[test]
fn the_client_identifies_itself_before_the_code_is_looked_at() {
    let exchange = |client_id: &str, client_secret: &str, code: &str| {
        let app = Cast::default().app;
        let app = grantscope::App {
            client_id: client_id.to_owned(),
            client_secret: client_secret.to_owned(),
            ..app
        };
        Command::Call(Call::exchanging(code, &app))
    };
    let app = Cast::default().app;
    check(
        stage()
            .command(exchange("somebody else", &app.client_secret, "no code"))
            .command(exchange(&app.client_id, "a guess", "no code"))
            .command(exchange(&app.client_id, &app.client_secret, "no code")),
        expect![[r#"
            The app called oauth.access: invalid_client_id. [Not installed]
              = {"ok":false,"error":"invalid_client_id"}
              because client-must-identify
            The app called oauth.access: bad_client_secret. [Not installed]
              = {"ok":false,"error":"bad_client_secret"}
              because client-must-identify
            The app called oauth.access: invalid_code. [Not installed]
              = {"ok":false,"error":"invalid_code"}
              because code-once-within-ten-minutes
        "#]],
    );
}

// Holds: workspace-owns-installation, all-scopes-reported.
#[test]
fn installing_again_adds_to_the_one_installation() {
    check(
        stage()
            .installed_in(&["channels:read"], Channels::Chosen(vec![id(GENERAL)]))
            .install(POPEYE, &["chat:write"], InstallRoute::Oauth)
            .approve(2, Channels::Chosen(vec![id(GENERAL), id(LUNCH)]))
            .exchange(),
        expect![[r#"
            Popeye began to install the app. [Waiting]
              because install-asks-consent
            Popeye approved Lunch Train's request for #general, #lunch. [Waiting]
              » redirect: a code
              because install-effective-at-exchange
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U0HTT3Q0G","app_home":"D00000002"},"authorizing_user_id":"U0HTT3Q0G","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["channels:read","chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]}}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000002"}},"scopes":["chat:write","im:history","im:read"]},{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["channels:read","chat:write"]}]}
              because workspace-owns-installation, scopes-travel, install-gives-app-home, resources-limit-scopes, all-scopes-reported, authorizing-user-told
        "#]],
    );
}

// Holds: user-scopes-unreported.
#[test]
fn scopes_that_a_person_grants_for_themselves_are_told_by_an_event_and_not_by_oauth_access() {
    check(
        stage()
            .install(OLIVE, &["reminders:write:user"], InstallRoute::Oauth)
            .approve(1, Channels::None)
            .exchange()
            .call("apps.permissions.users.list", &[]),
        expect![[r#"
            Olive began to install the app. [Not installed]
              because install-asks-consent
            Olive approved Lunch Train's request. [Not installed]
              » redirect: a code
              because install-effective-at-exchange
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-d0502bcf747eca98","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":[],"group":[],"mpim":[],"im":[],"user":[]}}
              » {"type":"user_resource_granted","user":"U061F7AUR","scopes":["reminders:write:user"]}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              because workspace-owns-installation, person-must-consent, install-gives-app-home, all-scopes-reported, authorizing-user-told, user-scopes-unreported
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"U061F7AUR","scopes":["reminders:write:user"]}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
        "#]],
    );
}

// Holds: unknown-scope-refused.
#[test]
fn scopes_of_classic_apps_and_unknown_ones_are_refused_before_anybody_is_asked() {
    check(
        stage().install(OLIVE, &["chat:write", "bot"], InstallRoute::Oauth).install(
            OLIVE,
            &["lunch:eat"],
            InstallRoute::Settings,
        ),
        expect![[r#"
            Olive could not install the app: invalid_scope. [Not installed]
              = {"ok":false,"error":"invalid_scope"}
              because unknown-scope-refused
            Olive could not install the app: invalid_scope. [Not installed]
              = {"ok":false,"error":"invalid_scope"}
              because unknown-scope-refused
        "#]],
    );
}
