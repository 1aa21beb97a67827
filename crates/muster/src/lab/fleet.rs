//! The lab's machines: a healthy fleet, and four that are faulty on purpose.

use super::running_lab::{DOMAIN, Lab, RETRY};
use crate::failure::Failure;
use indicatif::ProgressBar;
use muster_client::{Attempt, Client, Env, Machine, Network};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    id::{ActivationId, Cmid},
    keys::product_key::ProductKey,
    sentence,
    time::{Moment, Span},
};
use muster_platform::clock::VirtualClock;
use muster_testbed::LEDGER_THRESHOLD;
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Mutex,
    thread,
};

const WORKERS: usize = 4;

/// What a machine is, and so how it is meant to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is wrong with it.
    Healthy,
    /// Started from a copy of another machine's state.
    Clone,
    /// Its clock is 5 hours fast.
    Clock,
    /// It holds a key of a product that the host does not cover.
    WrongProduct,
    /// It looks in a domain without an SRV record.
    NoRecord,
}

impl Kind {
    /// The code of its last try.
    pub(super) fn intended(self, fleet: u32) -> Code {
        match self {
            Self::Healthy | Self::Clone if fleet < LEDGER_THRESHOLD => code::COUNT_TOO_LOW,
            Self::Healthy | Self::Clone => code::SUCCESS,
            Self::Clock => code::CLOCK_SKEW,
            Self::WrongProduct => code::PRODUCT_NOT_COVERED,
            Self::NoRecord => code::DNS_NAME_ERROR,
        }
    }

    fn clock_ahead(self) -> Span {
        if self == Self::Clock { Span::hours(5) } else { Span::ZERO }
    }
}

/// One try of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tried {
    pub(super) at: Moment,
    pub(super) code: Code,
    pub(super) count: Option<u32>,
}

/// A machine and how it ended.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) cmid: Cmid,
    pub(super) product: String,
    pub(super) tries: Vec<Tried>,
    pub(super) status: Status,
    pub(super) until: Option<Moment>,
    pub(super) activation: Option<String>,
}

/// The machines, ready to run.
pub(super) struct Fleet {
    directory: PathBuf,
    pub(super) clock: VirtualClock,
    dns: SocketAddr,
    root: String,
    pack: String,
    pub(super) ledger_key: ProductKey,
    draft_key: ProductKey,
    machines: u32,
}

impl Fleet {
    pub(super) fn new(lab: &Lab, machines: u32) -> Self {
        Self {
            directory: lab.directory.join("machines"),
            clock: lab.clock.clone(),
            dns: lab.dns_address(),
            root: lab.vendor.root.clone(),
            pack: lab.vendor.pack.clone(),
            ledger_key: lab.vendor.ledger_key,
            draft_key: lab.vendor.draft_key,
            machines,
        }
    }

    /// What happens: every machine asks; two hours pass; those that were refused ask again; then come the faulty ones.
    pub(super) fn run(&self, progress: &ProgressBar) -> Result<Vec<Row>, Failure> {
        let refused = self.machines.min(LEDGER_THRESHOLD - 1);
        progress.set_length(u64::from(self.machines + refused + 4));
        progress.set_message("pc-0001 …");
        let mut rows = self.first_round(progress)?;
        self.clock.advance(RETRY);
        progress.set_message("+120 min");
        for row in rows.iter_mut().filter(|row| row.status != Status::Licensed) {
            self.retry(row)?;
            progress.inc(1);
        }
        for kind in [Kind::Clone, Kind::Clock, Kind::WrongProduct, Kind::NoRecord] {
            rows.push(self.faulty(kind, rows.first())?);
            progress.inc(1);
        }
        progress.finish_and_clear();
        Ok(rows)
    }

    /// Until the threshold is passed the machines ask one after the other, so that the table shows the count growing;
    /// the rest ask at the same time.
    fn first_round(&self, progress: &ProgressBar) -> Result<Vec<Row>, Failure> {
        let start = |number: u32| {
            let name = format!("pc-{number:04}");
            let row = self.start(&name, Kind::Healthy, self.ledger_key);
            progress.inc(1);
            row
        };
        let mut rows: Vec<Row> = (1..=self.machines.min(LEDGER_THRESHOLD)).map(start).collect::<Result<_, _>>()?;
        let rest: Vec<u32> = (LEDGER_THRESHOLD + 1..=self.machines).collect();
        let started = Mutex::new(Vec::with_capacity(rest.len()));
        thread::scope(|scope| {
            for share in rest.chunks(rest.len().div_ceil(WORKERS).max(1)) {
                let (start, started) = (&start, &started);
                scope.spawn(move || {
                    let rows: Vec<_> = share.iter().map(|number| start(*number)).collect();
                    started.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(rows);
                });
            }
        });
        let started = started.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        rows.extend(started.into_iter().collect::<Result<Vec<_>, _>>()?);
        rows.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(rows)
    }

    pub(super) fn start(&self, name: &str, kind: Kind, key: ProductKey) -> Result<Row, Failure> {
        let env = Env::offline(machine(name), self.clock.now());
        let mut client = Client::init(&self.state(name), &self.root, &self.pack, &env)?;
        let product = client.install_key(&key.reveal(), env.now)?.id;
        let row = Row {
            name: name.to_owned(),
            kind,
            cmid: client.cmid(),
            product: client.pack().product(product).map(|product| product.name.clone()).unwrap_or_default(),
            tries: Vec::new(),
            status: Status::Unlicensed,
            until: None,
            activation: None,
        };
        self.attempt(client, product, row)
    }

    fn retry(&self, row: &mut Row) -> Result<(), Failure> {
        let client = Client::open(&self.state(&row.name), self.clock.now())?;
        let product = only(&client)?;
        *row = self.attempt(client, product, row.clone())?;
        Ok(())
    }

    /// Lets a machine ask once more; whether it was activated.
    pub(super) fn renew_one(&self, row: Option<&Row>) -> Result<bool, Failure> {
        let Some(mut row) = row.cloned() else { return Ok(false) };
        self.retry(&mut row)?;
        Ok(row.tries.last().is_some_and(|tried| tried.code == code::SUCCESS))
    }

    /// Keeps the state of a machine as it is now.
    pub(super) fn take_snapshot(&self, name: &str) -> Result<(), Failure> {
        copy(&self.state(name), &self.snapshot(name))
    }

    /// Puts it back.
    pub(super) fn restore_snapshot(&self, name: &str) -> Result<(), Failure> {
        copy(&self.snapshot(name), &self.state(name))
    }

    fn snapshot(&self, name: &str) -> PathBuf {
        self.directory.join(name).join("snapshot")
    }

    fn attempt(&self, mut client: Client, product: ActivationId, mut row: Row) -> Result<Row, Failure> {
        let env = Env::offline(machine(&row.name), self.clock.now() + row.kind.clock_ahead());
        let env = Env { network: self.network(row.kind), ..env };
        let attempt = client.activate(product, &env)?;
        row.tries.push(Tried { at: self.clock.now(), code: attempt.code, count: count(&attempt) });
        let report = client.report(product, &env)?;
        row.status = report.standing.status;
        row.until = report.standing.until;
        row.activation = report.activated_by.map(|activated| activated.document);
        Ok(row)
    }

    fn faulty(&self, kind: Kind, healthy: Option<&Row>) -> Result<Row, Failure> {
        match kind {
            Kind::Clone => {
                let from = healthy.map_or("pc-0001", |row| &row.name);
                let name = format!("{from}-clone");
                copy(&self.state(from), &self.state(&name))?;
                let client = Client::open(&self.state(&name), self.clock.now())?;
                let product = only(&client)?;
                let row = healthy.cloned().ok_or_else(|| {
                    Failure::new(
                        code::UNEXPECTED,
                        sentence!("no machine to copy", "コピーするコンピューターがありません"),
                    )
                })?;
                self.attempt(client, product, Row { name, kind, tries: Vec::new(), ..row })
            }
            Kind::WrongProduct => self.start("pc-draft", kind, self.draft_key),
            Kind::Clock => self.start("pc-clock", kind, self.ledger_key),
            Kind::Healthy | Kind::NoRecord => self.start("pc-nowhere", kind, self.ledger_key),
        }
    }

    fn network(&self, kind: Kind) -> Network {
        let domain = if kind == Kind::NoRecord { format!("nowhere.{DOMAIN}") } else { DOMAIN.to_owned() };
        Network { servers: vec![self.dns], suffixes: vec![domain], dns_overridden: true, ..Network::default() }
    }

    pub(super) fn state(&self, name: &str) -> PathBuf {
        self.directory.join(name).join("client")
    }
}

/// A machine whose hardware is its name.
fn machine(name: &str) -> Machine {
    Machine::read(Some(&format!("{name}.{DOMAIN}")), Some(name))
}

fn only(client: &Client) -> Result<ActivationId, Failure> {
    let products = client.chosen(None)?;
    products.first().copied().ok_or_else(|| muster_client::ClientError::NothingInstalled.into())
}

fn count(attempt: &Attempt) -> Option<u32> {
    attempt.granted.as_ref().map(|(_, grant)| grant.count)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
