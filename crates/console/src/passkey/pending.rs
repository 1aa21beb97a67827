//! Challenges that authenticators have not answered yet: in memory, each good once and for five minutes. A restart ends them.

use super::refusal::PasskeyRefusal;
use crate::secret::SecretHash;
use ipnet::IpNet;
use muster_core::time::{Moment, Span};
use std::collections::HashMap;

/// How long a challenge may be answered.
const LIFETIME: Span = Span::minutes(5);
/// The most challenges of one network, and of all: whoever asks for more ends his oldest, and whoever has many addresses the oldest of all.
const OF_NETWORK_MAX: usize = 64;
const MAX: usize = 4_096;

/// Challenges, by the hash of the id that their page has.
pub(crate) struct Pending<T> {
    begun: HashMap<[u8; 32], Begun<T>>,
}

struct Begun<T> {
    /// Its number among all: of two in one second one is older.
    number: u64,
    at: Moment,
    network: IpNet,
    state: T,
}

impl<T> Default for Pending<T> {
    fn default() -> Self {
        Self { begun: HashMap::new() }
    }
}

impl<T> Pending<T> {
    /// Keeps one.
    pub(crate) fn add(&mut self, id: &SecretHash, state: T, network: IpNet, now: Moment) {
        let of_network = self.begun.values().filter(|begun| begun.network == network).count();
        if of_network >= OF_NETWORK_MAX {
            self.remove_oldest(|begun| begun.network == network);
        } else if self.begun.len() >= MAX {
            self.remove_oldest(|_| true);
        }
        let number = self.begun.values().map(|begun| begun.number).max().unwrap_or_default() + 1;
        self.begun.insert(*id.as_bytes(), Begun { number, at: now, network, state });
    }

    /// Takes one out: nobody gets it again. A clock that was set back makes none last longer.
    pub(crate) fn take(&mut self, id: &SecretHash, now: Moment) -> Result<T, PasskeyRefusal> {
        let begun = self.begun.remove(id.as_bytes()).ok_or(PasskeyRefusal::Challenge)?;
        let age = now.seconds_after(begun.at);
        if (0..LIFETIME.as_seconds()).contains(&age) { Ok(begun.state) } else { Err(PasskeyRefusal::Expired) }
    }

    fn remove_oldest(&mut self, of: impl Fn(&Begun<T>) -> bool) {
        let oldest = self.begun.iter().filter(|(_, begun)| of(begun)).min_by_key(|(_, begun)| begun.number);
        if let Some(id) = oldest.map(|(id, _)| *id) {
            self.begun.remove(&id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX, OF_NETWORK_MAX, PasskeyRefusal, Pending};
    use crate::secret::SecretHash;
    use ipnet::IpNet;
    use muster_core::time::{Moment, Span};

    const NOW: Moment = Moment::from_unix(1_795_255_200);

    fn id(number: usize) -> SecretHash {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&number.to_le_bytes());
        SecretHash::from_bytes(bytes)
    }

    fn network(number: usize) -> IpNet {
        format!("10.{}.{}.1/32", number / 256, number % 256).parse().expect("a network")
    }

    #[test]
    fn a_challenge_is_good_once_and_for_five_minutes() {
        let mut pending = Pending::default();
        for number in 0..4 {
            pending.add(&id(number), number, network(0), NOW);
        }
        assert_eq!(pending.take(&id(0), NOW + Span::seconds(299)), Ok(0));
        assert_eq!(pending.take(&id(0), NOW), Err(PasskeyRefusal::Challenge));
        assert_eq!(pending.take(&id(1), NOW + Span::seconds(300)), Err(PasskeyRefusal::Expired));
        assert_eq!(
            pending.take(&id(2), NOW - Span::seconds(1)),
            Err(PasskeyRefusal::Expired),
            "a clock that was set back"
        );
        assert_eq!(pending.take(&id(9), NOW), Err(PasskeyRefusal::Challenge));
    }

    #[test]
    fn whoever_asks_for_many_ends_his_own() {
        let mut pending = Pending::default();
        pending.add(&id(0), 0, network(0), NOW);
        for number in 1..=OF_NETWORK_MAX + 1 {
            pending.add(&id(number), number, network(1), NOW);
        }
        assert_eq!(pending.take(&id(1), NOW), Err(PasskeyRefusal::Challenge), "the oldest of that network");
        assert_eq!((pending.take(&id(0), NOW), pending.take(&id(2), NOW)), (Ok(0), Ok(2)));
        for number in 0..2 * MAX {
            pending.add(&id(1_000 + number), number, network(number), NOW);
        }
        assert_eq!(pending.begun.len(), MAX);
    }
}
