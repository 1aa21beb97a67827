//! What a host shows of itself.

use crate::{Host, HostError};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    host::report::{ApplicationCount, HostLicenseReport, HostReport},
    id::{ActivationId, Cmid, HardwareId},
    pack::Application,
    time::Moment,
};
use muster_proto::event::{Event, RequestHandled};

/// A machine in the inventory, as it asked for one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineRow {
    /// The machine.
    pub cmid: Cmid,
    /// The product.
    pub product: ActivationId,
    /// Its hardware.
    pub hardware: HardwareId,
    /// The name it gave last.
    pub name: String,
    /// Its first request.
    pub first_seen: Moment,
    /// Its last request.
    pub last_seen: Moment,
    /// How often it asked.
    pub requests: u64,
    /// How its last request ended.
    pub last_code: Code,
    /// Until when its last activation holds.
    pub activated_until: Option<Moment>,
}

impl Host {
    /// The host key and its license at `now`; with the installation id if the hardware of this machine is given.
    pub fn license_report(&self, hardware: Option<HardwareId>, now: Moment) -> Result<HostLicenseReport, HostError> {
        let key = match self.product_key() {
            Ok(key) => Some(key),
            Err(HostError::NoProductKey) => None,
            Err(error) => return Err(error),
        };
        let pack = self.pack();
        let group = key.and_then(|key| key.claim()).and_then(|claim| pack.group(claim.group));
        let covered = group.and_then(|group| pack.products.iter().find(|product| group.products.contains(&product.id)));
        let credential = self.credential();
        let revoked = credential.is_some_and(|credential| credential.revoked);
        let in_force = credential.filter(|credential| credential.in_force(now).is_ok());
        Ok(HostLicenseReport {
            host: self.config.name.clone(),
            vendor: pack.vendor.clone(),
            name: group.map_or(&self.config.name, |group| &group.name).clone(),
            group: group.map(|group| group.id),
            application: covered.map(|product| product.application),
            epid: credential.map(|credential| credential.license.epid.clone()),
            partial_key: key.map(|key| key.partial()),
            installation_id: hardware.and_then(|hardware| self.installation_id(hardware).ok()),
            status: match (in_force, revoked) {
                (Some(_), _) => Status::Licensed,
                (None, true) => Status::Notification,
                (None, false) => Status::Unlicensed,
            },
            reason: revoked.then_some(code::LICENSE_REVOKED),
            until: in_force.map(|credential| Moment::from_unix(credential.license.exp)),
            trusted_time: now,
        })
    }

    /// The service of the host at `now`.
    pub fn report(&self, now: Moment) -> Result<HostReport, HostError> {
        let mut store = self.store()?;
        let pools = store.pools(&self.applications())?;
        let covered = |application: &&Application| {
            let products = self.credential().map(|credential| &credential.products);
            let own = |id| self.pack().product(id).is_some_and(|product| product.application == application.id);
            products.is_none_or(|products| products.iter().any(|id| own(*id)))
        };
        let counts = self.pack().applications.iter().filter(covered).map(|application| {
            let count = pools.get(&application.id).map_or(0, |pool| pool.count(now));
            ApplicationCount { id: application.id, name: application.name.clone(), count }
        });
        Ok(HostReport { counts: counts.collect(), settings: store.settings()?, counters: store.counters()? })
    }

    /// The newest requests (event 12290), newest first.
    pub fn requests(&self, limit: u32) -> Result<Vec<RequestHandled>, HostError> {
        let mut requests = Vec::new();
        self.store()?.requests(limit, &mut |request| requests.push(request))?;
        Ok(requests)
    }

    /// Calls `each` for every request there ever was, newest first: the event history, however long.
    pub fn each_request(&self, mut each: impl FnMut(RequestHandled)) -> Result<(), HostError> {
        Ok(self.store()?.requests(u32::MAX, &mut each)?)
    }

    /// The host's other events, newest first.
    pub fn events(&self, limit: u32) -> Result<Vec<Event>, HostError> {
        Ok(self.store()?.events(limit)?)
    }

    /// Calls `each` for every machine in the inventory, in the order of their ids.
    pub fn machines(&self, mut each: impl FnMut(MachineRow)) -> Result<(), HostError> {
        Ok(self.store()?.machines(&mut each)?)
    }
}
