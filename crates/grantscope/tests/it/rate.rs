//! Rate tiers: how often an app may call, and what it is told when it calls too often.

use grantscope::{
    Call, Cast, Channels, HttpRequest, HttpResponse, InstallRoute, Milestone, Sandbox,
};

use crate::stage::{GENERAL, LUNCH, OLIVE, Stage, id, stage_with};

/// An app in two channels whose calls are counted.
fn counted() -> Sandbox {
    let cast = Cast::default();
    let channels = Channels::Chosen(vec![id(GENERAL), id(LUNCH)]);
    stage_with(cast).installed_in(&["chat:write", "users:read", "team:read"], channels).sandbox
}

fn call(sandbox: &mut Sandbox, after: u64, path: &str) -> HttpResponse {
    let token = sandbox.credentials().access_token.expect("the app is installed");
    let request = HttpRequest::get(&format!("/api/{path}"))
        .with_header("Authorization", &format!("Bearer {token}"));
    sandbox.fetch(after, &request).expect("the model answers")
}

/// How many calls at once pass before the first that is refused, and what that is told.
fn at_once(sandbox: &mut Sandbox, path: &str) -> (u32, Option<String>) {
    for passed in 0..400 {
        let response = call(sandbox, 0, path);
        if response.status == 429 {
            assert_eq!(response.text(), r#"{"ok":false,"error":"ratelimited"}"#);
            return (passed, response.header("Retry-After").map(str::to_owned));
        }
        assert_eq!(response.status, 200);
    }
    panic!("{path} is never refused");
}

// Holds: rate-tiers.
#[test]
fn each_tier_has_its_number_of_calls_a_minute() {
    for (path, most) in [
        ("apps.permissions.info", 20),
        ("users.list", 20),
        ("team.info", 50),
        ("users.info?user=U061F7AUR", 100),
        ("auth.test", 300),
    ] {
        let mut sandbox = counted();
        assert_eq!(at_once(&mut sandbox, path), (most, Some("60".to_owned())), "{path}");
    }
}

#[test]
fn an_app_uninstalls_itself_once_a_minute() {
    let app = Cast::default().app;
    let client = format!("client_id={}&client_secret={}", app.client_id, app.client_secret);
    let uninstall = format!("apps.uninstall?{client}");
    let mut sandbox = counted();
    assert_eq!(call(&mut sandbox, 0, &uninstall).status, 200);
    let again = Stage::of(sandbox).install(OLIVE, &[], InstallRoute::Settings);
    let mut sandbox = again.approve(2, Channels::None).sandbox;
    let refused = call(&mut sandbox, 0, &uninstall);
    assert_eq!((refused.status, refused.header("Retry-After")), (429, Some("58")));
    assert!(sandbox.view().installed);
    assert_eq!(call(&mut sandbox, 58_000, &uninstall).status, 200);
}

#[test]
fn renewing_is_no_way_around_the_tier_of_another_method() {
    let mut sandbox = counted();
    let path = "apps.permissions.info?grant_type=refresh_token";
    assert_eq!(at_once(&mut sandbox, path).0, 20);
}

#[test]
fn a_rate_window_is_sixty_seconds_long_and_starts_with_its_first_call() {
    let mut sandbox = counted();
    assert_eq!(call(&mut sandbox, 0, "apps.permissions.info").status, 200);
    sandbox.fetch(40_000, &HttpRequest::get("/")).expect("time passes");
    assert_eq!(at_once(&mut sandbox, "apps.permissions.info"), (19, Some("20".to_owned())));
    let refused = call(&mut sandbox, 19_001, "apps.permissions.info");
    assert_eq!((refused.status, refused.header("Retry-After")), (429, Some("1")));
    assert_eq!(call(&mut sandbox, 998, "apps.permissions.info").status, 429);
    assert_eq!(at_once_after(&mut sandbox, 1), (20, Some("60".to_owned())));
}

fn at_once_after(sandbox: &mut Sandbox, after: u64) -> (u32, Option<String>) {
    sandbox.fetch(after, &HttpRequest::get("/")).expect("time passes");
    at_once(sandbox, "apps.permissions.info")
}

#[test]
fn methods_are_counted_apart_and_refused_calls_are_not_counted() {
    let mut sandbox = counted();
    assert_eq!(at_once(&mut sandbox, "apps.permissions.info").0, 20);
    assert_eq!(at_once(&mut sandbox, "apps.permissions.scopes.list").0, 20);
    let tokenless = HttpRequest::get("/api/users.list");
    for _ in 0..30 {
        assert_eq!(sandbox.fetch(0, &tokenless).expect("the model answers").status, 200);
    }
    assert_eq!(at_once(&mut sandbox, "users.list").0, 20);
    sandbox.fetch(60_000, &HttpRequest::get("/")).expect("time passes");
    assert_eq!(at_once(&mut sandbox, "users.list").0, 20);
}

fn message(channel: &str) -> String {
    format!("chat.postMessage?text=Hi&channel={channel}")
}

#[test]
fn five_messages_may_come_at_once_to_one_place() {
    let mut sandbox = counted();
    assert_eq!(at_once(&mut sandbox, &message(GENERAL)), (5, Some("1".to_owned())));
    assert_eq!(at_once(&mut sandbox, &message(LUNCH)), (5, Some("1".to_owned())));
    for _ in 0..3 {
        assert_eq!(call(&mut sandbox, 999, &message(GENERAL)).status, 429);
        assert_eq!(call(&mut sandbox, 1, &message(GENERAL)).status, 200);
    }
    assert_eq!(call(&mut sandbox, 500, &message(GENERAL)).status, 429);
    sandbox.fetch(2500, &HttpRequest::get("/")).expect("time passes");
    assert_eq!(at_once(&mut sandbox, &message(GENERAL)).0, 3);
}

#[test]
fn a_person_and_their_direct_message_are_one_place() {
    let mut sandbox = counted();
    assert_eq!(at_once(&mut sandbox, &message(OLIVE)).0, 5);
    assert_eq!(at_once(&mut sandbox, &message("D00000001")).0, 0);
    let first = ["chat:write", "conversations.app_home:create"];
    let mut sandbox = stage_with(Cast::default()).installed(&first).sandbox;
    assert_eq!(at_once(&mut sandbox, &message(crate::stage::POPEYE)).0, 5);
}

#[test]
fn several_hundred_calls_a_minute_are_three_hundred() {
    let mut sandbox = counted();
    let passed = (0..310).filter(|number| {
        let channel = format!("C0NOTHERE{number}");
        call(&mut sandbox, 0, &message(&channel)).status == 200
    });
    assert_eq!(passed.count(), 300);
}

#[test]
fn renewing_comes_in_bursts_of_fifty_and_goes_on_ten_times_a_minute() {
    let mut cast = Cast::default();
    cast.app.rotation = true;
    let app = cast.app.clone();
    let mut sandbox = stage_with(cast).installed(&[]).sandbox;
    let mut refresh = |after| {
        let refresh_token = sandbox.credentials().refresh_token.expect("tokens rotate");
        let body = format!(
            "grant_type=refresh_token&refresh_token={refresh_token}&client_id={}&client_secret={}",
            app.client_id, app.client_secret
        );
        let request =
            HttpRequest::post("/api/oauth.access", "application/x-www-form-urlencoded", body);
        let response = sandbox.fetch(after, &request).expect("the model answers");
        (response.status, response.header("Retry-After").map(str::to_owned))
    };
    assert!((0..50).all(|_| refresh(0) == (200, None)));
    assert_eq!(refresh(0), (429, Some("6".to_owned())));
    assert_eq!(refresh(6000), (200, None));
    assert_eq!(refresh(0), (429, Some("6".to_owned())));
}

// Holds: dialect/rate_limits.
#[test]
fn without_limits_nothing_is_counted() {
    let mut cast = Cast::default();
    cast.dialect.rate_limits = grantscope::RateLimits::Off;
    let mut sandbox = stage_with(cast).installed(&[]).sandbox;
    assert!((0..200).all(|_| call(&mut sandbox, 0, "apps.permissions.info").status == 200));
}

// Holds: rate-tiers.
#[test]
fn a_call_that_is_one_too_many_changes_nothing_and_says_by_which_rule() {
    let cast = Cast::default();
    let mut story = stage_with(cast).installed(&[]).after(0);
    for _ in 0..21 {
        story = story.call("apps.permissions.scopes.list", &[]);
    }
    let last = story.sandbox.history().last().expect("it is kept");
    assert_eq!(last.outcome.because.iter().map(|rule| rule.id).collect::<Vec<_>>(), ["rate-tiers"]);
    let command = grantscope::Command::Call(Call::plain("apps.permissions.info"));
    let story = story.command(command).invite(OLIVE, GENERAL);
    assert!(story.sandbox.view().conversations.iter().any(|it| it.reached));
}

// Holds: calendar/rate-tiers.
#[test]
fn there_were_no_tiers_before_a_day_in_march() {
    let passed = |seconds: i64| {
        let date = Milestone::RateTiers.date().seconds().checked_add_signed(seconds);
        let cast = Cast { date: date.expect("a date"), ..Cast::default() };
        let mut sandbox = stage_with(cast).installed(&[]).sandbox;
        (0..30).filter(|_| call(&mut sandbox, 0, "apps.permissions.info").status == 200).count()
    };
    assert_eq!((passed(-60), passed(0)), (30, 20));
}
