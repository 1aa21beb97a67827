//! Moments as text: RFC 3339, and the form that event fields use.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use muster_core::time::{Moment, Span};

/// `2026-11-21T10:00:00Z`.
pub fn rfc3339(moment: Moment) -> String {
    timestamp(moment).to_string()
}

/// Reads RFC 3339.
pub fn from_rfc3339(text: &str) -> Result<Moment, jiff::Error> {
    text.parse::<Timestamp>().map(|stamp| Moment::from_unix(stamp.as_second()))
}

/// The end of a day in UTC, `2027-12-31`: the first moment of the next one. None for what is no date, and for a day whose end no text has.
pub fn end_of_day(text: &str) -> Option<Moment> {
    let day: Date = text.parse().ok().filter(|day: &Date| day.to_string() == text)?;
    let end = day.tomorrow().ok()?.to_zoned(TimeZone::UTC).ok()?;
    Some(Moment::from_unix(end.timestamp().as_second()))
}

/// The last day before a moment, in UTC.
pub fn last_day(end: Moment) -> String {
    timestamp(end - Span::seconds(1)).strftime("%Y-%m-%d").to_string()
}

/// Serde for a moment that documents write as RFC 3339.
pub mod as_rfc3339 {
    use super::Moment;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the moment in UTC.
    pub fn serialize<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::rfc3339(*moment))
    }

    /// Reads any RFC 3339 text; what is below a second is left out.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        super::from_rfc3339(&text).map_err(D::Error::custom)
    }
}

/// `2010/09/29 17:52`, UTC: events 12288 and 12289.
pub fn event_client(moment: Moment) -> String {
    timestamp(moment).strftime("%Y/%m/%d %H:%M").to_string()
}

/// `2010/9/29 21:46`, UTC and without padding: event 12290.
pub fn event_host(moment: Moment) -> String {
    timestamp(moment).strftime("%Y/%-m/%-d %H:%M").to_string()
}

/// `2026-11-21 19:00:00` in the zone of this machine.
pub fn local(moment: Moment) -> String {
    timestamp(moment).to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Day of the year and year, `3252026`, as in an extended PID.
pub fn day_of_year(moment: Moment) -> String {
    timestamp(moment).strftime("%j%Y").to_string()
}

fn timestamp(moment: Moment) -> Timestamp {
    let second = moment.unix().clamp(Timestamp::MIN.as_second(), Timestamp::MAX.as_second());
    Timestamp::from_second(second).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{end_of_day, last_day, rfc3339};
    use muster_core::time::Moment;

    #[test]
    fn the_end_of_a_day_is_one_that_texts_have() {
        for day in ["2027-12-31", "2028-02-29", "9999-12-29"] {
            let end = end_of_day(day).expect(day);
            assert_eq!((last_day(end).as_str(), super::from_rfc3339(&rfc3339(end)).ok()), (day, Some(end)));
        }
        for none in ["9999-12-30", "9999-12-31", "10000-01-01", "2027-02-29", "20271231", "2027-12-31 ", ""] {
            assert_eq!(end_of_day(none), None, "{none}");
        }
    }

    #[test]
    fn what_no_text_has_is_the_nearest_that_one_has() {
        assert_eq!(rfc3339(Moment::from_unix(i64::MAX)), "9999-12-30T22:00:00Z");
        assert_eq!(rfc3339(Moment::from_unix(i64::MIN)), "-009999-01-02T01:59:59Z");
    }
}
