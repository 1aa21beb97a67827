//! A row of the inventory, as administrators see it.

use muster_core::{
    code::Code,
    id::{ActivationId, Cmid, HardwareId},
    time::Moment,
};

/// A machine in the inventory, as it asked for one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineRow {
    /// Client machine id.
    pub cmid: Cmid,
    /// The product that was asked for.
    pub product: ActivationId,
    /// Digest of the hardware.
    pub hardware: HardwareId,
    /// The name in the newest request.
    pub name: String,
    /// Time of the first request.
    pub first_seen: Moment,
    /// Time of the newest request.
    pub last_seen: Moment,
    /// Number of requests.
    pub requests: u64,
    /// The code that the newest request ended with.
    pub last_code: Code,
    /// The end of the newest activation.
    pub activated_until: Option<Moment>,
    /// The counter of the newest request.
    pub counter: u64,
    /// When it last asked from a state that was put back.
    pub rolled_back: Option<Moment>,
}
