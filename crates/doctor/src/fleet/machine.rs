//! What a fleet keeps of a machine: a summary, and no evidence.

use super::names::Names;
use crate::{
    case::host_and_port,
    coverage::Coverage,
    diagnosis::{Diagnosis, ProductState},
    judge::{Finding, Verdict},
    rule::{Rule, Severity},
};
use muster_evidence::{
    fact::{Fact, masked},
    holds_any,
};
use std::sync::Arc;

/// Where the evidence of a machine came from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The customer, or the site, by the tree of folders; empty without one.
    pub customer: String,
    /// The bundle: a file or a folder, by its path.
    pub bundle: String,
    /// The page of the machine, relative to the index.
    pub page: Option<String>,
}

impl Origin {
    /// The bundle without the folder of its customer, which is named before it.
    fn bundle_of_customer(&self) -> &str {
        let below = self.bundle.strip_prefix(&self.customer).and_then(|rest| rest.strip_prefix('/'));
        below.unwrap_or(&self.bundle)
    }
}

/// Summary of one machine.
#[derive(Clone, Debug)]
pub struct Machine {
    /// The customer; empty without one.
    pub customer: Arc<str>,
    /// Name of the computer, else that of its bundle below the customer.
    pub name: Box<str>,
    /// The bundle that the evidence came in.
    pub bundle: Arc<str>,
    /// The page of the machine.
    pub page: Option<Box<str>>,
    /// What is said of it.
    pub verdict: Verdict,
    /// The finding that matters most for each product, the worst first.
    pub heads: Box<[Head]>,
    /// Client machine ids, and whether each is Office's.
    pub cmids: Box<[(Box<str>, bool)]>,
    /// Channels of its products.
    pub channels: Box<[Arc<str>]>,
    /// Activation hosts that its products ask.
    pub hosts: Box<[Arc<str>]>,
    /// Days until the first license expires.
    pub days_left: Option<u64>,
    /// Extended Security Updates, where its system has a programme.
    pub coverage: Option<Box<Coverage>>,
}

/// The finding that matters most for a product.
#[derive(Clone, Debug)]
pub struct Head {
    /// The rule that fired.
    pub rule: &'static Rule,
    /// Empty if the evidence names none.
    pub product: Arc<str>,
    /// How grave it is.
    pub severity: Severity,
    /// What it says of the product.
    pub verdict: Verdict,
}

impl Machine {
    /// Summarises the diagnosis of one machine on a day (seconds since 1970).
    pub(super) fn of(origin: &Origin, diagnosis: &Diagnosis, day: Option<i64>, names: &mut Names) -> Self {
        let clients = || diagnosis.products.iter().filter(|product| !product.is_host);
        let mut all = |texts: Vec<String>| -> Box<[Arc<str>]> { texts.iter().map(|text| names.of(text)).collect() };
        let hosts = all(hosts(clients()));
        let channels = clients().map(|product| product.channel.clone()).filter(|channel| !channel.is_empty());
        let channels = all(channels.collect());
        let computer = diagnosis.computer.as_str();
        let licensed = clients().filter(|product| product.status == Some(1));
        Self {
            name: if computer.is_empty() { origin.bundle_of_customer() } else { computer }.into(),
            page: origin.page.as_deref().map(Into::into),
            verdict: diagnosis.verdict(),
            heads: heads(diagnosis).map(|found| Head::of(found, names)).collect(),
            cmids: cmids(diagnosis).into(),
            channels,
            hosts,
            days_left: licensed.filter_map(|product| product.days_left).min(),
            coverage: diagnosis.add_ons.first().map(|add_ons| Box::new(add_ons.at(day))),
            customer: names.of(&origin.customer),
            bundle: names.of(&origin.bundle),
        }
    }

    /// The heads that say what the whole machine is said to be: its causes.
    pub(super) fn causes(&self) -> impl Iterator<Item = &Head> {
        let is_first = |(place, head): &(usize, &Head)| {
            let mut before = self.heads.iter().take(*place);
            !before.any(|other| other.rule.id == head.rule.id && other.verdict == head.verdict)
        };
        let own = self.heads.iter().enumerate().filter(move |(_, head)| head.verdict == self.verdict);
        own.filter(is_first).map(|(_, head)| head)
    }

    /// The first of its causes.
    pub(crate) fn cause(&self) -> Option<&Head> {
        self.causes().next().or_else(|| self.heads.first())
    }
}

impl Head {
    fn of(found: &Finding, names: &mut Names) -> Self {
        let product = names.of(&found.product);
        Self { rule: found.rule, product, severity: found.severity, verdict: found.verdict }
    }
}

/// The headlines; where none of them says why the machine fails, the gravest finding comes first.
fn heads(diagnosis: &Diagnosis) -> impl Iterator<Item = &Finding> {
    let verdict = diagnosis.verdict();
    let said = diagnosis.headline.iter().any(|head| head.verdict == verdict);
    let gravest = diagnosis.findings.iter().find(|found| found.verdict == verdict);
    gravest.filter(|_| !said).into_iter().chain(&diagnosis.headline)
}

fn hosts<'p>(clients: impl Iterator<Item = &'p ProductState>) -> Vec<String> {
    let asked = clients.filter(|product| !product.host.is_empty());
    let mut hosts: Vec<String> = asked.map(|product| host_and_port(&product.host).0).collect();
    hosts.sort();
    hosts.dedup();
    hosts
}

fn cmids(diagnosis: &Diagnosis) -> Vec<(Box<str>, bool)> {
    let office = |name: &str| holds_any(name, &["Office", "Visio", "Project"]);
    let clients = diagnosis.products.iter().filter(|product| !product.is_host && !product.cmid.is_empty());
    let mut cmids: Vec<(Box<str>, bool)> =
        clients.map(|product| (product.cmid.as_str().into(), office(&product.name))).collect();
    let told = diagnosis.facts.iter().filter_map(|fact| match fact {
        Fact::Cmid(cmid, _) => Some((masked(cmid).into(), true)),
        _ => None,
    });
    cmids.extend(told);
    cmids.sort();
    cmids.dedup();
    cmids
}
