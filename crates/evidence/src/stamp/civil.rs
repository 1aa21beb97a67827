//! Dates and clocks as people read them, in the order, with the separators and the calendar of their country.

use super::{date_order::DateOrder, half_day::HalfDay};
use crate::pattern;
use jiff::civil::{Date, DateTime, Time};
use std::ops::Range;

/// The years before the first year of a Japanese era, by its signs (Windows prints the letter or the name).
const ERAS: [(&str, i64); 6] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("R", 2018), ("H", 1988), ("S", 1925)];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date as it is written, with its time of day: which number is the year stays open where the text leaves it open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Written {
    /// In the order of the text; the year comes first if the text shows it, whatever its place.
    numbers: [i64; 3],
    year: Year,
    pub(super) separator: char,
    time: Time,
    /// How the clock is written.
    pub(super) clock: Clock,
    /// ISO 8601, which programs print in UTC as well as in local time.
    pub(super) is_iso: bool,
}

/// How a clock is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// 24 hours, or none.
    Plain,
    /// Twelve hours with `AM` or `PM`, in capitals.
    Capitals,
    /// Twelve hours with the word before the time, as in East Asia.
    WordFirst,
    /// Twelve hours, any other way.
    Words,
}

/// What the text shows about its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    /// Year, month, day, beyond doubt.
    First,
    /// Of four digits, behind day and month.
    Last,
    /// Two digits, like the others.
    Open,
}

impl Written {
    /// The first date in a text and the clock behind it, midnight if there is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        named_month(text).or_else(|| numbers(text))
    }

    /// The time, if its date exists in this order.
    pub(super) fn civil(&self, order: DateOrder) -> Option<DateTime> {
        let [first, second, third] = self.numbers;
        let (year, month, day) = match (self.year, order) {
            (Year::First, _) => (first, second, third),
            (Year::Last, DateOrder::Month) => (third, first, second),
            (Year::Last, _) => (third, second, first),
            (Year::Open, DateOrder::Year) => (first + 2000, second, third),
            (Year::Open, DateOrder::Month) => (third + 2000, first, second),
            (Year::Open, DateOrder::Day) => (third + 2000, second, first),
        };
        let exists = |year: i64, month: i64, day: i64| {
            let number = |number: i64| i8::try_from(number).ok();
            Date::new(i16::try_from(year).ok()?, number(month)?, number(day)?).ok()
        };
        // A day above 12 shows the order of its own date, whatever the others say.
        let date = exists(year, month, day).or_else(|| match self.year {
            Year::Last => exists(year, day, month),
            Year::First | Year::Open => None,
        });
        date.filter(|date| date.year() >= 1970).map(|date| date.to_datetime(self.time))
    }

    /// Whether its own text shows which number is which.
    pub(super) fn is_clear(&self) -> bool {
        self.year == Year::First
    }

    /// Whether the date exists in this order.
    pub(super) fn fits(&self, order: DateOrder) -> bool {
        let [first, second, third] = self.numbers;
        let month = match (self.year, order) {
            (Year::First, _) | (_, DateOrder::Year | DateOrder::Day) => second,
            (_, DateOrder::Month) => first,
        };
        let day = match (self.year, order) {
            (Year::First, _) | (Year::Open, DateOrder::Year) => third,
            (_, DateOrder::Year | DateOrder::Day) => first,
            (_, DateOrder::Month) => second,
        };
        (1..=12).contains(&month) && (1..=31).contains(&day)
    }
}

/// Whether a text begins as `2026-11-26` does: its own order is clear, so it tells nothing of the order of others.
pub(super) fn begins_with_year(text: &str) -> bool {
    begins_like(text, "0000-00-00")
}

/// Whether a text begins with this form, in which 0 is any digit.
pub(super) fn begins_like(text: &str, form: &str) -> bool {
    let fits = |(byte, form): (u8, u8)| if form == b'0' { byte.is_ascii_digit() } else { byte == form };
    text.len() >= form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// Whether a cell of a table, or the value of a label, is a date, with or without a clock behind it.
pub(crate) fn is_date(cell: &str) -> bool {
    let cell = cell.trim();
    // Nearly every cell begins with another letter, or is a number.
    let begins = cell.starts_with(|c: char| c.is_ascii_digit() || "RHS令平昭".contains(c));
    if !begins || !cell.contains(['/', '.', '-', '年', '년']) {
        return pattern::JSON_DATE.is_match(cell);
    }
    is_plain_date(cell)
        || pattern::DATE_CELL.is_match(cell)
        || pattern::JSON_DATE.is_match(cell)
        || pattern::CIM_DATETIME.is_match(cell)
}

/// Whether a cell of a table is a clock: `17:52`, `5:52:10 PM`, `午後 5:52:10`.
pub(crate) fn is_clock(cell: &str) -> bool {
    let cell = cell.trim();
    let Some(clock) = Digits::of(cell) else { return false };
    let (before, behind) = (cell.get(..clock.start).unwrap_or_default(), cell.get(clock.end..).unwrap_or_default());
    let is_half = |text: &str| text.chars().count() <= 14 && (text.trim().is_empty() || HalfDay::of(text).is_some());
    is_half(before) && is_half(behind)
}

/// Whether a cell is `2026/11/26` or `26/11/2026`, with or without a time.
fn is_plain_date(cell: &str) -> bool {
    plain_numbers(cell).is_some_and(|([_, first, _, _, third], behind)| {
        let ends = !behind.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') || behind.starts_with('T');
        ends && matches!((first.len(), third.len()), (4, 1 | 2) | (1 | 2, 4))
    })
}

/// Where the first clock of a text stands.
pub(crate) fn find_clock(text: &str) -> Option<Range<usize>> {
    Digits::of(text).map(|clock| clock.start..clock.end)
}

/// Three numbers, with the separators of any country.
fn numbers(text: &str) -> Option<Written> {
    let parts = plain_numbers(text).or_else(|| {
        let found = pattern::DATE.captures(text)?;
        let group = |number: usize| found.get(number).map_or("", |text| text.as_str());
        let parts = [group(1), group(2), group(3), group(4), group(5)];
        Some((parts, text.get(found.get(0)?.end()..)?))
    });
    let ([sign, first, separator, second, third], behind) = parts?;
    let number = |digits: &str| digits.parse::<i64>().ok();
    let era = ERAS.iter().find(|(known, _)| *known == sign).map(|(_, years)| *years);
    let year = if first.len() == 4 || era.is_some() {
        Year::First
    } else if third.len() == 4 {
        Year::Last
    } else {
        Year::Open
    };
    let (clock, time) = clock(behind);
    Some(Written {
        numbers: [number(first)? + era.unwrap_or(0), number(second)?, number(third)?],
        year,
        separator: separator.trim().chars().next()?,
        time,
        clock,
        is_iso: year == Year::First && separator == "-" && clock == Clock::Plain,
    })
}

/// The groups of the pattern of dates, and what stands behind the date, of a text that begins as `2026/11/26` or `26.11.2026` does:
/// logs have thousands of these, and the pattern takes long.
fn plain_numbers(text: &str) -> Option<([&str; 5], &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let length = Some(digits(text)).filter(|length| matches!(length, 1 | 2 | 4))?;
    let (first, rest) = text.split_at(length);
    let separator = rest.get(..1).filter(|sign| "/.-".contains(sign))?;
    let rest = rest.get(1..)?;
    let (second, rest) = rest.split_at(Some(digits(rest)).filter(|length| matches!(length, 1 | 2))?);
    let rest = rest.strip_prefix(['/', '.', '-'])?;
    let (third, behind) = rest.split_at(Some(digits(rest)).filter(|length| matches!(length, 1 | 2 | 4))?);
    Some((["", first, separator, second, third], behind))
}

/// `22 November 2026`, `Nov 22, 2026`, `22-Nov-2026`.
fn named_month(text: &str) -> Option<Written> {
    // The name of a month has three letters at least.
    if text.bytes().filter(u8::is_ascii_alphabetic).count() < 3 {
        return None;
    }
    let found = pattern::NAMED_DATE.captures(text)?;
    let group = |number: usize| found.get(number).map_or("", |text| text.as_str());
    let name = group(2).to_lowercase();
    let month = (1..).zip(MONTHS).find(|(_, known)| name.starts_with(known))?.0;
    let day = [group(1), group(3)].into_iter().find_map(|text| text.parse().ok())?;
    let (clock, time) = clock(text.get(found.get(0)?.end()..)?);
    let numbers = [group(4).parse().ok()?, month, day];
    Some(Written { numbers, year: Year::First, separator: ' ', time, clock, is_iso: false })
}

/// The clock behind a date: `17:52`, `5:52:10 PM`, `午後 5:52:10`; midnight if there is none.
fn clock(text: &str) -> (Clock, Time) {
    let Some(found) = Digits::of(text) else { return (Clock::Plain, Time::midnight()) };
    let behind = text.get(found.end..).unwrap_or_default();
    let before = text.get(..found.start).unwrap_or_default();
    let (clock, half_day) = match (HalfDay::of(before), HalfDay::at_start(behind)) {
        (Some(half_day), _) => (Clock::WordFirst, Some(half_day)),
        (None, Some(half_day)) if behind.trim_start().starts_with(['A', 'P']) => (Clock::Capitals, Some(half_day)),
        (None, Some(half_day)) => (Clock::Words, Some(half_day)),
        (None, None) => (Clock::Plain, None),
    };
    let [hour, minute, second] = found.numbers;
    let hour = half_day.map_or(hour, |half_day| half_day.hour(hour));
    (clock, Time::new(hour, minute, second, 0).unwrap_or(Time::midnight()))
}

/// The digits of a clock, `17:52` or `5:52:10`, and where they stand.
struct Digits {
    start: usize,
    end: usize,
    /// Hour, minute and second.
    numbers: [i8; 3],
}

impl Digits {
    /// The first clock of a text.
    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let digit =
            |place: usize| bytes.get(place).filter(|byte| byte.is_ascii_digit()).map(|byte| (byte - b'0') as i8);
        // The number of two digits behind a colon.
        let behind = |colon: usize| {
            let is_colon = bytes.get(colon) == Some(&b':');
            is_colon.then(|| Some(digit(colon + 1)? * 10 + digit(colon + 2)?)).flatten()
        };
        memchr::memchr_iter(b':', bytes).find_map(|colon| {
            let (last, minute) = (digit(colon.checked_sub(1)?)?, behind(colon)?);
            let first = colon.checked_sub(2).and_then(digit);
            let (second, end) = behind(colon + 3).map_or((0, colon + 3), |second| (second, colon + 6));
            let (start, hour) = first.map_or((colon - 1, last), |first| (colon - 2, first * 10 + last));
            Some(Self { start, end, numbers: [hour, minute, second] })
        })
    }
}
