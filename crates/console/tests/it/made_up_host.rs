//! A host, an authority and the store of either in memory.

use muster_console::{
    Account, AccountChange, AccountRefusal, AgentKey, ApiToken, ApplicationCount, AuditEntry, AuditSearch,
    AuthorityView, ConsoleError, ConsoleFile, ConsoleOwner, ConsoleStore, CustomerOrder, Delivery, EndedSessions,
    Failures, Health, HealthProblem, HolderDetail, HolderEvent, HolderKind, HolderQuery, HostFileSettings, HostStatus,
    HostView, IssuedKeyRow, IssuedOrder, IssuedPack, JobAdded, JobMachine, JobMachines, JobProgress, JobRefusal,
    JobRequest, JobSummary, JobTargets, KeyQuery, LicenseHolder, Machine, MachineDetail, MachineQuery, MachineRequest,
    MachineSort, MachineState, NoteChange, Notes, Numbered, Observation, OrderQuery, Overview, PackContent,
    ProductCounts, ProductName, QueuedDelivery, RefusalCount, SecretHash, Session, TokenStore, TurnedAway, Webhook,
    WebhookStore,
};
use muster_core::{
    authority::quota::Limit,
    client::license::Status,
    code::{self, Code},
    event::Occurrence,
    host::{counters::Counters, report::HostLicenseReport, settings::HostSettings},
    id::{ActivationId, Cmid, HardwareId, HostId, OrderId},
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::{KeyClaim, KeyKind},
    },
    order::{OrderState, Task},
    time::{Moment, Span},
};
use muster_proto::event::Event;
use muster_server::audit_chain::ChainedEntry;
use std::{
    collections::HashMap,
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
    /// Jobs that were cancelled, with the account.
    pub(crate) cancelled: Vec<(i64, String)>,
    pub(crate) agent: Option<AgentKey>,
    pub(crate) keys: Vec<IssuedKeyRow>,
    pub(crate) holders: Vec<LicenseHolder>,
    pub(crate) packs: Vec<IssuedPack>,
    /// Installation ids that were confirmed, with the account.
    pub(crate) confirmed: Vec<(InstallationId, String)>,
    pub(crate) confirm_refusal: Option<Code>,
    pub(crate) tokens: Vec<ApiToken>,
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
            clock_jump_seconds: 3_600,
            clock_off_days: 7,
            shared_store: false,
        },
        backup: Some(now - Span::days(40)),
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

/// A host key with a customer.
pub(crate) fn key(serial: u32, customer: &str) -> IssuedKeyRow {
    IssuedKeyRow {
        claim: KeyClaim::new(KeyKind::Host, 90, serial).expect("a claim"),
        group: "Ledger 9 Host".into(),
        issued: NOW,
        blocked: None,
        ends: Some(NOW + Span::days(365)),
        features: "seats=5".into(),
        computers: 2,
        limit: Limit::Host,
        customer: customer.into(),
        order: format!("PO-{serial}"),
        note: "<b>by telephone</b>".into(),
    }
}

/// A host that the key of this serial has activated.
pub(crate) fn holder(number: u8, machine: &str) -> LicenseHolder {
    LicenseHolder {
        id: HostId::from_random([number; 16]),
        kind: HolderKind::Host,
        machine: machine.into(),
        key: key(u32::from(number), "").claim,
        key_blocked: false,
        customer: "Contoso".into(),
        order: format!("PO-{number}"),
        activated: NOW - Span::minutes(u32::from(number)),
        activations: 1,
        until: Some(NOW + Span::days(1_825)),
        pack: Some(7),
        revoked: None,
    }
}

/// A license pack.
pub(crate) fn pack(version: u32) -> IssuedPack {
    let content = PackContent { until: NOW + Span::days(700), products: 2, key_groups: 1, revoked: 3 };
    IssuedPack { version, issued: NOW, signed: true, withdrawn: None, content: Some(content), holders: 4 }
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
        progress: JobProgress { machines: 3, done: 1, failed: 1 },
    }
}

/// A machine of a job.
pub(crate) fn job_machine(number: u8, name: &str, state: OrderState) -> JobMachine {
    let (order, cmid) = (OrderId::from_bytes([number; 16]), Cmid::from_bytes([number; 16]));
    JobMachine { order, cmid, name: name.into(), state }
}

fn is_found(row: &Machine, query: &MachineQuery) -> bool {
    assert!(!query.search.contains('\0'), "PostgreSQL takes no NUL");
    row.name.to_ascii_lowercase().contains(&query.search.to_ascii_lowercase())
        && query.product.is_none_or(|product| row.product == product)
        && query.state.is_none_or(|state| MachineState::of(row, query.now) == state)
}

impl ConsoleOwner for MadeUpHost {
    fn store(&self) -> Result<Box<dyn ConsoleStore + '_>, ConsoleError> {
        match self.data().broken {
            Some(code) => Err(ConsoleError { code, detail: "only for the log".into() }),
            None => Ok(Box::new(Store(self.clone()))),
        }
    }

    fn newest_time(&self) -> Result<Option<Moment>, ConsoleError> {
        Ok(self.data().newest)
    }

    fn held_time(&self, _: Moment) -> Option<Moment> {
        self.data().held
    }

    fn observe(&self, _: &Notes, _: Moment) -> Result<Observation, ConsoleError> {
        Ok(self.data().observation.clone())
    }
}

impl AuthorityView for MadeUpHost {
    fn keys(&self, query: &KeyQuery) -> Result<Vec<IssuedKeyRow>, ConsoleError> {
        let found: Vec<_> = self.data().keys.iter().filter(|key| query.finds(key)).cloned().collect();
        Ok(found.into_iter().take(query.limit).collect())
    }

    fn key(&self, claim: &KeyClaim) -> Result<Option<IssuedKeyRow>, ConsoleError> {
        Ok(self.data().keys.iter().find(|key| key.claim == *claim).cloned())
    }

    fn set_blocked(&self, claim: &KeyClaim, blocked: bool, _: &str, now: Moment) -> Result<bool, ConsoleError> {
        let mut data = self.data();
        let key = data.keys.iter_mut().find(|key| key.claim == *claim).expect("the page has found it");
        let changed = key.blocked.is_some() != blocked;
        key.blocked = blocked.then_some(now);
        Ok(changed)
    }

    fn holders(&self, query: &HolderQuery) -> Result<Vec<LicenseHolder>, ConsoleError> {
        let mut found: Vec<_> = self.data().holders.iter().filter(|holder| query.finds(holder)).cloned().collect();
        found.sort_by_key(|holder| (std::cmp::Reverse(holder.activated.unix()), holder.id.to_string()));
        found.truncate(query.limit);
        Ok(found)
    }

    fn holder(&self, id: HostId) -> Result<Option<HolderDetail>, ConsoleError> {
        let found = self.data().holders.iter().find(|holder| holder.id == id).cloned();
        let event = HolderEvent { at: NOW, action: "activate".into(), by: "192.0.2.7".into(), code: code::KEY_BLOCKED };
        Ok(found.map(|holder| HolderDetail {
            holder,
            products: vec!["Ledger <Professional>".into()],
            others: 1,
            newest_pack: Some(9),
            pack_revokes: false,
            history: vec![event],
            searched: 900,
        }))
    }

    fn set_revoked(&self, id: HostId, revoked: bool, _: &str, now: Moment) -> Result<bool, ConsoleError> {
        let mut data = self.data();
        let holder = data.holders.iter_mut().find(|holder| holder.id == id).expect("the page has found it");
        let changed = holder.revoked.is_some() != revoked;
        holder.revoked = revoked.then_some(now);
        Ok(changed)
    }

    fn packs(&self, before: u32, limit: usize) -> Result<Vec<IssuedPack>, ConsoleError> {
        let data = self.data();
        Ok(data.packs.iter().rev().filter(|pack| pack.version < before).take(limit).cloned().collect())
    }

    fn newest_pack(&self) -> Result<Option<u32>, ConsoleError> {
        Ok(self.data().packs.iter().filter(|pack| pack.signed).map(|pack| pack.version).max())
    }

    fn orders(&self, query: &OrderQuery) -> Result<Vec<IssuedOrder>, ConsoleError> {
        let of = |key: &IssuedKeyRow| IssuedOrder {
            order: CustomerOrder { customer: key.customer.clone(), order: key.order.clone() },
            keys: 1,
            blocked: u32::from(key.blocked.is_some()),
            computers: key.computers,
            issued: key.issued,
        };
        let mut found: Vec<_> = self.data().keys.iter().map(of).filter(|order| query.finds(&order.order)).collect();
        found.sort_by_key(|order| order.order.clone());
        found.truncate(query.limit);
        Ok(found)
    }

    fn confirm(
        &self,
        id: &InstallationId,
        account: &str,
        _: Moment,
    ) -> Result<Result<ConfirmationId, Code>, ConsoleError> {
        self.data().confirmed.push((*id, account.to_owned()));
        Ok(match self.data().confirm_refusal {
            Some(code) => Err(code),
            None => Ok(ConfirmationId { slot: 7, masked: [3; 15] }),
        })
    }
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

    fn each_machine(&self, query: &MachineQuery, each: &mut dyn FnMut(Machine) -> bool) -> Result<(), ConsoleError> {
        let rows = self.data().machines.clone();
        let _ = rows.into_iter().filter(|row| is_found(row, query)).all(&mut *each);
        Ok(())
    }

    fn machine(&self, cmid: Cmid) -> Result<Option<MachineDetail>, ConsoleError> {
        let rows: Vec<Machine> = self.data().machines.iter().filter(|row| row.cmid == cmid).cloned().collect();
        let requests = rows.iter().map(|row| MachineRequest {
            at: row.last_seen,
            code: row.last_code,
            product: row.product,
            count: 24,
            threshold: 25,
        });
        let requests = requests.collect();
        let agent = self.data().agent.clone();
        Ok((!rows.is_empty()).then_some(MachineDetail { rows, agent, requests, requests_searched: 9 }))
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
        Ok(Ok(JobAdded { id: 7, left_out: 2 }))
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

pub(crate) struct Store(pub(crate) MadeUpHost);

impl ConsoleStore for Store {
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError> {
        Ok(self.0.data().accounts.clone())
    }

    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError> {
        assert!(!name.contains('\0'), "PostgreSQL takes no NUL");
        let found = self.0.data().accounts.iter().find(|account| account.name == name).cloned();
        let overtaken_by = self.0.data().overtaken_by.take();
        overtaken_by.iter().try_for_each(|account| self.set_account(account))?;
        Ok(found)
    }

    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError> {
        self.0.data().accounts.retain(|known| known.name != account.name);
        self.0.data().accounts.push(account.clone());
        Ok(())
    }

    fn set_setup_link(&mut self, token: &SecretHash, until: Moment) -> Result<(), ConsoleError> {
        self.0.data().links = HashMap::from([(*token.as_bytes(), until)]);
        Ok(())
    }

    fn is_setup_link(&mut self, token: &SecretHash, now: Moment) -> Result<bool, ConsoleError> {
        let data = self.0.data();
        Ok(data.accounts.is_empty() && data.links.get(token.as_bytes()).is_some_and(|until| *until > now))
    }

    fn create_first_account(
        &mut self,
        token: &SecretHash,
        account: &Account,
        entry: &AuditEntry,
        now: Moment,
    ) -> Result<bool, ConsoleError> {
        let good = self.is_setup_link(token, now)?;
        if good {
            self.set_account(account)?;
            self.0.data().links.clear();
            self.0.data().sessions.clear();
            self.add_audit(entry)?;
        }
        Ok(good)
    }

    fn change_account(
        &mut self,
        decide: &mut dyn FnMut(&[Account]) -> Result<AccountChange, AccountRefusal>,
    ) -> Result<Result<(), AccountRefusal>, ConsoleError> {
        let change = match decide(&self.accounts()?) {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.0.data().accounts.retain(|known| known.name != change.name);
        self.0.data().accounts.extend(change.account);
        self.0.data().sessions.retain(|id, session| {
            session.account != change.name
                || match change.ends_sessions {
                    None => true,
                    Some(EndedSessions::All) => false,
                    Some(EndedSessions::Others(own)) => own.as_bytes() == id,
                }
        });
        self.add_audit(&change.entry)?;
        Ok(Ok(()))
    }

    fn add_audit(&mut self, entry: &AuditEntry) -> Result<(), ConsoleError> {
        let mut data = self.0.data();
        if let Some(code) = data.audit_fails {
            return Err(ConsoleError { code, detail: "only for the log".into() });
        }
        let entry = |number, previous| AuditEntry { number, previous, ..entry.clone() };
        let entry = ChainedEntry::after(data.audit.last(), entry).expect("encoded");
        data.audit.push(entry);
        Ok(())
    }

    fn audit_before(
        &mut self,
        number: u32,
        search: &AuditSearch,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, ConsoleError> {
        let data = self.0.data();
        let found = data.audit.iter().rev().filter(|stored| {
            let entry: AuditEntry = stored.entry().expect("an entry");
            let of_account = search.account.is_empty()
                || entry.account == search.account
                || entry.subject.as_ref() == Some(&search.account);
            stored.number < number && of_account && search.action.is_none_or(|action| entry.action == action)
        });
        Ok(found.take(limit as usize).cloned().collect())
    }

    fn audit_after(&mut self, number: u32) -> Result<Vec<ChainedEntry>, ConsoleError> {
        Ok(self.0.data().audit.iter().filter(|entry| entry.number > number).take(7).cloned().collect())
    }

    fn import_audit(&mut self, _: &ChainedEntry) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }

    fn sessions(&mut self, account: &str) -> Result<Vec<(SecretHash, Session)>, ConsoleError> {
        let data = self.0.data();
        let own = data.sessions.iter().filter(|(_, session)| session.account == account);
        Ok(own.map(|(id, session)| (SecretHash::from_bytes(*id), session.clone())).collect())
    }

    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError> {
        self.0.data().sessions.insert(*id.as_bytes(), session.clone());
        Ok(())
    }

    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError> {
        // As the stores join them: the role that the account has now, and nothing of one that is disabled. A test may make a session
        // without an account.
        let data = self.0.data();
        let session = data.sessions.get(id.as_bytes()).cloned();
        let account =
            session.as_ref().and_then(|session| data.accounts.iter().find(|known| known.name == session.account));
        let role = account.map(|account| account.role);
        let disabled = account.is_some_and(|account| account.disabled);
        Ok(session.filter(|_| !disabled).map(|session| Session { role: role.unwrap_or(session.role), ..session }))
    }

    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        self.0.data().sessions.get_mut(id.as_bytes()).expect("a session").used = now;
        Ok(())
    }

    fn remove_session(&mut self, id: &SecretHash) -> Result<(), ConsoleError> {
        self.0.data().sessions.remove(id.as_bytes());
        Ok(())
    }

    fn prune_sessions(&mut self, created: Moment, used: Moment) -> Result<(), ConsoleError> {
        self.0.data().sessions.retain(|_, session| session.created >= created && session.used >= used);
        Ok(())
    }

    fn failures(&mut self, subject: &str) -> Result<Failures, ConsoleError> {
        Ok(self.0.data().failures.get(subject).copied().unwrap_or_default())
    }

    fn add_failure(&mut self, subject: &str, now: Moment) -> Result<(), ConsoleError> {
        let mut data = self.0.data();
        let failures = data.failures.entry(subject.to_owned()).or_default();
        *failures = Failures { count: failures.count + 1, last: Some(now) };
        Ok(())
    }

    fn forgive(&mut self, subject: &str, count: u32, last: Option<Moment>) -> Result<(), ConsoleError> {
        if let Some(failures) = self.0.data().failures.get_mut(subject) {
            failures.count = failures.count.saturating_sub(count);
            failures.last = last.or(failures.last);
        }
        Ok(())
    }

    fn prune_failures(&mut self, before: Moment) -> Result<(), ConsoleError> {
        self.0.data().failures.retain(|_, failures| failures.last.is_some_and(|last| last >= before));
        Ok(())
    }
}

impl TokenStore for Store {
    fn tokens(&mut self) -> Result<Vec<ApiToken>, ConsoleError> {
        Ok(self.0.data().tokens.clone())
    }

    fn token(&mut self, hash: &SecretHash) -> Result<Option<ApiToken>, ConsoleError> {
        Ok(self.0.data().tokens.iter().find(|token| token.hash == *hash).cloned())
    }

    fn add_token(&mut self, token: &ApiToken, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if self.0.data().tokens.iter().any(|known| known.name == token.name) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().tokens.push(token.clone());
        Ok(true)
    }

    fn remove_token(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if !self.0.data().tokens.iter().any(|token| token.name == name) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().tokens.retain(|token| token.name != name);
        Ok(true)
    }

    fn use_token(&mut self, hash: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        self.0.data().tokens.iter_mut().filter(|token| token.hash == *hash).for_each(|token| token.used = Some(now));
        Ok(())
    }

    fn import_token(&mut self, _: &ApiToken) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }
}

impl Store {
    fn file(&self) -> ConsoleFile {
        let mut data = self.0.data();
        let folder = data.webhooks.get_or_insert_with(|| tempfile::tempdir().expect("a folder"));
        ConsoleFile::open(&folder.path().join("console.db")).expect("a store")
    }
}

impl WebhookStore for Store {
    fn webhooks(&mut self) -> Result<Vec<Webhook>, ConsoleError> {
        self.file().webhooks()
    }

    fn add_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let added = self.file().add_webhook(webhook, entry)?;
        if added {
            self.add_audit(entry)?;
        }
        Ok(added)
    }

    fn remove_webhook(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let removed = self.file().remove_webhook(name, entry)?;
        if removed {
            self.add_audit(entry)?;
        }
        Ok(removed)
    }

    fn import_webhook(&mut self, _: &Webhook) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }

    fn webhook_notes(&mut self) -> Result<Vec<(String, i64)>, ConsoleError> {
        self.file().webhook_notes()
    }

    fn queue_deliveries(
        &mut self,
        change: Option<&NoteChange>,
        deliveries: &[QueuedDelivery],
    ) -> Result<bool, ConsoleError> {
        self.file().queue_deliveries(change, deliveries)
    }

    fn claim_deliveries(&mut self, now: Moment, until: Moment, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        self.file().claim_deliveries(now, until, limit)
    }

    fn finish_delivery(&mut self, delivery: &Delivery) -> Result<(), ConsoleError> {
        self.file().finish_delivery(delivery)
    }

    fn pending_deliveries(&mut self) -> Result<u32, ConsoleError> {
        self.file().pending_deliveries()
    }

    fn deliveries_before(&mut self, number: i64, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        self.file().deliveries_before(number, limit)
    }

    fn prune_deliveries(&mut self, before: Moment) -> Result<(), ConsoleError> {
        self.file().prune_deliveries(before)
    }
}
