//! Looking up what the app holds, and the token that every call carries.

use expect_test::expect;
use grantscope::{Channels, TokenName};

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, check, id, stage};

// Holds: lookups-need-no-scope, install-gives-app-home, only-info-tells-wildcards.
#[test]
fn an_app_that_was_just_installed_holds_its_home_and_nothing_else() {
    check(
        stage()
            .installed(&[])
            .call("apps.permissions.info", &[])
            .call("apps.permissions.resources.list", &[])
            .call("apps.permissions.scopes.list", &[])
            .call("apps.permissions.users.list", &[]),
        expect![[r#"
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":[],"resources":{"ids":[],"wildcard":false,"excluded_ids":[]}},"group":{"scopes":[],"resources":{"ids":[]}},"mpim":{"scopes":[],"resources":{"ids":[]}},"im":{"scopes":[],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"D00000001","type":"app_home"}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope, only-info-tells-wildcards
            The app called apps.permissions.scopes.list: ok. [Waiting]
              = {"ok":true,"scopes":{"app_home":["chat:write","im:history","im:read"],"team":[],"channel":[],"group":[],"mpim":[],"im":[],"user":[]}}
              because lookups-need-no-scope
            The app called apps.permissions.users.list: ok. [Waiting]
              = {"ok":true,"resources":[],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope
        "#]],
    );
}

// Holds: arguments-must-be-sound.
#[test]
fn resources_come_in_pages() {
    let story = stage()
        .installed_in(&["users:read"], Channels::Chosen(vec![id(GENERAL), id(LUNCH)]))
        .invite(OLIVE, KITCHEN)
        .forget();
    check(
        story
            .call("apps.permissions.resources.list", &[("limit", "2")])
            .call(
                "apps.permissions.resources.list",
                &[("limit", "2"), ("cursor", "Y2hhbm5lbDpDMDYxRkE1UEI=")],
            )
            .call(
                "apps.permissions.resources.list",
                &[("limit", "2"), ("cursor", "YXBwX2hvbWU6RDAwMDAwMDAx")],
            )
            .call("apps.permissions.resources.list", &[("cursor", "made up")]),
        expect![[r#"
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"T061EG9R6","type":"team"},{"id":"C061EG9SL","type":"channel"}],"response_metadata":{"next_cursor":"Y2hhbm5lbDpDMDYxRkE1UEI="}}
              because lookups-need-no-scope, only-info-tells-wildcards
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"C061FA5PB","type":"channel"},{"id":"G024BE91L","type":"group"}],"response_metadata":{"next_cursor":"YXBwX2hvbWU6RDAwMDAwMDAx"}}
              because lookups-need-no-scope, only-info-tells-wildcards
            The app called apps.permissions.resources.list: ok. [Waiting]
              = {"ok":true,"resources":[{"id":"D00000001","type":"app_home"}],"response_metadata":{"next_cursor":""}}
              because lookups-need-no-scope, only-info-tells-wildcards
            The app called apps.permissions.resources.list: invalid_cursor. [Waiting]
              = {"ok":false,"error":"invalid_cursor"}
              because arguments-must-be-sound
        "#]],
    );
}

// Holds: token-needed, method-must-exist.
#[test]
fn a_call_carries_the_apps_token() {
    check(
        stage()
            .installed(&[])
            .call_with(TokenName::Missing, "apps.permissions.info")
            .call_with(TokenName::Unknown, "apps.permissions.info")
            .call_with(TokenName::Current, "apps.permissions.info.for.lunch"),
        expect![[r#"
            The app called apps.permissions.info: not_authed. [Waiting]
              = {"ok":false,"error":"not_authed"}
              because token-needed
            The app called apps.permissions.info: invalid_auth. [Waiting]
              = {"ok":false,"error":"invalid_auth"}
              because token-needed
            The app called apps.permissions.info.for.lunch: unknown_method. [Waiting]
              = {"ok":false,"error":"unknown_method"}
              because method-must-exist
        "#]],
    );
}
