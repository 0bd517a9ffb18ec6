//! Losing the token, and losing everything.

use expect_test::expect;
use grantscope::{Cast, Channels, Command, InstallRoute};

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, Stage, check, id, stage};

impl Stage {
    fn uninstall(self, user: &str) -> Self {
        self.command(Command::Uninstall { user: id(user) })
    }
}

// Holds: uninstall-takes-all, token-needed.
#[test]
fn a_person_uninstalls_the_app_and_all_is_gone() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(GENERAL), id(LUNCH)]))
            .uninstall(POPEYE)
            .call("apps.permissions.info", &[])
            .invite(OLIVE, GENERAL)
            .uninstall(POPEYE),
        expect![[r#"
            Popeye uninstalled the app. [Not installed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["chat:write"]},{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]},{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              » {"type":"app_uninstalled"}
              » {"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0NKHRW57"]}}
              because uninstall-takes-all
            The app called apps.permissions.info: token_revoked. [Not installed]
              = {"ok":false,"error":"token_revoked"}
              because token-needed
            ! not_installed: the app is not installed: install it first
            ! not_installed: the app is not installed: install it first
        "#]],
    );
}

// Holds: client-must-identify, uninstall-takes-all.
#[test]
fn an_app_uninstalls_itself_when_it_proves_who_it_is() {
    let app = Cast::default().app;
    let id = ("client_id", app.client_id.as_str());
    check(
        stage()
            .installed(&[])
            .call("apps.uninstall", &[])
            .call("apps.uninstall", &[id, ("client_secret", "a guess")])
            .call("apps.uninstall", &[id, ("client_secret", &app.client_secret)])
            .call("apps.uninstall", &[id, ("client_secret", &app.client_secret)]),
        expect![[r#"
            The app called apps.uninstall: invalid_client_id. [Waiting]
              = {"ok":false,"error":"invalid_client_id"}
              because client-must-identify
            The app called apps.uninstall: bad_client_secret. [Waiting]
              = {"ok":false,"error":"bad_client_secret"}
              because client-must-identify
            The app called apps.uninstall: ok. [Not installed]
              = {"ok":true}
              » {"type":"resources_removed","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              » {"type":"app_uninstalled"}
              » {"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0NKHRW57"]}}
              because uninstall-takes-all
            The app called apps.uninstall: token_revoked. [Not installed]
              = {"ok":false,"error":"token_revoked"}
              because token-needed
        "#]],
    );
}

// Holds: revoke-ends-token-only.
#[test]
fn a_revoked_token_is_worth_nothing_but_the_app_stays() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(GENERAL)]))
            .call("auth.revoke", &[("test", "1")])
            .call("auth.revoke", &[])
            .call("auth.revoke", &[])
            .kick(OLIVE, GENERAL)
            .invite(OLIVE, GENERAL)
            .install(OLIVE, &[], InstallRoute::Settings)
            .approve(2, Channels::None)
            .call("apps.permissions.scopes.list", &[]),
        expect![[r#"
            The app called auth.revoke: ok. [Waiting]
              = {"ok":true,"revoked":false}
              because revoke-ends-token-only
            The app called auth.revoke: ok. [Waiting]
              = {"ok":true,"revoked":true}
              » {"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0NKHRW57"]}}
              because revoke-ends-token-only
            The app called auth.revoke: token_revoked. [Waiting]
              = {"ok":false,"error":"token_revoked"}
              because token-needed
            Olive removed the app from #general. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["chat:write"]}]}
              because removal-takes-resource, kick-excludes
            Olive invited the app to #general. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["chat:write"]}]}
              because invitation-adds-resource, invitation-clears-exclusion
            Olive began to install the app from its settings. [Waiting]
              because install-asks-consent
            Olive approved Lunch Train's request. [Installed]
              because single-workspace-install, workspace-owns-installation
            The app called apps.permissions.scopes.list: ok. [Waiting]
              = {"ok":true,"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":["chat:write"],"group":["chat:write"],"mpim":["chat:write"],"im":["chat:write"],"user":[]}}
              because lookups-need-no-scope
        "#]],
    );
}

#[test]
fn an_app_that_comes_back_starts_with_nothing_and_the_same_homes() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::AllExcept(vec![]))
            .uninstall(OLIVE)
            .forget()
            .install(OLIVE, &[], InstallRoute::Oauth)
            .approve(2, Channels::None)
            .exchange()
            .call("apps.permissions.info", &[]),
        expect![[r#"
            Olive began to install the app. [Not installed]
              because install-asks-consent
            Olive approved Lunch Train's request. [Not installed]
              » redirect: a code
              because install-effective-at-exchange
            The app called oauth.access: ok. [Installed]
              = {"ok":true,"access_token":"xoxa-480217-7e5bcffdf76985c3","token_type":"app","app_id":"A0BLA3EP2","app_user_id":"U0NKHRW57","team_name":"Sweethaven","team_id":"T061EG9R6","authorizing_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"authorizing_user_id":"U061F7AUR","installer_user":{"user_id":"U061F7AUR","app_home":"D00000001"},"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":[],"group":[],"mpim":[],"im":[],"user":[]}}
              » {"type":"resources_added","resources":[{"resource":{"type":"app_home","grant":{"type":"specific","resource_id":"D00000001"}},"scopes":["chat:write","im:history","im:read"]}]}
              because workspace-owns-installation, install-gives-app-home, all-scopes-reported, authorizing-user-told
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":[],"resources":{"ids":[],"wildcard":false,"excluded_ids":[]}},"group":{"scopes":[],"resources":{"ids":[]}},"mpim":{"scopes":[],"resources":{"ids":[]}},"im":{"scopes":[],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

#[test]
fn nobody_answers_for_an_app_that_is_gone() {
    let story = stage()
        .installed(&[])
        .click(OLIVE, GENERAL)
        .request("channels:read")
        .uninstall(OLIVE)
        .forget()
        .approve(2, Channels::None);
    assert!(story.sandbox.view().prompts.is_empty());
    check(
        story,
        expect![[r#"
            ! prompt_closed: prompt `P2` was already answered: open a new one
        "#]],
    );
}
