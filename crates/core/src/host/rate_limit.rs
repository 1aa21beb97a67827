//! How many new machines one network may bring in an hour, and all networks together.

use crate::{
    code::{self, Code},
    time::{Moment, Span},
};
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// The limit of new machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMachineLimit {
    /// Machines of one network in an hour; as many may come at once. All networks together may bring 100 times as many.
    pub per_hour: u32,
}

impl Default for NewMachineLimit {
    fn default() -> Self {
        Self { per_hour: 1_000 }
    }
}

/// Networks that are remembered; those beyond share one limit.
pub const NETWORKS_MAX: usize = 10_000;
/// What all networks together may bring, as a multiple of what one may.
const ALL: u32 = 100;
/// At each call so many networks are looked at, whether they may be forgotten: one call costs as much as another.
const LOOKED_AT: usize = 2;
const HOUR_MILLIS: i64 = 3_600_000;

/// The whole host.
const WHOLE: IpNet = IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 0));
/// The networks that are not named one by one.
pub(super) const OTHERS: IpNet = IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::UNSPECIFIED, 0));

/// The network that an address stands for: one address of IPv4, and a /64 of IPv6, which is what one customer of a provider gets.
pub fn network_of(address: IpAddr) -> IpNet {
    match address.to_canonical() {
        IpAddr::V4(address) => Ipv4Net::from(address).into(),
        IpAddr::V6(address) => Ipv6Net::new(address, 64).map_or(OTHERS, |network| network.trunc().into()),
    }
}

/// Limits the rate per network by the generic cell rate algorithm (GCRA, ATM Forum TM 4.1): one number per network.
#[derive(Clone, Debug, Default)]
pub struct RateLimiter {
    arrivals: HashMap<IpNet, Arrival>,
    /// The networks in the order in which they are looked at.
    order: VecDeque<IpNet>,
    whole: Arrival,
    others: Arrival,
    /// What is to be stored.
    changed: BTreeMap<IpNet, i64>,
}

#[derive(Clone, Copy, Debug)]
struct Arrival {
    /// Theoretical arrival time of the next machine, in milliseconds since the Unix epoch.
    due: i64,
    /// When its refusal was reported last.
    reported: i64,
}

impl Default for Arrival {
    fn default() -> Self {
        Self { due: i64::MIN, reported: i64::MIN }
    }
}

/// The refusal of a new machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimited {
    /// The documented code.
    pub code: Code,
    /// When to ask again.
    pub retry_after: Span,
    /// Whether it is the first refusal of this network within an hour.
    pub first: bool,
}

impl RateLimiter {
    /// The limiter as it was stored: networks, and when each may bring the next machine.
    pub fn restore(stored: impl IntoIterator<Item = (IpNet, i64)>) -> Self {
        let mut limiter = Self::default();
        for (network, due) in stored {
            match network {
                WHOLE => limiter.whole.due = due,
                OTHERS => limiter.others.due = due,
                network if limiter.order.len() < NETWORKS_MAX => {
                    limiter.arrivals.insert(network, Arrival { due, ..Arrival::default() });
                    limiter.order.push_back(network);
                }
                _ => {}
            }
        }
        limiter
    }

    /// What has changed since the last call, to store it: networks, and when each may bring the next machine, in milliseconds
    /// since the Unix epoch.
    pub fn take_changes(&mut self) -> BTreeMap<IpNet, i64> {
        std::mem::take(&mut self.changed)
    }

    /// Admits one new machine of an address, or refuses it.
    pub fn admit(&mut self, limit: NewMachineLimit, address: IpAddr, now: Moment) -> Result<(), RateLimited> {
        let now = now.unix().saturating_mul(1_000);
        self.forget_some(now);
        let per_hour = limit.per_hour.max(1);
        let network = network_of(address);
        if !self.arrivals.contains_key(&network) && self.arrivals.len() < NETWORKS_MAX {
            self.arrivals.insert(network, Arrival::default());
            self.order.push_back(network);
        }
        let (network, own) = match self.arrivals.get_mut(&network) {
            Some(arrival) => (network, arrival),
            None => (OTHERS, &mut self.others),
        };
        let admitted = own.next(per_hour, now).and_then(|due| {
            let all = self.whole.next(per_hour.saturating_mul(ALL), now)?;
            Ok((due, all))
        });
        match admitted {
            Ok((due, all)) => {
                (own.due, self.whole.due) = (due, all);
                self.changed.extend([(network, due), (WHOLE, all)]);
                Ok(())
            }
            Err(retry_after) => {
                let first = now.saturating_sub(own.reported) >= HOUR_MILLIS || own.reported > now;
                if first {
                    own.reported = now;
                }
                Err(RateLimited { code: code::SERVER_BUSY, retry_after, first })
            }
        }
    }

    /// Forgets networks that have kept the rate.
    fn forget_some(&mut self, now: i64) {
        for _ in 0..LOOKED_AT.min(self.order.len()) {
            let Some(network) = self.order.pop_front() else { return };
            if self.arrivals.get(&network).is_some_and(|arrival| arrival.due <= now) {
                self.arrivals.remove(&network);
            } else {
                self.order.push_back(network);
            }
        }
    }
}

impl Arrival {
    /// When the machine after this one is due, or how long this one has to wait.
    fn next(&self, per_hour: u32, now: i64) -> Result<i64, Span> {
        let pace = HOUR_MILLIS / i64::from(per_hour);
        // No wait exceeds an hour: a later arrival time was recorded before the clock was set back.
        let due = if self.due > now + HOUR_MILLIS { now } else { self.due.max(now) };
        let early = due - now - (HOUR_MILLIS - pace);
        if early > 0 {
            return Err(Span::seconds(u32::try_from(early / 1_000 + 1).unwrap_or(u32::MAX)));
        }
        Ok(due + pace)
    }
}
