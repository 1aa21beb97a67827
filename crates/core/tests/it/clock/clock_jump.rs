//! Clocks that are set while a host runs.

use muster_core::{
    clock::clock_jump::ClockJumpDetector,
    time::{Moment, Span},
};

#[test]
fn a_clock_that_is_set_is_noticed_once() {
    let start = 1_700_000_000;
    let mut drift = ClockJumpDetector::default();
    let mut look = |clock: i64, running| drift.observe(Moment::from_unix(start + clock), Span::seconds(running));
    assert_eq!(look(0, 0), None);
    assert_eq!(look(3_600, 3_600), None);
    assert_eq!(look(3_660, 3_601), None, "a correction");
    assert_eq!(look(90_061, 3_602), Some(86_400));
    assert_eq!(look(90_062, 3_603), None);
    assert_eq!(look(3_604, 3_604), Some(-86_459));
    assert_eq!(look(7_204, 7_204), None);
}

#[test]
fn a_correction_of_two_minutes_is_no_jump() {
    for (set, expected) in [(120, None), (121, Some(121)), (-120, None), (-121, Some(-121))] {
        let mut detector = ClockJumpDetector::default();
        assert_eq!(detector.observe(Moment::from_unix(1_000), Span::seconds(500)), None);
        let clock = Moment::from_unix(1_010 + set);
        assert_eq!(detector.observe(clock, Span::seconds(510)), expected, "{set}");
    }
}
