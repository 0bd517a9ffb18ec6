//! Who sees email addresses, on which day, with which token.

use grantscope::{App, AppKind, Call, Cast, Command, InstallRoute, TokenName};

use crate::stage::{OLIVE, Stage, stage_with};

const DAY: u64 = 86_400;
/// 1 January 2017, midnight UTC.
const NEW_YEAR_2017: u64 = 1_483_228_800;
/// 4 January, 5 July, 1 August and 2 August 2017.
const CUT: u64 = NEW_YEAR_2017 + 3 * DAY;
const PLANNED: u64 = NEW_YEAR_2017 + 185 * DAY;
const NARROWED: u64 = NEW_YEAR_2017 + 212 * DAY;
const ROLLED_BACK: u64 = NARROWED + DAY;

const OLDER: u64 = CUT - 1;
const NEWER: u64 = CUT;

fn classic(created: u64, date: u64) -> Cast {
    let app = App { kind: AppKind::Classic, created: Some(created), ..Cast::default().app };
    Cast { date, app, ..Cast::default() }
}

/// Authorized by Olive with these scopes, and the code exchanged.
fn authorized(cast: Cast, scopes: &[&str]) -> Stage {
    stage_with(cast)
        .install(OLIVE, scopes, InstallRoute::Oauth)
        .approve(1, grantscope::Channels::None)
        .exchange()
}

fn sees_email(story: Stage, token: TokenName) -> bool {
    let one = Call { token, ..Call::plain("users.info") };
    let arguments = [("user".to_owned(), OLIVE.to_owned())];
    let one = Call { arguments: arguments.into_iter().collect(), ..one };
    let of_one = story.command(Command::Call(one));
    let info = of_one.last_reply();
    let list = of_one.call_with(token, "users.list").last_reply();
    assert!(info.contains("\"ok\":true"), "{info}");
    assert_eq!(info.contains("@sweethaven"), list.contains("@sweethaven"), "{info} {list}");
    info.contains("@sweethaven")
}

// Holds: email-for-older-apps, email-narrowed-for-all, email-rolled-back, email-needs-its-scope.
// Holds: calendar/email-grandfather-cut, calendar/email-narrowed, calendar/email-rolled-back.
#[test]
fn a_user_token_sees_email_addresses_by_the_date_and_the_age_of_its_app() {
    let plain: &[&str] = &["users:read"];
    let with_email: &[&str] = &["users:read", "users:read.email"];
    for (created, date, scopes, expected) in [
        (OLDER, CUT, plain, true),
        (OLDER, PLANNED, plain, true),
        (OLDER, NARROWED - 60, plain, true),
        (OLDER, NARROWED, plain, false),
        (OLDER, ROLLED_BACK - 60, plain, false),
        (OLDER, ROLLED_BACK, plain, true),
        (OLDER, ROLLED_BACK + 400 * DAY, plain, true),
        (NEWER, CUT, plain, false),
        (NEWER, NARROWED, plain, false),
        (NEWER, ROLLED_BACK, plain, false),
        (NEWER, CUT, with_email, true),
        (OLDER, NARROWED, with_email, true),
        (NEWER, NARROWED, with_email, true),
    ] {
        let story = authorized(classic(created, date), scopes);
        let sees = sees_email(story, TokenName::User);
        assert_eq!(sees, expected, "created {created}, on {date}, with {scopes:?}");
    }
}

// Holds: email-of-bots, email-narrowed-for-all.
#[test]
fn a_bot_token_sees_email_addresses_but_for_one_day() {
    for (created, date, expected) in [
        (OLDER, CUT, true),
        (OLDER, NARROWED, false),
        (OLDER, ROLLED_BACK, true),
        (NEWER, CUT, true),
        (NEWER, NARROWED, false),
        (NEWER, ROLLED_BACK, true),
    ] {
        let story = authorized(classic(created, date), &["bot"]);
        let sees = sees_email(story, TokenName::Bot);
        assert_eq!(sees, expected, "created {created}, on {date}");
    }
}

#[test]
fn the_rollback_gave_back_only_what_had_been_taken_away() {
    let newer = authorized(classic(NEWER, ROLLED_BACK), &["users:read"]);
    assert!(!sees_email(newer, TokenName::User));
}

#[test]
fn bot_tokens_of_newer_apps_saw_email_addresses_like_those_of_older_ones() {
    for created in [OLDER, NEWER] {
        assert!(sees_email(authorized(classic(created, CUT), &["bot"]), TokenName::Bot));
    }
}

// Holds: calendar/email-scope.
#[test]
fn before_there_was_a_scope_for_email_addresses_everybody_saw_them() {
    let early = NEW_YEAR_2017 - 60 * DAY;
    let story = authorized(classic(early, early), &["users:read"]);
    assert!(sees_email(story, TokenName::User));
    let refused = stage_with(classic(early, early)).install(
        OLIVE,
        &["users:read", "users:read.email"],
        InstallRoute::Oauth,
    );
    assert!(refused.last_reply().contains("invalid_scope"));
}

// Holds: email-asked-with-users.
#[test]
fn both_scopes_are_asked_for_together() {
    let alone =
        stage_with(classic(NEWER, CUT)).install(OLIVE, &["users:read.email"], InstallRoute::Oauth);
    assert!(alone.last_reply().contains("invalid_scope"));
}

// Holds: method-needs-scope, classic-scopes-count.
#[test]
fn people_are_not_shown_at_all_without_the_scope_for_people() {
    let story = authorized(classic(OLDER, CUT), &["team:read"]);
    let asked = story.call_with(TokenName::User, "users.list");
    assert!(asked.last_reply().contains("missing_scope"));
}

// Holds: email-needs-its-scope, dialect/workspace_email.
#[test]
fn a_workspace_token_needs_the_scope_for_email_addresses() {
    let sees = |scopes: &[&str], cast: Cast| {
        sees_email(stage_with(cast).installed(scopes), TokenName::Current)
    };
    assert!(!sees(&["users:read"], Cast::default()));
    assert!(sees(&["users:read", "users:read.email"], Cast::default()));
    let mut lenient = Cast::default();
    lenient.dialect.workspace_email = grantscope::WorkspaceEmail::UsersRead;
    assert!(sees(&["users:read"], lenient));
}

// Holds: classic-tokens-kept-out, bots-kept-out.
#[test]
fn classic_tokens_are_kept_out_of_the_permissions_api() {
    let story = || authorized(classic(OLDER, ROLLED_BACK + 400 * DAY), &["bot", "users:read"]);
    for (token, method, expected) in [
        (TokenName::User, "apps.permissions.info", "not_allowed_token_type"),
        (TokenName::Bot, "apps.permissions.info", "is_bot"),
        (TokenName::Bot, "apps.permissions.users.request", "is_bot"),
        (TokenName::Bot, "users.profile.get", "is_bot"),
        (TokenName::User, "users.profile.get", "missing_scope"),
        (TokenName::User, "auth.test", "\"ok\":true"),
        (TokenName::Current, "apps.permissions.info", "not_allowed_token_type"),
    ] {
        let reply = story().call_with(token, method).last_reply();
        assert!(reply.contains(expected), "{token:?} {method}: {reply}");
    }
}

#[test]
fn a_user_token_is_told_that_its_kind_is_not_allowed() {
    let story = authorized(classic(OLDER, ROLLED_BACK), &["users:read"]);
    let reply = story.call_with(TokenName::User, "apps.permissions.info").last_reply();
    assert!(reply.contains("not_allowed_token_type"), "{reply}");
}

#[test]
fn a_classic_app_is_asked_for_classic_scopes_and_given_classic_tokens() {
    let story = authorized(classic(OLDER, CUT), &["bot", "users:read"]);
    let reply = story.last_reply();
    for part in ["xoxp-", "xoxb-", "identify,bot,users:read"] {
        assert!(reply.contains(part), "{reply}");
    }
    let refused = |scope: &str| {
        let asked = stage_with(classic(OLDER, CUT)).install(OLIVE, &[scope], InstallRoute::Oauth);
        asked.last_reply().contains("invalid_scope")
    };
    assert!(refused("reminders:write:user") && refused("conversations:read"));
}

#[test]
fn a_classic_token_that_was_revoked_is_worth_nothing() {
    let story = || authorized(classic(OLDER, CUT), &["bot", "users:read"]);
    let revoked = story().call_with(TokenName::User, "auth.revoke");
    assert!(
        revoked.call_with(TokenName::User, "users.list").last_reply().contains("token_revoked")
    );
    let bot = story().call_with(TokenName::Bot, "auth.revoke");
    let bot = bot.call_with(TokenName::Bot, "users.list");
    assert!(bot.last_reply().contains("token_revoked"));
    assert!(bot.call_with(TokenName::User, "users.list").last_reply().contains("\"ok\":true"));
}

#[test]
fn nothing_is_done_to_a_classic_app_that_only_a_workspace_app_has_done() {
    let story = authorized(classic(OLDER, CUT), &["users:read"]).forget();
    let story = story.invite(OLIVE, crate::stage::GENERAL);
    crate::stage::check(
        story,
        expect_test::expect![[r#"
            ! classic_app: the app is a classic app: only a workspace app can do this, or have it done to it
        "#]],
    );
}

// Holds: classic-sign-in, identity-by-scope.
#[test]
fn the_classic_way_to_sign_in_still_works() {
    let identity = |scopes: &[&str]| {
        let story = authorized(classic(OLDER, ROLLED_BACK), scopes);
        story.call_with(TokenName::User, "users.identity").last_reply()
    };
    let basic = identity(&["identity.basic"]);
    assert!(basic.contains(OLIVE) && !basic.contains("@sweethaven"), "{basic}");
    let with_email = identity(&["identity.basic", "identity.email"]);
    assert!(with_email.contains("olive@sweethaven"), "{with_email}");
    assert!(identity(&["users:read"]).contains("missing_scope"));
    let without_basic =
        stage_with(classic(OLDER, CUT)).install(OLIVE, &["identity.email"], InstallRoute::Oauth);
    assert!(without_basic.last_reply().contains("invalid_scope"));
}

#[test]
fn a_classic_token_is_told_its_scopes_in_headers_and_kept_by_name() {
    let mut sandbox = authorized(classic(OLDER, CUT), &["bot", "users:read"]).sandbox;
    let reply: serde_json::Value =
        serde_json::to_value(&sandbox.history()[2].outcome.reply).expect("it is JSON");
    for (token, name, scopes) in [
        (&reply["access_token"], TokenName::User, "bot,users:read"),
        (&reply["bot"]["bot_access_token"], TokenName::Bot, "bot"),
    ] {
        let token = token.as_str().expect("a token is a text");
        let request = grantscope::HttpRequest::get("/api/users.list")
            .with_header("Authorization", &format!("Bearer {token}"));
        let response = sandbox.fetch(0, &request).expect("the model answers");
        assert_eq!(response.header("X-OAuth-Scopes"), Some(scopes));
        assert_eq!(response.header("X-Accepted-OAuth-Scopes"), Some("users:read"));
        let last = sandbox.history().last().expect("something happened");
        let Command::Call(call) = &last.input.command else { panic!("a call is recorded") };
        assert_eq!(call.token, name);
    }
}

#[test]
fn what_is_not_modelled_for_classic_tokens_is_not_said_to_pass() {
    let story = authorized(classic(OLDER, CUT), &["users:read"]);
    let allowed = |method: &str| {
        let question =
            grantscope::Question { method: method.to_owned(), channel: None, user: None };
        story.sandbox.explain(&question).expect("the question is sound").verdict.allowed
    };
    assert!(allowed("users.list") && allowed("oauth.access"));
    assert!(!allowed("emoji.list") && !allowed("reminders.list") && !allowed("team.info"));
}

// Holds: email-needs-its-scope.
#[test]
fn a_classic_app_that_does_not_say_when_it_was_created_is_as_old_as_its_story() {
    let sees = |date| {
        let mut cast = classic(OLDER, date);
        cast.app.created = None;
        sees_email(authorized(cast, &["users:read"]), TokenName::User)
    };
    assert_eq!((sees(CUT - DAY), sees(CUT)), (true, false));
}
