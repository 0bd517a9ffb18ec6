//! What breaks at Slack, put on the script by hand; and the end of a workspace.

use grantscope::{Command, Fault, FaultCode, Question};

use crate::stage::{GENERAL, OLIVE, Stage, id, stage};

fn broken(error: FaultCode, method: Option<&str>, calls: Option<u32>) -> Stage {
    let method = method.map(str::to_owned);
    stage().installed(&["users:read"]).command(Command::Fault(Fault { error, method, calls }))
}

/// The answers of calls, one after the other.
fn answers(mut story: Stage, methods: &[&str]) -> Vec<String> {
    let mut answers = Vec::new();
    for method in methods {
        story = story.call(method, &[]);
        let last = story.sandbox.history().last().expect("something happened");
        let reply = last.outcome.reply.as_ref().expect("a call is answered");
        answers.push(reply.error().map_or("ok", |error| error.code()).to_owned());
    }
    answers
}

// Holds: faults-on-script.
#[test]
fn a_fault_strikes_as_many_calls_as_it_says_of_the_method_that_it_names() {
    let (list, info) = ("users.list", "apps.permissions.info");
    use FaultCode::{EkmAccessDenied, FatalError, InternalError, OrgLoginRequired};
    use FaultCode::{RequestTimeout, ServiceUnavailable, TeamAddedToOrg};
    for (story, methods, expected) in [
        (broken(FatalError, None, Some(1)), [list, list], ["fatal_error", "ok"]),
        (broken(FatalError, None, Some(0)), [list, list], ["ok", "ok"]),
        (broken(InternalError, Some(list), Some(1)), [info, list], ["ok", "internal_error"]),
        (
            broken(ServiceUnavailable, None, None),
            [list, info],
            ["service_unavailable", "service_unavailable"],
        ),
        (broken(TeamAddedToOrg, None, Some(1)), [info, list], ["team_added_to_org", "ok"]),
        (broken(OrgLoginRequired, None, Some(1)), [info, list], ["org_login_required", "ok"]),
        (broken(EkmAccessDenied, None, Some(1)), [info, list], ["ekm_access_denied", "ok"]),
        (broken(RequestTimeout, None, Some(1)), [info, list], ["request_timeout", "ok"]),
    ] {
        assert_eq!(answers(story, &methods), expected);
    }
}

#[test]
fn slack_recovers() {
    let story = broken(FaultCode::FatalError, None, None).command(Command::Recover {});
    assert_eq!(answers(story, &["users.list"]), ["ok"]);
}

#[test]
fn two_faults_strike_one_after_the_other() {
    let second = Fault { error: FaultCode::InternalError, method: None, calls: Some(1) };
    let story = broken(FaultCode::FatalError, None, Some(1)).command(Command::Fault(second));
    let expected = ["fatal_error", "internal_error", "ok"];
    assert_eq!(answers(story, &["users.list", "users.list", "users.list"]), expected);
}

// Holds: deleted-is-inactive.
#[test]
fn a_deleted_workspace_answers_nothing_and_nobody_does_anything_in_it() {
    let story = stage().installed(&["users:read"]);
    let story = story.command(Command::DeleteWorkspace { user: id(OLIVE) });
    let methods = ["users.list", "apps.permissions.info"];
    assert_eq!(answers(story.forget(), &methods), ["account_inactive", "account_inactive"]);

    let story = stage().installed(&["users:read"]);
    let story = story.command(Command::DeleteWorkspace { user: id(OLIVE) }).forget();
    let question = Question { method: "users.list".to_owned(), channel: None, user: None };
    let explanation = story.sandbox.explain(&question).expect("the question is sound");
    assert!(!explanation.verdict.allowed);
    assert!(explanation.plan.is_none());
    crate::stage::check(
        story.invite(OLIVE, GENERAL),
        expect_test::expect![[r#"
            ! workspace_deleted: the workspace was deleted: nothing can happen in it any more
        "#]],
    );
}

#[test]
fn a_service_that_is_down_answers_with_the_status_503() {
    let status = |error| {
        let mut sandbox = broken(error, None, None).sandbox;
        let request = grantscope::HttpRequest::get("/api/users.list");
        sandbox.fetch(0, &request).expect("the model answers").status
    };
    assert_eq!(status(FaultCode::ServiceUnavailable), 503);
    assert_eq!(status(FaultCode::FatalError), 200);
}
