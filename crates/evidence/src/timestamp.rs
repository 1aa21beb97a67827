//! Times as tools of many countries print them. They have no zone, so they serve for order and distance within one source.

use crate::pattern;

/// The order of day and month, where both are below 13.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

/// Seconds since 1970-01-01 of a time without a zone; fractions are dropped. None if the text starts with no date.
pub fn seconds(text: &str, order: DateOrder) -> Option<i64> {
    let found = pattern::DATE.captures(text)?;
    let number = |group: usize| found.get(group)?.as_str().parse::<i64>().ok();
    let (first, second, third) = (number(1)?, number(2)?, number(3)?);
    let (year, month, day) = match (first > 31, order) {
        (true, _) => (first, second, third),
        (false, _) if first > 12 => (third, second, first),
        (false, _) if second > 12 => (third, first, second),
        (false, DateOrder::DayFirst) => (third, second, first),
        (false, DateOrder::MonthFirst) => (third, first, second),
    };
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let rest = text.get(found.get(0)?.end()..)?;
    Some(days(year, month, day) * 86_400 + clock(rest))
}

/// The order of all dates of a source: one date with a number above 12 decides; without one, `AM` or `PM` means month first.
pub fn date_order<'t>(dates: impl Iterator<Item = &'t str>) -> DateOrder {
    let mut twelve_hours = false;
    for date in dates {
        let Some(found) = pattern::DATE.captures(date) else { continue };
        let number = |group: usize| found.get(group).and_then(|text| text.as_str().parse::<i64>().ok()).unwrap_or(0);
        match (number(1), number(2)) {
            (13..=31, _) => return DateOrder::DayFirst,
            (1..=12, 13..=31) => return DateOrder::MonthFirst,
            _ => twelve_hours |= date.ends_with("AM") || date.ends_with("PM"),
        }
    }
    if twelve_hours { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}

/// Seconds of the day of `17:52`, `5:52:10 PM`, `午後 5:52:10`.
fn clock(text: &str) -> i64 {
    let Some(found) = pattern::CLOCK.captures(text) else { return 0 };
    let number = |group: usize| found.get(group).and_then(|text| text.as_str().parse::<i64>().ok()).unwrap_or(0);
    let (hour, minute, second) = (number(1), number(2), number(3));
    let said = |words: [&str; 2]| words.iter().any(|word| text.contains(word));
    let hour = match hour {
        12 if said(["AM", "午前"]) => 0,
        0..=11 if said(["PM", "午後"]) => hour + 12,
        _ => hour,
    };
    hour * 3600 + minute * 60 + second
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::{DateOrder, date_order, seconds};

    #[test]
    fn every_country_writes_the_same_moment_in_its_own_way() {
        let noon = Some(1_402_145_437);
        for (text, order) in [
            ("2014-06-07T12:50:37.0000000Z", DateOrder::DayFirst),
            ("2014/6/7 12:50:37", DateOrder::DayFirst),
            ("07/06/2014 12:50:37", DateOrder::DayFirst),
            ("6/7/2014 12:50:37 PM", DateOrder::MonthFirst),
            ("07.06.2014 12:50:37", DateOrder::DayFirst),
            ("2014/06/07 午後 0:50:37", DateOrder::DayFirst),
        ] {
            assert_eq!(seconds(text, order), noon, "{text}");
        }
        assert_eq!(seconds("no time", DateOrder::DayFirst), None);
        assert_eq!(seconds("99/99/2014", DateOrder::DayFirst), None);
    }

    #[test]
    fn one_clear_date_tells_for_all() {
        assert_eq!(date_order(["01/02/2020", "13/02/2020"].into_iter()), DateOrder::DayFirst);
        assert_eq!(date_order(["01/02/2020", "02/13/2020"].into_iter()), DateOrder::MonthFirst);
        assert_eq!(date_order(["1/2/2020 9:00:00 AM"].into_iter()), DateOrder::MonthFirst);
    }
}
