//! Who may ask a host at all: networks and machines that are allowed or denied, and how many new machines one address may
//! bring in a time.

use crate::{
    code::{self, Code},
    id::Cmid,
    time::{Moment, Span},
};
use core::net::IpAddr;
use ipnet::IpNet;
use std::collections::HashMap;

/// The lists. What is denied is denied; where an allow-list is not empty, only what it names is allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Networks that may ask.
    pub allow_networks: Vec<IpNet>,
    /// Networks that may not.
    pub deny_networks: Vec<IpNet>,
    /// Machines that may ask: names, ids (CMID), or the beginning of a name and `*`.
    pub allow_machines: Vec<String>,
    /// Machines that may not.
    pub deny_machines: Vec<String>,
}

impl Access {
    /// Whether a machine at an address may ask.
    pub fn permits(&self, address: IpAddr, machine: &str, cmid: Cmid) -> bool {
        // A client that reaches a dual-stack listener over IPv4 is one of its IPv4 network.
        let address = address.to_canonical();
        let within = |networks: &[IpNet]| networks.iter().any(|network| network.contains(&address));
        let named = |names: &[String]| !names.is_empty() && is_named(names, machine, cmid);
        let denied = within(&self.deny_networks) || named(&self.deny_machines);
        let allowed = (self.allow_networks.is_empty() || within(&self.allow_networks))
            && (self.allow_machines.is_empty() || named(&self.allow_machines));
        allowed && !denied
    }
}

fn is_named(names: &[String], machine: &str, cmid: Cmid) -> bool {
    let machine = machine.to_lowercase();
    let short = machine.split('.').next().unwrap_or_default();
    let cmid = cmid.to_string();
    names.iter().map(|name| name.to_lowercase()).any(|name| match name.strip_suffix('*') {
        Some(beginning) => machine.starts_with(beginning),
        None => name == machine || name == short || name == cmid,
    })
}

/// How many new machines one address may bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewMachines {
    /// In an hour, at an even pace; this many also at once.
    pub per_hour: u32,
}

impl Default for NewMachines {
    fn default() -> Self {
        Self { per_hour: 1_000 }
    }
}

/// Addresses that are remembered; when there are more, those that have calmed down are forgotten.
const ADDRESSES_MAX: usize = 10_000;
const HOUR_MILLIS: i64 = 3_600_000;

/// Keeps the pace of each address (generic cell rate algorithm, ATM Forum TM 4.1): one number for each.
#[derive(Clone, Debug, Default)]
pub struct Limiter {
    arrivals: HashMap<IpAddr, Arrival>,
}

#[derive(Clone, Copy, Debug)]
struct Arrival {
    /// When the next machine would come at an even pace, in milliseconds of the epoch.
    due: i64,
    limited: bool,
}

/// A new machine that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limited {
    /// The documented code.
    pub code: Code,
    /// When to come back.
    pub retry_after: Span,
    /// Whether it is the first of this address since it last kept the pace.
    pub first: bool,
}

impl Limiter {
    /// Takes one new machine of an address, or refuses it.
    pub fn admit(&mut self, limit: NewMachines, address: IpAddr, now: Moment) -> Result<(), Limited> {
        let now = now.unix().saturating_mul(1_000);
        let pace = HOUR_MILLIS / i64::from(limit.per_hour.max(1));
        if self.arrivals.len() >= ADDRESSES_MAX {
            self.arrivals.retain(|_, arrival| arrival.due > now);
        }
        let arrival = self.arrivals.entry(address).or_insert(Arrival { due: now, limited: false });
        // Nobody is ever asked to wait longer than an hour: what is due later was noted before the clock was set back.
        let due = if arrival.due > now + HOUR_MILLIS { now } else { arrival.due.max(now) };
        if due - now > HOUR_MILLIS - pace {
            let first = !arrival.limited;
            arrival.limited = true;
            let wait = u32::try_from((due - now - HOUR_MILLIS + pace) / 1_000 + 1).unwrap_or(u32::MAX);
            return Err(Limited { code: code::SERVER_BUSY, retry_after: Span::seconds(wait), first });
        }
        *arrival = Arrival { due: due + pace, limited: false };
        Ok(())
    }
}
