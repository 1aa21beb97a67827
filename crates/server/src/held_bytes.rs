//! How many bytes of unfinished requests are held in memory, in all and for each network that they come from.

use crate::limits::{HELD_BYTES_MAX, HELD_BYTES_MAX_PER_NETWORK};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
};

/// Which limit is exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    Network,
    Total,
}

/// The sums. A network that holds nothing takes no room.
#[derive(Debug, Default)]
pub(crate) struct HeldBytes {
    total: usize,
    by_network: HashMap<IpAddr, usize>,
    /// What connections hold that were told to close and have not done so yet.
    leaving: usize,
}

impl HeldBytes {
    /// Adds bytes, and says whether that was too much.
    pub(crate) fn add(&mut self, network: IpAddr, bytes: usize) -> Option<Excess> {
        self.total += bytes;
        let of_network = self.by_network.entry(network).or_default();
        *of_network += bytes;
        if *of_network > HELD_BYTES_MAX_PER_NETWORK {
            return Some(Excess::Network);
        }
        (self.total > HELD_BYTES_MAX).then_some(Excess::Total)
    }

    /// Takes back what a connection holds that is told to close; it is in memory until [`Self::left`].
    pub(crate) fn leave(&mut self, network: IpAddr, bytes: usize) {
        self.release(network, bytes);
        self.leaving += bytes;
    }

    /// A connection that was told to close has done so.
    pub(crate) fn left(&mut self, bytes: usize) {
        self.leaving = self.leaving.saturating_sub(bytes);
    }

    /// Whether nobody should read more before those that leave are gone.
    pub(crate) fn is_full(&self) -> bool {
        self.leaving > 0 && self.total + self.leaving > HELD_BYTES_MAX
    }

    /// Takes back bytes that were added.
    pub(crate) fn release(&mut self, network: IpAddr, bytes: usize) {
        self.total = self.total.saturating_sub(bytes);
        if let Some(of_network) = self.by_network.get_mut(&network) {
            *of_network = of_network.saturating_sub(bytes);
            if *of_network == 0 {
                self.by_network.remove(&network);
            }
        }
    }
}

/// The network of an address that one user may have to himself: an IPv4 address, or a /64 of IPv6.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::{Excess, HeldBytes, network};
    use crate::limits::{HELD_BYTES_MAX, HELD_BYTES_MAX_PER_NETWORK};
    use std::net::IpAddr;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn one_network_cannot_hold_what_is_for_all() {
        let mut held = HeldBytes::default();
        let first = address("192.0.2.1");
        assert_eq!(held.add(first, HELD_BYTES_MAX_PER_NETWORK), None);
        assert_eq!(held.add(first, 1), Some(Excess::Network));
        held.release(first, 1);
        let others = HELD_BYTES_MAX / HELD_BYTES_MAX_PER_NETWORK;
        for last in 2..=others {
            let other = address(&format!("192.0.2.{last}"));
            assert_eq!(held.add(other, HELD_BYTES_MAX_PER_NETWORK), None, "{other}");
        }
        assert_eq!(held.add(address("198.51.100.1"), 1), Some(Excess::Total));
    }

    #[test]
    fn a_network_that_holds_nothing_takes_no_room() {
        let mut held = HeldBytes::default();
        for last in 0..100 {
            let one = address(&format!("192.0.2.{last}"));
            held.add(one, 10);
            held.release(one, 10);
        }
        assert_eq!((held.total, held.by_network.len()), (0, 0));
    }

    /// What was told to leave makes room for others only when it is gone.
    #[test]
    fn nobody_reads_before_those_that_leave_are_gone() {
        let mut held = HeldBytes::default();
        let one = address("192.0.2.1");
        held.add(one, HELD_BYTES_MAX);
        assert!(!held.is_full(), "nobody leaves: waiting would not help");
        held.leave(one, HELD_BYTES_MAX);
        assert_eq!(held.add(one, 1), None);
        assert!(held.is_full());
        held.left(HELD_BYTES_MAX);
        assert!(!held.is_full());
    }

    #[test]
    fn a_64_of_ipv6_is_one_network() {
        for (one, other, same) in [
            ("2001:db8::1", "2001:db8::ffff:1", true),
            ("2001:db8::1", "2001:db8:0:1::1", false),
            ("192.0.2.1", "192.0.2.2", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true),
        ] {
            assert_eq!(network(address(one)) == network(address(other)), same, "{one} {other}");
        }
    }
}
