//! The clock of a host, held against what is on disk and the time that has really run.

use crate::table::{assert_lines, day, day_of, lines};
use muster_core::{
    clock::host_clock::{ClockBounds, HostClock, HostTime},
    host::count::{Pool, RETENTION},
    id::Cmid,
    time::{Moment, Span},
};
use proptest::prelude::*;

/// `start DAY` begins on day 100 of the store, or on a new host with `new DAY`; `+HOURS DAY` reads the clock so many hours
/// after; `confirm DAY` takes an administrator's word. Each reading is answered by the time in force, and by what is not believed.
fn check(input: &str, expected: &str) {
    let mut clock = HostClock::restore(None, Span::ZERO);
    let mut seconds = 0;
    let mut found = String::new();
    for words in lines(input) {
        let at = day(words[1]);
        if let Some(hours) = words[0].strip_prefix('+') {
            seconds += (hours.parse::<f64>().expect("hours") * 3_600.0) as u32;
        }
        let running = Span::seconds(seconds);
        match words[0] {
            "new" => clock = HostClock::restore(None, running),
            "start" => clock = HostClock::restore(Some(day("100")), running),
            "confirm" => {
                clock.confirm(at, running);
                continue;
            }
            _ => {}
        }
        let time = clock.read(at, running, &ClockBounds::default());
        let certain = (time.certain != time.now).then(|| format!(", certain {}", day_of(time.certain)));
        let distrusted = time.distrusted.map(|clock| format!(", not {}", day_of(clock)));
        found += &format!(
            "{}: {}{}{}\n",
            words[1],
            day_of(time.now),
            certain.unwrap_or_default(),
            distrusted.unwrap_or_default()
        );
    }
    assert_lines(&found, expected);
}

#[test]
fn a_clock_that_is_set_while_the_host_runs_is_not_followed_until_it_is_right_again() {
    check(
        "start 100
         +24   101
         +24   136
         +24   103
         +24   50
         +24   105
         +0    105.04
         +0    105.05",
        "100: 100
         101: 101
         136: 102, not 136
         103: 103
         50: 104, not 50
         105: 105
         105.04: 105.04
         105.05: 105, not 105.05",
    );
}

#[test]
fn a_start_with_a_wrong_clock_goes_on_from_what_is_on_disk() {
    check(
        "start 3750
         +24   3751
         start -3550
         start 99.9
         start 107.1
         start 99.97",
        "3750: 100, not 3750
         3751: 101, not 3751
         -3550: 100, not 0
         99.9: 100, not 99.9
         107.1: 100, not 107.1
         99.97: 99.97",
    );
}

/// NTP sets a clock that was wrong at boot. Until the clock has kept its pace for an hour nothing is certain beyond what was
/// on disk.
#[test]
fn after_a_time_off_the_clock_has_to_keep_its_pace_for_an_hour() {
    check(
        "start 103
         +0.5  101
         +0.75 101.03125
         +0.25 101.041666
         +24   102.041666
         +1    103.5",
        "103: 103, certain 100
         101: 101, certain 100.02083333333333
         101.03125: 101.03125, certain 100.05208333333333
         101.041666: 101.04165509259259
         102.041666: 102.04165509259259
         103.5: 102.08333333333333, not 103.5",
    );
}

#[test]
fn an_administrator_has_the_last_word() {
    check(
        "start   300
         confirm 300
         +24     301
         +24     100
         confirm 100
         +24     101",
        "300: 100, not 300
         301: 301
         100: 302, not 100
         101: 101",
    );
}

/// The log tells by how much a clock was set, whoever has confirmed it since.
#[test]
fn a_clock_that_is_set_after_a_confirmation_is_told() {
    let mut clock = HostClock::restore(None, Span::ZERO);
    let bounds = ClockBounds::default();
    assert_eq!(clock.read(day("100"), Span::ZERO, &bounds).set, None);
    clock.confirm(day("101"), Span::ZERO);
    assert_eq!(clock.read(day("101"), Span::ZERO, &bounds).set, Some(Span::days(1).as_seconds()));
}

#[test]
fn a_new_host_takes_the_clock_as_it_is() {
    check(
        "new   20
         +24   21
         +24   52",
        "20: 20
         21: 21
         52: 22, not 52",
    );
}

/// Many steps, each of them within the bound, are not followed further than one.
#[test]
fn small_steps_do_not_add_up() {
    check(
        "start 100
         +0 100.04
         +0 100.08
         +0 99.96
         +0 99.92",
        "100: 100
         100.04: 100.04
         100.08: 100, not 100.08
         99.96: 99.96
         99.92: 100, not 99.92",
    );
}

#[test]
fn a_clock_that_is_set_is_reported_once() {
    for (set, expected) in [(120, None), (121, Some(121)), (-120, None), (-121, Some(-121)), (90_000, Some(90_000))] {
        let mut clock = HostClock::restore(None, Span::ZERO);
        let read = |clock: &mut HostClock, seconds: i64, running| {
            clock.read(Moment::from_unix(1_000_000 + seconds), Span::seconds(running), &ClockBounds::default()).set
        };
        assert_eq!(read(&mut clock, 0, 0), None);
        assert_eq!(read(&mut clock, 10 + set, 10), expected);
        assert_eq!(read(&mut clock, 11 + set, 11), None);
    }
}

/// While nobody knows which time is right, clients that agree with either are answered.
#[test]
fn clients_are_answered_by_the_time_that_they_agree_with() {
    let doubtful = HostTime { distrusted: Some(day("136")), ..HostTime::at(day("100")) };
    for (client, answered) in [("100.1", "100"), ("136.1", "136"), ("120", "100")] {
        assert_eq!(doubtful.for_client(day(client)), day(answered), "{client}");
    }
    assert_eq!(HostTime::at(day("100")).for_client(day("136")), day("100"));
    let near = HostTime { distrusted: Some(day("100.1")), ..HostTime::at(day("100")) };
    assert_eq!(near.for_client(day("100.1")), day("100"), "both agree: the one that is held");
}

#[derive(Clone, Debug)]
enum Step {
    Ask(u8),
    Confirm,
    Restart { off: u32 },
    Run(u32),
    Set(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0u8..30).prop_map(Step::Ask),
        1 => Just(Step::Confirm),
        1 => (0u32..900_000).prop_map(|off| Step::Restart { off }),
        4 => (0u32..400_000).prop_map(Step::Run),
        1 => prop_oneof![Just(0), -315_000_000i64..315_000_000, -900_000i64..900_000].prop_map(Step::Set),
    ]
}

/// A host in a world whose true time the test knows.
struct Host {
    truth: i64,
    running: u32,
    /// How far the wall clock is wrong.
    wrong: i64,
    clock: HostClock,
    pool: Pool,
    latest: Option<Moment>,
    /// Starts and confirmations: what follows either may be as late as a host may have been off.
    starts: i64,
    /// Seconds that the host was off.
    off: i64,
    /// The largest error of the host's time, in seconds: late and early.
    error: (i64, i64),
}

const THRESHOLD: u32 = 8;
const BOUNDS: ClockBounds = ClockBounds { jump: Span::hours(1), off: Span::days(7) };

impl Host {
    fn new() -> Self {
        let clock = HostClock::restore(None, Span::ZERO);
        let pool = Pool::new(THRESHOLD);
        Self { truth: 1_700_000_000, running: 0, wrong: 0, clock, pool, latest: None, starts: 1, off: 0, error: (0, 0) }
    }

    fn read(&mut self) -> HostTime {
        let time = self.clock.read(Moment::from_unix(self.truth + self.wrong), Span::seconds(self.running), &BOUNDS);
        self.latest = self.latest.max(Some(time.certain));
        let early = time.now.unix() - self.truth;
        self.error = (self.error.0.max(-early), self.error.1.max(early));
        time
    }

    fn restart(&mut self, off: u32) {
        self.read();
        self.truth += i64::from(off);
        (self.starts, self.off) = (self.starts + 1, self.off + i64::from(off));
        // The process begins, and its monotonic clock with it.
        self.running = 0;
        self.clock = HostClock::restore(self.latest, Span::ZERO);
        self.read();
    }

    fn step(&mut self, step: &Step) -> Option<u32> {
        match step {
            Step::Ask(number) => {
                let now = self.read().now;
                return Some(self.pool.admit(Cmid::from_bytes([*number; 16]), now));
            }
            // An administrator looks at another clock before.
            Step::Confirm if self.wrong == 0 => {
                let clock = Moment::from_unix(self.truth);
                self.clock.confirm(clock, Span::seconds(self.running));
                (self.latest, self.starts) = (Some(clock), self.starts + 1);
            }
            Step::Confirm => {}
            Step::Restart { off } => self.restart(*off),
            Step::Run(seconds) => {
                self.read();
                self.truth += i64::from(*seconds);
                self.running += seconds;
            }
            Step::Set(wrong) => self.wrong = *wrong,
        }
        None
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the clock shows: the count is at most the cap, and at most the machines that have asked within 30 days of
    /// true time. The days are as much longer as the host's time was wrong, and that is at most what no host can notice: the
    /// time that it was off, and for each start or confirmation as much as it may have been off.
    #[test]
    fn the_count_is_never_more_than_those_who_asked(steps in prop::collection::vec(step(), 1..120)) {
        let (mut host, mut asked) = (Host::new(), Vec::new());
        host.read();
        for step in &steps {
            let Some(count) = host.step(step) else { continue };
            if let Step::Ask(number) = step {
                asked.push((*number, host.truth));
            }
            let (late, early) = host.error;
            let jump = BOUNDS.jump.as_seconds();
            prop_assert!(late <= host.off + 2 * host.starts * jump, "{late} s late");
            prop_assert!(early <= (host.starts - 1) * (BOUNDS.off.as_seconds() + jump) + jump, "{early} s early");
            let since = host.truth - RETENTION.as_seconds() - late - early;
            let mut distinct: Vec<u8> = asked.iter().filter(|(_, at)| *at >= since).map(|(number, _)| *number).collect();
            distinct.sort_unstable();
            distinct.dedup();
            prop_assert!(count as usize <= distinct.len().min(2 * THRESHOLD as usize), "{count} of {}", distinct.len());
        }
    }

    /// One wrong reading, of whatever size, changes nothing: not who is in the pool, not the count afterwards, and not what is
    /// certain.
    #[test]
    fn one_wrong_reading_changes_nothing(
        steps in prop::collection::vec(prop_oneof![(0u8..30).prop_map(Step::Ask), (0u32..400_000).prop_map(Step::Run)], 1..60),
        at in 0usize..60,
        wrong in prop_oneof![-315_000_000i64..-3_600, 3_600i64..315_000_000],
        restart in any::<bool>(),
    ) {
        let (mut right, mut disturbed) = (Host::new(), Host::new());
        assert_eq!(right.read(), disturbed.read());
        for (number, step) in steps.iter().enumerate() {
            if number == at {
                disturbed.wrong = wrong;
                if restart {
                    disturbed.restart(0);
                    right.restart(0);
                }
                let certain = disturbed.read().certain.unix();
                prop_assert!(certain <= disturbed.truth + BOUNDS.jump.as_seconds(), "{certain} at {}", disturbed.truth);
                disturbed.wrong = 0;
            }
            prop_assert_eq!(right.step(step), disturbed.step(step));
        }
        prop_assert_eq!(right.pool, disturbed.pool);
        prop_assert_eq!(right.latest, disturbed.latest);
    }
}
