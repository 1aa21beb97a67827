//! Requests that are decided together: what the host must load before, and what it decides of each.
//!
//! The host loads [`LoadedState`], decides every request of the group, and stores what changed in one transaction. Two
//! requests of one machine in one group see each other.

use crate::{
    client::license::Intervals,
    code::{self, Code},
    host::{
        access_list::AccessList,
        count::Pool,
        rate_limit::{NewMachineLimit, RateLimited, RateLimiter},
        request::{self, ActivationRequest, DeviceObservation, Grant, GrantDecision, HostStatus, RequestTime},
        rollback::{RequestCounter, Rollback},
    },
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    pack::Pack,
    time::{Moment, Span},
};
use core::net::IpAddr;
use std::collections::HashMap;

/// Policy and settings that apply to every request of a group.
#[derive(Clone, Copy, Debug)]
pub struct DecisionContext<'c> {
    /// The vendor's products and their policies.
    pub pack: &'c Pack,
    /// Whether the host may answer, and for which products.
    pub status: HostStatus<'c>,
    /// When the host key ends: no grant lasts longer.
    pub ends: Option<Moment>,
    /// The intervals that clients are told.
    pub intervals: Intervals,
    /// Who may ask at all.
    pub access: &'c AccessList,
    /// The rate limit of new machines.
    pub new_machines: NewMachineLimit,
}

/// What the host has stored, as far as the group needs it.
#[derive(Clone, Debug, Default)]
pub struct LoadedState {
    /// The count of each application.
    pub pools: HashMap<ApplicationId, Pool>,
    /// The inventory of each CMID in the group.
    pub machines: HashMap<Cmid, Vec<InventoryEntry>>,
}

/// A machine in the inventory, as it asked for one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryEntry {
    /// The product that was asked for.
    pub product: ActivationId,
    /// The device that asked.
    pub observation: DeviceObservation,
    /// When it asked last.
    pub last_seen: Moment,
    /// What its requests count.
    pub counter: RequestCounter,
}

/// Entries of one CMID in the inventory: products times devices. A new one beyond takes the place of the one that has not asked
/// for longest, so nobody's requests cost more than another's.
pub const ENTRIES_MAX: usize = 64;

/// A request and how it arrived.
#[derive(Clone, Debug)]
pub struct ReceivedRequest {
    /// The request, checked in form.
    pub request: ActivationRequest,
    /// The address of the client, or of the last proxy.
    pub peer: IpAddr,
    /// The time that it is decided by.
    pub time: RequestTime,
}

/// The decision about one request of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the client is answered: a grant, or the documented code of the refusal.
    pub result: Result<Grant, Code>,
    /// What the client makes of it: a grant with a count below its threshold activates nothing.
    pub code: Code,
    /// When the client may ask again, if it was refused by the rate limit.
    pub retry_after: Option<Span>,
    /// Whether the machine enters the inventory and the history; one that failed the admission check does not.
    pub recorded: bool,
    /// The entry of this CMID that leaves the inventory, to make room: product and hardware.
    pub evicted: Option<(ActivationId, HardwareId)>,
    /// Whether it comes from a state that was put back.
    pub rolled_back: bool,
    /// What the administrator should know.
    pub admin_event: Option<AdminEvent>,
}

/// Something that an administrator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminEvent {
    /// A device asked with the CMID of another, which has this name; reported once for each device.
    Cloned(String),
    /// The first new machine of a network that the rate limit refused within an hour.
    RateLimited,
    /// A machine asked from a state that was put back: the counter of its request before.
    RolledBack(u64),
}

impl Decision {
    /// The count that the client was told; zero in a refusal.
    pub fn count(&self) -> u32 {
        self.result.map_or(0, |grant| grant.count)
    }

    /// The grant, if the client is activated by it.
    pub fn activation(&self) -> Option<Grant> {
        self.result.ok().filter(|_| self.code == code::SUCCESS)
    }

    fn rejected(code: Code, retry_after: Option<Span>, admin_event: Option<AdminEvent>) -> Self {
        Self { result: Err(code), code, retry_after, recorded: false, evicted: None, rolled_back: false, admin_event }
    }
}

/// Decides one request of a group, and updates `state` for the requests after it.
pub fn decide(
    received: &ReceivedRequest,
    context: &DecisionContext<'_>,
    state: &mut LoadedState,
    limiter: &mut RateLimiter,
) -> Decision {
    let ReceivedRequest { request, time, .. } = received;
    let entries = state.machines.entry(request.cmid).or_default();
    let known_device = entries.iter().any(|entry| entry.observation.hardware == request.hardware);
    let application = match admission_check(received, context, known_device, limiter) {
        Ok(application) => application,
        Err(rejected) => return rejected,
    };
    let same = || entries.iter().filter(|entry| entry.product == request.product).map(|entry| &entry.observation);
    let is_new = !same().any(|observation| observation.hardware == request.hardware);
    // The pool of an application that the host did not load never counts.
    let mut unknown = Pool::new(1);
    let pool = state.pools.get_mut(&application).unwrap_or(&mut unknown);
    let GrantDecision { result, cloned_from } =
        request::decide(request, context.pack, &context.status, same(), pool, context.intervals, *time);
    let bounded =
        |grant: Grant| Grant { until: context.ends.map_or(grant.until, |ends| grant.until.min(ends)), ..grant };
    let result = result.map(bounded);
    let (evicted, rollback) = note_device(entries, request, time.now);
    let cloned = cloned_from.filter(|_| is_new).map(|other| AdminEvent::Cloned(other.machine));
    // Only a device that was there before can have been put back.
    let admin_event = cloned.or(rollback.filter(|found| found.told).map(|found| AdminEvent::RolledBack(found.before)));
    let code = match &result {
        Ok(grant) if grant.count < request.threshold => code::COUNT_TOO_LOW,
        Ok(_) => code::SUCCESS,
        Err(code) => *code,
    };
    Decision { result, code, retry_after: None, recorded: true, evicted, rolled_back: rollback.is_some(), admin_event }
}

/// Notes that a device asked for a product. Returns product and hardware of the entry that it takes the place of, and whether its
/// state was put back.
fn note_device(
    entries: &mut Vec<InventoryEntry>,
    request: &ActivationRequest,
    now: Moment,
) -> (Option<(ActivationId, HardwareId)>, Option<Rollback>) {
    let own = |entry: &&mut InventoryEntry| {
        entry.product == request.product && entry.observation.hardware == request.hardware
    };
    if let Some(entry) = entries.iter_mut().find(own) {
        let last_seen = core::mem::replace(&mut entry.last_seen, now);
        return (None, entry.counter.take(request.counter, last_seen, now));
    }
    let oldest = entries.iter().enumerate().min_by_key(|(_, entry)| entry.last_seen).map(|(place, _)| place);
    let evicted = oldest.filter(|_| entries.len() >= ENTRIES_MAX).map(|place| entries.swap_remove(place));
    let observation = DeviceObservation { hardware: request.hardware, machine: request.machine.clone() };
    let counter = RequestCounter { last: request.counter, rolled_back: None };
    entries.push(InventoryEntry { product: request.product, observation, last_seen: now, counter });
    (evicted.map(|entry| (entry.product, entry.observation.hardware)), None)
}

/// Refuses who is denied by the access list, who asks for a product that the pack does not know, and new devices beyond the rate
/// limit. Returns the application of the product.
fn admission_check(
    received: &ReceivedRequest,
    context: &DecisionContext<'_>,
    known_device: bool,
    limiter: &mut RateLimiter,
) -> Result<ApplicationId, Decision> {
    let ReceivedRequest { request, peer, time } = received;
    if !context.access.permits(*peer, &request.machine, request.cmid) {
        return Err(Decision::rejected(code::ACCESS_DENIED, None, None));
    }
    let Some(product) = context.pack.product(request.product) else {
        let code = context.status.products().err().unwrap_or(code::PRODUCT_NOT_COVERED);
        return Err(Decision::rejected(code, None, None));
    };
    if !known_device {
        limiter.admit(context.new_machines, *peer, time.now).map_err(|RateLimited { code, retry_after, first }| {
            Decision::rejected(code, Some(retry_after), first.then_some(AdminEvent::RateLimited))
        })?;
    }
    Ok(product.application)
}
