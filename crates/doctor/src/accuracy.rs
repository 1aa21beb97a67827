//! Measures the doctor on cases with a known cause. Each rule lists the labels of cases that it answers.

use crate::{
    diagnosis::Diagnosis,
    judge::Finding,
    label::Label,
    rule::{Role, Rule, Severity, Weight},
};
use muster_evidence::{FactRow, Source, writings};
use serde::Serialize;

/// A case with a known cause.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    /// Name of the case.
    pub name: String,
    /// Where the evidence comes from: `verbatim`, `reconstructed` or `synthetic`.
    pub provenance: String,
    /// Language of the evidence (BCP 47).
    pub language: String,
    /// Labels that must be found, the cause first.
    pub expected: Vec<String>,
    /// Labels that must not be found.
    pub forbidden: Vec<String>,
    /// Facts that must be read, by key and value.
    pub facts: Vec<(String, String)>,
    /// The evidence.
    pub sources: Vec<Source>,
    /// Files of the evidence that could not be read: nothing of the case counts as found.
    pub missing: Vec<String>,
}

/// The result of one case.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Name of the case.
    pub case: String,
    /// Where its evidence comes from.
    pub provenance: String,
    /// Language of its evidence.
    pub language: String,
    /// Id of the rule in the first headline; empty if there is none.
    pub headline: String,
    /// Whether that rule answers the first label.
    pub first: bool,
    /// Number of expected labels that were found.
    pub found: usize,
    /// Number of expected labels.
    pub expected: usize,
    /// The labels that were missed.
    pub missed: Vec<String>,
    /// Labels that were found and must not be.
    pub violations: Vec<String>,
    /// Whether a healthy machine got a headline of medium severity or above.
    pub false_alarm: bool,
    /// Number of expected facts that were read.
    pub facts_found: usize,
    /// Number of expected facts.
    pub facts: usize,
    /// The facts that were not read, each as `key=value`.
    pub facts_missed: Vec<String>,
    /// Ways of writing ([`muster_evidence::writings`]), other names and missing files after which it came out another way.
    pub unsteady: Vec<String>,
    /// Files of the evidence that could not be read.
    pub missing: Vec<String>,
}

/// Whether a rule answers a label; no rule answers an unknown label.
fn answers(rule: &Rule, label: &str) -> bool {
    Label::of(label).is_some_and(|label| rule.labels.contains(&label))
}

/// Diagnoses a case as it is, and again in every form that must not change the headline.
pub fn score(case: &Labelled) -> Score {
    if !case.missing.is_empty() {
        return nothing_found(case);
    }
    let diagnosis = crate::diagnose(&case.sources);
    let said =
        |label: &String| diagnosis.findings.iter().chain(&diagnosis.noise).any(|found| answers(found.rule, label));
    let headline = diagnosis.headline.first().map(|head| head.rule);
    let missed: Vec<String> = case.expected.iter().filter(|label| !said(label)).cloned().collect();
    let healthy = case.expected.first().and_then(|label| Label::of(label)).is_some_and(Label::is_healthy);
    let rows: Vec<FactRow> = diagnosis.rows().collect();
    let unread = case.facts.iter().filter(|(key, wanted)| !is_read(&rows, key, wanted));
    let facts_missed: Vec<String> = unread.map(|(key, wanted)| format!("{key}={wanted}")).collect();
    Score {
        case: case.name.clone(),
        provenance: case.provenance.clone(),
        language: case.language.clone(),
        headline: headline.map_or("", |rule| rule.id).to_owned(),
        first: case.expected.first().zip(headline).is_some_and(|(label, rule)| answers(rule, label)),
        found: case.expected.len() - missed.len(),
        expected: case.expected.len(),
        missed,
        violations: case.forbidden.iter().filter(|label| said(label)).cloned().collect(),
        false_alarm: healthy && diagnosis.headline.first().is_some_and(alarms),
        facts_found: case.facts.len() - facts_missed.len(),
        facts: case.facts.len(),
        facts_missed,
        unsteady: unsteady(case, &diagnosis),
        missing: Vec::new(),
    }
}

/// Facts whose value is told by the key of a row, or by the end of its value: key and value of the fact, then of the row.
const TOLD_BY_KEY: [(&str, &str, &str, &str); 6] = [
    ("kms_source", "dns", "license.dns_host", ""),
    ("kms_source", "registered", "license.registered_host", ""),
    ("kms_source", "registered", "host_set", ""),
    ("tcp_test_succeeded", "true", "port", " open"),
    ("tcp_test_succeeded", "false", "port", " closed"),
    ("tcp_state", "ESTABLISHED", "port", " open"),
];

/// Whether a row says an expected fact.
fn is_read(rows: &[FactRow], key: &str, wanted: &str) -> bool {
    let lower = wanted.to_lowercase();
    let of_event = format!("event.{wanted}.");
    let told = |row: &FactRow| {
        let is_told = |(fact, value, of_row, end): &(&str, &str, &str, &str)| {
            *fact == key && *value == wanted && *of_row == row.key && row.value.ends_with(end)
        };
        TOLD_BY_KEY.iter().any(is_told)
    };
    rows.iter().any(|row| {
        row.value.to_lowercase().contains(&lower) || key == "event_ids" && row.key.starts_with(&of_event) || told(row)
    })
}

/// The result of a case whose evidence is not complete.
fn nothing_found(case: &Labelled) -> Score {
    Score {
        case: case.name.clone(),
        provenance: case.provenance.clone(),
        language: case.language.clone(),
        headline: String::new(),
        first: false,
        found: 0,
        expected: case.expected.len(),
        missed: case.expected.clone(),
        violations: Vec::new(),
        false_alarm: false,
        facts_found: 0,
        facts: case.facts.len(),
        facts_missed: Vec::new(),
        unsteady: Vec::new(),
        missing: case.missing.clone(),
    }
}

fn alarms(head: &Finding) -> bool {
    head.severity >= Severity::Medium
}

/// The ways of writing in which the verdict is another. With a file missing it may also name no cause.
fn unsteady(case: &Labelled, whole: &Diagnosis) -> Vec<String> {
    let heads = |diagnosis: &Diagnosis| -> Vec<&'static Rule> {
        diagnosis.headline.iter().filter(|head| alarms(head)).map(|head| head.rule).collect()
    };
    let ids = |rules: Vec<&'static Rule>| rules.into_iter().map(|rule| rule.id).collect::<Vec<_>>();
    let known = heads(whole);
    let known_ids = ids(known.clone());
    let renamed = |(number, source): (usize, &Source)| Source {
        name: format!("upload {number}.dat"),
        bytes: source.bytes.clone(),
    };
    let written = writings::ALL.iter().map(|writing| (writing.name, writing.write(&case.sources)));
    let changed = written.chain([("renamed", case.sources.iter().enumerate().map(renamed).collect())]);
    let differs = |sources: &Vec<Source>| {
        let other = crate::diagnose(sources);
        ids(heads(&other)) != known_ids || other.verdict() != whole.verdict()
    };
    let mut found: Vec<String> = changed
        .filter(|(_, sources)| !sources.is_empty() && differs(sources))
        .map(|(name, _)| name.to_owned())
        .collect();
    for missing in (0..case.sources.len()).filter(|_| case.sources.len() > 1) {
        let left: Vec<Source> = case
            .sources
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != missing)
            .map(|(_, source)| source.clone())
            .collect();
        let diagnosis = crate::diagnose(&left);
        let open = |rule: &Rule| rule.weight == Weight::NamesNoCause;
        let same = |rule: &Rule| known.iter().any(|known| say_the_same(known, rule));
        let other = heads(&diagnosis).first().copied().filter(|rule| !same(rule) && !open(rule));
        let causes = diagnosis.headline.first().is_some_and(|head| head.role == Role::Cause);
        if let (Some(rule), true) = (other, causes) {
            let name = case.sources.get(missing).map_or("", |source| source.name.as_str());
            found.push(format!("without {name}: {}", rule.id));
        }
    }
    found
}

/// Whether two rules name the same cause: they are the same rule, or answer the same label.
fn say_the_same(one: &Rule, other: &Rule) -> bool {
    one.id == other.id || one.labels.iter().any(|label| other.labels.contains(label))
}
