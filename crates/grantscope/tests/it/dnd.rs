//! Do not disturb, with a clock.

use expect_test::expect;
use serde_json::Value;

use crate::stage::{OLIVE, POPEYE, Stage, check, stage};

/// Olive let the app change when she may be disturbed. It is noon.
fn agreed() -> Stage {
    stage().after(0).installed(&["dnd:read", "dnd:write:user", "users:read"])
}

fn snooze(story: Stage, minutes: &str) -> Stage {
    story.call_as(OLIVE, "dnd.setSnooze", &[("num_minutes", minutes)])
}

fn info(story: Stage) -> Value {
    let story = story.call("dnd.info", &[("user", OLIVE)]);
    serde_json::from_str(&story.last_reply()).expect("a reply is JSON")
}

/// In milliseconds.
const HOUR: u64 = 60 * 60 * 1000;

// Holds: snooze-ends-by-itself.
#[test]
fn a_snooze_is_set_runs_out_and_is_ended() {
    check(
        snooze(agreed(), "60")
            .after(59 * 60 * 1000)
            .call("dnd.info", &[("user", OLIVE)])
            .after(60_000)
            .call("dnd.info", &[("user", OLIVE)])
            .call_as(OLIVE, "dnd.endSnooze", &[])
            .call_as(OLIVE, "dnd.setSnooze", &[("num_minutes", "20")])
            .after(0)
            .call_as(OLIVE, "dnd.setSnooze", &[("num_minutes", "1")])
            .call_as(OLIVE, "dnd.endSnooze", &[])
            .call("dnd.teamInfo", &[("users", &format!("{OLIVE},{POPEYE}"))]),
        expect![[r#"
            The app called dnd.setSnooze for Olive: ok. [Waiting]
              = {"ok":true,"snooze_enabled":true,"snooze_endtime":1536411600,"snooze_remaining":3600}
              because acts-as-person, snooze-ends-by-itself
            The app called dnd.info: ok. [Waiting]
              = {"dnd_enabled":true,"next_dnd_end_ts":1536480000,"next_dnd_start_ts":1536444000,"ok":true,"snooze_enabled":true,"snooze_endtime":1536411600,"snooze_remaining":60}
              because scopes-travel, dnd-hours
            The app called dnd.info: ok. [Waiting]
              = {"dnd_enabled":true,"next_dnd_end_ts":1536480000,"next_dnd_start_ts":1536444000,"ok":true,"snooze_enabled":false}
              because scopes-travel, dnd-hours
            The app called dnd.endSnooze for Olive: snooze_not_active. [Waiting]
              = {"ok":false,"error":"snooze_not_active"}
              because snooze-ends-by-itself
            The app called dnd.setSnooze for Olive: ok. [Waiting]
              = {"ok":true,"snooze_enabled":true,"snooze_endtime":1536412920,"snooze_remaining":1200}
              because acts-as-person, snooze-ends-by-itself
            The app called dnd.setSnooze for Olive: ok. [Waiting]
              = {"ok":true,"snooze_enabled":true,"snooze_endtime":1536411780,"snooze_remaining":60}
              because acts-as-person, snooze-ends-by-itself
            The app called dnd.endSnooze for Olive: ok. [Waiting]
              = {"dnd_enabled":true,"next_dnd_end_ts":1536480000,"next_dnd_start_ts":1536444000,"ok":true,"snooze_enabled":false}
              because acts-as-person, dnd-hours
            The app called dnd.teamInfo: ok. [Waiting]
              = {"ok":true,"users":{"U061F7AUR":{"dnd_enabled":true,"next_dnd_end_ts":1536480000,"next_dnd_start_ts":1536444000},"U0HTT3Q0G":{"dnd_enabled":true,"next_dnd_end_ts":1536480000,"next_dnd_start_ts":1536444000}}}
              because scopes-travel, dnd-hours
        "#]],
    );
}

#[test]
fn a_snooze_is_refused_for_what_it_asks() {
    for (minutes, expected) in [
        ("", "missing_duration"),
        ("0", "snooze_failed"),
        ("-5", "snooze_failed"),
        ("an hour", "snooze_failed"),
        ("1", "ok"),
        ("1440", "ok"),
        ("1441", "too_long"),
        ("18446744073709551615", "too_long"),
    ] {
        assert_eq!(snooze(agreed(), minutes).answer(), expected, "{minutes}");
    }
    assert_eq!(agreed().call_as(OLIVE, "dnd.setSnooze", &[]).answer(), "missing_duration");
}

// Holds: dnd-hours.
#[test]
fn the_hours_of_today_are_ended_early_and_come_again_tomorrow() {
    let night = || agreed().after(11 * HOUR).wait().after(0);
    let before = info(night());
    assert_eq!(before["next_dnd_start_ts"], 1_536_444_000, "an hour ago");
    assert_eq!(before["next_dnd_end_ts"], 1_536_480_000);
    let ended = night().call_as(OLIVE, "dnd.endDnd", &[]);
    assert_eq!(ended.last_reply(), r#"{"ok":true}"#);
    let after = info(ended.call_as(OLIVE, "dnd.endDnd", &[]));
    assert_eq!(after["next_dnd_start_ts"], 1_536_530_400, "tomorrow");
    assert_eq!(after["next_dnd_end_ts"], 1_536_566_400);
    let next_night =
        info(night().call_as(OLIVE, "dnd.endDnd", &[]).after(24 * HOUR).wait().after(0));
    assert_eq!(next_night["next_dnd_start_ts"], 1_536_530_400);
}

#[test]
fn nobody_is_disturbed_from_ten_in_the_evening_to_eight_in_the_morning_in_universal_time() {
    let at = |hours: u64| info(agreed().after(hours * HOUR).wait().after(0));
    for (hours, start) in
        [(0, 1_536_444_000), (10, 1_536_444_000), (19, 1_536_444_000), (20, 1_536_530_400)]
    {
        let rest = at(hours);
        assert_eq!(rest["dnd_enabled"], true);
        assert_eq!(rest["next_dnd_start_ts"], start, "{hours} hours after noon");
        assert_eq!(rest["next_dnd_end_ts"], start + 10 * 60 * 60);
    }
}

#[test]
fn a_snooze_lasts_at_most_a_day() {
    let day = "1440";
    assert_eq!(info(snooze(agreed(), day))["snooze_remaining"], 24 * 60 * 60);
    assert_eq!(snooze(agreed(), "1441").answer(), "too_long");
}

#[test]
fn ending_do_not_disturb_outside_its_hours_is_an_unknown_error() {
    let end = |hours: u64| {
        agreed().after(hours * HOUR).wait().after(0).call_as(OLIVE, "dnd.endDnd", &[]).answer()
    };
    assert_eq!([end(9), end(10), end(19), end(20)], ["unknown_error", "ok", "ok", "unknown_error"]);
}

#[test]
fn a_workspace_token_is_nobody_and_so_its_look_ups_name_a_person() {
    let ask = |method: &str, arguments: &[(&str, &str)]| {
        let story = stage().installed(&["dnd:read", "users.profile:read"]);
        story.call(method, arguments).answer()
    };
    for method in ["dnd.info", "users.profile.get"] {
        assert_eq!(ask(method, &[]), "user_not_found");
        assert_eq!(ask(method, &[("user", "U0NOBODY")]), "user_not_found");
        assert_eq!(ask(method, &[("user", OLIVE)]), "ok");
    }
}

#[test]
fn those_who_are_not_there_are_left_out_of_what_is_told_of_the_teams_rest() {
    let told = |users: &str| {
        let reply = agreed().call("dnd.teamInfo", &[("users", users)]).last_reply();
        let reply: Value = serde_json::from_str(&reply).expect("a reply is JSON");
        let users = reply["users"].as_object().expect("people are told by id");
        users.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(told("U0NOBODY, U061F7AUR"), [OLIVE]);
    assert!(told("nobody").is_empty());
    assert_eq!(told(""), [OLIVE, POPEYE, "WH1MPY"], "everybody");
}
