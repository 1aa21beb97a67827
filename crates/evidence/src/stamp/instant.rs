//! Times in the forms of machines, which name a moment whatever the zone.

use super::{Stamp, civil::begins_like};
use crate::pattern;
use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

/// 100-nanosecond ticks from 1601-01-01, where FILETIME begins, to 1970-01-01.
const FILETIME_OF_1970: i64 = 116_444_736_000_000_000;

/// The moment that a text starts with, or is.
pub(super) fn read(text: &str) -> Option<Stamp> {
    let text = text.trim();
    let timestamp = json_date(text).or_else(|| with_zone(text)).or_else(|| cim_datetime(text)).or_else(|| number(text));
    timestamp.map(Stamp::of_timestamp)
}

/// `/Date(1403009437000)/` with the milliseconds since 1970, as .NET's older serializer writes it. The offset behind them says in
/// which zone the machine was, and changes nothing.
fn json_date(text: &str) -> Option<Timestamp> {
    let milliseconds = pattern::JSON_DATE.captures(text)?.get(1)?.as_str().parse().ok()?;
    Timestamp::from_millisecond(milliseconds).ok()
}

/// ISO 8601 with `Z` or the distance from UTC.
fn with_zone(text: &str) -> Option<Timestamp> {
    if let Some(timestamp) = universal(text) {
        return Some(timestamp);
    }
    let found = pattern::ISO_ZONE.captures(text)?;
    let group = |number: usize| found.get(number).map_or("", |text| text.as_str());
    let civil = civil(group(1), group(2))?;
    let sign = if group(3) == "-" { -1 } else { 1 };
    let number = |text: &str| text.parse::<i64>().unwrap_or(0);
    moment(civil, sign * (number(group(4)) * 60 + number(group(5))))
}

/// `2026-11-26T10:00:00.123456Z`, as every event of a log has it: quicker than the pattern.
fn universal(text: &str) -> Option<Timestamp> {
    const FORM: &str = "0000-00-00T00:00:00";
    let text = text.strip_suffix('Z')?;
    let is_fraction = |rest: &str| {
        rest.is_empty()
            || rest.strip_prefix('.').is_some_and(|digits| {
                (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    if !begins_like(text, FORM) || !text.get(FORM.len()..).is_some_and(is_fraction) {
        return None;
    }
    let (date, clock) = text.split_once('T')?;
    moment(civil(date, clock)?, 0)
}

/// CIM_DATETIME, `yyyymmddHHMMSS.mmmmmm+UUU`, with the minutes from UTC; asterisks where they are not known.
fn cim_datetime(text: &str) -> Option<Timestamp> {
    let found = pattern::CIM_DATETIME.captures(text)?;
    let part = |number: usize| found.get(number).map_or("", |text| text.as_str());
    let (date, clock) = ([part(1), part(2), part(3)].join("-"), [part(4), part(5), part(6)].join(":"));
    moment(civil(&date, &clock)?, part(7).parse().unwrap_or(0))
}

/// FILETIME, or the seconds or milliseconds since 1970: a bare number of the length that these have today.
fn number(text: &str) -> Option<Timestamp> {
    let number: i64 = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()?;
    match text.len() {
        10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        18 => Timestamp::from_microsecond((number - FILETIME_OF_1970) / 10).ok(),
        _ => None,
    }
}

/// `2026-11-26` with `10:00`, `10:00:00` or `10:00:00.123456`; a leap second is the one before it. The parser of jiff would do, but its errors
/// are a twentieth of the page for browsers, and so are those of arithmetic with civil times.
fn civil(date: &str, clock: &str) -> Option<DateTime> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let (mut date, mut clock) = (date.split('-'), clock.split(':'));
    let year = date.next()?.parse().ok()?;
    let number = |parts: &mut std::str::Split<'_, char>| parts.next()?.parse::<i8>().ok();
    let date = Date::new(year, number(&mut date)?, number(&mut date)?).ok()?;
    let (hour, minute, second) = (number(&mut clock)?, number(&mut clock)?, number(&mut clock).unwrap_or(0));
    let second = if second == 60 { 59 } else { second };
    let time = Time::new(hour, minute, second, format!("{fraction:0<9}").parse().ok()?).ok()?;
    Some(date.to_datetime(time))
}

/// The moment of a civil time so many minutes east of Greenwich.
fn moment(civil: DateTime, minutes: i64) -> Option<Timestamp> {
    let there = TimeZone::UTC.to_timestamp(civil).ok()?;
    there.checked_sub(SignedDuration::from_mins(minutes)).ok()
}
