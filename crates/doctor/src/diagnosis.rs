//! The diagnosis: findings, what could not be evaluated, and the products, attempts and hosts in the evidence.
//!
//! The same evidence gives the same diagnosis.

use crate::{
    case::{self, Case, Channel, Entry, InstalledLicense, Machine},
    coverage::AddOns,
    judge::{Evaluable, Finding, Judged, Ladder, NotEvaluated, Verdict, judge, several_machines::Known},
    next_step::{self, About, Context, NextStep},
    rule::Rule,
};
use muster_core::code::{self, Code};
use muster_evidence::Evidence;
use muster_evidence::EvidenceSet;
use muster_evidence::Source;
use muster_evidence::fact::{Cite, Fact, FactRow};
use muster_evidence::read;
use muster_evidence::stamp::Zone;
use std::{collections::HashMap, sync::Arc};

/// Everything that the doctor says about some evidence.
#[derive(Debug, Default)]
pub struct Diagnosis {
    /// Name of the computer, or of the first of several; empty if the evidence does not name it.
    pub computer: String,
    /// The names of all computers, in the order of the evidence; one, which may be empty, where it is of one.
    pub computers: Vec<String>,
    /// The finding that matters most for each product, the worst first.
    pub headline: Vec<Finding>,
    /// All findings except noise, the gravest first.
    pub findings: Vec<Finding>,
    /// Findings that look like failures and are none.
    pub noise: Vec<Finding>,
    /// Rules that could not be evaluated, because their evidence is missing.
    pub not_evaluated: Vec<NotEvaluated>,
    /// Rules that were evaluated and found nothing.
    pub passed: Vec<&'static Rule>,
    /// How far each KMS client in trouble gets on the ladder.
    pub ladders: Vec<Ladder>,
    /// The place of each ladder by computer and product.
    ladder_places: HashMap<(String, String), usize>,
    /// What to do next, in order.
    pub steps: Vec<NextStep>,
    /// What the evidence answers for commands.
    context: Context,
    /// The products in use.
    pub products: Vec<ProductState>,
    /// Attempts and answers, oldest first.
    pub timeline: Vec<TimelineEvent>,
    /// The hosts that DNS, licenses and attempts name.
    pub hosts: Vec<HostSeen>,
    /// What each machine holds of Extended Security Updates, where its system has such a programme.
    pub(crate) add_ons: Vec<AddOns>,
    /// The facts that the evidence was reduced to.
    pub facts: Arc<Vec<Fact>>,
    /// What became of each source.
    pub evidence: Arc<Vec<Evidence>>,
}

/// The state of a product.
#[derive(Clone, Debug)]
pub struct ProductState {
    /// Name of the computer; empty if the evidence does not name it.
    pub computer: String,
    /// Name of the product.
    pub name: String,
    /// Channel token of its description, such as `VOLUME_KMSCLIENT`, else the channel of its key.
    pub channel: String,
    /// License status, 0 to 6 as documented.
    pub status: Option<u8>,
    /// Days until this status ends.
    pub days_left: Option<u64>,
    /// Last five characters of its key.
    pub partial_key: String,
    /// The KMS host that it asks, `name:port`; empty for products that ask none.
    pub host: String,
    /// Client machine id.
    pub cmid: String,
    /// A host's current count.
    pub count: Option<i64>,
    /// Whether it is a KMS host.
    pub is_host: bool,
}

/// An attempt or an answer, dated.
#[derive(Clone, Debug)]
pub struct TimelineEvent {
    /// Seconds since 1970, in whatever zone the evidence uses.
    pub at: i64,
    /// The zone of that time, as far as it is known.
    pub zone: Zone,
    /// Name of the product.
    pub product: String,
    /// The code of a failure, or of success.
    pub code: Code,
    /// Event id, such as 12288 for a request that was sent.
    pub event: u32,
}

/// A host that something names.
#[derive(Clone, Debug)]
pub struct HostSeen {
    /// `name:port`.
    pub host: String,
    /// Where it is named: SRV, DNS, an event or a command.
    pub named_by: Vec<&'static str>,
    /// The last result: a code, `open`, `closed`, or empty.
    pub result: String,
}

/// Reads evidence and diagnoses it.
pub fn diagnose(sources: &[Source]) -> Diagnosis {
    Diagnosis::of(&read(sources))
}

impl Diagnosis {
    /// Diagnoses evidence that was read before: each machine by itself.
    pub fn of(set: &EvidenceSet) -> Self {
        let mut diagnosis =
            Self { facts: Arc::clone(&set.facts), evidence: Arc::clone(&set.evidence), ..Self::default() };
        let sources = case::Sources::of(set);
        let evaluable = Evaluable::of(&sources);
        let mut seen = Seen::default();
        let (mut judged, mut known) = (Judged::default(), Known::default());
        let machines = case::sort_apart(set);
        for machine in &machines {
            let own = diagnosis.judge(machine, &sources, &evaluable, &mut seen);
            if machines.len() == 1 {
                judged = own;
            } else {
                judged.add(machine, own, &mut known);
            }
        }
        drop((known, seen));
        if machines.len() < 2 {
            diagnosis.steps.iter_mut().for_each(|step| step.computers.clear());
        } else {
            judged.compare(&case::case(&Machine::all(set), &sources));
        }
        diagnosis.timeline.sort_by_key(|event| event.at);
        diagnosis.concluded(judged)
    }

    /// Diagnoses evidence that was read before: a diagnosis of each machine, in the order of the evidence. What compares machines is
    /// left to [`crate::fleet`].
    pub fn each(set: &EvidenceSet) -> impl Iterator<Item = Self> {
        let sources = case::Sources::of(set);
        let evaluable = Evaluable::of(&sources);
        case::each(set).into_iter().map(move |machine| {
            let facts = Arc::new(machine.facts.iter().map(|fact| (*fact).clone()).collect());
            let mut diagnosis = Self { facts, evidence: Arc::clone(&set.evidence), ..Self::default() };
            let judged = diagnosis.judge(&machine, &sources, &evaluable, &mut Seen::default());
            diagnosis.steps.iter_mut().for_each(|step| step.computers.clear());
            diagnosis.timeline.sort_by_key(|event| event.at);
            diagnosis.concluded(judged)
        })
    }

    /// Judges one machine, and adds what its case holds.
    fn judge(
        &mut self,
        machine: &Machine<'_>,
        sources: &case::Sources,
        evaluable: &Evaluable,
        seen: &mut Seen,
    ) -> Judged {
        let case = case::case(machine, sources);
        let judged = judge(&case, evaluable);
        self.add(machine, &case, next_step::plan(&case, &judged), seen);
        self.add_ons.extend(AddOns::of(&case, &judged));
        judged
    }

    fn concluded(self, judged: Judged) -> Self {
        let Judged { headline, findings, noise, not_evaluated, passed, ladders } = judged;
        let mut ladder_places = HashMap::new();
        for (place, ladder) in ladders.iter().enumerate() {
            ladder_places.entry((ladder.computer.clone(), ladder.product.clone())).or_insert(place);
        }
        Self { headline, findings, noise, not_evaluated, passed, ladders, ladder_places, ..self }
    }

    /// Adds what the case of a machine holds.
    fn add(&mut self, machine: &Machine<'_>, case: &Case, steps: Vec<NextStep>, seen: &mut Seen) {
        let computer = case.computer().unwrap_or_default();
        if self.computers.is_empty() {
            self.computer = computer.to_owned();
            self.context = Context::of(case, About::default());
        }
        self.computers.push(computer.to_owned());
        let is_own = |installed: &&InstalledLicense| !machine.is_about_others(&installed.cites);
        let own = || case.licenses.iter().filter(is_own);
        let named = own().filter(|installed| !installed.name().is_empty());
        self.products.extend(named.map(|installed| product(installed, computer)));
        self.timeline.extend(own().flat_map(timeline));
        // What several machines need is one step, for all of them.
        for mut step in steps {
            let places = seen.steps.entry(step.key()).or_default();
            let same = |place: &&usize| self.steps.get(**place).is_some_and(|known| known.is_same(&step));
            match places.iter().find(same).and_then(|place| self.steps.get_mut(*place)) {
                Some(known) => known.computers.push(computer.to_owned()),
                None => {
                    places.push(self.steps.len());
                    step.computers.push(computer.to_owned());
                    self.steps.push(step);
                }
            }
        }
        add_hosts(&mut self.hosts, case, &mut seen.hosts);
    }

    /// The facts as keys and values. There are many more of these than facts, so each is made when it is asked for.
    pub fn rows(&self) -> impl Iterator<Item = FactRow> {
        self.facts.iter().flat_map(Fact::rows)
    }

    /// Whether any of the evidence was recognised.
    pub fn has_evidence(&self) -> bool {
        self.evidence.iter().any(|evidence| !evidence.kinds.is_empty())
    }

    /// What is said of all machines: the worst of what is said of each product.
    pub fn verdict(&self) -> Verdict {
        self.verdicts().into_values().max().unwrap_or(Verdict::NotSeen)
    }

    /// What is said of each machine, and of each host that a headline is about.
    pub fn verdicts(&self) -> HashMap<&str, Verdict> {
        let hosts = self.headline.iter().map(|head| head.computer.as_str());
        let names = self.computers.iter().map(String::as_str).chain(hosts);
        let heads = self.headline.iter().map(|head| (head.computer.as_str(), head.verdict));
        let grave = self.findings.iter().filter(|finding| finding.is_grave());
        let said = heads.chain(grave.map(|finding| (finding.computer.as_str(), Verdict::Failing)));
        // All evidence of one machine is about it, whatever computer it names.
        if self.computers.len() < 2 {
            let verdict = said.map(|(_, verdict)| verdict).max().unwrap_or(Verdict::NotSeen);
            return names.map(|name| (name, verdict)).collect();
        }
        let mut found: HashMap<&str, Option<Verdict>> = names.map(|name| (name, None)).collect();
        for (computer, verdict) in said {
            if let Some(known) = found.get_mut(computer) {
                *known = Some(verdict).max(*known);
            }
        }
        found.into_iter().map(|(name, verdict)| (name, verdict.unwrap_or(Verdict::NotSeen))).collect()
    }

    /// Whether it fails, or will.
    pub fn needs_attention(&self) -> bool {
        self.verdict() == Verdict::Failing
    }

    /// How far the product of a headline gets; none for a product that asks no host.
    pub fn ladder(&self, head: &Finding) -> Option<&Ladder> {
        let place = self.ladder_places.get(&(head.computer.clone(), head.product.clone()))?;
        self.ladders.get(*place)
    }

    /// Where a line of evidence stands: `file:line` or `file#record`.
    pub fn place(&self, cite: &Cite) -> String {
        let file = self.evidence.get(cite.file).map_or("?", |evidence| evidence.file.as_str());
        match (cite.line, cite.record) {
            (Some(line), _) => format!("{file}:{line}"),
            (None, Some(record)) => format!("{file}#{record}"),
            (None, None) => file.to_owned(),
        }
    }

    /// The command that supplies the evidence of a rule.
    pub(crate) fn open_command(&self, rule: &Rule) -> String {
        next_step::command_line(rule.command, &self.context)
    }
}

fn product(installed: &InstalledLicense, computer: &str) -> ProductState {
    let license = &installed.license;
    ProductState {
        computer: computer.to_owned(),
        name: installed.name(),
        channel: installed.channel_token().to_owned(),
        status: license.status,
        days_left: license.minutes_left.map(|minutes| minutes / 1440),
        partial_key: license.partial_key.clone().unwrap_or_default(),
        host: if installed.channel() == Channel::KmsClient {
            installed.host().unwrap_or_default()
        } else {
            String::new()
        },
        cmid: license.cmid.clone().unwrap_or_default(),
        count: installed.counts().and_then(|counts| counts.count),
        is_host: installed.is_host(),
    }
}

fn timeline(installed: &InstalledLicense) -> impl Iterator<Item = TimelineEvent> {
    let attempts = installed.history.iter().filter(|event| !matches!(event.entry, Entry::State { .. }));
    attempts.filter_map(|event| {
        let code = event.code().unwrap_or(code::SUCCESS);
        Some(TimelineEvent { at: event.at?, zone: event.zone, product: installed.name(), code, event: event.id })
    })
}

/// Where the steps and the hosts of the machines before stand.
#[derive(Default)]
struct Seen {
    steps: HashMap<u64, Vec<usize>>,
    hosts: HashMap<String, usize>,
}

fn add_hosts(found: &mut Vec<HostSeen>, case: &Case, seen: &mut HashMap<String, usize>) {
    let mut add = |host: &str, by: &'static str, result: String| {
        if host.is_empty() {
            return;
        }
        let host = host.to_lowercase();
        match seen.get(&host).and_then(|place| found.get_mut(*place)) {
            Some(known) => {
                if !known.named_by.contains(&by) {
                    known.named_by.push(by);
                }
                if !result.is_empty() {
                    known.result = result;
                }
            }
            None => {
                seen.insert(host.clone(), found.len());
                found.push(HostSeen { host, named_by: vec![by], result });
            }
        }
    };
    case.targets().for_each(|(target, port, _)| add(&format!("{target}:{port}"), "SRV", String::new()));
    for installed in &case.licenses {
        add(installed.license.registered_host.as_deref().unwrap_or_default(), "slmgr /skms", String::new());
        add(installed.license.dns_host.as_deref().unwrap_or_default(), "DNS", String::new());
        for history_event in &installed.history {
            if let Entry::Sent { host, code, .. } = &history_event.entry {
                let result = if *code == code::SUCCESS { "12288".to_owned() } else { code.to_string() };
                add(host, "12288", result);
            }
        }
    }
    for probe in &case.ports {
        let result = if probe.open { "open" } else { "closed" };
        add(&format!("{}:{}", probe.host, probe.port), "TCP", result.to_owned());
    }
}
