//! How often strangers may guess: the proof of an installation id at the desk, a product key at the license endpoints.
//!
//! A network that guessed too often is refused before its proof is looked at. A key at which many networks guess raises one alarm, and
//! its true holder is answered all the same, up to a bound for the key: networks are cheap (an IPv6 /32 has 2^32 of /64), so they
//! alone bound nobody. The vendor's own desk asks without a network and is never refused.

use crate::time::{Moment, Span};
use core::net::IpAddr;

/// Wrong guesses of one network in a [`PERIOD`].
pub const WRONG_PER_NETWORK: u32 = 100;
/// Wrong guesses at one key in a [`PERIOD`] that raise the alarm.
pub const WRONG_BEFORE_ALARM: u32 = 20;
/// Wrong guesses at one key in a [`PERIOD`], of all networks together. Beyond it only the vendor's own desk confirms the key.
pub const WRONG_PER_KEY: u32 = 100_000;
/// Networks that are counted one by one; the rest share one count.
pub const NETWORKS_MAX: u32 = 10_000;
/// After it counting begins anew.
pub const PERIOD: Span = Span::days(1);

/// Wrong guesses since the first of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongGuesses {
    /// When counting began.
    pub since: Moment,
    /// How many there were.
    pub count: u32,
}

impl WrongGuesses {
    fn in_force(self, now: Moment) -> bool {
        now < self.since + PERIOD
    }
}

/// Whether a guess is looked at.
pub fn may_guess(network: Option<WrongGuesses>, key: Option<WrongGuesses>, now: Moment) -> bool {
    let within = |guesses: Option<WrongGuesses>, limit| {
        guesses.is_none_or(|guesses| !guesses.in_force(now) || guesses.count < limit)
    };
    within(network, WRONG_PER_NETWORK) && within(key, WRONG_PER_KEY)
}

/// The count after a wrong guess.
pub fn after_wrong_guess(before: Option<WrongGuesses>, now: Moment) -> WrongGuesses {
    match before.filter(|guesses| guesses.in_force(now)) {
        Some(guesses) => WrongGuesses { count: guesses.count.saturating_add(1), ..guesses },
        None => WrongGuesses { since: now, count: 1 },
    }
}

/// Whether this count of a key raises the alarm: once in a period.
pub fn raises_alarm(key: WrongGuesses) -> bool {
    key.count == WRONG_BEFORE_ALARM
}

/// The network that an address is counted with: IPv4 /32, IPv6 /64.
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
