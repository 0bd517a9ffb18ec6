//! Days and times as people say them in English. Not here: which moment they come to.

use time::{Date, Month, Time, Weekday};

/// A day as people name it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    /// So many days from today.
    Ahead(i64),
    /// The next one, or the one after today.
    Weekday(Weekday, bool),
    /// Each year.
    Yearly(Month, u8),
    Exactly(Date),
    /// The first of the next one.
    NextWeek,
    NextMonth,
}

/// All the words, as at most one day and at most one time.
pub(super) fn day_and_time<'a>(mut words: &'a [&'a str]) -> Option<(Option<Day>, Option<Time>)> {
    let (mut named_day, mut named_time) = (None, None);
    while !words.is_empty() {
        let said = if let ["at" | "on", rest @ ..] = words { rest } else { words };
        if let (None, Some((found, rest))) = (named_time, time_of_day(said)) {
            (named_time, words) = (Some(found), rest);
        } else if let (None, Some((found, rest))) = (named_day, day(said)) {
            (named_day, words) = (Some(found), rest);
        } else {
            return None;
        }
    }
    Some((named_day, named_time))
}

/// The day that words begin with, and the words after it.
pub(super) fn day<'a>(words: &'a [&'a str]) -> Option<(Day, &'a [&'a str])> {
    match words {
        ["today", rest @ ..] => Some((Day::Ahead(0), rest)),
        ["tomorrow", rest @ ..] => Some((Day::Ahead(1), rest)),
        ["next", "week", rest @ ..] => Some((Day::NextWeek, rest)),
        ["next", "month", rest @ ..] => Some((Day::NextMonth, rest)),
        ["next", name, rest @ ..] => weekday(name).map(|day| (Day::Weekday(day, true), rest)),
        [one, other, rest @ ..] => {
            let dated = |name, number| Some((month(name)?, day_of_month(number)?));
            match dated(one, other).or_else(|| dated(other, one)) {
                Some((month, day)) => Some(in_year(month, day, rest)),
                None => single_day(one).map(|day| (day, words.get(1..).unwrap_or_default())),
            }
        }
        [one] => single_day(one).map(|day| (day, [].as_slice())),
        [] => None,
    }
}

fn in_year<'a>(month: Month, day: u8, rest: &'a [&'a str]) -> (Day, &'a [&'a str]) {
    let yearly = (Day::Yearly(month, day), rest);
    let [year, rest @ ..] = rest else { return yearly };
    let year = year.parse().ok().filter(|year| (1970..=9999).contains(year));
    let dated = year.and_then(|year| Date::from_calendar_date(year, month, day).ok());
    dated.map_or(yearly, |date| (Day::Exactly(date), rest))
}

fn single_day(word: &str) -> Option<Day> {
    weekday(word).map(|day| Day::Weekday(day, false)).or_else(|| date(word).map(Day::Exactly))
}

/// `2018-12-24`
fn date(word: &str) -> Option<Date> {
    let mut parts = word.splitn(3, '-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}

/// `1`, `1st`, `24th`
fn day_of_month(word: &str) -> Option<u8> {
    let ending = |word: &&str| ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending));
    let number =
        Some(word).filter(ending).and_then(|word| word.get(..word.len().saturating_sub(2)));
    number.unwrap_or(word).parse().ok().filter(|day| (1..=31).contains(day))
}

/// The time that words begin with, and the words after it: `3:30pm`, `9 am`, `15:30`, `noon`.
fn time_of_day<'a>(words: &'a [&'a str]) -> Option<(Time, &'a [&'a str])> {
    match words {
        ["noon", rest @ ..] => Some((clock("12", None)?, rest)),
        ["midnight", rest @ ..] => Some((Time::MIDNIGHT, rest)),
        [number, half @ ("am" | "pm"), rest @ ..] => Some((clock(number, Some(half))?, rest)),
        [word, rest @ ..] => {
            let half = ["am", "pm"].into_iter().find(|half| word.ends_with(half));
            let number = half.and_then(|half| word.strip_suffix(half)).unwrap_or(word);
            let told = half.is_some() || number.contains(':');
            Some((clock(number, half).filter(|_| told)?, rest))
        }
        [] => None,
    }
}

fn clock(number: &str, half: Option<&str>) -> Option<Time> {
    let (hour, minute) = number.split_once(':').unwrap_or((number, "00"));
    let hour: u8 = hour.parse().ok()?;
    let minute = minute.parse().ok().filter(|_| minute.len() == 2)?;
    let hour = match half {
        None => hour,
        Some(half) if (1..=12).contains(&hour) => hour % 12 + if half == "pm" { 12 } else { 0 },
        Some(_) => return None,
    };
    Time::from_hms(hour, minute, 0).ok()
}

/// `tuesday`, `tuesdays`, `tue`
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    named(&NAMES, word.strip_suffix('s').filter(|name| name.ends_with("day")).unwrap_or(word))
}

/// `june`, `jun`
fn month(word: &str) -> Option<Month> {
    const NAMES: [(&str, Month); 12] = [
        ("january", Month::January),
        ("february", Month::February),
        ("march", Month::March),
        ("april", Month::April),
        ("may", Month::May),
        ("june", Month::June),
        ("july", Month::July),
        ("august", Month::August),
        ("september", Month::September),
        ("october", Month::October),
        ("november", Month::November),
        ("december", Month::December),
    ];
    named(&NAMES, word)
}

/// By the whole name, or its first letters, three at least.
fn named<T: Copy>(names: &[(&str, T)], word: &str) -> Option<T> {
    let begins = |name: &&(&str, T)| word.len() >= 3 && name.0.starts_with(word);
    names.iter().find(begins).map(|(_, value)| *value)
}
