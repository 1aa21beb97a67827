//! How often strangers may guess.

use muster_core::{
    authority::guess_limit::{
        PERIOD, WRONG_BEFORE_ALARM, WRONG_PER_KEY, WRONG_PER_NETWORK, WrongGuesses, after_wrong_guess, may_guess,
        network_of, raises_alarm,
    },
    time::{Moment, Span},
};

const START: Moment = Moment::from_unix(1_800_000_000);

fn wrong(count: u32) -> Option<WrongGuesses> {
    Some(WrongGuesses { since: START, count })
}

#[test]
fn a_network_and_a_key_have_limits_of_their_own() {
    assert!(may_guess(None, None, START));
    assert!(may_guess(wrong(WRONG_PER_NETWORK - 1), wrong(WRONG_PER_KEY - 1), START));
    assert!(!may_guess(wrong(WRONG_PER_NETWORK), None, START));
    assert!(!may_guess(None, wrong(WRONG_PER_KEY), START));
    let last = START + PERIOD - Span::seconds(1);
    assert!(!may_guess(wrong(WRONG_PER_NETWORK), None, last));
    assert!(may_guess(wrong(WRONG_PER_NETWORK), wrong(WRONG_PER_KEY), START + PERIOD));
    // A clock that was set back gives nobody new guesses.
    assert!(!may_guess(wrong(WRONG_PER_NETWORK), None, START - Span::days(30)));
}

#[test]
fn a_key_raises_one_alarm_in_a_period() {
    let (mut guesses, mut alarms) = (None, 0);
    for _ in 0..WRONG_BEFORE_ALARM * 10 {
        let after = after_wrong_guess(guesses, START);
        alarms += u32::from(raises_alarm(after));
        guesses = Some(after);
    }
    assert_eq!((guesses, alarms), (wrong(WRONG_BEFORE_ALARM * 10), 1));
    let later = START + PERIOD;
    assert_eq!(after_wrong_guess(guesses, later), WrongGuesses { since: later, count: 1 });
}

#[test]
fn an_ipv6_network_is_counted_once() {
    let network = |text: &str| network_of(text.parse().expect("an address"));
    assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
    assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    assert_eq!(network("::ffff:192.0.2.1"), "192.0.2.1");
    assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
}

/// The figures of docs/threat-model.md: a year of guesses at one key, from any number of addresses, against 48 bits.
#[test]
fn a_year_of_guesses_finds_a_proof_with_less_than_one_in_seven_million() {
    let year = u64::from(WRONG_PER_KEY) * 365;
    assert!((1_u64 << 48) / year > 7_000_000);
}
