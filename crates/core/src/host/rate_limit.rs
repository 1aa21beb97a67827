//! How many new machines one address may bring in an hour.

use crate::{
    code::{self, Code},
    time::{Moment, Span},
};
use core::net::IpAddr;
use std::collections::HashMap;

/// The limit of new machines per address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMachineLimit {
    /// Machines in an hour; as many may come at once.
    pub per_hour: u32,
}

impl Default for NewMachineLimit {
    fn default() -> Self {
        Self { per_hour: 1_000 }
    }
}

/// Addresses that are remembered; at the limit, those without a recent arrival are dropped.
const ADDRESSES_MAX: usize = 10_000;
const HOUR_MILLIS: i64 = 3_600_000;

/// Limits the rate per address by the generic cell rate algorithm (GCRA, ATM Forum TM 4.1): one number per address.
#[derive(Clone, Debug, Default)]
pub struct RateLimiter {
    arrivals: HashMap<IpAddr, Arrival>,
}

#[derive(Clone, Copy, Debug)]
struct Arrival {
    /// Theoretical arrival time of the next machine, in milliseconds since the Unix epoch.
    due: i64,
    limited: bool,
}

/// The refusal of a new machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimited {
    /// The documented code.
    pub code: Code,
    /// When to ask again.
    pub retry_after: Span,
    /// Whether it is the first refusal of this address since it last kept the rate.
    pub first: bool,
}

impl RateLimiter {
    /// Admits one new machine of an address, or refuses it.
    pub fn admit(&mut self, limit: NewMachineLimit, address: IpAddr, now: Moment) -> Result<(), RateLimited> {
        let now = now.unix().saturating_mul(1_000);
        let pace = HOUR_MILLIS / i64::from(limit.per_hour.max(1));
        if self.arrivals.len() >= ADDRESSES_MAX {
            self.arrivals.retain(|_, arrival| arrival.due > now);
        }
        let arrival = self.arrivals.entry(address).or_insert(Arrival { due: now, limited: false });
        // No wait exceeds an hour: a later arrival time was recorded before the clock was set back.
        let due = if arrival.due > now + HOUR_MILLIS { now } else { arrival.due.max(now) };
        if due - now > HOUR_MILLIS - pace {
            let first = !arrival.limited;
            arrival.limited = true;
            let wait = u32::try_from((due - now - HOUR_MILLIS + pace) / 1_000 + 1).unwrap_or(u32::MAX);
            return Err(RateLimited { code: code::SERVER_BUSY, retry_after: Span::seconds(wait), first });
        }
        *arrival = Arrival { due: due + pace, limited: false };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDRESSES_MAX, NewMachineLimit, RateLimiter};
    use crate::time::Moment;
    use core::net::Ipv4Addr;

    /// Addresses are forgotten when there are too many, and only those that have kept the rate since.
    #[test]
    fn memory_is_bounded() {
        let limit = NewMachineLimit { per_hour: 3_600 };
        let mut limiter = RateLimiter::default();
        let mut admit = |address: usize, second| {
            let address = Ipv4Addr::from_bits(address as u32).into();
            limiter.admit(limit, address, Moment::from_unix(second)).expect("admitted");
            limiter.arrivals.len()
        };
        for address in 0..ADDRESSES_MAX - 2 {
            admit(address, 0);
        }
        // One address that is due in ten seconds more.
        for _ in 0..10 {
            admit(ADDRESSES_MAX, 0);
        }
        assert_eq!(admit(ADDRESSES_MAX + 1, 1), ADDRESSES_MAX, "below the limit all are remembered");
        // At second 1 those of second 0 are due: they have kept the rate.
        assert_eq!(admit(ADDRESSES_MAX + 2, 1), 3);
    }
}
