//! Runs all rules and puts their findings together: one headline for each product, chosen along the ladder.

mod applying;
mod muster;
mod same_product;
pub(crate) mod several_machines;
mod telling;
mod told_cause;
mod undiagnosed;
mod verdict;

pub use verdict::Verdict;

use crate::{
    case::{App, Case, Entry, InstalledLicense},
    hit::Hit,
    rule::{Confidence, LADDER, Role, Rule, Severity, Step, Weight},
    rules::{self, Detector},
    sentence::{NamedValues, Value, fill},
};
use applying::Applying;
pub(crate) use applying::Evaluable;
use muster_core::{
    code,
    lang::{Lang, Text},
};
use muster_evidence::fact::{Cite, ObservationKind};
use same_product::Groups;
use std::collections::{HashMap, HashSet};

/// The product of findings about an Office of which no license is known.
pub(crate) const OFFICE: &str = "Office";

/// All rules in the order of their ids, and EVI013, EVI014 and MUS001, the verdicts that the judge gives itself.
pub fn all_rules() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = rules::detectors().iter().map(|detector| detector.rule).collect();
    all.extend([&undiagnosed::CAUSE_NOT_IN_EVIDENCE, &undiagnosed::STATE_NOT_SEEN, &muster::CODE_OF_MUSTER]);
    all.sort_by_key(|rule| rule.id);
    all
}

/// What a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that fired.
    pub rule: &'static Rule,
    /// How grave it is.
    pub severity: Severity,
    /// How certain it is.
    pub confidence: Confidence,
    /// What it tells about the product.
    pub role: Role,
    /// What it says of the product.
    pub verdict: Verdict,
    /// Name of the computer; empty if the evidence does not name it.
    pub computer: String,
    /// Name of the product; empty if the evidence names none.
    pub product: String,
    /// Whether nothing but somebody's word is behind it.
    pub(crate) is_told: bool,
    /// Index of the license in the case.
    pub(crate) license: Option<usize>,
    /// The values that fill the sentence.
    pub(crate) values: NamedValues,
    /// The lines of evidence that it is based on.
    pub cites: Vec<Cite>,
}

impl Finding {
    /// The finding as a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let unnamed = Value::Words(Text { en: "the product", ja: "この製品" });
        let product = if self.product.is_empty() { unnamed } else { Value::Text(self.product.clone()) };
        let values = [self.values.as_slice(), &[("product", product)]].concat();
        let sentence = if self.is_told { &told_cause::TOLD } else { &self.rule.finding };
        fill(sentence, &values, lang)
    }

    /// Whether the machine fails by it, or will. That evidence is missing says nothing of the machine.
    pub(crate) fn is_grave(&self) -> bool {
        let is_of_evidence = self.role == Role::Side && self.rule.weight == Weight::NamesNoCause;
        self.severity >= Severity::Medium && !is_of_evidence
    }

    /// The command that its sentence asks for, if it asks for one.
    pub(crate) fn command(&self) -> Option<String> {
        let command = self.values.iter().find(|(name, _)| *name == "command");
        command.map(|(_, command)| {
            fill(&Text { en: "{command}", ja: "{command}" }, &[("command", command.clone())], Lang::En)
        })
    }
}

/// A rule that could not be evaluated, because none of the evidence that it needs is there.
#[derive(Clone, Copy, Debug)]
pub struct NotEvaluated {
    /// The rule that was not evaluated.
    pub rule: &'static Rule,
}

/// The state of a step of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// The evidence shows that it works.
    Passed,
    /// It fails.
    Failed,
    /// The evidence does not tell.
    Unknown,
}

/// How far one product gets on the way to its activation.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Name of the computer; empty if the evidence does not name it.
    pub computer: String,
    /// Name of the product.
    pub product: String,
    /// The steps, lowest first.
    pub steps: Vec<(Step, StepState)>,
}

/// The result of all rules.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) headline: Vec<Finding>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) noise: Vec<Finding>,
    pub(crate) not_evaluated: Vec<NotEvaluated>,
    pub(crate) passed: Vec<&'static Rule>,
    pub(crate) ladders: Vec<Ladder>,
}

pub(crate) fn judge(case: &Case, evaluable: &Evaluable) -> Judged {
    let mut judged = Judged::default();
    let mut all: Vec<Finding> = Vec::new();
    let applying = Applying::of(case);
    for (detector, is_evaluable) in evaluable.detectors() {
        let Detector { rule, .. } = detector;
        let hits = detector.run(case);
        if hits.is_empty() && applying.has(rule) {
            judged.record_not_fired(rule, is_evaluable);
        }
        let fits = |hit: &Hit<NamedValues>| !muster::is_of_another(rule, hit, case);
        all.extend(hits.into_iter().filter(fits).map(|hit| finding(rule, hit, case)));
    }
    all.extend(muster::findings(case, &all));
    all.extend(undiagnosed::findings(case, &all));
    told_cause::add(case, &mut all);
    judged.headline = headlines(case, &all);
    let mut failing: HashMap<Option<usize>, Vec<Step>> = HashMap::new();
    for finding in all.iter().filter(|finding| is_cause(finding)) {
        failing.entry(finding.license).or_default().push(finding.rule.step);
    }
    judged.ladders = judged.headline.iter().filter_map(|head| ladder(case, head, &failing)).collect();
    (judged.noise, judged.findings) = all.into_iter().partition(|finding| finding.role == Role::Noise);
    gravest_first(&mut judged.findings);
    judged
}

fn gravest_first(findings: &mut [Finding]) {
    let key = |finding: &Finding| (std::cmp::Reverse(finding.severity), finding.role != Role::Cause, finding.rule.id);
    findings.sort_by(|one, other| key(one).cmp(&key(other)).then_with(|| one.cites.cmp(&other.cites)));
}

impl Judged {
    /// Records a rule that applies and found nothing: it passed, or could not be evaluated.
    fn record_not_fired(&mut self, rule: &'static Rule, is_evaluable: bool) {
        match rule.role {
            Role::State | Role::Noise => {}
            _ if is_evaluable => self.passed.push(rule),
            _ => self.not_evaluated.push(NotEvaluated { rule }),
        }
    }
}

fn finding(rule: &'static Rule, hit: Hit<NamedValues>, case: &Case) -> Finding {
    let installed = hit.license.and_then(|index| case.licenses.get(index));
    let product = hit.product.or_else(|| installed.map(InstalledLicense::name)).unwrap_or_default();
    let mut seen = HashSet::new();
    let mut cites: Vec<Cite> = Vec::with_capacity(hit.cites.len());
    for cite in hit.cites {
        // Lines of one place may be quoted by different texts.
        if seen.insert((cite.file, cite.line, cite.record)) || !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    telling::first(&mut cites, &hit.values, installed);
    let severity = hit.severity.unwrap_or(rule.severity);
    Finding {
        rule,
        severity,
        confidence: confidence(hit.confidence.unwrap_or(rule.confidence), &cites, case),
        role: hit.role.unwrap_or(rule.role),
        verdict: Verdict::of(rule, severity, installed),
        computer: case.computer().unwrap_or_default().to_owned(),
        product,
        is_told: false,
        license: hit.license,
        values: hit.values,
        cites,
    }
}

/// What only prose says is never certain: who writes may be wrong, quote an old code or mean another machine.
fn confidence(own: Confidence, cites: &[Cite], case: &Case) -> Confidence {
    let codes = || case.unattributed_codes.iter().map(|(_, told)| told.as_slice());
    let told = || case.observations(ObservationKind::ToldInProse).map(|(_, told)| told);
    let is_prose = |cite: &Cite| codes().chain(told()).any(|lines| lines.contains(cite));
    if !cites.is_empty() && cites.iter().all(is_prose) { own.min(Confidence::Likely) } else { own }
}

/// Whether it is a cause that is certain enough for a headline.
fn is_cause(finding: &Finding) -> bool {
    finding.role == Role::Cause && finding.confidence >= Confidence::Likely
}

/// Whether it comes before any trouble on the way to a host: key, service and store, if they are certain.
fn preempts(finding: &Finding) -> bool {
    matches!(finding.rule.step, Step::Key | Step::Service | Step::Store) && finding.confidence == Confidence::Certain
}

/// Whether a key that no error names yields to a way that is proven closed.
fn yields(finding: &Finding, closed: bool) -> bool {
    closed && finding.rule.step == Step::Key && finding.severity < Severity::Critical
}

/// The rank of a finding among headlines, the smallest first; none if it is no headline.
fn rank(finding: &Finding) -> Option<(u8, std::cmp::Reverse<Severity>, std::cmp::Reverse<Confidence>)> {
    let class = match finding.role {
        Role::Cause if is_cause(finding) => 0,
        Role::State if finding.severity >= Severity::Medium => 1,
        // Of one command, what it achieved says more than what can be ignored.
        Role::State if finding.rule.weight == Weight::ShowsHealth => 2,
        Role::Noise if finding.rule.weight == Weight::LeadingNoise => 3,
        Role::State => 4,
        _ => return None,
    };
    Some((class, std::cmp::Reverse(finding.severity), std::cmp::Reverse(finding.confidence)))
}

/// The best of the findings about one product.
fn best<'f>(findings: impl Iterator<Item = &'f Finding>) -> Option<&'f Finding> {
    let findings: Vec<&Finding> = findings.collect();
    let proves = |finding: &&Finding| is_cause(finding) && finding.confidence == Confidence::Certain;
    let closed = findings.iter().copied().filter(proves).any(|finding| finding.rule.step == Step::Port);
    let is_cause_told = findings.iter().any(|finding| finding.is_told && is_cause(finding));
    let order = |finding: &&Finding| {
        let (class, severity, confidence) = rank(finding)?;
        // On the ladder the lowest failing step decides; of two findings at one step, the more certain one.
        let along = (class == 0).then(|| {
            let yields = yields(finding, closed);
            // Who tells why says more than a code that is the sum of all tries.
            let is_explained = is_cause_told && finding.rule.weight == Weight::NamesNoCause;
            (is_explained, yields || !preempts(finding), yields, finding.rule.step, confidence)
        });
        Some((class, along, severity, finding.verdict == Verdict::NotSeen, finding.rule.id))
    };
    findings.into_iter().filter(|finding| order(finding).is_some()).min_by_key(order)
}

/// One headline for each product, the worst first.
fn headlines(case: &Case, all: &[Finding]) -> Vec<Finding> {
    let mut groups = Groups::default();
    let group_of: Vec<usize> = case.licenses.iter().map(|installed| groups.add(installed)).collect();
    let troubled = case.licenses.iter().position(|installed| installed.is_in_trouble() && !installed.is_host());
    // A cause in the evidence as a whole belongs to the product in trouble, if there is one and no other is named.
    let is_of_troubled = |finding: &Finding| finding.role == Role::Cause && !names_other(case, finding, troubled);
    let owner = |finding: &Finding| finding.license.or(troubled.filter(|_| is_of_troubled(finding)));
    let mut by_group: Vec<Vec<&Finding>> = vec![Vec::new(); groups.count];
    for finding in all {
        let group = owner(finding).and_then(|index| group_of.get(index));
        if let Some(own) = group.and_then(|group| by_group.get_mut(*group)) {
            own.push(finding);
        }
    }
    let mut found: Vec<Finding> = by_group.into_iter().filter_map(|own| best(own.into_iter())).cloned().collect();
    let global = || all.iter().filter(|finding| owner(finding).is_none());
    let adds = |finding: &Finding| is_cause(finding) || undiagnosed::is_open(finding);
    if let Some(finding) = best(global().filter(|finding| found.is_empty() || adds(finding))) {
        found.push(finding.clone());
    }
    worst_first(&mut found);
    found
}

/// Whether a finding names Office, and the product in trouble is Windows.
fn names_other(case: &Case, finding: &Finding, troubled: Option<usize>) -> bool {
    let is_windows = |index: usize| case.licenses.get(index).is_some_and(|installed| installed.app() == App::Windows);
    finding.product == OFFICE && troubled.is_some_and(is_windows)
}

fn worst_first(headlines: &mut [Finding]) {
    headlines.sort_by_key(|finding| {
        let class = rank(finding).map_or(9, |(class, ..)| class);
        // What one machine sees may be caused by what is found on another.
        let is_symptom = finding.rule.weight == Weight::NamesNoCause;
        let grave = (std::cmp::Reverse(finding.severity), is_symptom, std::cmp::Reverse(finding.confidence));
        (class, grave, !preempts(finding), finding.verdict == Verdict::NotSeen)
    });
}

/// The ladder of the product that a headline is about, by the steps at which causes stand, of each license and of none.
fn ladder(case: &Case, head: &Finding, failing: &HashMap<Option<usize>, Vec<Step>>) -> Option<Ladder> {
    let index = head
        .license
        .or_else(|| case.licenses.iter().position(|installed| installed.is_in_trouble() && !installed.is_host()));
    let installed = index.and_then(|index| case.licenses.get(index))?;
    // If the finding is not about the way to a host, a ladder of passed steps would only confuse.
    let off_the_way = head.role == Role::Cause && !installed.is_in_trouble();
    if installed.is_host() || !installed.takes_kms() || off_the_way {
        return None;
    }
    let well = installed.is_licensed() && !installed.is_in_trouble();
    let own = || [index, None].into_iter().filter_map(|license| failing.get(&license)).flatten();
    let failed = |step: Step| {
        is_cause(head) && head.rule.step == step && head.rule.weight != Weight::NamesNoCause
            || !is_cause(head) && step > head.rule.step && own().any(|failing| *failing == step)
    };
    let steps = LADDER.iter().map(|step| {
        let state = if well {
            StepState::Passed
        } else if failed(*step) {
            StepState::Failed
        } else if is_proven(case, installed, *step)
            && (head.rule.step > *step || head.role != Role::Cause || proven_by_itself(*step))
        {
            StepState::Passed
        } else {
            StepState::Unknown
        };
        (*step, state)
    });
    Some(Ladder { computer: head.computer.clone(), product: head.product.clone(), steps: steps.collect() })
}

/// Whether the evidence can show this step independently of the steps below it.
fn proven_by_itself(step: Step) -> bool {
    matches!(step, Step::Key | Step::Service | Step::Discovery)
}

/// Whether the evidence shows that a step works.
fn is_proven(case: &Case, installed: &InstalledLicense, step: Step) -> bool {
    let answered = installed.was_answered();
    let sent =
        installed.history.iter().any(|event| matches!(&event.entry, Entry::Sent { host, .. } if !host.is_empty()));
    let open = case.ports.iter().any(|probe| probe.open);
    match step {
        Step::Key => installed.license.has_key() || !installed.history.is_empty(),
        Step::Service => !installed.cites.is_empty() || !installed.history.is_empty() || !installed.outcomes.is_empty(),
        Step::Discovery => {
            answered || sent || case.targets().next().is_some() || installed.license.registered_host.is_some()
        }
        Step::Name => {
            answered
                || open
                || installed.history.iter().any(|event| matches!(event.entry, Entry::Sent { code: code::SUCCESS, .. }))
        }
        Step::Port => answered || open,
        Step::Rpc => answered,
        Step::Answer => installed.active_code(&[code::COUNT_TOO_LOW, code::CLOCK_SKEW]).is_some(),
        Step::Count | Step::Store | Step::None => false,
    }
}
