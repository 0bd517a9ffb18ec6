//! When a reminder comes: in figures, or in the words that people use.
//!
//! Only English, and only what says when exactly enough; the rest is no time. Not here: anything
//! about reminders.
//!
//! Source: FACTS, section a (A3); 000_2d3da42c3657f384.txt, Using Web API methods as a user ("every
//! tuesday").

mod words;

use time::{Date, Duration, Month, OffsetDateTime, Time, Weekday};

use crate::model::Timestamp;
use words::{Day, day, day_and_time, weekday};

/// When a reminder comes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum When {
    /// Once, at so many seconds since 1970.
    Once(u64),
    /// Again and again.
    Recurring,
}

/// The furthest that a reminder can be ahead, in months.
const FIVE_YEARS: u32 = 60;

/// More words than this are no time.
const MOST_WORDS: usize = 20;

/// Up to so many seconds a number is a delay; from there on it is a moment.
const ONE_DAY: u64 = 24 * 60 * 60;

// ASSUMPTION: a reminder for a day without a time comes at nine in the morning.
const MORNING: u8 = 9;

/// Understands a time, or does not.
pub(super) fn read(text: &str, now: Timestamp) -> Option<When> {
    let now = OffsetDateTime::from_unix_timestamp(i64::try_from(now.seconds()).ok()?).ok()?;
    let text = text.to_ascii_lowercase().replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let once = match words.as_slice() {
        ["every", rest @ ..] => return recurs(rest).then_some(When::Recurring),
        [number] if number.bytes().all(|it| it.is_ascii_digit()) => in_figures(number, now),
        ["in", rest @ ..] => after(rest, now),
        words => in_words(words, now),
    }?;
    let latest = months_later(now.date(), FIVE_YEARS)?.with_time(now.time()).assume_utc();
    let ahead = once > now && once <= latest;
    u64::try_from(once.unix_timestamp()).ok().filter(|_| ahead).map(When::Once)
}

fn in_figures(number: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
    let number: u64 = number.parse().ok()?;
    let seconds = i64::try_from(number).ok()?;
    if number <= ONE_DAY {
        now.checked_add(Duration::seconds(seconds))
    } else {
        OffsetDateTime::from_unix_timestamp(seconds).ok()
    }
}

/// `5 minutes`, `an hour and 30 minutes`.
fn after(words: &[&str], from: OffsetDateTime) -> Option<OffsetDateTime> {
    let (number, unit, rest) = match words {
        [number, unit, "and", rest @ ..] if !rest.is_empty() => (number, unit, rest),
        [number, unit, rest @ ..] => (number, unit, rest),
        [] | [_] => return None,
    };
    let number: u32 = match *number {
        "a" | "an" | "one" => 1,
        number => number.parse().ok()?,
    };
    let moment = match unit.trim_end_matches('s') {
        "second" | "sec" => from.checked_add(Duration::seconds(number.into())),
        "minute" | "min" => from.checked_add(Duration::minutes(number.into())),
        "hour" => from.checked_add(Duration::hours(number.into())),
        "day" => from.checked_add(Duration::days(number.into())),
        "week" => from.checked_add(Duration::weeks(number.into())),
        "month" => months_later(from.date(), number).map(|day| from.replace_date(day)),
        "year" => {
            months_later(from.date(), number.checked_mul(12)?).map(|day| from.replace_date(day))
        }
        _ => None,
    }?;
    if rest.is_empty() { Some(moment) } else { after(rest, moment) }
}

/// The same day of a later month, or the last that it has.
fn months_later(day: Date, months: u32) -> Option<Date> {
    let month = u32::from(u8::from(day.month())).checked_sub(1)?.checked_add(months)?;
    let year = day.year().checked_add(i32::try_from(month / 12).ok()?)?;
    let month = Month::try_from(u8::try_from(month % 12).ok()?.checked_add(1)?).ok()?;
    Date::from_calendar_date(year, month, day.day().min(month.length(year))).ok()
}

/// `tomorrow at 9am`, `at 3:30pm`, `on june 1`: a day, a time, or both, in any order.
fn in_words(words: &[&str], now: OffsetDateTime) -> Option<OffsetDateTime> {
    let (day, time) = day_and_time(words)?;
    let time = time.or(day.and_then(|_| Time::from_hms(MORNING, 0, 0).ok()))?;
    let at = |day: Date| day.with_time(time).assume_utc();
    let today = now.date();
    let coming = |day: &OffsetDateTime| *day > now;
    // ASSUMPTION: next week and next month begin with their first day.
    match day {
        None => [Some(today), today.next_day()].into_iter().flatten().map(at).find(coming),
        Some(Day::Ahead(days)) => today.checked_add(Duration::days(days)).map(at),
        Some(Day::Weekday(weekday, after_today)) => {
            let later = next_weekday(today, weekday);
            let this = (!after_today && today.weekday() == weekday).then_some(today);
            [this, later].into_iter().flatten().map(at).find(coming)
        }
        // The 29th of February can be eight years away.
        Some(Day::Yearly(month, day)) => (0..=8)
            .filter_map(|years| today.year().checked_add(years))
            .filter_map(|year| Date::from_calendar_date(year, month, day).ok())
            .map(at)
            .find(coming),
        Some(Day::Exactly(day)) => Some(at(day)),
        Some(Day::NextWeek) => next_weekday(today, Weekday::Monday).map(at),
        Some(Day::NextMonth) => months_later(today, 1)?.replace_day(1).ok().map(at),
    }
}

/// The first such day after today.
fn next_weekday(today: Date, weekday: Weekday) -> Option<Date> {
    let mut days = (1..=7).filter_map(|days| today.checked_add(Duration::days(days)));
    days.find(|day| day.weekday() == weekday)
}

/// `tuesday`, `day at 9am`, `other week`, `2 weeks`, `monday and thursday`, `june 1`.
fn recurs(words: &[&str]) -> bool {
    let Some(mut rest) = period(words) else { return false };
    while let Some(others) = another_weekday(rest) {
        rest = others;
    }
    rest.is_empty() || matches!(day_and_time(rest), Some((None, Some(_))))
}

/// What is left after what says how often.
fn period<'a>(words: &'a [&'a str]) -> Option<&'a [&'a str]> {
    match words {
        ["day" | "weekday" | "week" | "month" | "year", rest @ ..] => Some(rest),
        ["other", "day" | "week" | "month" | "year", rest @ ..] => Some(rest),
        [number, "days" | "weeks" | "months" | "years", rest @ ..] => {
            number.parse::<u8>().ok().filter(|number| *number > 1).map(|_| rest)
        }
        words => match day(words)? {
            (Day::Weekday(_, false) | Day::Yearly(..), rest) => Some(rest),
            (
                Day::Ahead(_)
                | Day::Weekday(_, true)
                | Day::Exactly(_)
                | Day::NextWeek
                | Day::NextMonth,
                _,
            ) => None,
        },
    }
}

fn another_weekday<'a>(words: &'a [&'a str]) -> Option<&'a [&'a str]> {
    let words = if let ["and", rest @ ..] = words { rest } else { words };
    words.split_first().filter(|(first, _)| weekday(first).is_some()).map(|(_, rest)| rest)
}
