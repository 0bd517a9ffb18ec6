//! Every guess, as a test that is named after it: a document that turns up and says otherwise
//! breaks exactly one of these.

use grantscope::{
    Call, Cast, Catalogue, Channels, Command, Containment, Delivery, Grant, Grants, Input,
    InstallRoute, Milestone, Needs, ResourceKind, ScopeClass, Stage as Lifecycle, TokenName,
};

use crate::stage::{GENERAL, LUNCH, OLIVE, Stage, id, json, stage, stage_with};

/// The events of the last step, as JSON.
fn events(story: &Stage) -> Vec<String> {
    let last = story.sandbox.history().last().expect("something happened");
    let event = |delivery: &Delivery| match delivery {
        Delivery::Event { envelope, .. } => Some(json(&envelope.event)),
        Delivery::UrlVerification { .. }
        | Delivery::Interaction { .. }
        | Delivery::SlashCommand { .. }
        | Delivery::Redirect { .. } => None,
    };
    last.outcome.deliveries.iter().filter_map(event).collect()
}

/// The error of the last reply, or `ok`.
fn answer(story: &Stage) -> &'static str {
    let last = story.sandbox.history().last().expect("something happened");
    let reply = last.outcome.reply.as_ref().expect("the last step is a call");
    reply.error().map_or("ok", |error| error.code())
}

#[test]
fn a_specific_grant_outlives_an_exclusion() {
    let mut grants: Grants = Grants::default();
    let excluded = [id(GENERAL), id(LUNCH)];
    grants.replace_reach(ResourceKind::Channel, &[id(GENERAL)], false, &excluded);
    let reach = grants.of(ResourceKind::Channel).reach;
    assert_eq!(reach.containment(id(GENERAL)), Containment::Specific);
    assert_eq!(reach.containment(id(LUNCH)), Containment::Excluded);
}

// Holds: invitation-clears-exclusion.
#[test]
fn being_invited_again_clears_an_exclusion() {
    let story = stage()
        .installed_in(&["chat:write"], Channels::AllExcept(vec![]))
        .kick(OLIVE, LUNCH)
        .invite(OLIVE, LUNCH);
    let grants = story.sandbox.view().grants;
    let channel = grants.kinds.iter().find(|row| row.kind == ResourceKind::Channel);
    assert!(channel.expect("channels were granted").excluded.is_empty());
}

// Holds: scope-types-not-mixed.
#[test]
fn team_conversation_and_user_scopes_are_types_that_one_request_may_not_mix() {
    let request = |scopes| stage().installed(&[]).click(OLIVE, GENERAL).request(scopes);
    assert_eq!(answer(&request("chat:write,users:read")), "mixed_scope");
    assert_eq!(answer(&request("users:read,dnd:write:user")), "mixed_scope");
    assert_eq!(answer(&request("chat:write,files:read")), "ok");
}

#[test]
fn scopes_of_both_generations_hold_side_by_side() {
    let may_read = |scope: &str| {
        let story = stage().installed_in(&[scope], Channels::Chosen(vec![id(GENERAL)]));
        let question = grantscope::Question {
            method: "conversations.history".to_owned(),
            channel: Some(GENERAL.to_owned()),
            user: None,
        };
        story.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    };
    assert!(may_read("channels:history"));
    assert!(may_read("conversations:history"));
    assert!(!may_read("groups:history"), "for private channels only");
}

// Holds: not-for-workspace-tokens.
#[test]
fn methods_listed_without_a_clear_scope_are_closed() {
    for method in ["team.billableInfo", "team.integrationLogs"] {
        assert_eq!(Catalogue::SLACK.method(method).expect("it is listed").needs(), Needs::Closed);
    }
}

#[test]
fn files_links_pins_and_reactions_are_about_conversations_stars_about_the_workspace() {
    for (scope, class) in [
        ("files:read", ScopeClass::Conversation),
        ("files:write", ScopeClass::Conversation),
        ("links:read", ScopeClass::Conversation),
        ("links:write", ScopeClass::Conversation),
        ("pins:read", ScopeClass::Conversation),
        ("pins:write", ScopeClass::Conversation),
        ("reactions:read", ScopeClass::Conversation),
        ("reactions:write", ScopeClass::Conversation),
        ("stars:read", ScopeClass::Team),
    ] {
        assert_eq!(Catalogue::SLACK.scope(scope).expect("it is listed").class(), class, "{scope}");
    }
}

// Holds: user-scopes-asked-apart.
#[test]
fn scopes_that_act_for_a_person_are_not_asked_for_by_this_method() {
    let story = stage().installed(&[]).click(OLIVE, GENERAL).request("reminders:write:user");
    assert_eq!(answer(&story), "invalid_scope");
}

// Holds: expired-trigger-is-invalid.
#[test]
fn an_expired_trigger_is_answered_as_invalid() {
    let story = stage().installed(&[]).click(OLIVE, GENERAL).after(3001).request("users:read");
    assert_eq!(answer(&story), "invalid_trigger");
}

// Holds: code-once-within-ten-minutes.
#[test]
fn a_code_lives_ten_minutes() {
    let consented = || stage().install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None);
    assert_eq!(answer(&consented().after(600_000).exchange()), "ok");
    assert_eq!(answer(&consented().after(600_001).exchange()), "invalid_code");
}

// Holds: install-effective-at-exchange.
#[test]
fn an_oauth_install_takes_effect_when_its_code_is_exchanged() {
    let consented = stage().install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None);
    assert_eq!(consented.sandbox.view().stage, Lifecycle::NotInstalled);
    assert_eq!(consented.exchange().sandbox.view().stage, Lifecycle::Installed);
}

#[test]
fn a_wildcard_is_told_without_a_resource_id() {
    assert_eq!(json(&Grant::Wildcard {}), r#"{"type":"wildcard"}"#);
}

// Holds: method-must-exist.
#[test]
fn a_method_that_does_not_exist_is_answered_before_the_token_is_looked_at() {
    assert_eq!(answer(&stage().call_with(TokenName::Missing, "lunch.eat")), "unknown_method");
}

// Holds: closed-to-workspace-tokens.
#[test]
fn methods_that_came_before_conversations_are_closed_since_and_no_unknown_ones() {
    let answered = |method| answer(&stage().installed(&["channels:read"]).call(method, &[]));
    for method in [
        "channels.list",
        "groups.open",
        "im.open",
        "mpim.history",
        "search.all",
        "rtm.connect",
        "stars.add",
    ] {
        assert_eq!(answered(method), "no_permission", "{method}");
    }
    for method in ["channels.eat", "im.archive", "channels", "channels.", "stars.remove.all"] {
        assert_eq!(answered(method), "unknown_method", "{method}");
    }
    assert_eq!(answer(&stage().call_with(TokenName::Missing, "channels.list")), "not_authed");
    assert_eq!(answer(&stage().call_with(TokenName::Unknown, "im.open")), "invalid_auth");
    let date = Milestone::ConversationsScopes.date().seconds() - 60;
    let mut before =
        stage_with(Cast { date, ..Cast::default() }).installed(&["channels:read"]).sandbox;
    let input = Input { after: 0, command: Command::Call(Call::plain("channels.list")) };
    let misuse = before.handle(input).expect_err("it was open then, and is not modelled");
    assert_eq!(misuse.code(), "not_modelled");
}

// Holds: excluded-at-install.
#[test]
fn a_channel_that_is_left_out_of_all_is_taken_away_and_told() {
    let story = stage()
        .installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]))
        .click(OLIVE, LUNCH)
        .request("channels:read")
        .approve(2, Channels::AllExcept(vec![id(LUNCH)]));
    let told = events(&story);
    assert!(told.iter().any(|event| event.contains("resources_removed") && event.contains(LUNCH)));
}

#[test]
fn scopes_granted_at_install_are_told_with_resources_only() {
    let story = stage()
        .install(OLIVE, &["chat:write"], InstallRoute::Settings)
        .approve(1, Channels::Chosen(vec![id(GENERAL)]));
    let told = events(&story);
    assert_eq!(told.len(), 1);
    assert!(told.iter().all(|event| event.contains("resources_added")));
}

#[test]
fn what_a_person_grants_for_themselves_at_install_is_told_without_a_trigger() {
    let story = stage()
        .install(OLIVE, &["dnd:write:user"], InstallRoute::Settings)
        .approve(1, Channels::None);
    let told = events(&story);
    let granted = told.iter().find(|event| event.contains("user_resource_granted"));
    assert!(!granted.expect("it is told").contains("trigger_id"));
}

// Holds: asked-person-is-behind-trigger.
#[test]
fn only_the_person_behind_the_trigger_can_be_asked() {
    let asked = |user: &str| {
        let story = stage().installed(&[]).click(OLIVE, GENERAL);
        let trigger = story.newest_trigger();
        story.call(
            "apps.permissions.users.request",
            &[("scopes", "dnd:write:user"), ("trigger_id", &trigger), ("user", user)],
        )
    };
    assert_eq!(answer(&asked(OLIVE)), "ok");
    assert_eq!(answer(&asked("U0HTT3Q0G")), "invalid_user");
}

#[test]
fn scopes_about_conversations_or_the_workspace_are_invalid_when_acting_is_asked_for() {
    let story = stage().installed(&[]).click(OLIVE, GENERAL);
    let trigger = story.newest_trigger();
    let arguments = [
        ("scopes", "dnd:write:user,users:read"),
        ("trigger_id", trigger.as_str()),
        ("user", OLIVE),
    ];
    assert_eq!(answer(&story.call("apps.permissions.users.request", &arguments)), "invalid_scope");
}

#[test]
fn what_is_taken_back_is_told_with_the_trigger_that_it_was_granted_with() {
    let story = stage().installed(&[]).click(OLIVE, GENERAL);
    let trigger = story.newest_trigger();
    let arguments =
        [("scopes", "dnd:write:user"), ("trigger_id", trigger.as_str()), ("user", OLIVE)];
    let story = story
        .call("apps.permissions.users.request", &arguments)
        .approve(2, Channels::None)
        .command(Command::Revoke { user: id(OLIVE) });
    let told = events(&story);
    assert!(told.iter().any(|it| it.contains("user_resource_removed") && it.contains(&trigger)));
}

#[test]
fn revoked_tokens_are_told_under_the_apps_own_user() {
    let told = events(&stage().installed(&[]).call("auth.revoke", &[]));
    assert_eq!(told, [r#"{"type":"tokens_revoked","tokens":{"oauth":[],"bot":["U0NKHRW57"]}}"#]);
}

#[test]
fn an_uninstalled_app_is_told_so_before_it_is_told_of_its_tokens() {
    let command = Command::Uninstall { user: id(OLIVE) };
    let told = events(&stage().installed(&[]).command(command));
    let place = |name: &str| told.iter().position(|event| event.contains(name));
    assert!(place("app_uninstalled") < place("tokens_revoked"));
    assert!(place("app_uninstalled").is_some());
}

// Holds: slash-command-gives-trigger.
#[test]
fn a_slash_command_works_without_any_scope() {
    let story = stage().installed(&[]).interact(OLIVE, GENERAL, grantscope::Gesture::SlashCommand);
    assert!(!story.newest_trigger().is_empty());
}

// Holds: attempt-reported.
#[test]
fn oauth_token_tells_all_public_channels_as_resource_number_0() {
    let story = stage()
        .install(OLIVE, &["chat:write"], InstallRoute::Oauth)
        .approve(1, Channels::AllExcept(vec![]));
    let mut call = Call::exchanging(&story.newest_code(), &Cast::default().app);
    call.method = "oauth.token".to_owned();
    let story = story.command(Command::Call(call));
    assert!(story.last_reply().contains(r#""resource_id":0"#));
}

#[test]
fn acting_for_a_person_who_granted_nothing_lacks_the_permission_not_the_scope() {
    assert_eq!(reminder_for("U0HTT3Q0G"), "no_permission");
    assert_eq!(reminder_for(OLIVE), "missing_scope");
}

#[test]
fn acting_for_somebody_who_is_not_there_is_answered_as_a_person_not_found() {
    assert_eq!(reminder_for("U0NOBODY"), "user_not_found");
}

/// Olive let the app see her reminders; now it adds one for somebody.
fn reminder_for(user: &str) -> &'static str {
    let acting_for = Some(user.to_owned());
    let call = Call { acting_for, ..Call::plain("reminders.add") };
    let story = stage().installed(&["reminders:read:user"]);
    answer(&story.command(Command::Call(call)))
}

#[test]
fn a_message_has_at_most_40000_characters() {
    let post = |length: usize| {
        let text = "x".repeat(length);
        let story = stage().installed(&["chat:write"]);
        answer(&story.call("chat.postMessage", &[("channel", "D00000001"), ("text", &text)]))
    };
    assert_eq!(post(40_000), "ok");
    assert_eq!(post(40_001), "msg_too_long");
}

#[test]
fn app_homes_are_listed_among_direct_messages() {
    let story = stage().installed(&[]).call("conversations.list", &[("types", "im")]);
    assert!(story.last_reply().contains("D00000001"));
}

// Holds: email-needs-its-scope.
#[test]
fn workspace_tokens_have_always_needed_the_scope_for_email_addresses() {
    let story = stage().installed(&["users:read"]).call("users.info", &[("user", OLIVE)]);
    assert!(!story.last_reply().contains("email"));
}
