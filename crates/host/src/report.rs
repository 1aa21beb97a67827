//! What a host shows of itself.

use crate::{Host, HostError, Settings};
use muster_core::{
    code::Code,
    host::counters::Counters,
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    pack::Application,
    time::Moment,
};
use muster_proto::event::{Event, RequestHandled};

/// What `/dlv` of a host prints.
#[derive(Clone, Debug)]
pub struct HostReport {
    /// The count of each application that the host's license covers.
    pub counts: Vec<ApplicationCount>,
    /// Settings.
    pub settings: Settings,
    /// Cumulative counters.
    pub counters: Counters,
}

/// The count of one application.
#[derive(Clone, Debug)]
pub struct ApplicationCount {
    /// Its id.
    pub id: ApplicationId,
    /// Its name.
    pub name: String,
    /// Distinct machines in 30 days.
    pub count: u32,
}

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
    /// The host at `now`.
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
