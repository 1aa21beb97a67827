//! The host key and its license, as `/dlv` prints them.

use crate::{error::HostError, host::Host};
use muster_core::{client::license::Status, code, host::report::HostLicenseReport, id::HardwareId, time::Moment};
use muster_trust::chain::VerifiedLicense;

impl Host {
    /// The host key and its license at `now`; with the installation id if the hardware of this machine is given.
    pub fn license_report(&self, hardware: Option<HardwareId>, now: Moment) -> Result<HostLicenseReport, HostError> {
        let key = match self.product_key() {
            Ok(key) => Some(key),
            Err(HostError::NoProductKey) => None,
            Err(error) => return Err(error),
        };
        let pack = self.pack();
        let group = key.map(|key| key.claim()).and_then(|claim| pack.group(claim.group));
        let covered = group.and_then(|group| pack.products.iter().find(|product| group.products.contains(&product.id)));
        let license = self.license();
        let revoked = license.is_some_and(|license| license.revoked);
        let in_force = license.filter(|license| license.in_force(now).is_ok());
        Ok(HostLicenseReport {
            host: self.config.name.clone(),
            vendor: pack.vendor.clone(),
            name: group.map_or(&self.config.name, |group| &group.name).clone(),
            group: group.map(|group| group.id),
            application: covered.map(|product| product.application),
            epid: license.map(|license| license.license.epid.clone()),
            partial_key: key.map(|key| key.partial()),
            installation_id: hardware.and_then(|hardware| self.installation_id(hardware).ok()),
            status: match (in_force, revoked) {
                (Some(_), _) => Status::Licensed,
                (None, true) => Status::Notification,
                (None, false) => Status::Unlicensed,
            },
            reason: revoked.then_some(code::LICENSE_REVOKED),
            until: in_force.map(|license| license.until()),
            by_telephone: license.is_some_and(VerifiedLicense::by_telephone),
            pack_until: pack.until,
            trusted_time: now,
        })
    }
}
