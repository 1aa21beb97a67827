//! Terms: renewal after two thirds, and notices 90, 30 and 7 days before the end.

use muster_core::{
    term::{days_to_tell, notice, renewal},
    time::{Moment, Span},
};

const START: Moment = Moment::from_unix(1_800_000_000);

#[test]
fn two_thirds_of_a_term_pass_before_it_is_renewed() {
    assert_eq!(renewal(START, START + Span::days(1825)), START + Span::days(1825) - Span::seconds(1825 * 28_800));
    assert_eq!(renewal(START, START + Span::days(3)), START + Span::days(2));
    assert_eq!(renewal(START, START), START);
    // A term that ends before it begins is renewed at once.
    assert_eq!(renewal(START, START - Span::days(1)), START - Span::days(1));
}

#[test]
fn the_end_is_announced_90_30_and_7_days_before() {
    let end = START + Span::days(1000);
    for (left, expected) in [
        (Span::days(365), None),
        (Span::seconds(90 * 86_400 + 1), None),
        (Span::days(90), Some(90)),
        (Span::seconds(30 * 86_400 + 1), Some(90)),
        (Span::days(30), Some(30)),
        (Span::seconds(7 * 86_400 + 1), Some(30)),
        (Span::days(7), Some(7)),
        (Span::seconds(1), Some(7)),
        (Span::ZERO, Some(0)),
    ] {
        assert_eq!(notice(end, end - left), expected, "{left:?} left");
    }
    assert_eq!(notice(end, end + Span::days(100)), Some(0));
}

#[test]
fn the_day_that_has_begun_counts() {
    let end = START + Span::days(1000);
    for (left, expected) in [
        (Span::seconds(90 * 86_400 + 1), None),
        (Span::days(90), Some(90)),
        (Span::seconds(7 * 86_400 + 1), Some(8)),
        (Span::seconds(1), Some(1)),
        (Span::ZERO, Some(0)),
    ] {
        assert_eq!(days_to_tell(end, end - left), expected, "{left:?} left");
    }
    assert_eq!(days_to_tell(end, end + Span::days(100)), Some(0));
}
