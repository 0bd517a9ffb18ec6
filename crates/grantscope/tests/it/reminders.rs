//! Reminders that an app makes and manages for people.

use std::fmt::Write as _;

use expect_test::expect;
use grantscope::Cast;
use serde_json::Value;

use crate::stage::{OLIVE, POPEYE, Stage, check, id, stage, stage_with};

const BOTH: [&str; 2] = ["reminders:read:user", "reminders:write:user"];

/// What is made first.
const FIRST: (&str, &str) = ("reminder", "Rm00000001");

/// Olive and Popeye let the app see and set their reminders. It is Saturday, 8 September 2018.
fn agreed() -> Stage {
    agreed_with(Cast::default())
}

fn agreed_with(cast: Cast) -> Stage {
    let install = |story: Stage, user, prompt| {
        let route = grantscope::InstallRoute::Settings;
        story.install(user, &BOTH, route).approve(prompt, grantscope::Channels::None)
    };
    install(install(stage_with(cast).after(0), OLIVE, 1), POPEYE, 2).forget()
}

fn add(story: Stage, user: &str, time: &str) -> Stage {
    story.call_as(user, "reminders.add", &[("text", "Eat spinach"), ("time", time)])
}

fn reply(story: &Stage) -> Value {
    serde_json::from_str(&story.last_reply()).expect("a reply is JSON")
}

/// When a reminder comes.
fn when(time: &str) -> String {
    let reply = reply(&add(agreed(), OLIVE, time));
    let reminder = &reply["reminder"];
    let moment = |time: i64| {
        let moment = time::OffsetDateTime::from_unix_timestamp(time).expect("it is a time");
        format!("{} {} {}", moment.weekday(), moment.date(), moment.time())
    };
    match (reply["error"].as_str(), reminder["time"].as_i64()) {
        (Some(error), _) => error.to_owned(),
        (None, Some(time)) => moment(time),
        (None, None) => format!("again and again: {}", reminder["recurring"]),
    }
}

fn table(times: &[&str]) -> String {
    times.iter().fold(String::new(), |mut table, time| {
        let _ = writeln!(table, "{time}: {}", when(time));
        table
    })
}

// Holds: acts-as-person, only-own-reminders-complete.
#[test]
fn a_reminder_is_made_listed_completed_and_deleted_for_and_as_a_person() {
    check(
        agreed()
            .after(1000)
            .call_as(
                OLIVE,
                "reminders.add",
                &[("text", "Pay for that burger"), ("time", "every tuesday")],
            )
            .call_as(OLIVE, "reminders.add", &[("text", "Eat spinach"), ("time", "in 15 minutes")])
            .call_as(OLIVE, "reminders.list", &[])
            .call_as(POPEYE, "reminders.list", &[])
            .call_as(OLIVE, "reminders.complete", &[FIRST])
            .call_as(OLIVE, "reminders.complete", &[("reminder", "Rm00000002")])
            .call_as(OLIVE, "reminders.info", &[("reminder", "Rm00000002")])
            .call_as(OLIVE, "reminders.delete", &[FIRST])
            .call_as(OLIVE, "reminders.info", &[FIRST])
            .call_as(OLIVE, "reminders.add", &[("text", "Again"), ("time", "20")]),
        expect![[r#"
            The app called reminders.add for Olive: ok. [Waiting]
              = {"ok":true,"reminder":{"creator":"U061F7AUR","id":"Rm00000001","recurring":true,"text":"Pay for that burger","user":"U061F7AUR"}}
              because acts-as-person, reminder-times
            The app called reminders.add for Olive: ok. [Waiting]
              = {"ok":true,"reminder":{"complete_ts":0,"creator":"U061F7AUR","id":"Rm00000002","recurring":false,"text":"Eat spinach","time":1536408902,"user":"U061F7AUR"}}
              because acts-as-person, reminder-times
            The app called reminders.list for Olive: ok. [Waiting]
              = {"ok":true,"reminders":[{"creator":"U061F7AUR","id":"Rm00000001","recurring":true,"text":"Pay for that burger","user":"U061F7AUR"},{"complete_ts":0,"creator":"U061F7AUR","id":"Rm00000002","recurring":false,"text":"Eat spinach","time":1536408902,"user":"U061F7AUR"}]}
              because acts-as-person
            The app called reminders.list for Popeye: ok. [Waiting]
              = {"ok":true,"reminders":[]}
              because acts-as-person
            The app called reminders.complete for Olive: cannot_complete_recurring. [Waiting]
              = {"ok":false,"error":"cannot_complete_recurring"}
              because only-own-reminders-complete
            The app called reminders.complete for Olive: ok. [Waiting]
              = {"ok":true}
              because acts-as-person
            The app called reminders.info for Olive: ok. [Waiting]
              = {"ok":true,"reminder":{"complete_ts":1536408006,"creator":"U061F7AUR","id":"Rm00000002","recurring":false,"text":"Eat spinach","time":1536408902,"user":"U061F7AUR"}}
              because acts-as-person
            The app called reminders.delete for Olive: ok. [Waiting]
              = {"ok":true}
              because acts-as-person
            The app called reminders.info for Olive: not_found. [Waiting]
              = {"ok":false,"error":"not_found"}
              because arguments-must-be-sound
            The app called reminders.add for Olive: ok. [Waiting]
              = {"ok":true,"reminder":{"complete_ts":0,"creator":"U061F7AUR","id":"Rm00000003","recurring":false,"text":"Again","time":1536408030,"user":"U061F7AUR"}}
              because acts-as-person, reminder-times
        "#]],
    );
}

// Holds: reminder-times.
#[test]
fn a_time_is_a_moment_within_five_years_a_number_of_seconds_or_plain_words() {
    expect![[r#"
        20: Saturday 2018-09-08 12:00:20.0
        86400: Sunday 2018-09-09 12:00:00.0
        1536500000: Sunday 2018-09-09 13:33:20.0
        1694174400: Friday 2023-09-08 12:00:00.0
        in 15 minutes: Saturday 2018-09-08 12:15:00.0
        in 5 minutes: Saturday 2018-09-08 12:05:00.0
        in an hour: Saturday 2018-09-08 13:00:00.0
        in 2 hours and 30 minutes: Saturday 2018-09-08 14:30:00.0
        in 3 days: Tuesday 2018-09-11 12:00:00.0
        in 2 weeks: Saturday 2018-09-22 12:00:00.0
        in 6 months: Friday 2019-03-08 12:00:00.0
        in a year: Sunday 2019-09-08 12:00:00.0
        at 3:30pm: Saturday 2018-09-08 15:30:00.0
        3:30 PM: Saturday 2018-09-08 15:30:00.0
        at 9am: Sunday 2018-09-09 9:00:00.0
        at noon: Sunday 2018-09-09 12:00:00.0
        midnight: Sunday 2018-09-09 0:00:00.0
        today at 15:00: Saturday 2018-09-08 15:00:00.0
        tomorrow: Sunday 2018-09-09 9:00:00.0
        tomorrow at 9am: Sunday 2018-09-09 9:00:00.0
        9am tomorrow: Sunday 2018-09-09 9:00:00.0
        Tomorrow, at 12am: Sunday 2018-09-09 0:00:00.0
        on Tuesday: Tuesday 2018-09-11 9:00:00.0
        tues at 8:15pm: Tuesday 2018-09-11 20:15:00.0
        saturday at 2pm: Saturday 2018-09-08 14:00:00.0
        saturday at 11am: Saturday 2018-09-15 11:00:00.0
        next saturday at 2pm: Saturday 2018-09-15 14:00:00.0
        next week: Monday 2018-09-10 9:00:00.0
        next week at 10am: Monday 2018-09-10 10:00:00.0
        next month: Monday 2018-10-01 9:00:00.0
        june 1: Saturday 2019-06-01 9:00:00.0
        1st june at 9:30am: Saturday 2019-06-01 9:30:00.0
        on december 24, 2018: Monday 2018-12-24 9:00:00.0
        february 29: Saturday 2020-02-29 9:00:00.0
        2018-12-24: Monday 2018-12-24 9:00:00.0
        2018-12-24 at 18:00: Monday 2018-12-24 18:00:00.0
    "#]]
    .assert_eq(&table(&[
        "20",
        "86400",
        "1536500000",
        "1694174400",
        "in 15 minutes",
        "in 5 minutes",
        "in an hour",
        "in 2 hours and 30 minutes",
        "in 3 days",
        "in 2 weeks",
        "in 6 months",
        "in a year",
        "at 3:30pm",
        "3:30 PM",
        "at 9am",
        "at noon",
        "midnight",
        "today at 15:00",
        "tomorrow",
        "tomorrow at 9am",
        "9am tomorrow",
        "Tomorrow, at 12am",
        "on Tuesday",
        "tues at 8:15pm",
        "saturday at 2pm",
        "saturday at 11am",
        "next saturday at 2pm",
        "next week",
        "next week at 10am",
        "next month",
        "june 1",
        "1st june at 9:30am",
        "on december 24, 2018",
        "february 29",
        "2018-12-24",
        "2018-12-24 at 18:00",
    ]));
}

// Holds: reminder-times.
#[test]
fn a_reminder_comes_again_and_again() {
    for time in [
        "every tuesday",
        "every Thursday",
        "every day",
        "every weekday at 9am",
        "every monday at 9am",
        "every monday and thursday at noon",
        "every monday, wednesday, friday",
        "every mondays",
        "every week",
        "every other week",
        "every 2 weeks",
        "every month",
        "every year",
        "every june 1",
    ] {
        assert_eq!(when(time), "again and again: true", "{time}");
    }
}

// Holds: reminder-times.
#[test]
fn what_is_no_time_is_refused() {
    let endless = "1 day ".repeat(100_000);
    for time in [
        "0",
        "1536400000",
        "1694174401",
        "99999999999999999999",
        "in 5 years and 1 day",
        "in 99999999999 days",
        "in 4294967295 weeks",
        "in 4294967295 years",
        "in minutes",
        "5 minutes",
        "in 15 minutes and",
        "in 15 parsecs",
        "at 25:00",
        "at 3:7pm",
        "at 13pm",
        "at 0am",
        "tomorrow tomorrow",
        "at 3pm at 4pm",
        "today",
        "2018-02-30",
        "2018-09-08",
        "18-12-24",
        "june",
        "june 31",
        "june 0",
        "february 30",
        "next",
        "on",
        "every",
        "every now and then",
        "every tomorrow",
        "every 2018-12-24",
        "every 1 weeks",
        "every tuesday tomorrow",
        "every tuesday at",
        "lunch",
        "é",
        &endless,
    ] {
        assert_eq!(when(time), "cannot_parse", "{}", &time.chars().take(40).collect::<String>());
    }
    assert_eq!(when(""), "invalid_arguments");
    assert_eq!(when(" "), "cannot_parse");
}

// Holds: reminders-of-others.
#[test]
fn somebody_else_is_reminded_once_by_members_only() {
    let mut cast = Cast::default();
    cast.people[1].restricted = true;
    let told = |creator: &str, user: &str, time: &str| {
        let arguments = [("text", "Lunch"), ("time", time), ("user", user)];
        let story = agreed_with(cast.clone()).call_as(creator, "reminders.add", &arguments);
        story.answer()
    };
    for (creator, user, time, expected) in [
        (OLIVE, POPEYE, "tomorrow", "ok"),
        (OLIVE, OLIVE, "every day", "ok"),
        (OLIVE, POPEYE, "every day", "cannot_add_others_recurring"),
        (POPEYE, OLIVE, "tomorrow", "cannot_add_others"),
        (POPEYE, OLIVE, "every day", "cannot_add_others"),
        (POPEYE, POPEYE, "every day", "ok"),
        (OLIVE, "U0NKHRW57", "tomorrow", "cannot_add_bot"),
        (OLIVE, "USLACKBOT", "tomorrow", "cannot_add_slackbot"),
        (OLIVE, "U0NOBODY", "tomorrow", "user_not_found"),
        (OLIVE, "olive", "tomorrow", "user_not_found"),
        (OLIVE, "U0NOBODY", "never", "cannot_parse"),
    ] {
        assert_eq!(told(creator, user, time), expected, "{creator} {user} {time}");
    }
}

// Holds: acts-as-person, only-own-reminders-complete.
#[test]
fn a_reminder_is_nobody_elses() {
    let arguments = [("text", "Lunch"), ("time", "tomorrow"), ("user", POPEYE)];
    let for_popeye = || agreed().call_as(OLIVE, "reminders.add", &arguments);
    let complete =
        |story: Stage, user| story.call_as(user, "reminders.complete", &[FIRST]).answer();
    assert_eq!(complete(for_popeye(), OLIVE), "cannot_complete_others");
    assert_eq!(complete(for_popeye(), POPEYE), "ok");
    assert_eq!(complete(add(agreed(), OLIVE, "tomorrow"), POPEYE), "not_found");
    for method in ["reminders.complete", "reminders.delete", "reminders.info"] {
        for unknown in ["Rm00000002", "rm00000001", "Rm1", "Rm+0000001", "Rmzzzzzzzz", "", "Rm"] {
            let story = for_popeye().call_as(POPEYE, method, &[("reminder", unknown)]);
            assert_eq!(story.answer(), "not_found", "{method} {unknown}");
        }
        assert_eq!(for_popeye().call_as(POPEYE, method, &[]).answer(), "not_found");
    }
}

#[test]
fn a_reminder_is_found_by_whoever_made_it_and_by_whoever_is_reminded() {
    let arguments = [("text", "Lunch"), ("time", "tomorrow"), ("user", POPEYE)];
    for user in [OLIVE, POPEYE] {
        for method in ["reminders.info", "reminders.list", "reminders.delete"] {
            let story = agreed().call_as(OLIVE, "reminders.add", &arguments);
            assert_eq!(story.call_as(user, method, &[FIRST]).answer(), "ok", "{user} {method}");
        }
    }
}

#[test]
fn a_reminder_that_is_complete_stays_as_it_is_when_it_is_completed_again() {
    let complete = |story: Stage| story.call_as(OLIVE, "reminders.complete", &[FIRST]);
    let once = complete(add(agreed(), OLIVE, "tomorrow"));
    let info = |story: Stage| reply(&story.call_as(OLIVE, "reminders.info", &[FIRST]));
    let again = info(complete(once.after(60_000)));
    assert_eq!(again["reminder"]["complete_ts"], 1_536_408_000);
}

#[test]
fn a_reminder_for_a_day_without_a_time_comes_at_nine_in_the_morning() {
    assert_eq!(when("tomorrow"), when("tomorrow at 9am"));
}

#[test]
fn next_week_and_next_month_begin_with_their_first_day() {
    assert_eq!(when("next week"), when("on monday"));
    assert_eq!(when("next month"), when("on october 1"));
}

#[test]
fn reminders_need_a_scope_and_the_person_who_gave_it() {
    let story = || stage().installed(&["reminders:read:user"]);
    assert_eq!(add(story(), OLIVE, "tomorrow").answer(), "missing_scope");
    assert_eq!(add(story(), POPEYE, "tomorrow").answer(), "no_permission");
    assert_eq!(story().call("reminders.list", &[]).answer(), "user_not_specified");
    let wimpy: grantscope::UserId = id("WH1MPY");
    assert_eq!(add(story(), &wimpy.to_string(), "tomorrow").answer(), "no_permission");
}
