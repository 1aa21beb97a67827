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

/// The end of a day in UTC, `2027-12-31`: the first moment of the next one.
pub fn end_of_day(text: &str) -> Option<Moment> {
    let day: Date = text.parse().ok().filter(|day: &Date| day.to_string() == text)?;
    let begin = day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second();
    Some(Moment::from_unix(begin) + Span::days(1))
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
    Timestamp::from_second(moment.unix()).unwrap_or(if moment.unix() < 0 { Timestamp::MIN } else { Timestamp::MAX })
}
