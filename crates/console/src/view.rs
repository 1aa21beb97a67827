//! What pages show of a host, and the trait by which the console asks for it.

use crate::{
    access_rule::AccessRule,
    job::{
        ConfirmedOrder, JobAdded, JobMachine, JobMachines, JobRefusal, JobRequest, JobSummary, JobTargets, ListTaken,
    },
    machine::Machine,
    machine_query::MachineQuery,
    owner::ConsoleOwner,
    store::ConsoleError,
};
use muster_core::{
    code::Code,
    event::RequestHandled,
    host::{counters::Counters, report::HostLicenseReport, settings::HostSettings},
    id::{ActivationId, Cmid, OrderId},
    list_refusal::ListRefusal,
    time::Moment,
};
use muster_proto::{event::Event, evidence::MachineEvidence, proxy_list::ProxyList};
use std::net::IpAddr;

/// The host. Every call may wait for a disk or a database, and none waits for the decision of a request.
pub trait HostView: ConsoleOwner {
    /// Counts, ends and health at `now`. What is counted over all machines may be a minute old.
    fn overview(&self, now: Moment) -> Result<Overview, ConsoleError>;
    /// The host with its keys, counts, settings, backup and refusals at `now`.
    fn status(&self, now: Moment) -> Result<HostStatus, ConsoleError>;
    /// The products of the license pack.
    fn products(&self) -> Result<Vec<ProductName>, ConsoleError>;
    /// Machines as the query says, at most `query.limit`.
    fn machines(&self, query: &MachineQuery) -> Result<Vec<Machine>, ConsoleError>;
    /// How many machines the query finds, of at most `most`.
    fn machines_counted(&self, query: &MachineQuery, most: u32) -> Result<u32, ConsoleError>;
    /// Calls `each` for every machine that the query finds, in the order of their ids, in constant memory, until it returns false.
    fn each_machine(&self, query: &MachineQuery, each: &mut dyn FnMut(Machine) -> bool) -> Result<(), ConsoleError>;
    /// What is known of one machine; none if it never asked.
    fn machine(&self, cmid: Cmid) -> Result<Option<MachineDetail>, ConsoleError>;
    /// The `limit` jobs before a number, newest first.
    fn jobs(&self, before: i64, limit: u32) -> Result<Vec<JobSummary>, ConsoleError>;
    /// A job.
    fn job(&self, id: i64) -> Result<Option<JobSummary>, ConsoleError>;
    /// Machines of a job behind an order, in the order of their orders, at most `limit`, as they stand at `now`.
    fn job_machines(
        &self,
        job: &JobSummary,
        after: Option<OrderId>,
        limit: u32,
        now: Moment,
    ) -> Result<Vec<JobMachine>, ConsoleError>;
    /// The machines that a choice stands for; a refusal is an answer.
    fn job_targets(&self, machines: &JobMachines) -> Result<Result<JobTargets, JobRefusal>, ConsoleError>;
    /// Begins a job, recorded in the audit log; a refusal is an answer.
    fn add_job(&self, request: &JobRequest, now: Moment) -> Result<Result<JobAdded, JobRefusal>, ConsoleError>;
    /// One machine of a job.
    fn job_machine(&self, job: &JobSummary, order: OrderId, now: Moment) -> Result<Option<JobMachine>, ConsoleError>;
    /// The installation ids of a job that wait for an answer of the authority; a refusal is an answer.
    fn proxy_list(&self, job: i64, now: Moment) -> Result<Result<ProxyList, ListRefusal>, ConsoleError>;
    /// Takes the answers in the list of a job, recorded in the audit log; a refusal is an answer.
    fn take_answers(
        &self,
        job: i64,
        list: &[u8],
        account: &str,
        from: IpAddr,
        now: Moment,
    ) -> Result<Result<ListTaken, ListRefusal>, ConsoleError>;
    /// Takes the confirmation id of one machine of a job, recorded in the audit log; a refusal is an answer.
    fn confirm_order(
        &self,
        confirmed: &ConfirmedOrder,
        account: &str,
        from: IpAddr,
        now: Moment,
    ) -> Result<Result<(), ListRefusal>, ConsoleError>;
    /// Cancels a job, recorded in the audit log; false if it was cancelled before.
    fn cancel_job(&self, id: i64, account: &str, from: IpAddr, now: Moment) -> Result<bool, ConsoleError>;
    /// The `limit` events before a number, newest first, with their numbers.
    fn events(&self, before: i64, limit: u32) -> Result<Vec<Numbered<Event>>, ConsoleError>;
}

/// Something with the number that the store gave it, in its order.
#[derive(Clone, Debug)]
pub struct Numbered<T> {
    /// The number.
    pub number: i64,
    /// What it is.
    pub value: T,
}

/// What the first page shows.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The host's name.
    pub host: String,
    /// The machines of each product, by their state.
    pub products: Vec<ProductCounts>,
    /// When they were counted.
    pub counted: Moment,
    /// The count of each application.
    pub applications: Vec<ApplicationCount>,
    /// How each of them went, oldest first, in the same order; empty where nothing was told yet.
    pub history: Vec<Vec<CountPoint>>,
    /// When the host license ends; none if there is none.
    pub license_until: Option<Moment>,
    /// When the license pack ends.
    pub pack_until: Moment,
    /// How the host is; none if it is too busy to say.
    pub health: Option<Health>,
}

/// The machines of a product.
#[derive(Clone, Debug)]
pub struct ProductCounts {
    /// Its name; its id where the license pack does not know it.
    pub product: ProductName,
    /// How many are in each state, in the order of [`MachineState::ALL`].
    pub counts: [u64; 4],
}

/// A product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductName {
    /// Activation id.
    pub id: ActivationId,
    /// Name for people.
    pub name: String,
}

/// The count of an application.
#[derive(Clone, Debug)]
pub struct ApplicationCount {
    /// Its name.
    pub name: String,
    /// Machines that count now.
    pub count: u32,
    /// The count that its products need.
    pub threshold: u32,
    /// Where it stops.
    pub cap: u32,
}

/// A count at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountPoint {
    /// When.
    pub at: Moment,
    /// Machines that counted then.
    pub count: u32,
}

/// How the host is.
#[derive(Clone, Debug)]
pub struct Health {
    /// Whether it answers clients.
    pub answers: bool,
    /// What somebody should look at.
    pub problems: Vec<HealthProblem>,
    /// Requests that wait for the store.
    pub waiting: usize,
}

/// What somebody should look at.
#[derive(Clone, Debug)]
pub enum HealthProblem {
    /// The clock is not believed.
    ClockNotBelieved,
    /// The clock was set, by so many seconds.
    ClockWasSet(i64),
    /// An administrator has switched it off.
    Disabled,
    /// The license ends in so many days.
    LicenseEnds(i64),
    /// There is no license in force.
    NotActivated,
    /// It could not publish itself in these domains.
    NotPublished(Vec<String>),
    /// The license pack ends in so many days.
    PackEnds(i64),
    /// The store takes nothing.
    Store(Code),
}

/// One machine, for all products and from all hardware.
#[derive(Clone, Debug)]
pub struct MachineDetail {
    /// A row for each product and each hardware; at least one.
    pub rows: Vec<Machine>,
    /// The key that its agent has announced, if it has one.
    pub agent: Option<AgentKey>,
    /// Its newest requests, newest first.
    pub requests: Vec<RequestHandled>,
    /// Among how many of the newest requests of the host they were looked for.
    pub requests_searched: u32,
    /// What its agent has uploaded last, while that is kept.
    pub evidence: Option<HeldEvidence>,
    /// For how many days the host keeps evidence; with 0 it takes none.
    pub evidence_days: u32,
}

/// What the agent of a machine tells of why that is not activated.
#[derive(Clone, Debug)]
pub struct HeldEvidence {
    /// When it came.
    pub received: Moment,
    /// The machine's clock then.
    pub told: Moment,
    /// Until when it is shown.
    pub until: Moment,
    /// What it tells.
    pub evidence: MachineEvidence,
}

/// The key that the agent of a machine has announced.
#[derive(Clone, Debug)]
pub struct AgentKey {
    /// Its thumbprint (RFC 7638), to be compared with what the machine shows.
    pub key: String,
    /// When it was announced.
    pub since: Moment,
}

/// A host with its keys, counts, settings, backup and refusals.
#[derive(Clone, Debug)]
pub struct HostStatus {
    /// The host key and its license.
    pub license: HostLicenseReport,
    /// The version of the license pack.
    pub pack_version: u32,
    /// The count of each application.
    pub applications: Vec<ApplicationCount>,
    /// What `slmgr` has set.
    pub settings: HostSettings,
    /// The TCP port that it listens on.
    pub listening: Option<u16>,
    /// Requests since it was installed.
    pub counters: Counters,
    /// What `host.toml` says.
    pub config: HostFileSettings,
    /// The rules of `[access]`, with what each lists.
    pub access: Vec<(AccessRule, Vec<String>)>,
    /// The SRV records that have to be in DNS, as lines of a zone file, and whether the host has published each.
    pub records: Vec<(String, bool)>,
    /// When a backup was written last; none if this host knows of none.
    pub backup: Option<Moment>,
    /// The hosts that share the store, this one included; none where nobody shares it.
    pub sharing: Vec<SharingHost>,
    /// How the host is; none if it is too busy to say.
    pub health: Option<Health>,
    /// The results of the newest requests that were refused, the most frequent first.
    pub refusals: Vec<RefusalCount>,
    /// Among how many of the newest requests they were counted.
    pub requests_searched: u32,
    /// Requests that were turned away before they were decided, by reason, the most frequent first: they are in no history.
    pub turned_away: Vec<TurnedAway>,
}

/// A host that shares the store.
#[derive(Clone, Debug)]
pub struct SharingHost {
    /// Its name.
    pub name: String,
    /// When it last said that it runs.
    pub seen: Moment,
    /// The version that ran there.
    pub version: String,
    /// Whether it has said so lately.
    pub runs: bool,
}

/// Settings of `host.toml`.
#[derive(Clone, Copy, Debug)]
pub struct HostFileSettings {
    /// `[history] days`.
    pub history_days: u32,
    /// `[evidence] days`.
    pub evidence_days: u32,
    /// `[clock] jump_seconds`.
    pub clock_jump_seconds: u32,
    /// `[clock] off_days`.
    pub clock_off_days: u32,
    /// Whether several hosts share the store (`[store] postgres`).
    pub shared_store: bool,
}

/// How often requests were turned away for one reason, as long as the host keeps its history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnedAway {
    /// The reason.
    pub code: Code,
    /// How many requests.
    pub requests: u64,
    /// From how many networks; networks beyond 256 a day count as one.
    pub networks: u32,
    /// The newest of them.
    pub last: Moment,
}

/// How often machines were refused for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefusalCount {
    /// The reason.
    pub code: Code,
    /// How many requests.
    pub requests: u32,
    /// The newest of them.
    pub last: Moment,
}
