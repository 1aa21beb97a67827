//! Requests that are decided together: what must be known of the machines that ask, and what is decided of each.
//!
//! Whoever keeps the host's memory loads [`LoadedState`], lets every request of the group be decided, and stores what changed in one
//! transaction. Two requests of one machine in one group see each other.

use crate::{
    client::license::Intervals,
    code::{self, Code},
    host::{
        access_list::AccessList,
        count::Pool,
        rate_limit::{NewMachineLimit, RateLimited, RateLimiter},
        request::{self, ActivationRequest, Decision, DeviceObservation, Grant, HostStatus},
    },
    id::{ActivationId, ApplicationId, Cmid},
    pack::Pack,
    time::{Moment, Span},
};
use core::net::IpAddr;
use std::collections::HashMap;

/// By what a request is decided.
#[derive(Clone, Copy, Debug)]
pub struct DecisionContext<'r> {
    /// The products and their policies.
    pub pack: &'r Pack,
    /// Whether the host may answer.
    pub standing: HostStatus<'r>,
    /// How often machines are to ask again.
    pub intervals: Intervals,
    /// Who may ask at all.
    pub access: &'r AccessList,
    /// How many new machines one address may bring.
    pub new_machines: NewMachineLimit,
}

/// What a host remembers, as far as the group needs it.
#[derive(Clone, Debug, Default)]
pub struct LoadedState {
    /// The count of each application.
    pub pools: HashMap<ApplicationId, Pool>,
    /// What has asked under each of the group's CMIDs.
    pub machines: HashMap<Cmid, Vec<InventoryEntry>>,
}

/// A machine that has asked for a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryEntry {
    /// The product.
    pub product: ActivationId,
    /// The machine.
    pub sighting: DeviceObservation,
}

/// A request and how it came.
#[derive(Clone, Debug)]
pub struct ReceivedRequest {
    /// The request.
    pub ask: ActivationRequest,
    /// The address that it came from.
    pub peer: IpAddr,
    /// When it came, by the host's clock.
    pub now: Moment,
}

/// What was decided of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the client is told.
    pub answer: Result<Grant, Code>,
    /// When to come back, if the machine was only too early.
    pub retry_after: Option<Span>,
    /// Whether the machine enters the inventory: one that was turned away at the door leaves only its request.
    pub entered: bool,
    /// What the administrator should know.
    pub notice: Option<AdminEvent>,
}

/// Something that an administrator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminEvent {
    /// A machine asked with the CMID of another, which has this name; told once for each machine.
    Cloned(String),
    /// The first new machine of an address that was refused because there were too many.
    RateLimited,
}

impl Outcome {
    /// The code that the request ended with.
    pub fn code(&self) -> Code {
        self.answer.err().unwrap_or(code::SUCCESS)
    }

    /// The count that was stated; zero in a refusal.
    pub fn count(&self) -> u32 {
        self.answer.map_or(0, |grant| grant.count)
    }

    fn rejected(code: Code, retry_after: Option<Span>, notice: Option<AdminEvent>) -> Self {
        Self { answer: Err(code), retry_after, entered: false, notice }
    }
}

/// Decides one request of a group, and takes what follows into what is known.
pub fn decide(
    asked: &ReceivedRequest,
    rules: &DecisionContext<'_>,
    known: &mut LoadedState,
    limiter: &mut RateLimiter,
) -> Outcome {
    let ReceivedRequest { ask, now, .. } = asked;
    let seen = known.machines.entry(ask.cmid).or_default();
    if let Some(outcome) = admission_check(asked, rules, seen.is_empty(), limiter) {
        return outcome;
    }
    let same = || seen.iter().filter(|seen| seen.product == ask.product).map(|seen| &seen.sighting);
    let is_new = !same().any(|sighting| sighting.hardware == ask.hardware);
    let mut nobody = Pool::new(1);
    let application = rules.pack.product(ask.product).map(|product| product.application);
    let pool = application.and_then(|id| known.pools.get_mut(&id)).unwrap_or(&mut nobody);
    let Decision { answer, cloned_from } =
        request::decide(ask, rules.pack, &rules.standing, same(), pool, rules.intervals, *now);
    if is_new {
        let sighting = DeviceObservation { hardware: ask.hardware, machine: ask.machine.clone() };
        seen.push(InventoryEntry { product: ask.product, sighting });
    }
    let notice = cloned_from.filter(|_| is_new).map(|other| AdminEvent::Cloned(other.machine));
    Outcome { answer, retry_after: None, entered: true, notice }
}

/// Whether the machine may ask at all; of one that is new here, whether its address keeps the pace.
fn admission_check(
    asked: &ReceivedRequest,
    rules: &DecisionContext<'_>,
    is_new: bool,
    limiter: &mut RateLimiter,
) -> Option<Outcome> {
    let ReceivedRequest { ask, peer, now } = asked;
    if !rules.access.permits(*peer, &ask.machine, ask.cmid) {
        return Some(Outcome::rejected(code::ACCESS_DENIED, None, None));
    }
    if !is_new {
        return None;
    }
    let RateLimited { code, retry_after, first } = limiter.admit(rules.new_machines, *peer, *now).err()?;
    Some(Outcome::rejected(code, Some(retry_after), first.then_some(AdminEvent::RateLimited)))
}
