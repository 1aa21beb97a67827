//! Moments and spans.

use muster_core::time::{Moment, Span};

fn at(seconds: i64) -> Moment {
    Moment::from_unix(seconds)
}

#[test]
fn a_span_between_moments_is_never_negative() {
    assert_eq!(at(10).since(at(3)), Span::seconds(7));
    assert_eq!(at(3).since(at(10)), Span::ZERO);
    assert_eq!((at(10).distance(at(3)), at(3).distance(at(10))), (Span::seconds(7), Span::seconds(7)));
    assert_eq!(at(i64::MAX).since(at(i64::MIN)).as_seconds(), i64::MAX);
}

#[test]
fn a_moment_moves_by_a_span_and_stays_in_range() {
    assert_eq!((at(10) + Span::seconds(3), at(10) - Span::seconds(3)), (at(13), at(7)));
    assert_eq!((at(i64::MAX) + Span::seconds(1), at(i64::MIN) - Span::seconds(1)), (at(i64::MAX), at(i64::MIN)));
    assert_eq!(at(7).unix(), 7);
}

#[test]
fn spans_are_counted_in_seconds() {
    let seconds = [Span::seconds(5), Span::minutes(5), Span::hours(5), Span::days(5)].map(Span::as_seconds);
    assert_eq!(seconds, [5, 300, 18_000, 432_000]);
}

#[test]
fn minutes_are_rounded_down_and_started_days_up() {
    let check = |seconds, minutes, days| {
        let span = Span::seconds(seconds);
        assert_eq!((span.as_minutes(), span.as_days_started()), (minutes, days), "{seconds}");
    };
    check(0, 0, 0);
    check(1, 0, 1);
    check(59, 0, 1);
    check(60, 1, 1);
    check(119, 1, 1);
    check(86_400, 1_440, 1);
    check(86_401, 1_440, 2);
    check(172_800, 2_880, 2);
    assert_eq!(Span::minutes(7).minutes_saturating(), 7);
    assert_eq!(at(i64::MAX).since(at(0)).minutes_saturating(), u32::MAX);
}
