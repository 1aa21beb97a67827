//! What a host reports of itself and of the machines that asked.

use crate::{Host, HostError};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    host::report::HostLicenseReport,
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
}

/// The host key and its license at `now`; with the installation id if the hardware of this machine is given.
pub(crate) fn license_report(
    host: &Host,
    hardware: Option<HardwareId>,
    now: Moment,
) -> Result<HostLicenseReport, HostError> {
    let key = match host.product_key() {
        Ok(key) => Some(key),
        Err(HostError::NoProductKey) => None,
        Err(error) => return Err(error),
    };
    let pack = host.pack();
    let group = key.and_then(|key| key.claim()).and_then(|claim| pack.group(claim.group));
    let covered = group.and_then(|group| pack.products.iter().find(|product| group.products.contains(&product.id)));
    let license = host.license();
    let revoked = license.is_some_and(|license| license.revoked);
    let in_force = license.filter(|license| license.in_force(now).is_ok());
    Ok(HostLicenseReport {
        host: host.config.name.clone(),
        vendor: pack.vendor.clone(),
        name: group.map_or(&host.config.name, |group| &group.name).clone(),
        group: group.map(|group| group.id),
        application: covered.map(|product| product.application),
        epid: license.map(|license| license.license.epid.clone()),
        partial_key: key.map(|key| key.partial()),
        installation_id: hardware.and_then(|hardware| host.installation_id(hardware).ok()),
        status: match (in_force, revoked) {
            (Some(_), _) => Status::Licensed,
            (None, true) => Status::Notification,
            (None, false) => Status::Unlicensed,
        },
        reason: revoked.then_some(code::LICENSE_REVOKED),
        until: in_force.map(|license| Moment::from_unix(license.license.exp)),
        trusted_time: now,
    })
}
