//! Trusted time: the clock, held against what was seen before.

use crate::table::{assert_lines, day, day_of, lines};
use muster_core::{clock::trusted_time::TrustedTime, time::Span};

/// `see DAY` advances, `reset_to DAY` starts anew, `read DAY` shows.
fn check(input: &str, expected: &str) {
    let mut trusted = TrustedTime::restore(day("0"));
    let mut found = String::new();
    for words in lines(input) {
        let clock = day(words[1]);
        match words[0] {
            "see" => trusted = trusted.advance(clock),
            "reset_to" => trusted = TrustedTime::reset_to(clock),
            _ => {
                let reading = trusted.evaluate(clock);
                found += &format!("{}: {}", words[1], day_of(reading.now));
                let hours = reading.set_back.map(|span| format!(" set back {} h", span.as_minutes() / 60));
                found += &format!("{}\n", hours.unwrap_or_default());
            }
        }
    }
    assert_lines(&found, expected);
}

#[test]
fn a_clock_that_was_set_back_gives_no_days() {
    check(
        "see 100
         read 101
         read 99.9
         read 40
         see 40
         read 40
         read 100.5",
        "101: 101
         99.9: 100
         40: 100 set back 1440 h
         40: 100 set back 1440 h
         100.5: 100.5",
    );
}

#[test]
fn a_clock_that_ran_ahead_costs_nothing_once_somebody_vouches() {
    check(
        "see 20000
         read 10
         reset_to 10
         read 10",
        "10: 20000 set back 479760 h
         10: 10",
    );
}

#[test]
fn a_correction_of_four_hours_is_not_reported() {
    let trusted = TrustedTime::restore(day("10"));
    assert_eq!(trusted.latest(), day("10"));
    assert_eq!(trusted.advance(day("9")).latest(), day("10"));
    let reading = trusted.evaluate(day("10") - Span::hours(4));
    assert_eq!((reading.now, reading.set_back), (day("10"), None));
    let beyond = Span::seconds(4 * 3_600 + 1);
    assert_eq!(trusted.evaluate(day("10") - beyond).set_back, Some(beyond));
}
