//! Refusals before the decision, added up: by day, code and network, in a bounded number of rows.

use super::rate_limit::{OTHERS, network_of};
use crate::{code::Code, time::Moment};
use core::net::IpAddr;
use ipnet::IpNet;
use std::collections::{BTreeMap, HashSet};

/// Networks that are named in a day; the refusals of all others are added up as one, `::/0`.
pub const NETWORKS_A_DAY_MAX: usize = 256;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// Day since 1970-01-01, code, and network: what refusals are added up by.
pub type RefusalKey = (i64, Code, IpNet);

/// How often, and when, requests were refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusals {
    /// Their number.
    pub requests: u64,
    /// The first of them.
    pub first: Moment,
    /// The last of them.
    pub last: Moment,
}

/// Names the networks of a day, as long as they are few.
#[derive(Clone, Debug, Default)]
pub struct RefusedNetworks {
    day: i64,
    named: HashSet<IpNet>,
}

impl RefusedNetworks {
    /// Adds a refused request to `refusals`.
    pub fn add(&mut self, refusals: &mut BTreeMap<RefusalKey, Refusals>, code: Code, peer: IpAddr, now: Moment) {
        let (day, network) = (now.unix().div_euclid(DAY_SECONDS), network_of(peer));
        if day != self.day {
            *self = Self { day, named: HashSet::new() };
        }
        if self.named.len() < NETWORKS_A_DAY_MAX {
            self.named.insert(network);
        }
        let network = if self.named.contains(&network) { network } else { OTHERS };
        let row = refusals.entry((day, code, network)).or_insert(Refusals { requests: 0, first: now, last: now });
        row.requests += 1;
        row.last = row.last.max(now);
    }
}
