//! The documents that operations answer with. Times are RFC 3339 in UTC, codes as `0xC004F038`.

use super::evidence_documents::EvidenceDocument;
use crate::{
    audit::AuditEntry,
    call::Call,
    machine::{Machine, MachineState},
    pages::{
        accounts::AccountState,
        code_text::CodeText,
        machine::{explained, is_cloned},
        overview::sentence,
        product_name::{named_product, product_name},
        silence::Silence,
    },
    store::Account,
    view::{ApplicationCount, CountPoint, MachineDetail, Numbered, Overview, ProductCounts, ProductName},
};
use muster_core::{
    event::{Level, RequestHandled},
    lang::Lang,
    time::Moment,
};
use muster_proto::{event::Event, instant::rfc3339};
use serde::Serialize;
use utoipa::ToSchema;

/// How the host is, and its counts.
#[derive(Serialize, ToSchema)]
pub(crate) struct OverviewDocument {
    /// The host's name.
    host: String,
    /// Whether it answers clients; null if it is too busy to say.
    answers: Option<bool>,
    /// What needs attention.
    problems: Vec<String>,
    /// Requests that wait for the store.
    waiting: Option<usize>,
    /// When the host license ends; null if there is none.
    #[schema(format = DateTime)]
    license_until: Option<String>,
    /// When the license pack ends.
    #[schema(format = DateTime)]
    pack_until: String,
    /// When the machines were counted.
    #[schema(format = DateTime)]
    counted: String,
    /// The machines of each product by state.
    products: Vec<ProductDocument>,
    /// The count of each application.
    applications: Vec<ApplicationDocument>,
}

/// The machines of a product by state.
#[derive(Serialize, ToSchema)]
pub(crate) struct ProductDocument {
    /// Activation id.
    id: String,
    name: String,
    activated: u64,
    ended: u64,
    waiting: u64,
    refused: u64,
}

/// The count of an application.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApplicationDocument {
    name: String,
    /// Machines that count now.
    count: u32,
    /// The count that its products need.
    needed: u32,
    /// What machines were told over time, oldest first, at up to 121 places in the history of requests, and the count now.
    history: Vec<CountPointDocument>,
}

/// A count at some time.
#[derive(Serialize, ToSchema)]
pub(crate) struct CountPointDocument {
    at: String,
    count: u32,
}

/// Some of the machines.
#[derive(Serialize, ToSchema)]
pub(crate) struct MachinePage {
    pub(crate) machines: Vec<MachineDocument>,
    /// How many `unseen` finds on all pages; more than 10 000 are 10 001. Null without `unseen`.
    pub(crate) count: Option<u32>,
    /// `after` of the next page; null on the last.
    pub(crate) next: Option<String>,
}

/// A machine with one product: a row of the list, of the CSV and of a machine's page.
#[derive(Serialize, ToSchema)]
pub(crate) struct MachineDocument {
    /// Whatever the machine sent.
    name: String,
    cmid: String,
    /// Activation id.
    product: String,
    product_name: String,
    /// Digest of the hardware.
    hardware: String,
    /// `activated`, `ended`, `waiting` or `refused`.
    state: &'static str,
    #[schema(format = DateTime)]
    activated_until: Option<String>,
    #[schema(format = DateTime)]
    first_seen: String,
    #[schema(format = DateTime)]
    last_seen: String,
    requests: u64,
    last_code: String,
}

/// One machine, for all products.
#[derive(Serialize, ToSchema)]
pub(crate) struct MachineDetailDocument {
    /// Whether two machines use its CMID.
    cloned: bool,
    /// The thumbprint (RFC 7638) of the key that its agent has announced; null without an agent.
    agent_key: Option<String>,
    /// When its agent announced the key.
    #[schema(format = DateTime)]
    first_contact: Option<String>,
    products: Vec<MachineDocument>,
    /// Why it may have been silent for so long that it does not count any more; null while it counts.
    silence: Option<SilenceDocument>,
    /// What each failure that it was told means, the newest first.
    codes: Vec<CodeDocument>,
    /// Its newest requests, the newest first.
    requests: Vec<RequestDocument>,
    /// Among how many of the newest requests of the host they were looked for.
    requests_searched: u32,
    /// What its agent has told of why it is not activated, and what the doctor makes of that and of its requests; null without any.
    evidence: Option<EvidenceDocument>,
}

/// A machine that does not ask any more.
#[derive(Serialize, ToSchema)]
pub(crate) struct SilenceDocument {
    meaning: String,
    cause: &'static str,
    next_step: &'static str,
    /// Commands that show more, or mend it.
    commands: Vec<String>,
}

/// What a code means, and what to do about it.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeDocument {
    code: String,
    meaning: String,
    /// Empty where nothing is known beyond the meaning.
    cause: String,
    next_step: String,
    /// Commands that show more, or mend it.
    commands: Vec<String>,
}

/// A request, and what it was told.
#[derive(Serialize, ToSchema)]
pub(crate) struct RequestDocument {
    #[schema(format = DateTime)]
    at: String,
    code: String,
    /// Activation id.
    product: String,
    product_name: String,
    /// The count that it was told.
    count: u32,
    /// The count that it needs.
    needed: u32,
}

/// Some of the events.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventPage {
    pub(crate) events: Vec<EventDocument>,
    /// `before` of the next page; null on the last.
    pub(crate) next: Option<i64>,
}

/// An event of the host.
#[derive(Serialize, ToSchema)]
pub(crate) struct EventDocument {
    /// Its number in the store.
    number: i64,
    /// What it says, in the language of the call.
    sentence: String,
    #[schema(format = DateTime)]
    time: String,
    /// The documented number.
    id: u16,
    /// `error`, `warning` or `information`.
    level: &'static str,
    /// The sentence in English.
    message: String,
    /// The fields in the documented order, as one comma list.
    info: String,
}

/// All accounts.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountList {
    pub(crate) accounts: Vec<AccountDocument>,
}

/// Who may sign in.
#[derive(Serialize, ToSchema)]
pub(crate) struct AccountDocument {
    name: String,
    role: &'static str,
    /// The numbers of the key groups that it sees; null for all.
    key_groups: Option<Vec<u16>>,
    /// `active`, `disabled`, `waits-for-link`, `link-used` (signed in by it, without a password) or `link-ended`.
    state: &'static str,
    #[schema(format = DateTime)]
    created: String,
}

/// Some of the audit log.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditPage {
    pub(crate) entries: Vec<AuditDocument>,
    /// `before` of the next page; null on the last.
    pub(crate) next: Option<u32>,
}

/// An entry as it was recorded, with its hash.
#[derive(Serialize, ToSchema)]
pub(crate) struct AuditDocument {
    pub(crate) entry: AuditEntry,
    pub(crate) hash: String,
}

impl OverviewDocument {
    pub(crate) fn new(overview: Overview, lang: Lang) -> Self {
        let Overview { host, products, counted, applications, history, license_until, pack_until, health } = overview;
        let applications = applications.into_iter().zip(history);
        let problems = health.iter().flat_map(|health| &health.problems);
        Self {
            host,
            answers: health.as_ref().map(|health| health.answers),
            problems: problems.map(|problem| sentence(problem, lang)).collect(),
            waiting: health.as_ref().map(|health| health.waiting),
            license_until: license_until.map(rfc3339),
            pack_until: rfc3339(pack_until),
            counted: rfc3339(counted),
            products: products.into_iter().map(ProductDocument::new).collect(),
            applications: applications.map(|(count, history)| ApplicationDocument::new(count, history)).collect(),
        }
    }
}

impl ProductDocument {
    fn new(ProductCounts { product, counts: [activated, ended, waiting, refused] }: ProductCounts) -> Self {
        Self { id: product.id.to_string(), name: product.name, activated, ended, waiting, refused }
    }
}

impl ApplicationDocument {
    fn new(ApplicationCount { name, count, threshold, .. }: ApplicationCount, history: Vec<CountPoint>) -> Self {
        let point = |CountPoint { at, count }| CountPointDocument { at: rfc3339(at), count };
        Self { name, count, needed: threshold, history: history.into_iter().map(point).collect() }
    }
}

impl MachineDocument {
    /// The names of its fields, in their order.
    pub(crate) const COLUMNS: [&'static str; 11] = [
        "name",
        "cmid",
        "product",
        "product_name",
        "hardware",
        "state",
        "activated_until",
        "first_seen",
        "last_seen",
        "requests",
        "last_code",
    ];

    pub(crate) fn new(machine: &Machine, products: &[ProductName], now: Moment) -> Self {
        Self {
            name: machine.name.clone(),
            cmid: machine.cmid.to_string(),
            product: machine.product.to_string(),
            product_name: product_name(machine, products),
            hardware: machine.hardware.to_string(),
            state: MachineState::of(machine, now).id(),
            activated_until: machine.activated_until.map(rfc3339),
            first_seen: rfc3339(machine.first_seen),
            last_seen: rfc3339(machine.last_seen),
            requests: machine.requests,
            last_code: machine.last_code.to_string(),
        }
    }

    /// Its fields as text, in the order of [`Self::COLUMNS`].
    pub(crate) fn cells(self) -> [String; 11] {
        [
            self.name,
            self.cmid,
            self.product,
            self.product_name,
            self.hardware,
            self.state.to_owned(),
            self.activated_until.unwrap_or_default(),
            self.first_seen,
            self.last_seen,
            self.requests.to_string(),
            self.last_code,
        ]
    }
}

impl MachineDetailDocument {
    pub(crate) fn new(detail: &MachineDetail, products: &[ProductName], call: &Call<'_>) -> Self {
        let MachineDetail { rows, agent, requests, requests_searched, .. } = detail;
        Self {
            cloned: is_cloned(rows),
            agent_key: agent.as_ref().map(|agent| agent.key.clone()),
            first_contact: agent.as_ref().map(|agent| rfc3339(agent.since)),
            products: rows.iter().map(|row| MachineDocument::new(row, products, call.host_time())).collect(),
            silence: rows.first().and_then(|row| SilenceDocument::of(row, rows, call)),
            codes: explained(call, rows, requests).into_iter().map(CodeDocument::new).collect(),
            requests: requests.iter().map(|request| RequestDocument::new(request, products)).collect(),
            requests_searched: *requests_searched,
            evidence: EvidenceDocument::of(detail, products, call),
        }
    }
}

impl SilenceDocument {
    fn of(row: &Machine, rows: &[Machine], call: &Call<'_>) -> Option<Self> {
        let Silence { title, cause, fix, commands } = Silence::of(row.cmid, rows, call.host_time(), call.lang())?;
        let commands = commands.lines().map(str::to_owned).collect();
        Some(Self { meaning: title, cause, next_step: fix, commands })
    }
}

impl CodeDocument {
    fn new(CodeText { code, title, cause, fix, commands, .. }: CodeText) -> Self {
        let commands = commands.lines().map(str::to_owned).collect();
        Self { code, meaning: title, cause: cause.to_owned(), next_step: fix, commands }
    }
}

impl RequestDocument {
    fn new(request: &RequestHandled, products: &[ProductName]) -> Self {
        Self {
            at: rfc3339(request.at),
            code: request.code.to_string(),
            product: request.product.to_string(),
            product_name: named_product(request.product, products),
            count: request.count,
            needed: request.threshold,
        }
    }
}

impl EventDocument {
    pub(crate) fn new(Numbered { number, value }: Numbered<Event>, lang: Lang) -> Self {
        let level = match value.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Information => "information",
        };
        let sentence = value.sentence(lang);
        let Event { time, id, message, info, .. } = value;
        Self { number, sentence, time: rfc3339(time), id, level, message, info }
    }
}

impl AccountDocument {
    pub(crate) fn new(account: &Account, now: Moment) -> Self {
        Self {
            name: account.name.clone(),
            role: account.role.role().id(),
            key_groups: account.role.groups().numbers(),
            state: AccountState::of(account, now).id(),
            created: rfc3339(account.created),
        }
    }
}
