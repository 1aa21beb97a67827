//! What an administrator reads and changes of a host, over one open store: settings, reports, history, machines, retirement.

use crate::{
    error::HostError,
    host::Host,
    machine_row::MachineRow,
    publish::{self, PublishOutcome},
    store::{Changes, Store},
};
use muster_core::host::report::ApplicationCount;
use muster_core::host::report::HostReport;
use muster_core::host::settings::HostSettings;
use muster_core::{
    clock::host_clock::HostClock,
    event::{Occurrence, RequestHandled},
    id::Cmid,
    pack::Application,
    time::{Moment, Span},
};
use muster_proto::event::Event;
use std::collections::BTreeSet;

impl Host {
    /// Opens the store, for what an administrator reads and changes.
    pub fn admin(&self) -> Result<Admin<'_>, HostError> {
        Ok(Admin { host: self, store: self.open_store()? })
    }
}

/// A host with its store open; see [`Host::admin`]. Blocks on a database: not for an async task.
pub struct Admin<'h> {
    pub(crate) host: &'h Host,
    pub(crate) store: Box<dyn Store>,
}

impl Admin<'_> {
    /// Accounts and audit log of the web console.
    #[cfg(feature = "console")]
    pub fn console_store(&mut self) -> &mut dyn muster_console::ConsoleStore {
        &mut *self.store
    }

    /// What `slmgr` has set.
    pub fn settings(&mut self) -> Result<HostSettings, HostError> {
        Ok(self.store.settings()?)
    }

    /// Changes what `slmgr` sets, and returns all settings after the change.
    pub fn change_settings(&mut self, mut change: impl FnMut(&mut HostSettings)) -> Result<HostSettings, HostError> {
        Ok(self.store.change_settings(&mut change)?)
    }

    /// Confirms the clock by which the host counts: its own, or that of the database which hosts share. A running host that did
    /// not believe it does so from its next request on. Returns what the clock shows.
    pub fn confirm_clock(&mut self, now: Moment) -> Result<Moment, HostError> {
        let now = self.store.clock()?.server.unwrap_or(now);
        self.store.confirm_clock(now)?;
        Ok(now)
    }

    /// Counts, settings and counters at `now`, as `/dlv` prints them.
    pub fn report(&mut self, now: Moment) -> Result<HostReport, HostError> {
        let host = self.host;
        let clock = self.store.clock()?;
        let shown = clock.server.unwrap_or(now);
        // A clock that the host would not believe at a start counts nobody out here either.
        let now = HostClock::restore(clock.latest, Span::ZERO).read(shown, Span::ZERO, &host.config.clock.bounds()).now;
        let pools = self.store.pools(&host.applications())?;
        let covered = |application: &&Application| {
            let own = |id| host.pack().product(id).is_some_and(|product| product.application == application.id);
            host.license().is_none_or(|license| license.products.iter().any(|id| own(*id)))
        };
        let counts = host.pack().applications.iter().filter(covered).map(|application| {
            let count = pools.get(&application.id).map_or(0, |pool| pool.count(now));
            ApplicationCount { id: application.id, name: application.name.clone(), count }
        });
        Ok(HostReport {
            counts: counts.collect(),
            settings: self.store.settings()?,
            listening: host.directory.listening()?.map(|address| address.port()),
            counters: self.store.counters()?,
        })
    }

    /// The newest requests (event 12290), newest first.
    pub fn requests(&mut self, limit: u32) -> Result<Vec<RequestHandled>, HostError> {
        let mut requests = Vec::new();
        self.store.requests(limit, &mut |request| requests.push(request))?;
        Ok(requests)
    }

    /// Calls `each` for every request in the history, newest first, in constant memory.
    pub fn each_request(&mut self, mut each: impl FnMut(RequestHandled)) -> Result<(), HostError> {
        Ok(self.store.requests(u32::MAX, &mut each)?)
    }

    /// The host's other events, newest first, and the sums of requests that were refused before they were decided.
    pub fn events(&mut self, limit: u32) -> Result<Vec<Event>, HostError> {
        let mut events = self.store.events(limit)?;
        events.extend(self.store.refusals(limit)?.iter().map(|((_, code, network), refusals)| {
            let (code, network) = (*code, *network);
            Event::new(&Occurrence::RequestsRefused { code, network, refusals }, refusals.last)
        }));
        Ok(events)
    }

    /// Calls `each` for every machine in the inventory, in the order of their ids, in constant memory.
    pub fn each_machine(&mut self, mut each: impl FnMut(MachineRow)) -> Result<(), HostError> {
        Ok(self.store.machines(&mut each)?)
    }

    /// Releases a machine, named by its id or its name: it does not count until it asks again. A running host takes this into
    /// account from its next request on. Returns how many machines were released.
    pub fn release(&mut self, named: &str, now: Moment) -> Result<usize, HostError> {
        let chosen = self.machines_named(named)?;
        let mut events: Vec<Event> = chosen
            .iter()
            .map(|(cmid, name)| Event::new(&Occurrence::MachineReleased { cmid: *cmid, machine: name }, now))
            .collect();
        self.store.with_transaction(&self.host.applications(), &BTreeSet::new(), &mut |_, state| {
            for pool in state.pools.values_mut() {
                chosen.iter().for_each(|(cmid, _)| pool.release(*cmid));
            }
            Changes {
                pools: state.pools.keys().copied().collect(),
                forgotten: chosen.iter().map(|(cmid, _)| *cmid).collect(),
                events: std::mem::take(&mut events),
                ..Changes::default()
            }
        })?;
        Ok(chosen.len())
    }

    fn machines_named(&mut self, named: &str) -> Result<Vec<(Cmid, String)>, HostError> {
        let mut chosen: Vec<(Cmid, String)> = Vec::new();
        let id = named.parse::<Cmid>().ok();
        self.each_machine(|row| {
            let same = id.map_or_else(|| row.name.eq_ignore_ascii_case(named), |id| row.cmid == id);
            if same && !chosen.iter().any(|(cmid, _)| *cmid == row.cmid) {
                chosen.push((row.cmid, row.name));
            }
        })?;
        if chosen.is_empty() { Err(HostError::NoMachine(named.to_owned())) } else { Ok(chosen) }
    }

    /// Publishes the host in every domain of its list, unless publishing is off; see the module `publish`.
    pub fn publish(&mut self, now: Moment, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
        publish::publish(self.host, &mut *self.store, now, signed)
    }

    /// Whether DNS holds an own record that is not as configuration, license pack and port say by now.
    pub fn is_published_outdated(&mut self) -> Result<bool, HostError> {
        publish::is_outdated(self.host, &mut *self.store)
    }

    /// Takes the host's own records out of DNS.
    pub fn withdraw(&mut self, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
        publish::withdraw(self.host, &mut *self.store, signed)
    }

    /// Retires the host: it refuses every request (0xC004F039), and its records are taken out of DNS. Count and history
    /// stay. [`Admin::resume`] undoes it.
    pub fn retire(&mut self, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
        self.change_settings(|settings| {
            settings.enabled = false;
            settings.dns_publishing = false;
        })?;
        self.withdraw(signed)
    }

    /// Lets a retired host answer and publish again.
    pub fn resume(&mut self, now: Moment, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
        self.change_settings(|settings| {
            settings.enabled = true;
            settings.dns_publishing = true;
        })?;
        self.publish(now, signed)
    }
}
