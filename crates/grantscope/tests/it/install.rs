//! Installing: by OAuth, from the settings, again, and refused.

use expect_test::expect;
use grantscope::{Channels, InstallRoute};

use crate::stage::{GENERAL, OLIVE, POPEYE, SECRET, check, id, stage};

#[test]
fn an_oauth_install_asks_for_consent_and_takes_effect_when_the_code_is_exchanged() {
    check(
        stage()
            .install(OLIVE, &["channels:read", "chat:write"], InstallRoute::Oauth)
            .approve(1, Channels::Chosen(vec![id(GENERAL)]))
            .exchange(),
        expect![[r#"
            Olive began to install the app. [Not installed]
              because install-asks-consent
            Olive approved P1 for #general. [Not installed]
              » redirect: a code
              because install-effective-at-exchange
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-e1f7db6c185369b0","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["channels:read","chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]}}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]},{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["channels:read","chat:write"]}]}
              because workspace-owns-installation, scopes-travel, install-gives-app-home, resources-limit-scopes, all-scopes-reported
        "#]],
    );
}

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
            Popeye approved P1 for all public channels except #secret-recipes. [Installed]
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]},{"resource":{"type":"team","grant":{"type":"specific","resource_id":"T061EG9R6"}},"scopes":["users:read"]},{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":["chat:write"]}]}
              because single-workspace-install, workspace-owns-installation, scopes-travel, install-gives-app-home, excluded-at-install
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":["users:read"],"resources":{"ids":["T061EG9R6"]}},"channel":{"scopes":["chat:write"],"resources":{"ids":[],"wildcard":true,"excluded_ids":["C01234BCD"]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}
