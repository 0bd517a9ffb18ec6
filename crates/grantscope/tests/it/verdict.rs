//! Why a call passes or not. Not here: how a denial is repaired (`repairs.rs`).

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use grantscope::{Channels, Command, Question, Sandbox};

use crate::stage::{GENERAL, KITCHEN, LUNCH, OLIVE, SECRET, Stage, id, json, stage};

#[track_caller]
pub(crate) fn check(
    story: Stage,
    method: &str,
    channel: Option<&str>,
    user: Option<&str>,
    expected: Expect,
) {
    let question = Question {
        method: method.to_owned(),
        channel: channel.map(str::to_owned),
        user: user.map(str::to_owned),
    };
    expected.assert_eq(&told(story.sandbox, &question));
}

pub(crate) fn told(mut sandbox: Sandbox, question: &Question) -> String {
    let explanation = match sandbox.explain(question) {
        Ok(explanation) => explanation,
        Err(error) => return format!("{}: {error}", error.code()),
    };
    let verdict = &explanation.verdict;
    let answer = if verdict.allowed { "allowed" } else { "denied" };
    let mut text = format!(
        "{answer}: ({:?} {}) meets ({:?} {})\n",
        verdict.scope.state, verdict.scope.label, verdict.resource.state, verdict.resource.label
    );
    for rule in &verdict.because {
        let _ = writeln!(text, "  because {} ({:?})", rule.id, rule.standing);
    }
    for missing in &verdict.missing {
        let _ = writeln!(text, "  missing {}", json(missing));
    }
    let no_plan = explanation.no_plan.map(|no_plan| no_plan.sentence);
    assert_eq!(explanation.plan.is_none(), no_plan.is_some(), "a plan, or why there is none");
    match explanation.plan {
        None => {
            let _ = writeln!(text, "  no plan: {}", no_plan.unwrap_or_default());
        }
        Some(plan) => {
            for input in plan {
                let outcome = sandbox.handle(input).expect("a plan is possible");
                let _ = writeln!(text, "  then {}", outcome.sentence);
            }
            let after = sandbox.explain(question).expect("the question stays the same");
            assert!(after.verdict.allowed, "a plan leads to what it is for");
        }
    }
    text
}

fn everywhere_but_secret() -> Stage {
    stage().installed_in(&["chat:write"], Channels::AllExcept(vec![id(SECRET)]))
}

// Holds: resources-limit-scopes, scopes-travel, wildcard-covers-all, no-scope-needed.
#[test]
fn a_call_passes_where_a_scope_and_a_resource_meet() {
    let post = "chat.postMessage";
    check(
        everywhere_but_secret(),
        post,
        Some(GENERAL),
        None,
        expect![[r#"
        allowed: (Held chat:write) meets (Held all public channels)
          because wildcard-covers-all (Documented)
          because scopes-travel (Documented)
    "#]],
    );
    let chosen = || stage().installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]));
    check(
        chosen(),
        post,
        Some(LUNCH),
        None,
        expect![[r#"
            allowed: (Held chat:write) meets (Held #lunch)
              because resources-limit-scopes (Documented)
              because scopes-travel (Documented)
        "#]],
    );
    check(
        chosen(),
        post,
        Some("D00000001"),
        None,
        expect![[r#"
            allowed: (Held chat:write) meets (Held Olive's app home)
              because resources-limit-scopes (Documented)
              because scopes-travel (Documented)
        "#]],
    );
    check(
        chosen(),
        "apps.permissions.info",
        None,
        None,
        expect![[r#"
        allowed: (NotNeeded no scope needed) meets (NotNeeded no resource needed)
          because no-scope-needed (Recovered)
    "#]],
    );
}

// Holds: excluded-supersedes-wildcard.
#[test]
fn an_excluded_channel_is_neither_read_nor_written() {
    check(
        everywhere_but_secret(),
        "chat.postMessage",
        Some(SECRET),
        None,
        expect![[r#"
            denied: (Held chat:write) meets (Excluded #secret-recipes)
              because excluded-supersedes-wildcard (Documented)
              missing {"type":"resource","kind":"channel","id":"C01234BCD","excluded":true}
              then Olive invited the app to #secret-recipes.
        "#]],
    );
    check(
        everywhere_but_secret(),
        "conversations.history",
        Some(SECRET),
        None,
        expect![[r#"
            denied: (Missing channels:history or conversations:history) meets (Excluded #secret-recipes)
              because method-needs-scope (Recovered)
              because excluded-supersedes-wildcard (Documented)
              missing {"type":"scope","any_of":["channels:history","conversations:history"]}
              missing {"type":"resource","kind":"channel","id":"C01234BCD","excluded":true}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request for #secret-recipes.
        "#]],
    );
}

#[test]
fn a_kicked_app_is_told_to_be_invited_again() {
    check(
        everywhere_but_secret().kick(OLIVE, LUNCH),
        "chat.postMessage",
        Some(LUNCH),
        None,
        expect![[r#"
            denied: (Held chat:write) meets (Excluded #lunch)
              because excluded-supersedes-wildcard (Documented)
              missing {"type":"resource","kind":"channel","id":"C061FA5PB","excluded":true}
              then Olive invited the app to #lunch.
        "#]],
    );
}

// Holds: wildcard-covers-all, resources-limit-scopes.
#[test]
fn a_wildcard_covers_public_channels_only() {
    check(
        everywhere_but_secret(),
        "chat.postMessage",
        Some(KITCHEN),
        None,
        expect![[r#"
            denied: (Held chat:write) meets (Missing #kitchen)
              because resources-limit-scopes (Documented)
              missing {"type":"resource","kind":"group","id":"G024BE91L","excluded":false}
              then Olive invited the app to #kitchen.
        "#]],
    );
}

// Holds: method-needs-scope.
#[test]
fn a_missing_scope_is_asked_for() {
    check(
        everywhere_but_secret(),
        "conversations.history",
        Some(GENERAL),
        None,
        expect![[r#"
            denied: (Missing channels:history or conversations:history) meets (Held all public channels)
              because method-needs-scope (Recovered)
              because wildcard-covers-all (Documented)
              missing {"type":"scope","any_of":["channels:history","conversations:history"]}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
    check(
        everywhere_but_secret(),
        "users.list",
        None,
        None,
        expect![[r#"
            denied: (Missing users:read) meets (Missing the workspace)
              because method-needs-scope (Recovered)
              because resources-limit-scopes (Documented)
              missing {"type":"scope","any_of":["users:read"]}
              missing {"type":"resource","kind":"team","id":null,"excluded":false}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
    check(
        everywhere_but_secret(),
        "conversations.list",
        None,
        None,
        expect![[r#"
        allowed: (Held im:read) meets (NotNeeded no resource needed)
          because scopes-travel (Documented)
    "#]],
    );
}

// Holds: person-must-consent, header-names-person.
#[test]
fn acting_for_a_person_takes_their_permission() {
    check(
        everywhere_but_secret(),
        "reminders.add",
        None,
        Some(OLIVE),
        expect![[r#"
            denied: (Missing reminders:write:user) meets (Missing Olive)
              because method-needs-scope (Recovered)
              because person-must-consent (Documented)
              missing {"type":"scope","any_of":["reminders:write:user"]}
              missing {"type":"consent","user":"U061F7AUR"}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
    check(
        everywhere_but_secret(),
        "reminders.add",
        None,
        None,
        expect![[r#"
            denied: (Missing reminders:write:user) meets (Missing not named)
              because method-needs-scope (Recovered)
              because header-names-person (Documented)
              missing {"type":"scope","any_of":["reminders:write:user"]}
              missing {"type":"name","kind":"user"}
              no plan: The call of reminders.add names nobody for whom the app would act.
        "#]],
    );
    let reads = stage().installed(&["reminders:read:user"]);
    check(
        reads,
        "reminders.add",
        None,
        Some(OLIVE),
        expect![[r#"
            denied: (Missing reminders:write:user) meets (Held Olive)
              because method-needs-scope (Recovered)
              because person-must-consent (Documented)
              missing {"type":"scope","any_of":["reminders:write:user"]}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
}

// Holds: closed-to-workspace-tokens, not-for-workspace-tokens.
#[test]
fn what_is_closed_to_workspace_tokens_stays_closed() {
    check(
        everywhere_but_secret(),
        "auth.test",
        None,
        None,
        expect![[r#"
            denied: (Missing closed to this token) meets (NotNeeded no resource needed)
              because closed-to-workspace-tokens (Documented)
              missing {"type":"other_token"}
              no plan: The app's token can never call auth.test.
        "#]],
    );
    check(
        everywhere_but_secret(),
        "conversations.join",
        Some(GENERAL),
        None,
        expect![[r#"
            denied: (Missing closed to this token) meets (NotNeeded no resource needed)
              because not-for-workspace-tokens (Recovered)
              missing {"type":"other_token"}
              no plan: The app's token can never call conversations.join.
        "#]],
    );
}

#[test]
fn a_question_about_nothing_is_refused() {
    check(
        stage(),
        "lunch.eat",
        None,
        None,
        expect!["unknown_method: `lunch.eat` is no method of the catalogue"],
    );
    check(
        stage(),
        "chat.postMessage",
        Some("C0NOWHERE"),
        None,
        expect![
            "unknown_conversation: nothing here is called `C0NOWHERE`: expected an id that is known"
        ],
    );
    check(
        stage(),
        "chat.postMessage",
        Some("#general"),
        None,
        expect![
            "unknown_conversation: nothing here is called `#general`: expected an id that is known"
        ],
    );
    check(
        stage(),
        "reminders.add",
        None,
        Some("U0NOBODY"),
        expect!["unknown_person: there is no person `U0NOBODY`: expected an id that is known here"],
    );
    check(
        everywhere_but_secret(),
        "chat.postMessage",
        None,
        None,
        expect![[r#"
            denied: (Held chat:write) meets (Missing not named)
              because resources-limit-scopes (Documented)
              missing {"type":"name","kind":"channel"}
              no plan: The call of chat.postMessage does not say where.
        "#]],
    );
}

/// Every method, at every kind of place, with and without a scope: the reply to the call and the
/// verdict come from the same computation.
#[test]
fn a_reply_never_says_other_than_the_verdict() {
    let stories = [
        everywhere_but_secret(),
        stage().installed(&["channels:history", "groups:read", "users:read"]),
        stage().installed(&["reminders:write:user"]).invite(OLIVE, KITCHEN),
        stage().installed(&[]).call("auth.revoke", &[]),
        stage(),
        stage().installed_in(&["conversations:write"], Channels::AllExcept(Vec::new())),
        stage().installed(&["conversations.app_home:create"]).kick(OLIVE, "D00000001"),
        stage().installed(&["dnd:write:user"]).command(Command::Deactivate { user: id(OLIVE) }),
        stage().installed(&[]).command(Command::DeleteWorkspace { user: id(OLIVE) }),
        stage().installed(&[]).after(93_312_000_000).wait(),
    ];
    let places = [None, Some(GENERAL), Some(SECRET), Some(KITCHEN), Some("D00000001"), Some(OLIVE)];
    for story in &stories {
        for method in grantscope::Catalogue::SLACK.methods().filter(|method| is_content(*method)) {
            for channel in places {
                for user in [None, Some(OLIVE)] {
                    compare(&story.sandbox, method, channel, user);
                }
            }
        }
    }
}

#[test]
fn a_reply_to_a_classic_token_never_says_other_than_the_verdict() {
    let stories = [
        classic().call("auth.revoke", &[]),
        classic().command(Command::Uninstall { user: id(OLIVE) }),
        classic().command(Command::Deactivate { user: id(OLIVE) }),
        classic(),
    ];
    for story in &stories {
        for name in ["api.test", "auth.test", "team.info", "users.identity", "users.list"] {
            let method = grantscope::Catalogue::SLACK.method(name).expect("it is in the catalogue");
            for user in [None, Some(OLIVE), Some("U0NOBODY")] {
                compare(&story.sandbox, method, None, user);
            }
        }
    }
}

fn classic() -> Stage {
    let mut cast = grantscope::Cast { date: 1_500_000_000, ..grantscope::Cast::default() };
    cast.app.kind = grantscope::AppKind::Classic;
    crate::stage::stage_with(cast).installed(&["users:read", "team:read"])
}

/// The other methods have rules of their own besides: arguments, triggers, client secrets.
pub(crate) fn is_content(method: grantscope::Method) -> bool {
    use grantscope::Needs::{Anywhere, Closed, Conversation, Person, Workspace};
    method.name() == "api.test"
        || matches!(method.needs(), Anywhere | Closed | Conversation | Person | Workspace)
}

fn compare(
    sandbox: &Sandbox,
    method: grantscope::Method,
    channel: Option<&str>,
    user: Option<&str>,
) {
    let question = Question {
        method: method.name().to_owned(),
        channel: channel.map(str::to_owned),
        user: user.map(str::to_owned),
    };
    let Ok(explanation) = sandbox.explain(&question) else { return };
    let mut call = grantscope::Call::plain(method.name());
    call.arguments.extend(channel.map(|id| ("channel".to_owned(), id.to_owned())));
    call.arguments.insert("text".to_owned(), "lunch?".to_owned());
    call.acting_for = user.map(str::to_owned);
    let input = grantscope::Input { after: 0, command: Command::Call(call) };
    let error = match sandbox.clone().handle(input) {
        Err(misuse) => panic!("{question:?}: {misuse}"),
        Ok(outcome) => outcome.reply.and_then(|reply| reply.error()).map(|error| error.code()),
    };
    let refusals = [
        "missing_scope",
        "no_permission",
        "account_inactive",
        "channel_not_found",
        "invalid_auth",
        "method_deprecated",
        "unknown_method",
        "user_not_specified",
        "not_authed",
        "token_revoked",
    ];
    let refused = error.is_some_and(|error| refusals.contains(&error));
    assert_eq!(!refused, explanation.verdict.allowed, "{question:?}: {error:?}");
}

#[test]
fn exchanging_a_code_takes_no_token() {
    check(
        stage(),
        "oauth.access",
        None,
        None,
        expect![[r#"
        allowed: (NotNeeded no scope needed) meets (NotNeeded no resource needed)
          because client-must-identify (Recovered)
    "#]],
    );
}

#[test]
fn a_person_is_written_to_in_their_home() {
    check(
        stage().installed(&[]),
        "chat.postMessage",
        Some(OLIVE),
        None,
        expect![[r#"
        allowed: (Held chat:write) meets (Held Olive's app home)
          because resources-limit-scopes (Documented)
          because scopes-travel (Documented)
    "#]],
    );
}

#[test]
fn a_method_that_no_scope_opens_there_says_which_scopes_there_are() {
    let story = stage().installed(&[]);
    check(
        story,
        "conversations.archive",
        Some("D00000001"),
        None,
        expect![[r#"
            denied: (Missing conversations:write) meets (Held Olive's app home)
              because method-needs-scope (Recovered)
              because resources-limit-scopes (Documented)
              missing {"type":"scope","any_of":["conversations:write"]}
              no plan: No scope opens conversations.archive in app homes.
        "#]],
    );
}

#[test]
fn an_app_whose_token_was_revoked_still_holds_its_scopes() {
    let story = everywhere_but_secret().call("auth.revoke", &[]);
    check(
        story,
        "chat.postMessage",
        Some(GENERAL),
        None,
        expect![[r#"
            denied: (Held chat:write) meets (Missing token revoked)
              because token-needed (Documented)
              missing {"type":"token"}
              then Olive began to install the app from its settings.
              then Olive approved Lunch Train's request.
        "#]],
    );
}
