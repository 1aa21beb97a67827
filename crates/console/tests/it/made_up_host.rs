//! A host in memory, and the data of the authority and the store beside it.

use crate::made_up_store::Store;
use muster_console::{
    AccessRule, Account, AgentKey, ApiToken, ApplicationCount, ConfirmedOrder, ConsoleError, ConsoleOwner,
    ConsoleStore, Contact, CountPoint, Failures, Health, HealthProblem, HeldEvidence, HostFileSettings, HostStatus,
    HostView, IssuedKeyRow, IssuedPack, JobAdded, JobMachine, JobMachines, JobProgress, JobRefusal, JobRequest,
    JobSummary, JobTargets, LicenseHolder, ListTaken, Machine, MachineDetail, MachineQuery, MachineSort, MachineState,
    Notes, Numbered, Observation, Overview, Passkey, ProductCounts, ProductName, RefusalCount, RootKeys, SavedView,
    Session, SharingHost, TurnedAway,
};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    event::{Occurrence, RequestHandled},
    host::{counters::Counters, report::HostLicenseReport, settings::HostSettings},
    id::{ActivationId, Cmid, HardwareId, OrderId},
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::KeyClaim,
    },
    list_refusal::ListRefusal,
    order::{OrderState, Task},
    sentence::Sentence,
    time::{Moment, Span},
};
use muster_proto::{
    event::Event,
    proxy_list::{ProxyJob, ProxyList, ProxyRow},
};
use muster_server::{
    audit_chain::ChainedEntry,
    metric::{self, Metric, MetricMeaning},
};
use std::{
    collections::{BTreeMap, HashMap},
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard},
};
use tempfile::TempDir;

/// 2026-11-21T10:00:00Z.
pub(crate) const NOW: Moment = Moment::from_unix(1_795_255_200);
pub(crate) const LEDGER: ActivationId = ActivationId::from_bytes([3; 16]);

#[derive(Clone, Default)]
pub(crate) struct MadeUpHost(Arc<Mutex<Data>>);

#[derive(Default)]
pub(crate) struct Data {
    pub(crate) accounts: Vec<Account>,
    pub(crate) sessions: HashMap<[u8; 32], Session>,
    pub(crate) links: HashMap<[u8; 32], Moment>,
    pub(crate) failures: HashMap<String, Failures>,
    pub(crate) machines: Vec<Machine>,
    pub(crate) jobs: Vec<JobSummary>,
    /// The machines of every job.
    pub(crate) job_machines: Vec<JobMachine>,
    pub(crate) job_requests: Vec<JobRequest>,
    /// The machines of any choice.
    pub(crate) job_targets: JobTargets,
    pub(crate) job_refusal: Option<JobRefusal>,
    /// Why no list is taken or given.
    pub(crate) list_refusal: Option<ListRefusal>,
    /// Lists that came back, with the account.
    pub(crate) lists: Vec<(i64, String, String)>,
    /// Confirmation ids that were typed, with the account.
    pub(crate) confirmed_orders: Vec<(ConfirmedOrder, String)>,
    /// Jobs that were cancelled, with the account.
    pub(crate) cancelled: Vec<(i64, String)>,
    pub(crate) agent: Option<AgentKey>,
    /// What any machine has told.
    pub(crate) evidence: Option<HeldEvidence>,
    pub(crate) takes_no_evidence: bool,
    pub(crate) keys: Vec<IssuedKeyRow>,
    /// Contacts of customers, by customer and key group.
    pub(crate) contacts: BTreeMap<(String, u16), Contact>,
    pub(crate) holders: Vec<LicenseHolder>,
    pub(crate) packs: Vec<IssuedPack>,
    pub(crate) roots: Option<RootKeys>,
    /// Installation ids that were confirmed, with the account.
    pub(crate) confirmed: Vec<(InstallationId, String)>,
    pub(crate) confirm_refusal: Option<Code>,
    pub(crate) passkeys: Vec<Passkey>,
    /// Whether they are removed as soon as one was read next: somebody else does it meanwhile.
    pub(crate) passkeys_overtaken: bool,
    pub(crate) tokens: Vec<ApiToken>,
    pub(crate) views: Vec<SavedView>,
    pub(crate) audit: Vec<ChainedEntry>,
    pub(crate) audit_fails: Option<Code>,
    pub(crate) broken: Option<Code>,
    pub(crate) held: Option<Moment>,
    /// The newest time that is stored.
    pub(crate) newest: Option<Moment>,
    pub(crate) status: Option<HostStatus>,
    /// Where the webhooks are: their store is a real one.
    pub(crate) webhooks: Option<TempDir>,
    /// What webhooks are to be told.
    pub(crate) observation: Observation,
    /// What an account becomes as soon as it was read next: somebody else changes it meanwhile.
    pub(crate) overtaken_by: Option<Account>,
}

impl MadeUpHost {
    pub(crate) fn data(&self) -> MutexGuard<'_, Data> {
        self.0.lock().expect("nobody panicked")
    }
}

pub(crate) fn machine(number: u8, name: &str, last_code: Code) -> Machine {
    Machine {
        cmid: Cmid::from_bytes([number; 16]),
        product: LEDGER,
        hardware: HardwareId::from_bytes([number; 16]),
        name: name.to_owned(),
        first_seen: NOW - Span::days(9),
        last_seen: NOW - Span::minutes(u32::from(number)),
        requests: 3,
        last_code,
        activated_until: (last_code == code::SUCCESS).then(|| NOW + Span::days(180)),
        rolled_back: None,
    }
}

/// A host whose license ends soon, with refusals and an old backup.
pub(crate) fn host_status(now: Moment) -> HostStatus {
    let license = HostLicenseReport {
        host: "kms.corp.test".into(),
        vendor: "Contoso <Japan>".into(),
        name: "Ledger 9 Host".into(),
        group: Some(LEDGER),
        application: None,
        epid: Some("05426-00090-000-000001-03-1033-19045.0000-3262026".into()),
        partial_key: Some("3V66T".into()),
        installation_id: None,
        status: Status::Licensed,
        reason: None,
        until: Some(now + Span::days(20)),
        by_telephone: false,
        pack_until: now + Span::days(700),
        trusted_time: now,
    };
    HostStatus {
        license,
        pack_version: 7,
        applications: vec![ApplicationCount { name: "Ledger".into(), count: 24, threshold: 25, cap: 50 }],
        settings: HostSettings::default(),
        listening: Some(1_700),
        counters: Counters { total: 900, failed: 17, ..Counters::default() },
        config: HostFileSettings {
            history_days: 400,
            evidence_days: 30,
            clock_jump_seconds: 3_600,
            clock_off_days: 7,
            shared_store: false,
        },
        access: vec![
            (AccessRule::AllowNetworks, vec!["10.0.0.0/8".into()]),
            (AccessRule::DenyMachines, vec!["kiosk-<b>*".into()]),
            (AccessRule::DenyNetworks, Vec::new()),
        ],
        records: vec![("_muster._tcp.corp.test. 3600 IN SRV 0 0 1688 kms.corp.test.".into(), false)],
        backup: Some(now - Span::days(40)),
        sharing: [("kms.corp.test", 2, true), ("old-<b>", 900, false)]
            .map(|(name, minutes, runs)| SharingHost {
                name: name.into(),
                seen: now - Span::minutes(minutes),
                version: "0.1.0".into(),
                runs,
            })
            .into(),
        health: Some(Health { answers: true, problems: vec![HealthProblem::LicenseEnds(20)], waiting: 0 }),
        refusals: vec![RefusalCount { code: code::COUNT_TOO_LOW, requests: 13, last: now - Span::minutes(3) }],
        requests_searched: 900,
        turned_away: vec![TurnedAway {
            code: code::ACCESS_DENIED,
            requests: 1 << 33,
            networks: 3,
            last: now - Span::minutes(5),
        }],
    }
}

/// A job that has machines install a key.
pub(crate) fn job(id: i64) -> JobSummary {
    JobSummary {
        id,
        task: Task::InstallKey,
        key_tail: Some("3V66T".into()),
        author: "kim".into(),
        created: NOW,
        until: NOW + Span::days(36_500),
        cancelled: None,
        progress: JobProgress { machines: 3, done: 1, failed: 1, unconfirmed: 0 },
    }
}

/// A machine of a job.
pub(crate) fn job_machine(number: u8, name: &str, state: OrderState) -> JobMachine {
    let (order, cmid) = (OrderId::from_bytes([number; 16]), Cmid::from_bytes([number; 16]));
    JobMachine { order, cmid, name: name.into(), state, installation_id: None }
}

/// A job that activates machines by proxy.
pub(crate) fn proxy_job(id: i64) -> JobSummary {
    let progress = JobProgress { machines: 3, done: 1, failed: 0, unconfirmed: 2 };
    JobSummary { task: Task::ProxyActivate(LEDGER), key_tail: None, progress, ..job(id) }
}

/// An installation id of a machine of a job.
pub(crate) fn installation_id() -> InstallationId {
    let (hardware, nonce, proof) = ([1; 6], [2; 3], [3; 6]);
    InstallationId { claim: KeyClaim::setup(1), target: ActivationTarget::Machine, hardware, nonce, proof }
}

/// A machine of a job that waits for its confirmation id.
pub(crate) fn identified_machine(number: u8, name: &str) -> JobMachine {
    let state = OrderState::Identified(NOW);
    JobMachine { installation_id: Some(installation_id()), ..job_machine(number, name, state) }
}

fn is_found(row: &Machine, query: &MachineQuery) -> bool {
    assert!(!query.search.contains('\0'), "PostgreSQL takes no NUL");
    row.name.to_ascii_lowercase().contains(&query.search.to_ascii_lowercase())
        && query.product.is_none_or(|product| row.product == product)
        && query.state.is_none_or(|state| MachineState::of(row, query.now) == state)
        && query.seen_until().is_none_or(|until| row.last_seen <= until)
}

impl ConsoleOwner for MadeUpHost {
    fn store(&self) -> Result<Box<dyn ConsoleStore + '_>, ConsoleError> {
        match self.data().broken {
            Some(code) => Err(ConsoleError { code, detail: Sentence::foreign("only for the log") }),
            None => Ok(Box::new(Store(self.clone()))),
        }
    }

    fn newest_time(&self) -> Result<Option<Moment>, ConsoleError> {
        Ok(self.data().newest)
    }

    fn held_time(&self, _: Moment) -> Option<Moment> {
        self.data().held
    }

    fn metrics(&self, _: Moment) -> Vec<Metric> {
        const MACHINES: MetricMeaning = MetricMeaning::new("machines", "Machines <b>", "コンピューター");
        metric::read("# TYPE muster_machines gauge\nmuster_machines 7\n", "muster", &[&MACHINES])
    }

    fn observe(&self, _: &Notes, _: Moment) -> Result<Observation, ConsoleError> {
        Ok(self.data().observation.clone())
    }
}

fn point((at, count): (i64, u32)) -> CountPoint {
    CountPoint { at: Moment::from_unix(at), count }
}

impl HostView for MadeUpHost {
    fn overview(&self, now: Moment) -> Result<Overview, ConsoleError> {
        let health = Health { answers: true, problems: Vec::new(), waiting: 0 };
        let product = ProductName { id: LEDGER, name: "Ledger <Professional>".into() };
        Ok(Overview {
            host: "kms.corp.test".into(),
            products: vec![ProductCounts { product, counts: [1_234, 5, 0, 7] }],
            counted: now,
            applications: vec![ApplicationCount { name: "Ledger".into(), count: 24, threshold: 25, cap: 50 }],
            history: vec![[(0, 1), (86_400, 49), (172_800, 24)].map(point).to_vec()],
            license_until: Some(now + Span::days(20)),
            pack_until: now + Span::days(700),
            health: Some(health),
        })
    }

    fn status(&self, now: Moment) -> Result<HostStatus, ConsoleError> {
        Ok(self.data().status.clone().unwrap_or_else(|| host_status(now)))
    }

    fn products(&self) -> Result<Vec<ProductName>, ConsoleError> {
        Ok(vec![ProductName { id: LEDGER, name: "Ledger <Professional>".into() }])
    }

    fn machines(&self, query: &MachineQuery) -> Result<Vec<Machine>, ConsoleError> {
        let mut found: Vec<Machine> = self.data().machines.iter().filter(|row| is_found(row, query)).cloned().collect();
        found.sort_by_key(|row| (row.name.clone(), row.cmid));
        assert_eq!(query.sort, MachineSort::Name, "the order is the store's, and tested there");
        if let Some(after) = &query.after {
            found.retain(|row| (&row.name, row.cmid) > (&after.name, after.key.0));
        }
        found.truncate(query.limit as usize);
        Ok(found)
    }

    fn machines_counted(&self, query: &MachineQuery, most: u32) -> Result<u32, ConsoleError> {
        let found = self.data().machines.iter().filter(|row| is_found(row, query)).take(most as usize).count();
        Ok(u32::try_from(found).expect("few"))
    }

    fn each_machine(&self, query: &MachineQuery, each: &mut dyn FnMut(Machine) -> bool) -> Result<(), ConsoleError> {
        let rows = self.data().machines.clone();
        let _ = rows.into_iter().filter(|row| is_found(row, query)).all(&mut *each);
        Ok(())
    }

    fn machine(&self, cmid: Cmid) -> Result<Option<MachineDetail>, ConsoleError> {
        let rows: Vec<Machine> = self.data().machines.iter().filter(|row| row.cmid == cmid).cloned().collect();
        let requests = rows.iter().map(|row| RequestHandled {
            at: row.last_seen,
            code: row.last_code,
            threshold: 25,
            machine: row.name.clone(),
            cmid: row.cmid,
            client_time: row.last_seen,
            virtual_machine: false,
            status: 2,
            minutes_left: 43_200,
            product: row.product,
            count: 24,
        });
        let requests = requests.collect();
        let data = self.data();
        let (agent, evidence) = (data.agent.clone(), data.evidence.clone());
        let evidence_days = if data.takes_no_evidence { 0 } else { 30 };
        Ok((!rows.is_empty()).then_some(MachineDetail {
            rows,
            agent,
            requests,
            requests_searched: 9,
            evidence,
            evidence_days,
        }))
    }

    fn jobs(&self, before: i64, limit: u32) -> Result<Vec<JobSummary>, ConsoleError> {
        let data = self.data();
        Ok(data.jobs.iter().rev().filter(|job| job.id < before).take(limit as usize).cloned().collect())
    }

    fn job(&self, id: i64) -> Result<Option<JobSummary>, ConsoleError> {
        Ok(self.data().jobs.iter().find(|job| job.id == id).cloned())
    }

    fn job_machines(
        &self,
        _: &JobSummary,
        after: Option<OrderId>,
        limit: u32,
        _: Moment,
    ) -> Result<Vec<JobMachine>, ConsoleError> {
        let data = self.data();
        let behind = data.job_machines.iter().filter(|machine| after.is_none_or(|after| machine.order > after));
        Ok(behind.take(limit as usize).cloned().collect())
    }

    fn job_targets(&self, _: &JobMachines) -> Result<Result<JobTargets, JobRefusal>, ConsoleError> {
        let data = self.data();
        Ok(data.job_refusal.clone().map_or_else(|| Ok(data.job_targets.clone()), Err))
    }

    fn add_job(&self, request: &JobRequest, _: Moment) -> Result<Result<JobAdded, JobRefusal>, ConsoleError> {
        let mut data = self.data();
        if let Some(refusal) = data.job_refusal.clone() {
            return Ok(Err(refusal));
        }
        data.job_requests.push(request.clone());
        data.jobs.push(job(7));
        Ok(Ok(JobAdded { id: 7, left_out: 2, without_confirmation: 0 }))
    }

    fn job_machine(&self, _: &JobSummary, order: OrderId, _: Moment) -> Result<Option<JobMachine>, ConsoleError> {
        Ok(self.data().job_machines.iter().find(|machine| machine.order == order).cloned())
    }

    fn proxy_list(&self, job: i64, _: Moment) -> Result<Result<ProxyList, ListRefusal>, ConsoleError> {
        let data = self.data();
        if let Some(refusal) = data.list_refusal.clone() {
            return Ok(Err(refusal));
        }
        let row = |machine: &JobMachine| {
            let id = machine.installation_id?;
            Some(ProxyRow::of_job(machine.order, machine.cmid, machine.name.clone(), id))
        };
        let rows = data.job_machines.iter().filter_map(row).collect();
        let of = ProxyJob { vendor: "contoso".into(), host: "kms.corp.test".into(), number: job };
        Ok(Ok(ProxyList::of_job(of, rows)))
    }

    fn take_answers(
        &self,
        job: i64,
        list: &[u8],
        account: &str,
        _: IpAddr,
        _: Moment,
    ) -> Result<Result<ListTaken, ListRefusal>, ConsoleError> {
        let mut data = self.data();
        if let Some(refusal) = data.list_refusal.clone() {
            return Ok(Err(refusal));
        }
        if let Err(error) = ProxyList::parse(list) {
            return Ok(Err(ListRefusal::Form(error.into())));
        }
        data.lists.push((job, String::from_utf8_lossy(list).into_owned(), account.to_owned()));
        Ok(Ok(ListTaken { confirmed: 2, refused: 1, ..ListTaken::default() }))
    }

    fn confirm_order(
        &self,
        confirmed: &ConfirmedOrder,
        account: &str,
        _: IpAddr,
        _: Moment,
    ) -> Result<Result<(), ListRefusal>, ConsoleError> {
        let mut data = self.data();
        if let Some(refusal) = data.list_refusal.clone() {
            return Ok(Err(refusal));
        }
        data.confirmed_orders.push((*confirmed, account.to_owned()));
        Ok(Ok(()))
    }

    fn cancel_job(&self, id: i64, account: &str, _: IpAddr, _: Moment) -> Result<bool, ConsoleError> {
        self.data().cancelled.push((id, account.to_owned()));
        Ok(true)
    }

    fn events(&self, before: i64, limit: u32) -> Result<Vec<Numbered<Event>>, ConsoleError> {
        let newest = before.min(121);
        let event = |number: i64| {
            let name = format!("pc-{number}<b>");
            let occurrence = Occurrence::MachineReleased { cmid: Cmid::from_bytes([1; 16]), machine: &name };
            Numbered { number, value: Event::new(&occurrence, NOW) }
        };
        Ok((1..newest).rev().take(limit as usize).map(event).collect())
    }
}
