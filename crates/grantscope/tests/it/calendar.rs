//! What holds on which day.

use grantscope::{
    App, Cast, Catalogue, Channels, Command, HttpRequest, Input, InstallRoute, Milestone, Question,
    Sandbox,
};

use crate::stage::{GENERAL, OLIVE, POPEYE, Stage, id, stage_with};

/// A cast whose story begins so many seconds after a milestone.
fn after(milestone: Milestone, seconds: i64) -> Cast {
    let date = milestone.date().seconds().checked_add_signed(seconds).expect("a date");
    Cast { date, ..Cast::default() }
}

fn error(story: &Stage) -> String {
    let last = story.sandbox.history().last().expect("something happened");
    let reply = last.outcome.reply.as_ref();
    reply.and_then(|reply| reply.error()).map_or("ok", |error| error.code()).to_owned()
}

fn installed_on(milestone: Milestone, seconds: i64, scopes: &[&str]) -> Stage {
    stage_with(after(milestone, seconds)).installed(scopes)
}

#[test]
fn the_calendar_is_in_order_and_says_its_days_as_moments() {
    for (milestone, seconds) in [
        (Milestone::EmailScope, 1_478_736_000),
        (Milestone::EmailGrandfatherCut, 1_483_488_000),
        (Milestone::EmailNarrowed, 1_501_545_600),
        (Milestone::TokenRotation, 1_535_587_200),
        (Milestone::Retired, 1_629_763_200),
    ] {
        assert_eq!(milestone.date().seconds(), seconds, "{milestone:?}");
    }
    let ids: Vec<&str> = Milestone::ALL.iter().map(|milestone| milestone.entry().id).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "every milestone has an id of its own");
    let months = |milestone: &Milestone| milestone.entry().date[..7].to_owned();
    assert!(Milestone::ALL.is_sorted_by_key(months), "the earliest first");
}

#[test]
fn where_only_a_month_is_known_its_first_day_counts_unless_a_day_is_bounded() {
    for milestone in Milestone::ALL.iter().filter(|milestone| !milestone.entry().exact) {
        assert!(milestone.entry().date.ends_with("-01"), "{milestone:?}");
    }
    assert_eq!(Milestone::MixedScope.entry().date, "2018-05-16");
}

// Holds: unknown-scope-refused, calendar/chat-write-scope, calendar/conversations-scopes.
// Holds: calendar/user-agency, calendar/app-home-create.
#[test]
fn a_scope_is_asked_for_from_the_day_on_which_it_exists() {
    for (scope, milestone) in [
        ("chat:write", Milestone::ChatWriteScope),
        ("conversations:read", Milestone::ConversationsScopes),
        ("reminders:write:user", Milestone::UserAgency),
        ("conversations.app_home:create", Milestone::AppHomeCreate),
    ] {
        let ask = |seconds| {
            let story = stage_with(after(milestone, seconds));
            error(&story.install(OLIVE, &[scope], InstallRoute::Settings))
        };
        assert_eq!((ask(-2).as_str(), ask(0).as_str()), ("invalid_scope", "ok"), "{scope}");
    }
}

// Holds: methods-come-with-time, calendar/list-methods, calendar/user-agency.
// Holds: calendar/apps-uninstall.
#[test]
fn a_method_is_there_from_the_day_on_which_it_came_out() {
    for (method, milestone) in [
        ("apps.permissions.resources.list", Milestone::ListMethods),
        ("apps.permissions.scopes.list", Milestone::ListMethods),
        ("apps.permissions.users.list", Milestone::UserAgency),
        ("apps.uninstall", Milestone::AppsUninstall),
    ] {
        let call = |seconds| error(&installed_on(milestone, seconds, &[]).call(method, &[]));
        assert_eq!(call(-10), "unknown_method", "{method}");
        assert_ne!(call(0), "unknown_method", "{method}");
        let early = installed_on(milestone, -10, &[]);
        let question = Question { method: method.to_owned(), channel: None, user: None };
        let explanation = early.sandbox.explain(&question).expect("the question is sound");
        assert!(!explanation.verdict.allowed && explanation.plan.is_none(), "{method}");
    }
}

#[test]
fn a_method_that_does_not_exist_yet_is_answered_like_one_that_never_will() {
    let story = installed_on(Milestone::ListMethods, -10, &[]);
    let early = error(&story.call("apps.permissions.scopes.list", &[]));
    let never = error(&installed_on(Milestone::ListMethods, -10, &[]).call("lunch.eat", &[]));
    assert_eq!((early.as_str(), never.as_str()), ("unknown_method", "unknown_method"));
}

// Holds: scope-types-not-mixed, calendar/mixed-scope.
#[test]
fn scopes_were_mixed_until_a_day_in_may() {
    let ask = |seconds| {
        let story = installed_on(Milestone::MixedScope, seconds, &[]).click(OLIVE, GENERAL);
        error(&story.request("chat:write,users:read"))
    };
    assert_eq!((ask(-10).as_str(), ask(0).as_str()), ("ok", "mixed_scope"));
}

#[test]
fn until_there_was_one_scope_for_posting_its_older_name_stood_for_it() {
    let ask = |seconds| {
        let story = stage_with(after(Milestone::ChatWriteScope, seconds));
        story.install(OLIVE, &["chat:write:user"], InstallRoute::Settings)
    };
    assert_eq!(error(&ask(0)), "invalid_scope");
    let posted = ask(-10)
        .approve(1, Channels::Chosen(vec![id(GENERAL)]))
        .call("chat.postMessage", &[("channel", GENERAL), ("text", "Choo choo")]);
    assert_eq!(error(&posted), "ok");
}

// Holds: token-lives-an-hour, calendar/token-rotation.
#[test]
fn tokens_live_an_hour_from_the_day_on_which_they_can_be_renewed() {
    let expired = |seconds| {
        let mut cast = after(Milestone::TokenRotation, seconds);
        cast.app.rotation = true;
        let story = stage_with(cast).installed(&[]).after(3_600_000);
        error(&story.call("apps.permissions.info", &[]))
    };
    assert_eq!((expired(-86_400).as_str(), expired(0).as_str()), ("ok", "invalid_auth"));
}

// Holds: calendar/app-home-messages.
#[test]
fn messages_in_the_home_have_an_event_from_the_day_on_which_it_came_out() {
    let told = |seconds| {
        let message = Command::Message { user: id(OLIVE), conversation: None, text: "Hi".into() };
        let story = installed_on(Milestone::AppHomeMessages, seconds, &[]).command(message);
        let last = story.sandbox.history().last().expect("something happened");
        last.outcome.deliveries.len()
    };
    assert_eq!((told(-10), told(0)), (0, 1));
}

// Holds: calendar/ephemeral-refusal.
#[test]
fn a_conversation_that_the_app_is_not_in_was_not_found_until_august_2018() {
    let whisper = |seconds| {
        let story = installed_on(Milestone::EphemeralRefusal, seconds, &["chat:write"]);
        let arguments = [("channel", GENERAL), ("text", "Psst"), ("user", OLIVE)];
        error(&story.call("chat.postEphemeral", &arguments))
    };
    assert_eq!(
        (whisper(-60).as_str(), whisper(0).as_str()),
        ("channel_not_found", "no_permission")
    );
}

// Holds: calendar/code-already-used.
#[test]
fn a_code_that_was_used_is_told_apart_from_2020_on() {
    let twice = |seconds| {
        let story = stage_with(after(Milestone::CodeAlreadyUsed, seconds));
        let story = story.install(OLIVE, &[], InstallRoute::Oauth).approve(1, Channels::None);
        error(&story.exchange().exchange())
    };
    assert_eq!((twice(-60).as_str(), twice(0).as_str()), ("invalid_code", "code_already_used"));
}

// Holds: workspace-apps-retired, calendar/retired.
#[test]
fn on_retirement_day_tokens_are_invalid_and_the_permissions_api_is_gone() {
    let story = || installed_on(Milestone::Retired, -10, &["users:read"]);
    let cases = [
        ("users.list", "invalid_auth"),
        ("apps.permissions.info", "method_deprecated"),
        ("apps.permissions.users.request", "method_deprecated"),
    ];
    for (method, expected) in cases {
        assert_ne!(error(&story().call(method, &[])), expected, "{method}");
        assert_eq!(error(&story().after(60_000).call(method, &[])), expected, "{method}");
        let retired = story().after(60_000).wait();
        let question = Question { method: method.to_owned(), channel: None, user: None };
        let explanation = retired.sandbox.explain(&question).expect("the question is sound");
        assert!(!explanation.verdict.allowed && explanation.plan.is_none(), "{method}");
        assert_eq!(explanation.verdict.because[0].id, "workspace-apps-retired", "{method}");
    }
    let kicked = story().after(60_000).wait().forget().invite(OLIVE, GENERAL);
    crate::stage::check(
        kicked,
        expect_test::expect![[r#"
            ! retired: workspace apps are retired: set the story before 2021-08-24
        "#]],
    );
}

#[test]
fn after_retirement_day_an_install_is_refused_as_that_of_an_unknown_client() {
    let story = stage_with(after(Milestone::Retired, 0));
    assert_eq!(error(&story.install(OLIVE, &[], InstallRoute::Oauth)), "invalid_client_id");
}

// Holds: calendar/retired.
#[test]
fn what_comes_first_after_retirement_day_is_refused_already() {
    let (user, conversation) = (id(POPEYE), id(GENERAL));
    for command in [
        Command::Invite { user, conversation },
        Command::AddSlashCommand { user, conversations: vec![conversation] },
        Command::OpenAppHome { user },
    ] {
        let mut sandbox = installed_on(Milestone::Retired, -10, &["chat:write"]).sandbox;
        let refused = sandbox.handle(Input { after: 60_000, command: command.clone() });
        assert_eq!(refused.map_err(|misuse| misuse.code()), Err("retired"), "{command:?}");
        let done = sandbox.handle(Input { after: 0, command });
        assert!(done.is_ok(), "no time has passed: {done:?}");
    }
}

#[test]
fn a_page_shows_what_holds_when_it_is_fetched() {
    let mut sandbox = stage_with(after(Milestone::Retired, -10)).sandbox;
    let client = Cast::default().app.client_id;
    let ask = HttpRequest::get(&format!("/oauth/authorize?client_id={client}&scope=users:read"));
    let mut status = |after| sandbox.fetch(after, &ask).expect("the time is sound").status;
    assert_eq!([status(1000), status(60_000)], [200, 400]);
}

// Holds: calendar/preview-ended, calendar/workspace-apps-announced.
#[test]
fn a_workspace_app_is_created_between_the_announcement_and_the_end_of_the_preview() {
    let created = |milestone: Milestone, seconds: i64| {
        let mut cast = after(Milestone::Retired, -10);
        let created = milestone.date().seconds().checked_add_signed(seconds);
        cast.app = App { created, ..cast.app };
        Sandbox::new(cast).map(|_| ()).map_err(|fault| fault.to_string())
    };
    assert_eq!(created(Milestone::PreviewEnded, -1), Ok(()));
    assert_eq!(created(Milestone::WorkspaceAppsAnnounced, 0), Ok(()));
    let refused = "app.created: expected a workspace app created from 2017-07-19 to 2018-11-01, \
                   got `1541030400`";
    assert_eq!(created(Milestone::PreviewEnded, 0), Err(refused.to_owned()));
    assert!(created(Milestone::WorkspaceAppsAnnounced, -1).is_err());
    assert!(created(Milestone::Retired, 0).is_err(), "not after the story begins");
    assert!(Sandbox::new(after(Milestone::WorkspaceAppsAnnounced, -1)).is_err());
}

#[test]
fn a_story_can_go_on_past_the_end() {
    let mut sandbox = installed_on(Milestone::Retired, -10, &["chat:write"]).sandbox;
    for _ in 0..3 {
        let input = Input { after: 86_400_000, command: Command::Wait {} };
        assert!(sandbox.handle(input).is_ok());
    }
    let offers = sandbox.offers_at(5, id(OLIVE));
    assert!(offers.iter().any(|offer| offer.obstacle.is_none()), "time still passes");
}

#[test]
fn everything_that_has_a_first_day_had_come_by_the_day_on_which_stories_begin() {
    let begins = Cast::default().begins().expect("the date is sound");
    assert!(Catalogue::SLACK.methods().all(|method| method.exists(begins)));
    let asked = Catalogue::SLACK.scopes().filter(|scope| scope.works_with_workspace_tokens());
    assert!(asked.into_iter().all(|scope| scope.is_open_to_workspace_apps(begins)));
}
