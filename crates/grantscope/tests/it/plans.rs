//! Plans lead to what they are for: every method, at every target, in every kind of situation.
//!
//! That no plan is too long is shown where every state of a world is tried (`grantscope-explore`, `shortest.rs`).

use std::time::{Duration, Instant};

use grantscope::{
    Call, Cast, Catalogue, Channels, Command, Distribution, Method, Needs, NoPlanReason, Question,
    Sandbox, TokenName,
};

use crate::stage::{GENERAL, LUNCH, OLIVE, POPEYE, SECRET, Stage, by_oauth, id, json};
use crate::stage::{settings, stage, stage_with};

fn rotating() -> Cast {
    let mut cast = Cast::default();
    cast.app.rotation = true;
    cast
}

fn distributed() -> Cast {
    let mut cast = rotating();
    cast.app.distribution = Distribution::Distributed;
    cast
}

/// Asked for a single channel, and to come back to an address.
pub(crate) fn one_channel(user: &str, scopes: &[&str]) -> Command {
    let mut command = by_oauth(user, scopes);
    if let Command::Install { redirect_uri, single_channel, .. } = &mut command {
        *redirect_uri = Some("https://lunch.example/oauth".to_owned());
        *single_channel = true;
    }
    command
}

fn not_installed() -> Vec<(&'static str, Stage)> {
    let lunch = || Channels::Chosen(vec![id(LUNCH)]);
    let all = || Channels::AllExcept(vec![id(SECRET)]);
    let both = || Command::Uninstall { user: id(OLIVE) };
    let chat = ["chat:write"];
    let consent = || stage().command(settings(OLIVE, &chat));
    let oauth = || stage().command(by_oauth(POPEYE, &chat));
    let single = || stage().command(one_channel(OLIVE, &chat));
    vec![
        ("not installed", stage()),
        ("not installed, distributed", stage_with(distributed())),
        ("consent open", consent()),
        ("consent open twice", consent().command(settings(POPEYE, &["users:read"]))),
        ("consent open by OAuth", oauth()),
        ("consent open for one channel", single()),
        ("consent declined", consent().deny(1)),
        ("code open", oauth().approve(1, lunch())),
        ("code open for all channels", oauth().approve(1, all())),
        ("code open for one channel", single().approve(1, lunch())),
        ("code too old", oauth().approve(1, lunch()).after(600_001).wait()),
        ("uninstalled", stage().installed(&chat).command(both())),
    ]
}

fn installed() -> Vec<(&'static str, Stage)> {
    let chosen = || stage().installed_in(&["chat:write"], Channels::Chosen(vec![id(LUNCH)]));
    let all = || stage().installed_in(&["chat:write"], Channels::AllExcept(vec![id(SECRET)]));
    let clicked = || chosen().click(OLIVE, LUNCH);
    let lost = || {
        let gone = stage().installed(&[]).command(Command::Uninstall { user: id(OLIVE) });
        gone.command(settings(POPEYE, &[])).approve(2, Channels::None)
    };
    let acting = |trigger: &str| {
        Command::Call(Call::asking_to_act_for(id(OLIVE), trigger, &["reminders:write:user"]))
    };
    let asked_to_act = || {
        let story = clicked();
        let trigger = story.newest_trigger();
        story.command(acting(&trigger))
    };
    let revoke = |token| Command::Call(Call { token, ..Call::plain("auth.revoke") });
    vec![
        ("installed bare", stage().installed(&[])),
        ("installed in a channel", chosen()),
        ("kicked", chosen().kick(OLIVE, LUNCH)),
        ("wildcard with exclusion", all()),
        ("wildcard, kicked", all().kick(OLIVE, LUNCH)),
        ("home lost", lost()),
        ("trigger live", clicked()),
        ("trigger of somebody else live", chosen().click(POPEYE, GENERAL)),
        ("trigger too old", clicked().after(3001).wait()),
        ("request open", clicked().request("channels:history,channels:read")),
        ("request open for the workspace", clicked().request("users:read")),
        ("request to act open", asked_to_act()),
        ("consent open again", chosen().command(one_channel(POPEYE, &["users:read"]))),
        ("acting for somebody", stage().installed(&["reminders:write:user"])),
        ("token revoked", all().command(revoke(TokenName::Current))),
    ]
}

fn with_tokens_that_rotate() -> Vec<(&'static str, Stage)> {
    let installed = || stage_with(rotating()).installed(&["chat:write"]);
    let revoke = |token| Command::Call(Call { token, ..Call::plain("auth.revoke") });
    let oauth = stage_with(distributed()).command(by_oauth(OLIVE, &["chat:write"]));
    let by_oauth = oauth.approve(1, Channels::None).exchange();
    vec![
        ("token expired", installed().after(3_600_000).wait()),
        (
            "token expired, not renewable",
            installed().command(revoke(TokenName::Refresh)).after(3_600_000).wait(),
        ),
        ("distributed", by_oauth),
    ]
}

/// Every method at every target that it can have: conversations, homes, people.
fn questions(sandbox: &Sandbox) -> Vec<Question> {
    let view = sandbox.view();
    let places: Vec<String> = view.conversations.iter().map(|it| it.id.to_string()).collect();
    let people: Vec<String> = view.people.iter().map(|it| it.id.to_string()).collect();
    let question = |method: Method, channel: Option<&String>, user: Option<&String>| Question {
        method: method.name().to_owned(),
        channel: channel.cloned(),
        user: user.cloned(),
    };
    Catalogue::SLACK
        .methods()
        .flat_map(|method| -> Vec<Question> {
            match method.needs() {
                Needs::Conversation => {
                    places.iter().map(|place| question(method, Some(place), None)).collect()
                }
                Needs::Person => {
                    people.iter().map(|person| question(method, None, Some(person))).collect()
                }
                Needs::Nothing
                | Needs::Anywhere
                | Needs::Workspace
                | Needs::Closed
                | Needs::Client => vec![question(method, None, None)],
            }
        })
        .collect()
}

fn situations() -> Vec<(&'static str, Stage)> {
    [not_installed(), installed(), with_tokens_that_rotate()].into_iter().flatten().collect()
}

/// What an app does only with conversations that it made.
const CHANGES: [&str; 4] = [
    "conversations.archive",
    "conversations.invite",
    "conversations.rename",
    "conversations.unarchive",
];

#[test]
fn every_plan_leads_to_what_it_is_for() {
    let mut plans = 0;
    for (situation, story) in situations() {
        for question in questions(&story.sandbox) {
            let explanation = story.sandbox.explain(&question).expect("the question is sound");
            let Some(plan) = explanation.plan else {
                let reason = explanation.no_plan.expect("there is a plan, or a reason").reason;
                let method =
                    Catalogue::SLACK.method(&question.method).expect("it is in the catalogue");
                let expected = if method.needs() == Needs::Closed {
                    NoPlanReason::ClosedToWorkspaceTokens
                } else if reason == NoPlanReason::MadeByAnother {
                    assert!(CHANGES.contains(&method.name()), "{situation}: {question:?}");
                    NoPlanReason::MadeByAnother
                } else {
                    NoPlanReason::NoScopeApplies
                };
                assert_eq!(reason, expected, "{situation}: {question:?}");
                continue;
            };
            assert_eq!(explanation.verdict.allowed, plan.is_empty(), "{situation}: {question:?}");
            let mut copy = story.sandbox.clone();
            for input in plan {
                let outcome = copy.handle(input).expect("a plan is possible");
                assert!(outcome.reply.is_none_or(|reply| reply.error().is_none()));
            }
            let after = copy.explain(&question).expect("the question stays the same");
            assert!(after.verdict.allowed, "{situation}: {question:?}");
            plans += 1;
        }
    }
    assert!(plans > 3000, "only {plans} plans were tried");
}

#[test]
fn a_question_has_the_same_plan_every_time() {
    for (situation, story) in situations() {
        let again = Sandbox::replay(story.sandbox.script()).expect("a story can be told again");
        for question in questions(&story.sandbox) {
            let plans =
                [&story.sandbox, &again].map(|sandbox| json(&sandbox.explain(&question).ok()));
            assert_eq!(plans[0], plans[1], "{situation}: {question:?}");
        }
    }
}

/// The slowest question of each situation, and some of a crowd: the best of five times.
#[test]
#[allow(clippy::disallowed_methods, reason = "how long the model takes is none of its business")]
#[ignore = "it measures: cargo test --release -p grantscope --test it -- --ignored --nocapture"]
fn how_long_a_question_takes() {
    let mut crowded = Cast::default();
    let (mut channel, mut person) = (crowded.conversations[0].clone(), crowded.people[0].clone());
    for number in 0..100_000 {
        channel.id = id(&format!("C1{number:07}"));
        person.id = id(&format!("U1{number:07}"));
        crowded.conversations.push(channel.clone());
        crowded.people.push(person.clone());
    }
    let channels = crowded.conversations.iter().filter(|it| it.kind == channel.kind);
    let chosen = Channels::Chosen(channels.map(|it| it.id).collect());
    let crowd = stage_with(crowded).installed_in(&["chat:write"], chosen).kick(OLIVE, LUNCH);
    let ask = |sandbox: &Sandbox, question: &Question| {
        let once = || {
            let begun = Instant::now();
            std::hint::black_box(sandbox.explain(question).is_ok());
            begun.elapsed()
        };
        ((0..5).map(|_| once()).min().unwrap_or_default(), json(question))
    };
    let slowest = |mut times: Vec<(Duration, String)>| {
        times.sort();
        times.pop().expect("something was asked")
    };
    for (situation, story) in situations() {
        let questions = questions(&story.sandbox);
        let times = questions.iter().map(|question| ask(&story.sandbox, question)).collect();
        let (time, question) = slowest(times);
        println!("{time:>12?} {situation}: {question}");
    }
    let question = |method: &str, channel: Option<&str>| Question {
        method: method.to_owned(),
        channel: channel.map(str::to_owned),
        user: None,
    };
    for question in [
        question("conversations.history", Some(LUNCH)),
        question("chat.postMessage", Some(LUNCH)),
        question("users.list", None),
        question("files.list", None),
    ] {
        let (time, question) = ask(&crowd.sandbox, &question);
        println!("{time:>12?} a hundred thousand: {question}");
    }
}
