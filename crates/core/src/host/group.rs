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
    },
    id::{ActivationId, ApplicationId, Cmid},
    pack::Pack,
    time::Span,
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
}

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
    /// Whether the machine enters the inventory; one that failed the admission check does not.
    pub recorded: bool,
    /// What the administrator should know.
    pub admin_event: Option<AdminEvent>,
}

/// Something that an administrator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminEvent {
    /// A device asked with the CMID of another, which has this name; reported once for each device.
    Cloned(String),
    /// The first new machine of an address that the rate limit refused.
    RateLimited,
}

impl Decision {
    /// The count that the client was told; zero in a refusal.
    pub fn count(&self) -> u32 {
        self.result.map_or(0, |grant| grant.count)
    }

    fn rejected(code: Code, retry_after: Option<Span>, admin_event: Option<AdminEvent>) -> Self {
        Self { result: Err(code), code, retry_after, recorded: false, admin_event }
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
    if let Some(rejected) = admission_check(received, context, entries.is_empty(), limiter) {
        return rejected;
    }
    let same = || entries.iter().filter(|entry| entry.product == request.product).map(|entry| &entry.observation);
    let is_new = !same().any(|observation| observation.hardware == request.hardware);
    // A request for an unknown product is refused, so this pool never counts.
    let mut unknown = Pool::new(1);
    let application = context.pack.product(request.product).map(|product| product.application);
    let pool = application.and_then(|id| state.pools.get_mut(&id)).unwrap_or(&mut unknown);
    let GrantDecision { result, cloned_from } =
        request::decide(request, context.pack, &context.status, same(), pool, context.intervals, *time);
    if is_new {
        let observation = DeviceObservation { hardware: request.hardware, machine: request.machine.clone() };
        entries.push(InventoryEntry { product: request.product, observation });
    }
    let admin_event = cloned_from.filter(|_| is_new).map(|other| AdminEvent::Cloned(other.machine));
    let code = match &result {
        Ok(grant) if grant.count < request.threshold => code::COUNT_TOO_LOW,
        Ok(_) => code::SUCCESS,
        Err(code) => *code,
    };
    Decision { result, code, retry_after: None, recorded: true, admin_event }
}

/// Refuses who is denied by the access list, and new machines of an address beyond the rate limit.
fn admission_check(
    received: &ReceivedRequest,
    context: &DecisionContext<'_>,
    is_new: bool,
    limiter: &mut RateLimiter,
) -> Option<Decision> {
    let ReceivedRequest { request, peer, time } = received;
    if !context.access.permits(*peer, &request.machine, request.cmid) {
        return Some(Decision::rejected(code::ACCESS_DENIED, None, None));
    }
    if !is_new {
        return None;
    }
    let RateLimited { code, retry_after, first } = limiter.admit(context.new_machines, *peer, time.now).err()?;
    Some(Decision::rejected(code, Some(retry_after), first.then_some(AdminEvent::RateLimited)))
}
