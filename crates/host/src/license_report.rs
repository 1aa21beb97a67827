//! The host key and its license, as `/dlv` prints them.

use crate::{error::HostError, host::Host};
use muster_core::{client::license::Status, code, host::report::HostLicenseReport, time::Moment};
use muster_platform::machine::Machine;
use muster_trust::chain::VerifiedLicense;

impl Host {
    /// The host key and its license at `now`; with the installation id if this machine is given. On another
    /// machine than it was activated on, it is not licensed.
    pub fn license_report(&self, machine: Option<&Machine>, now: Moment) -> Result<HostLicenseReport, HostError> {
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
        let elsewhere = machine.is_some_and(|machine| self.check_machine(machine).is_err());
        let in_force = license.filter(|license| !elsewhere && license.in_force(now).is_ok());
        let reason =
            if revoked { Some(code::LICENSE_REVOKED) } else { elsewhere.then_some(code::HARDWARE_OUT_OF_TOLERANCE) };
        Ok(HostLicenseReport {
            host: self.config.name.clone(),
            vendor: pack.vendor.clone(),
            name: group.map_or(&self.config.name, |group| &group.name).clone(),
            group: group.map(|group| group.id),
            application: covered.map(|product| product.application),
            epid: license.map(|license| license.license.epid.clone()),
            partial_key: key.map(|key| key.partial()),
            installation_id: machine.and_then(|machine| self.installation_id(machine).ok()),
            status: match (in_force, reason) {
                (Some(_), _) => Status::Licensed,
                (None, Some(_)) => Status::Notification,
                (None, None) => Status::Unlicensed,
            },
            reason,
            until: in_force.map(|license| license.until()),
            by_telephone: license.is_some_and(VerifiedLicense::by_telephone),
            pack_until: pack.until,
            trusted_time: now,
        })
    }
}
