//! How well the doctor does on cases whose cause is known: the case vocabulary in terms of rules.
//!
//! The table is section 7 of the rule catalogue.

use crate::{Diagnosis, Source, judge::Finding};
use serde::Serialize;

/// Label of a case, and the rules any of which says the same.
const LABELS: &[(&str, &[&str])] = &[
    ("licensed-ok", &["CLI001", "OFF004"]),
    ("ato-success", &["CLI017"]),
    ("grace", &["CLI019", "CLI006"]),
    ("notification", &["CLI020", "CLI005"]),
    ("srv-missing", &["DNS001", "DNS003", "DNS004", "DNS007"]),
    ("dns-server-failure", &["DNS006"]),
    ("dns-publish-failed", &["DNS017"]),
    ("port-blocked", &["NET002", "NET001", "NET011", "NET006", "NET010"]),
    ("host-key-limit", &["HST012"]),
    ("wrong-host-product", &["HST003", "HST005", "HST008"]),
    ("host-not-enabled", &["HST001", "NET012"]),
    ("count-below-threshold", &["CNT001", "CNT002"]),
    ("image-generalized", &["CNT014"]),
    ("hardware-changed", &["SVC012", "MAK008"]),
    ("key-wrong-channel", &["KEY002", "KEY003", "KEY004", "ADB003"]),
    ("no-key-installed", &["KEY001"]),
    ("eval-edition", &["KEY006"]),
    ("rearm-exhausted", &["SVC010"]),
    ("mak-limit-exceeded", &["MAK001", "MAK002"]),
    ("not-kms-client", &["CLI021", "OFF001"]),
    ("multiple-office-licenses", &["KEY012", "OFF003"]),
    ("adba-activated", &["ADB006"]),
    ("registry-permission", &["SVC005", "SVC007", "SVC004"]),
    ("non-genuine", &["SVC011", "SVC013", "INT005"]),
    ("tamper-detected", &["INT005"]),
    (
        "benign-noise",
        &[
            "NOI001", "NOI002", "NOI003", "NOI004", "NOI005", "NOI006", "NOI007", "NOI008", "NOI009", "NOI010",
            "NOI011", "NOI012", "NOI013",
        ],
    ),
    ("office-on-kms-host", &["HST020", "OFF007"]),
    ("expired-off-network", &["CLI006", "KEY005"]),
    ("host-licensed-ok", &["HST024"]),
    ("recovered", &["CLI018"]),
    ("grace-expired", &["CLI005"]),
    ("insufficient-evidence", &["EVI013", "EVI001"]),
    ("srv-ok", &["DNS024"]),
    ("no-dns-server", &["DNS005"]),
    ("host-unreachable", &["NET014", "NET004", "DNS012", "DNS009"]),
    ("host-key-missing", &["HST025", "HST004"]),
    ("host-update-needed", &["HST006", "HST007", "HST021"]),
    ("host-not-activated", &["HST002"]),
    ("count-zero", &["CNT013"]),
    ("duplicate-cmid", &["CNT003", "CNT004", "CNT006"]),
    ("clock-skew", &["TIM001", "TIM002"]),
    ("key-invalid", &["KEY007", "MAK003"]),
    ("key-wrong-edition", &["KEY013"]),
    ("not-qualifying-hardware", &["KEY009"]),
    ("eval-expired", &["KEY014"]),
    ("mak-blocked", &["MAK005", "KEY008"]),
    ("no-digital-license", &["MAK011"]),
    ("oem-slp-mismatch", &["KEY015"]),
    ("subscription-elsewhere", &["OFF002"]),
    ("permission", &["SVC003", "SVC004"]),
    ("tokens-corrupt", &["SVC009"]),
    ("kb971033", &["SVC011"]),
    ("no-internet", &["MAK007", "HST019"]),
    ("port-mismatch", &["DNS011", "NET005"]),
    ("service-disabled", &["SVC001", "SVC002"]),
];

/// A case whose cause is known.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    /// Its name.
    pub name: String,
    /// How it came about: verbatim, reconstructed, synthetic.
    pub provenance: String,
    /// Language, BCP 47.
    pub language: String,
    /// What must be found, the cause first.
    pub expected: Vec<String>,
    /// What must not be found.
    pub forbidden: Vec<String>,
    /// Facts that must be read.
    pub facts: Vec<(String, String)>,
    /// The evidence.
    pub sources: Vec<Source>,
}

/// How one case went.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// The case.
    pub case: String,
    /// Provenance.
    pub provenance: String,
    /// Language.
    pub language: String,
    /// The first headline's rule; empty where there is none.
    pub headline: String,
    /// Whether it says the first label.
    pub first: bool,
    /// Labels found, of those expected.
    pub found: usize,
    /// Labels expected.
    pub expected: usize,
    /// The labels that were missed.
    pub missed: Vec<String>,
    /// Labels found that must not be.
    pub violations: Vec<String>,
    /// A healthy case in which a cause was found.
    pub false_alarm: bool,
    /// Facts read, of those expected.
    pub facts_found: usize,
    /// Facts expected.
    pub facts: usize,
    /// Changes of form after which another cause was named.
    pub unsteady: Vec<String>,
}

/// The rules that say the same as a label.
pub fn rules_of(label: &str) -> &'static [&'static str] {
    LABELS.iter().find(|(known, _)| *known == label).map_or(&[], |(_, rules)| rules)
}

/// Diagnoses a case, and all changes of form that must not change the verdict.
pub fn score(case: &Labelled) -> Score {
    let diagnosis = crate::diagnose(&case.sources);
    let said = |label: &String| {
        let rules = rules_of(label);
        let all = diagnosis.findings.iter().chain(&diagnosis.noise);
        all.into_iter().any(|found| rules.contains(&found.rule.id))
    };
    let headline = diagnosis.headline.first().map_or("", |head| head.rule.id);
    let missed: Vec<String> = case.expected.iter().filter(|label| !said(label)).cloned().collect();
    let healthy = case.expected.first().is_some_and(|label| {
        ["licensed-ok", "host-licensed-ok", "ato-success", "srv-ok", "benign-noise", "adba-activated"]
            .contains(&label.as_str())
    });
    let values: Vec<String> = diagnosis.facts.iter().map(|fact| fact.value.to_lowercase()).collect();
    let read = |(key, wanted): &&(String, String)| {
        let of_id = |fact: &&crate::FactRow| fact.key.starts_with(&format!("event.{wanted}."));
        values.iter().any(|value| value.contains(&wanted.to_lowercase()))
            || key == "event_ids" && diagnosis.facts.iter().any(|fact| of_id(&fact))
    };
    Score {
        case: case.name.clone(),
        provenance: case.provenance.clone(),
        language: case.language.clone(),
        headline: headline.to_owned(),
        first: case.expected.first().is_some_and(|label| rules_of(label).contains(&headline)),
        found: case.expected.len() - missed.len(),
        expected: case.expected.len(),
        missed,
        violations: case.forbidden.iter().filter(|label| said(label)).cloned().collect(),
        false_alarm: healthy && diagnosis.headline.first().is_some_and(alarms),
        facts_found: case.facts.iter().filter(read).count(),
        facts: case.facts.len(),
        unsteady: unsteady(case, &diagnosis),
    }
}

fn alarms(head: &Finding) -> bool {
    head.severity >= crate::rule::Severity::Medium
}

/// The changes of form after which the headline names another cause. "Could not tell" is allowed where a file is missing.
fn unsteady(case: &Labelled, whole: &Diagnosis) -> Vec<String> {
    let heads = |diagnosis: &Diagnosis| -> Vec<&'static str> {
        diagnosis.headline.iter().filter(|head| alarms(head)).map(|head| head.rule.id).collect()
    };
    let known = heads(whole);
    let texts = |change: &dyn Fn(&str) -> String| -> Vec<Source> {
        case.sources
            .iter()
            .map(|source| match crate::decode::decode(&source.bytes) {
                Ok(decoded) => Source { name: source.name.clone(), bytes: change(&decoded.text).into_bytes() },
                Err(_) => source.clone(),
            })
            .collect()
    };
    let utf16 = |source: &Source| match crate::decode::decode(&source.bytes) {
        Ok(decoded) => {
            let bytes = std::iter::once(0xFEFF).chain(decoded.text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            Source { name: source.name.clone(), bytes }
        }
        Err(_) => source.clone(),
    };
    let renamed = case
        .sources
        .iter()
        .enumerate()
        .map(|(number, source)| Source { name: format!("upload {number}.dat"), bytes: source.bytes.clone() });
    let mut changed: Vec<(String, Vec<Source>)> = vec![
        ("UTF-8".into(), texts(&|text| text.to_owned())),
        ("UTF-16".into(), case.sources.iter().map(utf16).collect()),
        ("CRLF".into(), texts(&|text| text.replace('\r', "").replace('\n', "\r\n"))),
        ("LF".into(), texts(&|text| text.replace('\r', ""))),
        ("80 columns".into(), texts(&wrapped)),
        ("renamed".into(), renamed.collect()),
    ];
    changed.retain(|(_, sources)| !sources.is_empty());
    let mut found: Vec<String> = changed
        .iter()
        .filter(|(_, sources)| heads(&crate::diagnose(sources)) != known)
        .map(|(name, _)| name.clone())
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
        let open = |rule: &str| rule.starts_with("EVI") || rule == "NET014";
        let same = |rule: &str| known.iter().any(|known| say_the_same(known, rule));
        let other = heads(&diagnosis).first().copied().filter(|rule| !same(rule) && !open(rule));
        let causes = diagnosis.headline.first().is_some_and(|head| head.role == crate::rule::Role::Cause);
        if let (Some(rule), true) = (other, causes) {
            let name = case.sources.get(missing).map_or("", |source| source.name.as_str());
            found.push(format!("without {name}: {rule}"));
        }
    }
    found
}

/// Whether two rules are one cause to a reader: the same, or two ways to tell one label.
fn say_the_same(one: &str, other: &str) -> bool {
    one == other || LABELS.iter().any(|(_, rules)| rules.contains(&one) && rules.contains(&other))
}

/// Lines broken after 80 characters, as a console window breaks them.
fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let line = line.trim_end_matches('\r');
        for (place, c) in line.chars().enumerate() {
            if place > 0 && place % 80 == 0 {
                out.push('\n');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out
}
