//! Being invited, and being kicked.

use expect_test::expect;
use grantscope::Channels;

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, POPEYE, SECRET, check, id, stage};

// Holds: invitation-adds-resource, scopes-travel.
#[test]
fn an_invitation_adds_the_conversation_with_the_scopes_held_for_its_kind() {
    check(
        stage()
            .installed(&["channels:read", "chat:write", "groups:read"])
            .invite(POPEYE, GENERAL)
            .invite(POPEYE, KITCHEN),
        expect![[r#"
            Popeye invited the app to #general. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["channels:read","chat:write"]}]}
              because invitation-adds-resource
            Popeye invited the app to #kitchen. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"group","grant":{"type":"specific","resource_id":"G024BE91L"}},"scopes":["chat:write","groups:read"]}]}
              because invitation-adds-resource
        "#]],
    );
}

// Holds: removal-takes-resource, kick-excludes.
#[test]
fn a_kick_takes_the_resource_and_excludes_the_channel() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(GENERAL), id(LUNCH)]))
            .kick(POPEYE, LUNCH)
            .call("apps.permissions.info", &[]),
        expect![[r#"
            Popeye removed the app from #lunch. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]}]}
              because removal-takes-resource, kick-excludes
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":["chat:write"],"resources":{"ids":["C061EG9SL"],"wildcard":false,"excluded_ids":["C061FA5PB"]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

// Holds: kick-excludes, invitation-clears-exclusion.
#[test]
fn a_kick_under_a_wildcard_excludes_the_channel_and_an_invitation_lifts_that() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::AllExcept(vec![id(SECRET)]))
            .kick(POPEYE, LUNCH)
            .call("apps.permissions.info", &[])
            .invite(POPEYE, LUNCH)
            .call("apps.permissions.info", &[]),
        expect![[r#"
            Popeye removed the app from #lunch. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]}]}
              because removal-takes-resource, kick-excludes
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":["chat:write"],"resources":{"ids":[],"wildcard":true,"excluded_ids":["C01234BCD","C061FA5PB"]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
            Popeye invited the app to #lunch. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["chat:write"]}]}
              because invitation-adds-resource, invitation-clears-exclusion
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":["chat:write"],"resources":{"ids":[],"wildcard":true,"excluded_ids":["C01234BCD"]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

// Holds: removal-takes-resource.
#[test]
fn a_kick_from_a_private_channel_leaves_no_exclusion() {
    check(
        stage()
            .installed(&["chat:write"])
            .invite(OLIVE, KITCHEN)
            .kick(OLIVE, KITCHEN)
            .call("apps.permissions.info", &[]),
        expect![[r#"
            Olive invited the app to #kitchen. [Added]
              » {"type":"resources_added","resources":[{"resource":{"type":"group","grant":{"type":"specific","resource_id":"G024BE91L"}},"scopes":["chat:write"]}]}
              because invitation-adds-resource
            Olive removed the app from #kitchen. [Removed]
              » {"type":"resources_removed","resources":[{"resource":{"type":"group","grant":{"type":"specific","resource_id":"G024BE91L"}},"scopes":["chat:write"]}]}
              because removal-takes-resource
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":["chat:write"],"resources":{"ids":[],"wildcard":false,"excluded_ids":[]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

#[test]
fn an_exclusion_outlives_a_wildcard_that_is_granted_later() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
            .kick(OLIVE, LUNCH)
            .click(OLIVE, LUNCH)
            .request("channels:read")
            .approve(2, Channels::AllExcept(vec![]))
            .forget()
            .call("apps.permissions.info", &[]),
        expect![[r#"
            The app called apps.permissions.info: ok. [Waiting]
              = {"ok":true,"info":{"team":{"scopes":[],"resources":{"ids":[]}},"channel":{"scopes":["channels:read","chat:write"],"resources":{"ids":[],"wildcard":true,"excluded_ids":["C061FA5PB"]}},"group":{"scopes":["chat:write"],"resources":{"ids":[]}},"mpim":{"scopes":["chat:write"],"resources":{"ids":[]}},"im":{"scopes":["chat:write"],"resources":{"ids":[]}},"app_home":{"scopes":["chat:write","im:history","im:read"],"resources":{"ids":["D00000001"]}}}}
              because lookups-need-no-scope, only-info-tells-wildcards
        "#]],
    );
}

#[test]
fn a_channel_that_is_left_out_of_all_is_taken_away_and_told() {
    check(
        stage()
            .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
            .click(OLIVE, LUNCH)
            .request("channels:read")
            .forget()
            .approve(2, Channels::AllExcept(vec![id(LUNCH)])),
        expect![[r#"
            Olive approved Lunch Train's request for all public channels except #lunch. [Awarded]
              » {"type":"scope_granted","scopes":["channels:read"],"trigger_id":"241582872338.63235480217.910a2dec89025cc15e41ab087439611e"}
              » {"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"wildcard"}},"scopes":["channels:read","chat:write"]}]}
              » {"type":"resources_removed","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061FA5PB"}},"scopes":["channels:read","chat:write"]}]}
              because approval-grants-scopes, scopes-travel, approval-adds-resources, excluded-at-install
        "#]],
    );
}

#[test]
fn what_makes_no_sense_is_said_and_changes_nothing() {
    check(
        stage()
            .installed_in(&[], Channels::Chosen(vec![id(GENERAL)]))
            .invite(OLIVE, GENERAL)
            .kick(OLIVE, LUNCH)
            .invite("U0NOBODY", GENERAL)
            .invite(OLIVE, "C0NOWHERE")
            .click(OLIVE, "D0NOWHERE")
            .approve(1, Channels::None)
            .deny(7)
            .after(u64::MAX)
            .wait(),
        expect![[r#"
            ! already_there: the app is already in `C061EG9SL`
            ! not_there: the app is not in `C061FA5PB`: nothing to remove it from
            ! unknown_person: there is no person `U0NOBODY`: expected one of the cast's people
            ! unknown_conversation: there is no conversation `C0NOWHERE`: expected one of the cast's
            ! unknown_conversation: there is no conversation `D0NOWHERE`: expected one of the cast's
            ! prompt_closed: prompt `P1` was already answered: open a new one
            ! unknown_prompt: there is no prompt `P7`: expected one that was opened
            ! too_late: `after` is `18446744073709551615` milliseconds: expected the story to end before the year 10000
        "#]],
    );
}

#[test]
fn nothing_can_be_done_with_an_app_that_is_not_there() {
    check(
        stage().invite(OLIVE, GENERAL).kick(OLIVE, GENERAL).click(OLIVE, GENERAL),
        expect![[r#"
        ! not_installed: the app is not installed: install it first
        ! not_installed: the app is not installed: install it first
        ! not_installed: the app is not installed: install it first
    "#]],
    );
}

#[test]
fn only_public_channels_are_chosen_from() {
    let asked =
        || stage().install(OLIVE, &["chat:write"], grantscope::InstallRoute::Settings).forget();
    check(
        asked().approve(1, Channels::Chosen(vec![id(KITCHEN)])),
        expect![[r#"
        ! not_a_public_channel: `G024BE91L` is not a public channel: choose public channels only
    "#]],
    );
    check(
        asked().approve(1, Channels::AllExcept(vec![id("C0NOWHERE")])),
        expect![[r#"
        ! unknown_conversation: there is no conversation `C0NOWHERE`: expected one of the cast's
    "#]],
    );
}

#[test]
fn an_offer_says_by_name_why_it_would_not_succeed() {
    let story = stage().installed_in(&[], Channels::Chosen(vec![id(LUNCH)]));
    let steps = story.sandbox.history().len();
    let offers = story.sandbox.offers_at(steps, id(OLIVE));
    let obstacle = |label: &str| {
        let offer = offers.iter().find(|offer| offer.label == label).expect("it is offered");
        offer.obstacle.clone().unwrap_or_default()
    };
    assert_eq!(obstacle("Invite the app to #lunch"), "the app is already in #lunch");
    assert_eq!(
        obstacle("Remove the app from #general"),
        "the app is not in #general: nothing to remove it from"
    );
    assert_eq!(obstacle("Invite the app to #general"), "");
}
