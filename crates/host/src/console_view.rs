//! What the web console asks of a running host. It reads over connections of its own, beside the writer.

use crate::{
    console_jobs,
    console_status::{self, applications},
    count_history::{self, CountHistory},
    error::HostError,
    evidence_config::EvidenceConfig,
    host::Host,
    http::{self, Context},
    jobs::Actor,
    live_config::ActiveConfig,
    machine_row::MachineRow,
    metrics,
    state_counts::{Counted, StateCounts, Totals},
    store::{FIRST_KEY, StateCount, Store, StoredEvidence, key_after},
};
use muster_console::{
    AgentKey, ConfirmedOrder, ConsoleError, ConsoleOwner, ConsoleStore, CountPoint, Health, HealthProblem,
    HeldEvidence, HostStatus, HostView, JobAdded, JobMachine, JobMachines, JobRefusal, JobRequest, JobSummary,
    JobTargets, ListTaken, Machine, MachineDetail, MachineQuery, Notes, Numbered, Observation, Overview, ProductCounts,
    ProductName,
};
use muster_core::{
    host::report,
    id::{ActivationId, Cmid, OrderId},
    list_refusal::ListRefusal,
    time::Moment,
};
use muster_platform::{entropy::Entropy, files::FileError};
use muster_proto::{event::Event, evidence::MachineEvidence, proxy_list::ProxyList};
use muster_server::metric::{self, Metric};
use muster_trust::jwk::PublicKey;
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio::runtime::Handle;

/// Rows of one machine on its page: products times devices.
const ROWS_MAX: u32 = 64;
/// A host that does not say how it is within this time is called busy; a writer that hangs must not take the pages with it.
const HEALTH_WAIT: Duration = Duration::from_secs(2);
/// Requests of one machine on its page.
const REQUESTS_MAX: u32 = 20;
/// The requests of one machine are looked for among so many: there is no index for them, which every request would pay for.
const REQUESTS_SEARCHED: u32 = 200_000;

/// A running host, for pages.
pub(crate) struct ConsoleView {
    context: Arc<Context>,
    runtime: Handle,
    counts: Arc<StateCounts>,
}

impl ConsoleView {
    pub(crate) fn new(context: Arc<Context>, runtime: Handle) -> Self {
        Self { context, runtime, counts: Arc::default() }
    }

    fn active(&self) -> Arc<ActiveConfig> {
        self.context.config.current()
    }

    fn open(&self) -> Result<Box<dyn Store>, HostError> {
        let host = &self.context.host;
        // A file that is gone is not made anew: that would be a host without machines and accounts.
        if host.config.store.postgres.is_none() {
            let path = host.directory.store_path();
            path.symlink_metadata().map_err(FileError::new(FileError::OPEN, &path))?;
        }
        host.open_store()
    }

    fn counts(&self, now: Moment) -> Result<Counted, HostError> {
        let count = move |context: &Context| {
            let (mut store, pack) = (context.host.open_store()?, context.host.pack());
            Ok(Totals { states: store.machine_states(now)?, history: count_history::read(&mut *store, pack)? })
        };
        self.counts.read(
            now,
            || count(&self.context),
            || {
                let (context, counts) = (self.context.clone(), self.counts.clone());
                self.runtime.spawn_blocking(move || {
                    if let Err(error) = counts.refresh(now, || count(&context)) {
                        tracing::warn!(%error, "the inventory could not be counted for the console");
                    }
                });
            },
        )
    }

    /// The health that `/health` tells; none if the host is too busy.
    fn health(&self) -> Option<Health> {
        let asked = async { tokio::time::timeout(HEALTH_WAIT, http::current_health(&self.context)).await };
        self.runtime.block_on(asked).ok()?.ok().map(|health| Health {
            answers: health.is_whole(),
            problems: problems(&health),
            waiting: health.waiting,
        })
    }
}

impl ConsoleOwner for ConsoleView {
    fn store(&self) -> Result<Box<dyn ConsoleStore + '_>, ConsoleError> {
        Ok(self.open()?)
    }

    fn observe(&self, notes: &Notes, now: Moment) -> Result<Observation, ConsoleError> {
        Ok(self.active().host.observe(notes, now)?)
    }

    /// `muster host confirm-clock` sets it right.
    fn newest_time(&self) -> Result<Option<Moment>, ConsoleError> {
        let clock = self.open()?.clock().map_err(HostError::from)?;
        Ok(clock.latest.max(clock.server))
    }

    fn metrics(&self, _: Moment) -> Vec<Metric> {
        let asked = async { tokio::time::timeout(HEALTH_WAIT, http::current_metrics(&self.context)).await };
        // As they were when they were last counted.
        let text = self.runtime.block_on(asked).unwrap_or_else(|_| self.context.metrics.text());
        metric::read(&text, metrics::PREFIX, &metrics::MEANINGS)
    }

    fn held_time(&self, clock: Moment) -> Option<Moment> {
        let (context, jump) = (&self.context, self.active().bounds().jump);
        context.writer.held_time().unlike(clock, &context.clock, jump)
    }
}

impl HostView for ConsoleView {
    fn overview(&self, now: Moment) -> Result<Overview, ConsoleError> {
        let active = self.active();
        let host = &active.host;
        let (counted, Totals { states, history }) = self.counts(now)?;
        let report = host.admin()?.report(now)?;
        let history = report.counts.iter().map(|counts| went(&history, counts, now)).collect();
        Ok(Overview {
            host: host.config.name.clone(),
            products: product_counts(host, &states),
            counted,
            applications: applications(host, report.counts),
            history,
            license_until: host.license().map(muster_trust::chain::VerifiedLicense::until),
            pack_until: host.pack().until,
            health: self.health(),
        })
    }

    fn status(&self, now: Moment) -> Result<HostStatus, ConsoleError> {
        Ok(console_status::read(&self.active().host, self.health(), now)?)
    }

    fn products(&self) -> Result<Vec<ProductName>, ConsoleError> {
        Ok(products(&self.active().host))
    }

    fn machines(&self, query: &MachineQuery) -> Result<Vec<Machine>, ConsoleError> {
        let rows = self.open()?.machine_page(query)?;
        Ok(rows.into_iter().map(Machine::from).collect())
    }

    fn machines_counted(&self, query: &MachineQuery, most: u32) -> Result<u32, ConsoleError> {
        Ok(self.open()?.machines_counted(query, most)?)
    }

    fn each_machine(&self, query: &MachineQuery, each: &mut dyn FnMut(Machine) -> bool) -> Result<(), ConsoleError> {
        let mut store = self.open()?;
        let mut next = Some(FIRST_KEY);
        while let Some(first) = next {
            let rows = store.machines_found_from(query, first)?;
            next = rows.last().and_then(key_after);
            if !rows.into_iter().map(Machine::from).all(&mut *each) {
                return Ok(());
            }
        }
        Ok(())
    }

    fn machine(&self, cmid: Cmid) -> Result<Option<MachineDetail>, ConsoleError> {
        let mut store = self.open()?;
        let rows = store.machine_rows(cmid, ROWS_MAX)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let agent = store.managed_machine(cmid)?.map(|machine| AgentKey {
            key: PublicKey::from_bytes(&machine.signing).map(|key| key.thumbprint()).unwrap_or_default(),
            since: machine.since,
        });
        let (config, now) = (self.active().host.config.evidence, self.context.clock.now());
        let now = self.held_time(now).unwrap_or(now);
        let requests = store.machine_requests(cmid, REQUESTS_SEARCHED, REQUESTS_MAX)?;
        Ok(Some(MachineDetail {
            rows: rows.into_iter().map(Machine::from).collect(),
            agent,
            requests: requests.into_iter().map(|(_, request)| request).collect(),
            requests_searched: REQUESTS_SEARCHED,
            evidence: held_evidence(&mut *store, cmid, config, now)?,
            evidence_days: config.days,
        }))
    }

    fn jobs(&self, before: i64, limit: u32) -> Result<Vec<JobSummary>, ConsoleError> {
        Ok(console_jobs::before(&mut *self.open()?, before, limit)?)
    }

    fn job(&self, id: i64) -> Result<Option<JobSummary>, ConsoleError> {
        Ok(console_jobs::one(&mut *self.open()?, id)?)
    }

    fn job_machines(
        &self,
        job: &JobSummary,
        after: Option<OrderId>,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<JobMachine>, ConsoleError> {
        Ok(console_jobs::machines(&mut *self.open()?, job, after, limit, now)?)
    }

    fn job_targets(&self, machines: &JobMachines) -> Result<Result<JobTargets, JobRefusal>, ConsoleError> {
        let result = self.active().host.admin()?.choose(&console_jobs::choice(machines));
        Ok(console_jobs::targets(result)?)
    }

    fn add_job(&self, request: &JobRequest, now: Moment) -> Result<Result<JobAdded, JobRefusal>, ConsoleError> {
        let (active, (new, actor)) = (self.active(), console_jobs::new(request));
        let result = active.host.admin()?.add_job(&new, &actor, &Entropy::system(), now);
        Ok(console_jobs::added(result)?)
    }

    fn job_machine(&self, job: &JobSummary, order: OrderId, now: Moment) -> Result<Option<JobMachine>, ConsoleError> {
        let found = self.active().host.admin()?.job_order(job.id, order)?;
        Ok(found.map(|order| console_jobs::machine(job, order, now)))
    }

    fn proxy_list(&self, job: i64, now: Moment) -> Result<Result<ProxyList, ListRefusal>, ConsoleError> {
        Ok(console_jobs::listed(self.active().host.admin()?.proxy_list(job, now))?)
    }

    fn take_answers(
        &self,
        job: i64,
        list: &[u8],
        account: &str,
        from: IpAddr,
        now: Moment,
    ) -> Result<Result<ListTaken, ListRefusal>, ConsoleError> {
        let actor = Actor { account: account.to_owned(), address: from };
        let taken = self.active().host.admin()?.take_answers(job, list, &actor, now);
        Ok(console_jobs::listed(taken.map(console_jobs::taken))?)
    }

    fn confirm_order(
        &self,
        confirmed: &ConfirmedOrder,
        account: &str,
        from: IpAddr,
        now: Moment,
    ) -> Result<Result<(), ListRefusal>, ConsoleError> {
        let actor = Actor { account: account.to_owned(), address: from };
        let ConfirmedOrder { job, order, confirmation_id } = *confirmed;
        Ok(console_jobs::listed(self.active().host.admin()?.confirm_order(job, order, confirmation_id, &actor, now))?)
    }

    fn cancel_job(&self, id: i64, account: &str, from: IpAddr, now: Moment) -> Result<bool, ConsoleError> {
        let actor = Actor { account: account.to_owned(), address: from };
        Ok(self.active().host.admin()?.cancel_job(id, &actor, now)?)
    }

    fn events(&self, before: i64, limit: u32) -> Result<Vec<Numbered<Event>>, ConsoleError> {
        let events = self.open()?.events_before(before, limit)?;
        Ok(events.into_iter().map(|(number, value)| Numbered { number, value }).collect())
    }
}

impl From<HostError> for ConsoleError {
    fn from(error: HostError) -> Self {
        Self { code: error.code(), detail: error.into() }
    }
}

impl From<MachineRow> for Machine {
    fn from(row: MachineRow) -> Self {
        let MachineRow { cmid, product, hardware, name, first_seen, last_seen, requests, last_code, .. } = row;
        let MachineRow { activated_until, rolled_back, .. } = row;
        Self { cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until, rolled_back }
    }
}

/// What a machine has told, if it is not due.
fn held_evidence(
    store: &mut dyn Store,
    cmid: Cmid,
    config: EvidenceConfig,
    now: Moment,
) -> Result<Option<HeldEvidence>, ConsoleError> {
    let Some(StoredEvidence { told, received, document, .. }) = store.evidence(cmid)? else { return Ok(None) };
    let until = received + config.keep();
    // What a newer Muster has stored is not known here.
    let evidence = serde_json::from_str::<MachineEvidence>(&document).ok().map(MachineEvidence::masked);
    let evidence = evidence.filter(|_| until > now);
    Ok(evidence.map(|evidence| HeldEvidence { received, told, until, evidence }))
}

/// How the count of an application went, up to now.
fn went(history: &CountHistory, of: &report::ApplicationCount, now: Moment) -> Vec<CountPoint> {
    let mut points = history.get(&of.id).cloned().unwrap_or_default();
    if !points.is_empty() {
        points.push(CountPoint { at: now, count: of.count });
    }
    points
}

fn products(host: &Host) -> Vec<ProductName> {
    host.pack().products.iter().map(|product| ProductName { id: product.id, name: product.name.clone() }).collect()
}

/// The products of the license pack, and what else was asked for.
fn product_counts(host: &Host, counts: &[StateCount]) -> Vec<ProductCounts> {
    let mut found: Vec<ProductCounts> =
        products(host).into_iter().map(|product| ProductCounts { product, counts: [0; 4] }).collect();
    for StateCount { product, state, machines } in counts {
        let place = found.iter().position(|row| row.product.id == *product).unwrap_or_else(|| {
            found.push(ProductCounts { product: unknown(*product), counts: [0; 4] });
            found.len() - 1
        });
        let cell = usize::try_from(*state - 1).ok().and_then(|state| found.get_mut(place)?.counts.get_mut(state));
        if let Some(cell) = cell {
            *cell = *machines;
        }
    }
    found
}

fn unknown(id: ActivationId) -> ProductName {
    ProductName { id, name: id.to_string() }
}

fn problems(health: &crate::health::Health) -> Vec<HealthProblem> {
    let mut problems = Vec::new();
    problems.extend(health.store.as_ref().map(|store| HealthProblem::Store(store.code)));
    problems.extend(health.distrusted.map(|_| HealthProblem::ClockNotBelieved));
    problems.extend(health.clock_set.map(|(_, seconds)| HealthProblem::ClockWasSet(seconds)));
    problems.extend((!health.activated).then_some(HealthProblem::NotActivated));
    problems.extend((!health.enabled).then_some(HealthProblem::Disabled));
    let unpublished = Some(health.unpublished.clone()).filter(|domains| !domains.is_empty());
    problems.extend(unpublished.map(HealthProblem::NotPublished));
    let due = |end: Option<crate::health::End>| end.filter(|end| end.notice.is_some()).map(|end| end.days);
    problems.extend(due(health.license).map(HealthProblem::LicenseEnds));
    problems.extend(due(health.pack).map(HealthProblem::PackEnds));
    problems
}

#[cfg(test)]
mod tests {
    use super::held_evidence;
    use crate::{
        evidence_config::EvidenceConfig,
        store::{EvidenceStore, JobStore, ManagedMachine, SqliteStore, StoredEvidence},
    };
    use muster_core::{
        id::Cmid,
        time::{Moment, Span},
    };
    use muster_proto::evidence::{EventEvidence, MachineEvidence};

    /// It may lie in the store for some time more, and another Muster may have stored it.
    #[test]
    fn what_is_due_is_not_shown_and_what_is_shown_is_masked() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = SqliteStore::open(&folder.path().join("host.db")).expect("a store");
        let (cmid, received) = (Cmid::from_bytes([1; 16]), Moment::from_unix(1_800_000_000));
        let event = EventEvidence { time: 1, id: 8198, info: "hr=0x8007232B, <b>, corp.test".into() };
        let evidence = MachineEvidence { events: vec![event], ..MachineEvidence::default() };
        let document = serde_json::to_string(&evidence).expect("JSON");
        store.announce(&ManagedMachine { cmid, signing: [1; 32], sealing: [1; 32], since: received }).expect("stored");
        assert!(store.set_evidence(&StoredEvidence { cmid, told: received, received, document }).expect("stored"));
        let (config, until) = (EvidenceConfig { days: 2 }, received + Span::days(2));
        let mut shown = |config, now| held_evidence(&mut store, cmid, config, now).expect("read");
        let held = shown(config, until - Span::seconds(1)).expect("it is kept");
        assert_eq!((held.until, held.evidence.events[0].info.as_str()), (until, "hr=0x8007232B, -, corp.test"));
        assert!(shown(config, until).is_none());
        assert!(shown(EvidenceConfig { days: 0 }, received).is_none());
    }
}
