//! Where two rules meet: open dialogs on the last day, codes of a workspace that is gone, tokens
//! whose person is gone, messages to people without a direct message.

use grantscope::{
    AppKind, Cast, Channels, Command, Conversation, InstallRoute, Question, ResourceKind, Sandbox,
    TokenName,
};

use crate::stage::{GENERAL, OLIVE, POPEYE, Stage, by_oauth, id, settings, stage, stage_with};

/// The last second of 23 August 2021.
const LAST_SECOND: u64 = 1_629_763_199;

fn on_the_last_day() -> Stage {
    stage_with(Cast { date: LAST_SECOND, ..Cast::default() }).after(0)
}

fn classic(scopes: &[&str]) -> Stage {
    let mut cast = Cast { date: 1_500_000_000, ..Cast::default() };
    cast.app.kind = AppKind::Classic;
    stage_with(cast).command(settings(OLIVE, scopes)).approve(1, Channels::None)
}

fn asked(sandbox: &Sandbox, method: &str, channel: Option<&str>) -> grantscope::Explanation {
    let channel = channel.map(str::to_owned);
    let question = Question { method: method.to_owned(), channel, user: None };
    sandbox.explain(&question).expect("the question is sound")
}

#[test]
fn nothing_is_approved_any_more_on_retirement_day() {
    let asks = [
        on_the_last_day().command(settings(OLIVE, &["chat:write"])),
        on_the_last_day().command(by_oauth(OLIVE, &["chat:write"])),
    ];
    for story in asks {
        let late = Stage::of(story.sandbox.clone()).after(2000);
        crate::stage::check(
            late.approve(1, Channels::None),
            expect_test::expect![[r#"
                ! retired: workspace apps are retired: set the story before 2021-08-24
            "#]],
        );
        let late = story.after(2000).forget().deny(1);
        assert!(late.sandbox.view().prompts.is_empty(), "a dialog can still be closed");
        assert!(!late.sandbox.view().installed);
    }
    let asked = on_the_last_day().installed(&["commands"]).click(OLIVE, GENERAL);
    let late = asked.request("chat:write").after(2000).forget().approve(2, Channels::None);
    assert_eq!(late.sandbox.view().prompts.len(), 1, "the dialog stays as it was");
}

#[test]
fn a_code_that_a_deleted_workspace_gave_is_not_valid_any_more() {
    let code = stage().command(by_oauth(OLIVE, &["chat:write"])).approve(1, Channels::None);
    let gone = code.command(Command::DeleteWorkspace { user: id(OLIVE) }).exchange();
    assert_eq!(gone.code(), "invalid_code");
    assert!(!gone.sandbox.view().installed);
}

#[test]
fn a_classic_token_tells_whether_it_was_revoked_never_issued_or_its_person_is_gone() {
    let answer = |story: Stage, token| story.call_with(token, "users.list").code();
    let story = || classic(&["bot", "users:read"]);
    let current = TokenName::Current;
    for (case, before, token, expected) in [
        ("good", story(), current, "ok"),
        ("revoked", story().call("auth.revoke", &[]), current, "token_revoked"),
        (
            "uninstalled",
            story().command(Command::Uninstall { user: id(POPEYE) }),
            TokenName::Bot,
            "token_revoked",
        ),
        (
            "uninstalled",
            story().command(Command::Uninstall { user: id(POPEYE) }),
            current,
            "token_revoked",
        ),
        ("no bot", classic(&["users:read"]), TokenName::Bot, "invalid_auth"),
        (
            "person gone",
            story().command(Command::Deactivate { user: id(OLIVE) }),
            current,
            "account_inactive",
        ),
        (
            "person gone, bot stays",
            story().command(Command::Deactivate { user: id(OLIVE) }),
            TokenName::Bot,
            "ok",
        ),
        (
            "workspace gone",
            story().command(Command::DeleteWorkspace { user: id(OLIVE) }),
            TokenName::Bot,
            "account_inactive",
        ),
    ] {
        assert_eq!(answer(before, token), expected, "{case}");
    }
    let mut cast = Cast { date: 1_500_000_000, ..Cast::default() };
    cast.app.kind = AppKind::Classic;
    assert_eq!(stage_with(cast).call("users.list", &[]).code(), "not_authed");
}

#[test]
fn when_the_person_of_a_classic_token_is_gone_somebody_else_authorizes_the_app() {
    let gone = classic(&["users:read"]).command(Command::Deactivate { user: id(OLIVE) });
    let explained = asked(&gone.sandbox, "users.list", None);
    assert!(!explained.verdict.allowed);
    assert_eq!(explained.plan.map(|plan| plan.len()), Some(2));
}

#[test]
fn of_a_classic_app_it_is_said_what_is_not_modelled() {
    let reason = |method| {
        let no_plan = asked(&classic(&["users:read"]).sandbox, method, Some(GENERAL)).no_plan;
        no_plan.expect("there is no plan").reason
    };
    assert_eq!(reason("chat.delete"), grantscope::NoPlanReason::NotModelled);
    let closed = grantscope::NoPlanReason::ClosedToClassicTokens;
    assert_eq!(reason("apps.permissions.info"), closed);
}

#[test]
fn the_credentials_of_a_classic_app_are_the_token_of_its_person() {
    let mut cast = Cast { date: 1_500_000_000, ..Cast::default() };
    cast.app.kind = AppKind::Classic;
    cast.app.rotation = true;
    let story = stage_with(cast).command(settings(OLIVE, &["users:read"]));
    let credentials = story.approve(1, Channels::None).sandbox.credentials();
    assert!(credentials.access_token.is_some_and(|token| token.starts_with("xoxp-")));
    assert_eq!(credentials.refresh_token, None);
}

#[test]
fn api_test_asks_for_no_token_of_any_kind() {
    let revoked = classic(&["users:read"]).call("auth.revoke", &[]);
    for story in [stage(), revoked, on_the_last_day().installed(&[]).after(2000).wait()] {
        let explained = asked(&story.sandbox, "api.test", None);
        assert!(explained.verdict.allowed);
        assert_eq!(explained.plan, Some(Vec::new()));
        assert_eq!(story.call("api.test", &[]).code(), "ok");
    }
}

#[test]
fn what_another_made_is_refused_by_the_verdict_as_by_the_reply() {
    let mut cast = Cast::default();
    let mut own = Conversation::new(id("C0WN00001"), "own", ResourceKind::Channel);
    own.creator = Some(cast.app.user_id);
    cast.conversations.push(own);
    let everywhere = Channels::AllExcept(Vec::new());
    let story = stage_with(cast).installed_in(&["conversations:write"], everywhere);
    for (method, channel, allowed) in [
        ("conversations.rename", GENERAL, false),
        ("conversations.unarchive", GENERAL, false),
        ("conversations.invite", GENERAL, false),
        ("conversations.archive", crate::stage::LUNCH, false),
        ("conversations.archive", "C0WN00001", true),
        ("conversations.rename", "C0WN00001", true),
        ("conversations.setTopic", GENERAL, true),
    ] {
        let explained = asked(&story.sandbox, method, Some(channel));
        assert_eq!(explained.verdict.allowed, allowed, "{method} {channel}");
        assert_eq!(explained.no_plan.is_some(), !allowed, "{method} {channel}");
        let arguments = [("channel", channel), ("name", "renamed"), ("users", POPEYE)];
        let reply = Stage::of(story.sandbox.clone()).call(method, &arguments).code();
        assert_eq!(reply == "no_permission", !allowed, "{method} {channel}: {reply}");
    }
}

#[test]
fn a_person_without_a_direct_message_is_written_to_by_scope_or_after_they_open_it() {
    let post = |story: &Stage| {
        let arguments = [("channel", POPEYE), ("text", "lunch?")];
        Stage::of(story.sandbox.clone()).call("chat.postMessage", &arguments).code()
    };
    let ask = |story: &Stage| asked(&story.sandbox, "chat.postMessage", Some(POPEYE));
    let home = "D00000002";
    let opened_and_closed = |story: Stage| {
        let opened = story.command(Command::OpenAppHome { user: id(POPEYE) });
        opened.kick(POPEYE, home)
    };
    let without = || stage().installed(&["chat:write"]);
    for story in [without(), opened_and_closed(without())] {
        let explained = ask(&story);
        assert!(!explained.verdict.allowed);
        assert_eq!(post(&story), "channel_not_found");
        let plan = explained.plan.expect("the person opens it");
        assert_eq!(plan.len(), 1);
        let after = plan.into_iter().fold(story, |story, input| story.command(input.command));
        assert!(ask(&after).verdict.allowed);
        assert_eq!(post(&after), "ok");
    }
    let with = || stage().installed(&["chat:write", "conversations.app_home:create"]);
    for story in [with(), opened_and_closed(with())] {
        let explained = ask(&story);
        assert!(explained.verdict.allowed);
        assert_eq!(
            explained.verdict.because.first().map(|rule| rule.id),
            Some("app-opens-home-by-posting")
        );
        assert_eq!(post(&story), "ok");
    }
    let asked_of_olive = stage().command(settings(OLIVE, &[]));
    let plan = ask(&asked_of_olive).plan.expect("somebody installs the app");
    let after = plan.into_iter().fold(asked_of_olive, |story, input| story.command(input.command));
    assert_eq!(post(&after), "ok", "Olive's direct message is not Popeye's");
}

#[test]
fn a_conversation_counts_the_people_whose_accounts_are_active() {
    let everywhere = Channels::AllExcept(Vec::new());
    let story = stage().installed_in(&["channels:read"], everywhere);
    let count = |story: &Stage| {
        let listed = Stage::of(story.sandbox.clone()).call("conversations.list", &[]).last_reply();
        let listed: serde_json::Value = serde_json::from_str(&listed).expect("it is JSON");
        listed["channels"][0]["num_members"].clone()
    };
    assert_eq!(count(&story), 4, "three people and the app");
    let gone = story.command(Command::Deactivate { user: id(POPEYE) });
    assert_eq!(count(&gone), 3);
    assert_eq!(count(&gone.install(OLIVE, &[], InstallRoute::Oauth)), 3);
}

fn payload(story: &Stage) -> serde_json::Value {
    let delivered = &story.sandbox.history().last().expect("something happened").outcome.deliveries;
    serde_json::to_value(&delivered[0]).expect("it is JSON")["payload"].clone()
}

#[test]
fn a_message_that_was_never_posted_is_named_by_the_time_of_the_click() {
    let clicked = payload(&stage().installed(&[]).click(OLIVE, GENERAL));
    assert_eq!(clicked["message_ts"], clicked["action_ts"]);
}

#[test]
fn who_acts_on_a_message_tells_the_app_which() {
    let everywhere = Channels::AllExcept(Vec::new());
    let posted = stage().installed_in(&["chat:write"], everywhere);
    let posted = posted.call("chat.postMessage", &[("channel", GENERAL), ("text", "first")]);
    let posted = posted.call("chat.postMessage", &[("channel", GENERAL), ("text", "second")]);
    let reply: serde_json::Value = serde_json::from_str(&posted.last_reply()).expect("it is JSON");
    let again = || Stage::of(posted.sandbox.clone());
    let button = payload(&again().click(OLIVE, GENERAL));
    assert_eq!(button["message_ts"], reply["ts"]);
    assert_eq!((&button["attachment_id"], &button["is_app_unfurl"]), (&"1".into(), &false.into()));
    let action = payload(&again().interact(OLIVE, GENERAL, grantscope::Gesture::MessageAction));
    assert_eq!(action["message"]["text"], "second");
    assert_eq!(action["message"]["ts"], reply["ts"]);
    assert!(action["attachment_id"].is_null());
}

#[test]
fn the_address_of_a_workspace_is_one_that_an_address_can_have() {
    for domain in ["", "Sweet Haven", "a/b", "é", &"a".repeat(121)] {
        let mut cast = Cast::default();
        cast.team.domain = domain.to_owned();
        let error = Sandbox::new(cast).expect_err("nobody can type it");
        assert_eq!(error.path, "team.domain", "{domain}");
        assert!(error.reason.len() < 300);
    }
}

#[test]
fn a_name_that_is_no_name_is_not_said_back_at_length() {
    let name = "é".repeat(1_000_000);
    let create = Command::CreateConversation { user: id(OLIVE), name, private: false };
    let misuse = stage().sandbox.handle(grantscope::Input { after: 0, command: create });
    assert!(misuse.expect_err("it is no name").to_string().len() < 1000);
}

#[test]
fn a_person_is_being_asked_until_no_question_is_open() {
    let asking = |story: Stage| story.wait().sandbox.view().stage == grantscope::Stage::Requested;
    let twice = || {
        let once = stage().installed(&["commands"]).click(OLIVE, GENERAL).request("chat:write");
        once.click(OLIVE, GENERAL).request("pins:read").install(POPEYE, &[], InstallRoute::Oauth)
    };
    assert!(asking(twice()));
    assert!(asking(twice().deny(2)));
    assert!(!asking(twice().deny(2).deny(3)), "a question about installing is another");
    let gone = twice().command(Command::Deactivate { user: id(OLIVE) });
    assert!(!asking(gone), "who is gone is asked nothing");
}

#[test]
fn a_deactivated_person_is_not_found_for_a_conversation() {
    let gone = stage().installed(&["conversations:write"]);
    let gone = gone.command(Command::Deactivate { user: id(POPEYE) });
    let create = |users| [("name", "new"), ("user_ids", users)];
    let story = Stage::of(gone.sandbox.clone());
    assert_eq!(story.call("conversations.create", &create(POPEYE)).code(), "user_not_found");
    let made = gone.call("conversations.create", &create(OLIVE));
    assert_eq!(made.code(), "ok");
    let invite = [("channel", "C00000001"), ("users", POPEYE)];
    assert_eq!(made.call("conversations.invite", &invite).code(), "user_not_found");
}

#[test]
fn a_direct_message_says_that_its_person_is_gone() {
    let mut cast = Cast::default();
    let mut between = Conversation::new(id("D0IM00001"), "", ResourceKind::Im);
    between.members = Some(vec![id(OLIVE), id(POPEYE)]);
    cast.conversations.push(between);
    let add = Command::AddSlashCommand { user: id(OLIVE), conversations: vec![id("D0IM00001")] };
    let story = stage_with(cast).installed(&["im:read"]).command(add);
    let gone = story.command(Command::Deactivate { user: id(OLIVE) });
    let told = gone.call("conversations.info", &[("channel", "D0IM00001")]).last_reply();
    assert!(told.contains(r#""is_user_deleted":true"#) && told.contains(OLIVE), "{told}");
}
