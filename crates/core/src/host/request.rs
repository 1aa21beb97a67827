//! A host's decision about one request: whether it is granted, and which count it is told.

use crate::{
    client::license::{Intervals, Status},
    code::{self, Code},
    host::count::Pool,
    id::{ActivationId, Cmid, HardwareId},
    pack::{Pack, Product},
    time::{Moment, Span},
};

/// How far the clocks of client and host may be apart; compared in UTC.
pub const CLOCK_TOLERANCE: Span = Span::hours(4);

/// A client's request, checked in form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivationRequest {
    /// Client machine id.
    pub cmid: Cmid,
    /// Digest of the hardware: tells a cloned image from the machine that it was copied from.
    pub hardware: HardwareId,
    /// The machine's name, for the administrator.
    pub machine: String,
    /// The product that is to be activated.
    pub product: ActivationId,
    /// The client's clock.
    pub client_time: Moment,
    /// Whether the client is a virtual machine.
    pub virtual_machine: bool,
    /// The client's license status.
    pub status: Status,
    /// Minutes until that status ends.
    pub minutes_left: u32,
    /// The least count that the client's policy accepts.
    pub threshold: u32,
    /// Above that of every request that the client's state has sent before; see [`rollback`](super::rollback).
    pub counter: u64,
}

/// The time that a request is decided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestTime {
    /// What the machine is counted by.
    pub now: Moment,
    /// What the client is answered by: another time only while the host does not believe its clock.
    pub answered: Moment,
}

impl RequestTime {
    /// The time of a host whose clock is right.
    pub fn at(now: Moment) -> Self {
        Self { now, answered: now }
    }
}

/// Whether the host may result at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostStatus<'h> {
    /// It holds a license in force that covers these products.
    Activated(&'h [ActivationId]),
    /// It was never activated, or its license has expired.
    NotActivated,
    /// Its license pack has ended, and the grace after its end is over.
    PackEnded,
    /// The administrator has disabled it.
    Disabled,
}

impl<'h> HostStatus<'h> {
    /// The products that the host answers for, or the documented code of its refusal.
    pub fn products(self) -> Result<&'h [ActivationId], Code> {
        match self {
            Self::Activated(products) => Ok(products),
            Self::Disabled => Err(code::HOST_NOT_ENABLED),
            Self::NotActivated => Err(code::HOST_NOT_ACTIVATED),
            Self::PackEnded => Err(code::PACK_VERSION),
        }
    }
}

/// A device that asked with some CMID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceObservation {
    /// Digest of the hardware.
    pub hardware: HardwareId,
    /// The name in its request.
    pub machine: String,
}

/// What a host grants. Whether the count is enough is for the client's policy to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Distinct machines in 30 days, this one included.
    pub count: u32,
    /// The end of the activation.
    pub until: Moment,
    /// The intervals at which to ask again.
    pub intervals: Intervals,
}

/// The decision about a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantDecision {
    /// The grant, or the documented code of the refusal.
    pub result: Result<Grant, Code>,
    /// Another device that uses the same CMID.
    pub cloned_from: Option<DeviceObservation>,
}

/// Decides one request. The machine joins the pool unless the request is refused: a client whose policy finds the
/// count too low has been counted all the same, which is how a pool fills.
pub fn decide<'s>(
    request: &ActivationRequest,
    pack: &Pack,
    status: &HostStatus<'_>,
    mut observed: impl Iterator<Item = &'s DeviceObservation>,
    pool: &mut Pool,
    intervals: Intervals,
    time: RequestTime,
) -> GrantDecision {
    let RequestTime { now, answered } = time;
    let product = match permitted(request, pack, status, answered) {
        Ok(product) => product,
        Err(code) => return GrantDecision { result: Err(code), cloned_from: None },
    };
    let grant = Grant { count: pool.admit(request.cmid, now), until: answered + product.policy.validity, intervals };
    let other = observed.find(|device| device.hardware != request.hardware);
    GrantDecision { result: Ok(grant), cloned_from: other.cloned() }
}

fn permitted<'p>(
    request: &ActivationRequest,
    pack: &'p Pack,
    status: &HostStatus<'_>,
    now: Moment,
) -> Result<&'p Product, Code> {
    let products = status.products()?;
    let covered = pack.product(request.product).filter(|product| products.contains(&product.id));
    let product = covered.ok_or(code::PRODUCT_NOT_COVERED)?;
    if request.client_time.distance(now) > CLOCK_TOLERANCE {
        return Err(code::CLOCK_SKEW);
    }
    Ok(product)
}
