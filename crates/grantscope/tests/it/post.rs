//! Deliveries as HTTP requests: bodies, headers, signatures, and the challenge of a request URL.

use expect_test::{Expect, expect};
use grantscope::{
    Cast, ChallengeAnswer, Channels, Command, Delivery, EndpointAnswer, Gesture, Post, RetryReason,
    Rule, SignatureError, Topic, UrlVerification, sign, verify,
};

use crate::stage::{GENERAL, LUNCH, OLIVE, Stage, id, json, stage, stage_with};

/// The documentation's example of a signature: a slash command of 12 July 2018.
const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const TIMESTAMP: u64 = 1_531_420_618;
const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

/// A moment of 2026, as a real endpoint's clock would tell it.
const REAL_CLOCK: u64 = 1_770_000_000;

impl Stage {
    /// What was posted last.
    fn last_posts(&self) -> Vec<Post> {
        let outcome = &self.sandbox.history().last().expect("something happened").outcome;
        let app = self.sandbox.script().cast.app;
        let posts = outcome.deliveries.iter().map(|it| it.post(&app, outcome.time, REAL_CLOCK));
        posts.flatten().collect()
    }
}

/// The headers that tell requests apart, and the body.
#[track_caller]
fn check(stage: Stage, expected: Expect) {
    let told = |post: &Post| {
        let headers: String =
            post.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        format!("{headers}\n{}\n", String::from_utf8_lossy(&post.body))
    };
    expected.assert_eq(&stage.last_posts().iter().map(told).collect::<Vec<_>>().join("\n"));
}

// Holds: signature-v0.
#[test]
fn the_documentations_example_is_signed_as_it_says() {
    assert_eq!(sign(SECRET, TIMESTAMP, BODY.as_bytes()), SIGNATURE);
    assert_eq!(verify(SECRET, TIMESTAMP, BODY.as_bytes(), SIGNATURE, TIMESTAMP), Ok(()));
}

// Holds: signature-expires.
#[test]
fn a_signature_holds_for_five_minutes_and_for_nothing_else() {
    let wrong = Err(SignatureError::Wrong);
    let other = SIGNATURE.replace("v0=a", "v0=b");
    let (longer, bare) = (format!("{SIGNATURE}00"), SIGNATURE.replace("v0=", ""));
    let cases = [
        ("on time", SECRET, BODY, SIGNATURE, 0, Ok(())),
        ("after five minutes", SECRET, BODY, SIGNATURE, 300, Ok(())),
        ("later", SECRET, BODY, SIGNATURE, 301, Err(SignatureError::TooOld { age: 301 })),
        ("another secret", "8f742231", BODY, SIGNATURE, 0, wrong),
        ("another body", SECRET, "token=", SIGNATURE, 0, wrong),
        ("another digit", SECRET, BODY, other.as_str(), 0, wrong),
        ("more digits", SECRET, BODY, longer.as_str(), 0, wrong),
        ("fewer digits", SECRET, BODY, "v0=a2114d", 0, wrong),
        ("no digits", SECRET, BODY, "v0=", 0, wrong),
        ("no hexadecimal", SECRET, BODY, "v0=zz", 0, wrong),
        ("no version", SECRET, BODY, bare.as_str(), 0, wrong),
        ("nothing", SECRET, BODY, "", 0, wrong),
    ];
    for (case, secret, body, signature, age, expected) in cases {
        let told = verify(secret, TIMESTAMP, body.as_bytes(), signature, TIMESTAMP + age);
        assert_eq!(told, expected, "{case}");
    }
    let early = verify(SECRET, TIMESTAMP, BODY.as_bytes(), SIGNATURE, TIMESTAMP - 1);
    assert_eq!(early, Ok(()), "a clock may be slow");
    let resigned = verify(SECRET, TIMESTAMP + 1, BODY.as_bytes(), SIGNATURE, TIMESTAMP);
    assert_eq!(resigned, wrong, "the timestamp is signed too");
    assert_eq!(SignatureError::Wrong.rule(), Rule::SignatureV0);
    assert_eq!(SignatureError::TooOld { age: 301 }.rule(), Rule::SignatureExpires);
}

#[test]
fn an_event_is_posted_as_json() {
    check(
        stage().installed(&["channels:read"]).invite(OLIVE, GENERAL),
        expect![[r#"
        User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)
        Accept: */*
        Content-Type: application/json
        X-Slack-Request-Timestamp: 1770000000
        X-Slack-Signature: v0=23f7b85d3f10bf81b0bf6324e65a0230f153f9b8a0cda243ce9c0e72cd0a9821

        {"token":"verification_token","team_id":"T061EG9R6","api_app_id":"A0BLA3EP2","event":{"type":"resources_added","resources":[{"resource":{"type":"channel","grant":{"type":"specific","resource_id":"C061EG9SL"}},"scopes":["channels:read"]}]},"type":"event_callback","authed_teams":[],"event_id":"Ev00000002","event_time":1536408003}
    "#]],
    );
}

#[test]
fn an_event_that_comes_again_says_so_in_its_headers() {
    let answers = EndpointAnswer::Fails { reason: RetryReason::HttpTimeout, no_retry: false };
    let story = stage().installed(&["channels:read"]).command(Command::Endpoint { answers });
    let posts = story.invite(OLIVE, GENERAL).last_posts();
    let retry = |post: &Post| {
        let headers = post.headers.iter().filter(|(name, _)| name.starts_with("X-Slack-Retry"));
        headers.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
    };
    assert_eq!(posts.len(), 2);
    assert!(retry(&posts[0]).is_empty());
    assert_eq!(retry(&posts[1]), ["X-Slack-Retry-Num: 1", "X-Slack-Retry-Reason: http_timeout"]);
    assert_eq!(posts[0].body, posts[1].body);
}

#[test]
fn a_button_is_posted_as_json_in_a_form() {
    check(
        stage().installed(&["chat:write"]).click(OLIVE, GENERAL),
        expect![[r#"
            User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)
            Accept: */*
            Content-Type: application/x-www-form-urlencoded
            X-Slack-Request-Timestamp: 1770000000
            X-Slack-Signature: v0=4d719d150c2982ba7a3a5e975986c46050504c1dbf7e416867042f99cbe1fab9

            payload=%7B%22type%22%3A%22interactive_message%22%2C%22actions%22%3A%5B%7B%22name%22%3A%22more%22%2C%22type%22%3A%22button%22%2C%22value%22%3A%22more%22%7D%5D%2C%22callback_id%22%3A%22ask_for_more%22%2C%22team%22%3A%7B%22id%22%3A%22T061EG9R6%22%2C%22domain%22%3A%22sweethaven%22%7D%2C%22channel%22%3A%7B%22id%22%3A%22C061EG9SL%22%2C%22name%22%3A%22general%22%7D%2C%22user%22%3A%7B%22id%22%3A%22U061F7AUR%22%2C%22name%22%3A%22olive%22%7D%2C%22action_ts%22%3A%221536408003.000000%22%2C%22message_ts%22%3A%221536408003.000000%22%2C%22attachment_id%22%3A%221%22%2C%22is_app_unfurl%22%3Afalse%2C%22token%22%3A%22verification_token%22%2C%22trigger_id%22%3A%22241582872338.63235480217.910a2dec89025cc15e41ab087439611e%22%2C%22response_url%22%3A%22https%3A%2F%2Fhooks.slack.com%2Factions%2FT061EG9R6%2F241582872338%2F910a2dec89025cc15e41ab087439611e%22%7D
        "#]],
    );
}

#[test]
fn a_slash_command_is_posted_as_a_form() {
    let story = stage().installed(&["commands"]);
    check(
        story.interact(OLIVE, GENERAL, Gesture::SlashCommand),
        expect![[r#"
            User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)
            Accept: */*
            Content-Type: application/x-www-form-urlencoded
            X-Slack-Request-Timestamp: 1770000000
            X-Slack-Signature: v0=39b0479132cdba4edf1b8c8efaf684091a01a19e65768c56284cd4fbb2c27a54

            token=verification_token&team_id=T061EG9R6&team_domain=sweethaven&channel_id=C061EG9SL&channel_name=general&user_id=U061F7AUR&user_name=olive&command=%2Ftrain&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT061EG9R6%2F241582872338%2F910a2dec89025cc15e41ab087439611e&trigger_id=241582872338.63235480217.910a2dec89025cc15e41ab087439611e&api_app_id=A0BLA3EP2
        "#]],
    );
}

#[test]
fn a_slash_commands_form_has_the_fields_of_the_documentations_example_in_their_order() {
    let story = stage().installed(&["commands"]).interact(OLIVE, GENERAL, Gesture::SlashCommand);
    let posts = story.last_posts();
    let names = |body: &[u8]| {
        let pairs = String::from_utf8_lossy(body).into_owned();
        pairs
            .split('&')
            .filter_map(|it| it.split('=').next().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let mut expected = names(BODY.as_bytes());
    expected.push("api_app_id".to_owned());
    assert_eq!(names(&posts[0].body), expected);
}

#[test]
fn what_is_not_sent_and_who_is_sent_back_is_not_posted() {
    let mut cast = Cast::default();
    cast.app.subscriptions.remove(Topic::ResourcesAdded);
    let unsent = stage_with(cast).installed(&["chat:write"]).invite(OLIVE, GENERAL);
    let back = stage().install(OLIVE, &["chat:write"], grantscope::InstallRoute::Oauth);
    for story in [unsent, back.approve(1, Channels::None)] {
        let last = story.sandbox.history().last().expect("something happened");
        assert!(!last.outcome.deliveries.is_empty() && story.last_posts().is_empty());
    }
}

#[test]
fn an_app_with_a_signing_secret_of_its_own_is_signed_with_it() {
    let mut cast = Cast::default();
    cast.app.signing_secret = SECRET.to_owned();
    let story = stage_with(cast).installed(&["channels:read"]).invite(OLIVE, LUNCH);
    for post in story.last_posts() {
        let (_, signature) = post.headers.last().expect("it is signed").clone();
        assert_eq!(verify(SECRET, REAL_CLOCK, &post.body, &signature, REAL_CLOCK), Ok(()));
        let default = Cast::default().app.signing_secret;
        assert!(verify(&default, REAL_CLOCK, &post.body, &signature, REAL_CLOCK).is_err());
    }
}

#[test]
fn a_signing_secret_is_written_down_where_it_is_the_apps_own() {
    let mut cast = Cast::default();
    assert!(!json(&cast).contains("signing_secret"));
    cast.app.signing_secret = SECRET.to_owned();
    let again: Cast = serde_json::from_str(&json(&cast)).expect("a cast can be read");
    assert_eq!(again, cast);
}

// Holds: calendar/signing-secrets.
#[test]
fn requests_are_signed_from_the_first_day_of_june_2018() {
    for (date, signed) in [(1_527_811_199, false), (1_527_811_200, true)] {
        let story = stage_with(Cast { date, ..Cast::default() }).after(0);
        let story = story.installed(&["channels:read"]).invite(OLIVE, GENERAL);
        let posts = story.last_posts();
        let headers = posts.iter().flat_map(|post| &post.headers);
        let of_signatures = ["X-Slack-Request-Timestamp", "X-Slack-Signature"];
        let found = headers.filter(|(name, _)| of_signatures.contains(&name.as_str())).count();
        assert_eq!(found, if signed { 2 } else { 0 }, "{date}");
    }
}

// Holds: url-verification.
#[test]
fn a_saved_request_url_is_challenged_anew_each_time_and_bare() {
    let save = || Command::VerifyRequestUrl {};
    check(
        stage().command(save()),
        expect![[r#"
        User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)
        Accept: */*
        Content-Type: application/json
        X-Slack-Request-Timestamp: 1770000000
        X-Slack-Signature: v0=b425c5cd4dac5147a71c8352207503e077bdc944f5af11e252c162853a5f732f

        {"token":"verification_token","challenge":"e220a8397b1dcdaf910a2dec89025cc1975835de1c9756ce","type":"url_verification"}
    "#]],
    );
    let body = |story: &Stage| story.last_posts()[0].body.clone();
    let (once, twice) = (stage().command(save()), stage().command(save()).command(save()));
    assert_eq!(body(&once), body(&stage().command(save())));
    assert_ne!(body(&once), body(&twice));
}

// Holds: url-verification.
#[test]
fn a_challenge_is_passed_in_three_ways_within_three_seconds() {
    let story = stage().command(Command::VerifyRequestUrl {});
    let deliveries = &story.sandbox.history()[0].outcome.deliveries;
    let [Delivery::UrlVerification { payload, .. }] = deliveries.as_slice() else {
        panic!("a challenge and nothing else: {deliveries:?}");
    };
    let UrlVerification { challenge, .. } = payload;
    let form = format!("challenge={challenge}");
    let json = format!(r#"{{"challenge":"{challenge}","more":1}}"#);
    let other = format!(r#"{{"challenge":"{challenge}x"}}"#);
    let (plain, form_type) = ("text/plain", "application/x-www-form-urlencoded");
    let cases = [
        (200, plain, challenge, 0, true),
        (200, "Text/Plain; charset=utf-8", challenge, 3000, true),
        (200, form_type, &form, 0, true),
        (200, "application/json", &json, 0, true),
        (200, plain, challenge, 3001, false),
        (201, plain, challenge, 0, false),
        (404, plain, challenge, 0, false),
        (200, "text/html", challenge, 0, false),
        (200, "", challenge, 0, true),
        (200, "", &json, 0, false),
        (200, plain, &json, 0, false),
        (200, plain, &String::new(), 0, false),
        (200, form_type, challenge, 0, false),
        (200, "application/json", challenge, 0, false),
        (200, "application/json", &other, 0, false),
    ];
    for (status, content_type, body, took, expected) in cases {
        let answer = ChallengeAnswer { status, content_type, body: body.as_bytes(), took };
        assert_eq!(
            payload.is_passed_by(&answer),
            expected,
            "{status} {content_type} {body} {took}"
        );
    }
}

#[test]
fn a_challenge_is_not_posted_again() {
    let answers = EndpointAnswer::Fails { reason: RetryReason::ConnectionFailed, no_retry: false };
    let story = stage().command(Command::Endpoint { answers }).forget();
    crate::stage::check(
        story.command(Command::VerifyRequestUrl {}).after(600_000).command(Command::Wait {}),
        expect![[r#"
            The app's request URL was challenged. [Not installed]
              » a challenge: not answered
              because url-verification
            Time passed. [Not installed]
        "#]],
    );
}

#[test]
fn bodies_have_the_fields_that_the_documents_samples_have() {
    let authed = |story: Stage| {
        let posts = story.last_posts();
        let bodies =
            posts.iter().map(|post| serde_json::from_slice::<serde_json::Value>(&post.body));
        let told = bodies.map(|body| body.expect("events are JSON"));
        told.map(|body| format!("{}: {}", body["event"]["type"], body["authed_teams"]))
            .collect::<Vec<_>>()
    };
    let app = || stage().installed_in(&["chat:write"], Channels::Chosen(vec![id(GENERAL)]));
    let message = Command::Message { user: id(OLIVE), conversation: None, text: "hi".to_owned() };
    let cases = [
        (app().kick(OLIVE, GENERAL), vec![r#""resources_removed": []"#]),
        (app().command(message), vec![r#""message": ["T061EG9R6"]"#]),
        (
            app().command(Command::Uninstall { user: id(OLIVE) }),
            vec![
                r#""resources_removed": []"#,
                r#""app_uninstalled": null"#,
                r#""tokens_revoked": null"#,
            ],
        ),
    ];
    for (story, expected) in cases {
        assert_eq!(authed(story), expected);
    }
}
