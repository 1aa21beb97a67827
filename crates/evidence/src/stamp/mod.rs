//! Times as tools of many countries print them: a civil time, and how far its zone is known.
//!
//! How a source writes its dates is inferred once, from all of its dates together (`order`). A text without a date has no stamp:
//! it is neither old nor new.

mod civil;
mod date_order;
mod half_day;
mod instant;
mod order;

pub(crate) use civil::{find_clock, is_clock, is_date};
pub(crate) use date_order::DateOrder;
use jiff::{civil::DateTime, tz::TimeZone};

/// How far the zone of a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Universal time.
    Utc,
    /// The clock on the wall where the tool ran.
    Local,
    /// The source does not say.
    Unknown,
}

/// When something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    civil: DateTime,
    zone: Zone,
}

impl Stamp {
    /// The client's time in a value list: UTC, to the minute, year first in every language.
    pub fn of_client(text: &str) -> Option<Self> {
        let civil = civil::Written::of(text)?.civil(DateOrder::Year)?;
        Some(Self { civil, zone: Zone::Utc })
    }

    /// How far its zone is known.
    pub fn zone(self) -> Zone {
        self.zone
    }

    /// Seconds from 1970-01-01 to the civil time, as if it were universal time; fractions are dropped.
    pub fn seconds(self) -> i64 {
        TimeZone::UTC.to_timestamp(self.civil).map_or(0, jiff::Timestamp::as_second)
    }

    fn of_timestamp(timestamp: jiff::Timestamp) -> Self {
        Self { civil: TimeZone::UTC.to_datetime(timestamp), zone: Zone::Utc }
    }
}

/// The order of day, month and year that all of these dates have in common.
pub(crate) fn order<'t>(texts: impl Iterator<Item = &'t str>) -> DateOrder {
    DateOrder::of(texts.filter(|text| !civil::begins_with_year(text)).filter_map(civil::Written::of))
}

/// When a text says that something happened; `zone` is that of a time that names none.
pub(crate) fn stamp(text: &str, order: DateOrder, zone: Zone) -> Option<Stamp> {
    instant::read(text).or_else(|| {
        let written = civil::Written::of(text)?;
        let zone = if written.is_iso { Zone::Unknown } else { zone };
        Some(Stamp { civil: written.civil(order)?, zone })
    })
}

#[cfg(test)]
mod tests {
    use super::{
        DateOrder, Stamp, Zone,
        civil::{Written, begins_with_year},
        stamp,
    };

    fn seconds(texts: &[&str]) -> Vec<Option<i64>> {
        let order = DateOrder::of(texts.iter().filter_map(|text| Written::of(text)));
        texts.iter().map(|text| stamp(text, order, Zone::Local).map(Stamp::seconds)).collect()
    }

    #[test]
    fn every_country_writes_the_same_moment_in_its_own_way() {
        for text in [
            "2014-06-17T12:50:37.0000000Z",
            "2014-06-17T21:50:37.1234567+09:00",
            "2014/6/17 12:50:37",
            "17/06/2014 12:50:37",
            "6/17/2014 12:50:37 PM",
            "6/17/14 12:50:37 PM",
            "17.06.2014 12:50:37",
            "17.06.14 12:50:37",
            "2014/06/17 午後 0:50:37",
            "2014/06/17 午後0:50:37",
            "2014年6月17日 下午 12:50:37",
            "2014. 6. 17. 오후 12:50:37",
            "17/06/2014 12:50:37 p. m.",
            "17/6/2014 12:50:37 CH",
            "平成26年6月17日 12:50:37",
            "H26/06/17 12:50:37",
            "Tuesday, June 17, 2014 12:50:37 PM",
            "17-Jun-2014 12:50:37",
            r"\/Date(1403009437000)\/",
            "/Date(1403009437123+0900)/",
            "20140617125037.000000+000",
            "20140617135037.000000+060",
            "130474830370000000",
        ] {
            assert_eq!(seconds(&[text]), [Some(1_403_009_437)], "{text}");
        }
        for none in ["", "no time", "99/99/2014", "10.0.19041.3758", "12:50:37"] {
            assert_eq!(seconds(&[none]), [None], "{none}");
        }
    }

    #[test]
    fn what_names_its_zone_is_told_from_what_does_not() {
        let zone = |text: &str| stamp(text, DateOrder::Day, Zone::Local).map(Stamp::zone);
        assert_eq!(zone("2014-06-17T12:50:37Z"), Some(Zone::Utc));
        assert_eq!(zone(r"\/Date(1403009437000)\/"), Some(Zone::Utc));
        assert_eq!(zone("2014-06-17T12:50:37"), Some(Zone::Unknown));
        assert_eq!(zone("17.06.2014 12:50:37"), Some(Zone::Local));
    }

    #[test]
    fn a_time_in_utc_is_the_same_whichever_way_it_is_read() {
        let at = |text: &str| stamp(text, DateOrder::Day, Zone::Local);
        for clock in ["12:50:37", "00:00:00", "23:59:60", "24:00:00", "12:60:00", "12:50:37.1", "12:50:37.123456789"] {
            // The blank sends the same time through the pattern.
            let (quick, slow) = (format!("2014-06-17T{clock}Z"), format!("2014-06-17T{clock} Z"));
            assert_eq!(at(&quick), at(&slow), "{clock}");
        }
        assert_eq!(at("2014-02-30T12:50:37Z"), at("2014-02-30T12:50:37 Z"));
    }

    #[test]
    fn only_a_date_that_is_clear_is_left_out_of_the_order() {
        for (text, left_out) in [
            ("2014-06-17", true),
            ("2014-06-17T12:50:37Z", true),
            ("2014-13-45", true),
            ("14-06-17 12:50", false),
            ("17-06-2014", false),
            ("2014/06/17", false),
            ("2014-6-17", false),
        ] {
            assert_eq!(begins_with_year(text), left_out, "{text}");
            assert!(!left_out || Written::of(text).is_some_and(|written| written.is_clear()), "{text}");
        }
    }

    #[test]
    fn one_clear_date_tells_for_all() {
        let days = |texts: [&str; 2]| {
            let found = seconds(&texts);
            found[1].zip(found[0]).map(|(later, sooner)| (later - sooner) / 86_400)
        };
        assert_eq!(days(["01/02/2020", "13/02/2020"]), Some(12));
        assert_eq!(days(["01/02/2020", "01/13/2020"]), Some(11));
        // Dates of one log lie near each other.
        assert_eq!(days(["01/02/2020", "02/02/2020"]), Some(1));
        assert_eq!(days(["20/02/01", "20/02/02"]), Some(1));
        assert_eq!(days(["1/2/2020 9:00:00 AM", "2/2/2020 9:00:00 AM"]), Some(31));
    }
}
