//! What every table needs: lines without their indent, and moments in days.

use muster_core::time::{Moment, Span};

/// Compares two texts line by line, without indents and empty lines.
pub(crate) fn assert_lines(found: &str, expected: &str) {
    let trim = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (found, expected) = (trim(found), trim(expected));
    assert_eq!(found.join("\n"), expected.join("\n"));
}

/// The words of every line that has any.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|words| !words.is_empty())
}

/// Midnight of a day; `40.5` is its noon.
pub(crate) fn day(word: &str) -> Moment {
    let days: f64 = word.parse().expect("a day");
    Moment::from_unix(1_700_000_000) + Span::seconds((days * 86_400.0) as u32)
}

/// The day of a moment, with a fraction if it has one.
pub(crate) fn day_of(moment: Moment) -> String {
    let seconds = moment.since(Moment::from_unix(1_700_000_000)).as_seconds();
    format!("{}", seconds as f64 / 86_400.0)
}
