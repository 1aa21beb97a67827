//! A diagnosis as a document.

use super::origin::Origin;
use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Verdict},
    next_step::{NextStep, Shell},
};
use muster_core::lang::Lang;
use muster_evidence::{
    Kind,
    fact::{Cite, FactRow},
};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::sync::Arc;

/// A diagnosis as `muster doctor --json` prints it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiagnosisDocument {
    /// What made it, and when.
    #[serde(flatten)]
    pub origin: Origin,
    /// Name of the computer, or of the first of several; empty if the evidence does not name it.
    computer: String,
    /// The names of all computers, in the order of the evidence.
    computers: Vec<String>,
    /// What is said of all computers: the worst.
    verdict: Verdict,
    /// The finding that matters most for each product, the worst first.
    headline: Vec<HeadlineRow>,
    /// All findings but the harmless, the gravest first.
    findings: Vec<FindingRow>,
    /// What to do next, in order.
    steps: Vec<StepRow>,
    /// What looks like a failure and is none.
    harmless: Vec<HarmlessRow>,
    /// Rules whose evidence is missing, and the command that supplies it.
    could_not_check: Vec<OpenRow>,
    /// Ids of the rules that were evaluated and found nothing.
    passed: Vec<&'static str>,
    /// The facts that the evidence was reduced to, with the lines that say them.
    #[cfg_attr(test, schemars(with = "Vec<Fact>"))]
    facts: Facts,
    /// What became of each file.
    evidence: Vec<EvidenceRow>,
}

/// The finding that matters most for a product.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HeadlineRow {
    /// Empty if the evidence does not name it, or if it concerns several computers.
    computer: String,
    /// Empty if the evidence names none.
    product: String,
    /// Id of the rule; see docs/rules.
    rule: &'static str,
    title: &'static str,
    /// `possible`, `likely` or `certain`.
    confidence: &'static str,
    /// Step on the way from the product key to the license store.
    step: &'static str,
    verdict: Verdict,
}

/// What a rule found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FindingRow {
    rule: &'static str,
    /// `info`, `low`, `medium`, `high` or `critical`.
    severity: &'static str,
    /// `possible`, `likely` or `certain`.
    confidence: &'static str,
    computer: String,
    product: String,
    title: &'static str,
    /// The finding as a sentence.
    finding: String,
    /// The lines of evidence that it rests on.
    cites: Vec<CiteRow>,
}

/// A line of evidence.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CiteRow {
    file: String,
    /// Line of a text, from 1.
    line: Option<u32>,
    /// Number of the record of an event log.
    record: Option<u64>,
    /// The line, with every full product key masked.
    text: String,
}

impl CiteRow {
    fn of(cite: Cite, files: &[String]) -> Self {
        let file = files.get(cite.file).cloned().unwrap_or_default();
        Self { file, line: cite.line, record: cite.record, text: cite.text.to_string() }
    }
}

/// A step: what somebody does, with the commands in order.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct StepRow {
    /// Id of the rule whose finding it mends.
    rule: &'static str,
    /// The computers that it is for; empty where the evidence is of one.
    computers: Vec<String>,
    product: String,
    /// `machine`, `host`, `dns`, `network` or `licensing`: whose administrator takes it.
    who: &'static str,
    /// What to do.
    text: String,
    /// Ready to be pasted, but for names in angle brackets, which the evidence does not show.
    commands: Vec<CommandRow>,
    /// What it may disturb or cost.
    risk: String,
    /// How to undo it.
    undo: String,
    /// How to see that it worked.
    check: String,
    /// Number of the article, such as `KB2885698`.
    kb: Option<&'static str>,
    /// Title of the article that it follows.
    article: Option<&'static str>,
    /// Address of the article.
    link: Option<&'static str>,
}

/// A command of a step.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CommandRow {
    shell: Shell,
    /// `Windows` or `Office`, where a step holds commands for both.
    product: Option<&'static str>,
    command: String,
}

/// What looks like a failure and is none.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HarmlessRow {
    rule: &'static str,
    title: &'static str,
}

/// A rule whose evidence is missing.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OpenRow {
    rule: &'static str,
    /// Kinds of evidence, of which one is enough, parted by ` | `.
    needs: String,
    /// The command that supplies it.
    command: String,
}

/// A fact.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Fact {
    key: String,
    value: String,
    cites: Vec<CiteRow>,
}

/// The facts, each made when it is written: there may be very many.
#[derive(Clone, Debug)]
struct Facts {
    facts: Arc<Vec<muster_evidence::Fact>>,
    /// The names of the files.
    files: Vec<String>,
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fact = |row: FactRow| Fact {
            key: row.key,
            value: row.value,
            cites: row.cites.into_iter().map(|cite| CiteRow::of(cite, &self.files)).collect(),
        };
        serializer.collect_seq(self.facts.iter().flat_map(muster_evidence::Fact::rows).map(fact))
    }
}

/// What became of a file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EvidenceRow {
    file: String,
    /// Kinds of evidence that were recognised; empty if nothing was.
    kinds: Vec<&'static str>,
    /// Encoding of a text, `evtx` for an event log, `binary` for what was not read.
    encoding: &'static str,
    /// Language of a text (BCP 47), `und` where it does not show.
    language: &'static str,
    /// Share of the lines, or of the records, that was understood: 0 to 1, in four decimals.
    understood: f64,
    /// Records of an event log that could not be read.
    damaged_records: u64,
    /// Full product keys in the text, each of which was masked.
    full_keys: u64,
    /// Why it was not read, in English.
    unread: Option<&'static str>,
}

impl Diagnosis {
    /// The diagnosis as a document. The time (RFC 3339, UTC) is the caller's; without it the same evidence gives the same document.
    pub fn document(&self, lang: Lang, time: Option<String>) -> DiagnosisDocument {
        DiagnosisDocument::of(self, lang, time)
    }

    /// The document without a time, as JSON.
    pub fn json(&self, lang: Lang) -> Value {
        serde_json::to_value(self.document(lang, None)).unwrap_or_default()
    }
}

impl DiagnosisDocument {
    fn of(diagnosis: &Diagnosis, lang: Lang, time: Option<String>) -> Self {
        let files = &diagnosis.evidence;
        let names: Vec<String> = files.iter().map(|evidence| evidence.file.clone()).collect();
        let cites = |cites: &[Cite]| cites.iter().map(|cite| CiteRow::of(cite.clone(), &names)).collect();
        let finding = |found: &Finding| FindingRow {
            rule: found.rule.id,
            severity: found.severity.id(),
            confidence: found.confidence.id(),
            computer: found.computer.clone(),
            product: found.product.clone(),
            title: found.rule.title.get(lang),
            finding: found.sentence(lang),
            cites: cites(&found.cites),
        };
        let harmless = diagnosis.noise.iter().map(|found| (found.rule.id, found.rule.title.get(lang)));
        let open = diagnosis.not_evaluated.iter().map(|open| OpenRow {
            rule: open.rule.id,
            needs: Kind::join(open.rule.needs, " | "),
            command: diagnosis.open_command(open.rule),
        });
        Self {
            origin: Origin::new(lang, time),
            computer: diagnosis.computer.clone(),
            computers: diagnosis.computers.clone(),
            verdict: diagnosis.verdict(),
            headline: diagnosis.headline.iter().map(|head| headline(head, lang)).collect(),
            findings: diagnosis.findings.iter().map(finding).collect(),
            steps: diagnosis.steps.iter().map(|step| StepRow::of(step, lang)).collect(),
            harmless: harmless.map(|(rule, title)| HarmlessRow { rule, title }).collect(),
            could_not_check: open.collect(),
            passed: diagnosis.passed.iter().map(|rule| rule.id).collect(),
            evidence: files.iter().map(evidence).collect(),
            facts: Facts { facts: Arc::clone(&diagnosis.facts), files: names },
        }
    }
}

fn headline(head: &Finding, lang: Lang) -> HeadlineRow {
    HeadlineRow {
        computer: head.computer.clone(),
        product: head.product.clone(),
        rule: head.rule.id,
        title: head.rule.title.get(lang),
        confidence: head.confidence.id(),
        step: head.rule.step.id(),
        verdict: head.verdict,
    }
}

impl StepRow {
    pub(super) fn of(step: &NextStep, lang: Lang) -> Self {
        let command = |command: &crate::next_step::Command| CommandRow {
            shell: command.shell,
            product: command.product(),
            command: command.line.clone(),
        };
        Self {
            rule: step.rule.id,
            computers: step.computers.clone(),
            product: step.product.clone(),
            who: step.who.id(),
            text: step.text(lang).to_owned(),
            commands: step.commands.iter().map(command).collect(),
            risk: step.risk(lang).to_owned(),
            undo: step.undo(lang).to_owned(),
            check: step.check(lang).to_owned(),
            kb: step.article.map(|article| article.kb).filter(|kb| !kb.is_empty()),
            article: step.article.map(|article| article.title.get(lang)),
            link: step.article.map(|article| article.link),
        }
    }
}

fn evidence(evidence: &muster_evidence::Evidence) -> EvidenceRow {
    EvidenceRow {
        file: evidence.file.clone(),
        kinds: evidence.kinds.iter().map(|kind| kind.id()).collect(),
        encoding: evidence.encoding,
        language: evidence.language,
        understood: (f64::from(evidence.understood) * 1e4).round() / 1e4,
        damaged_records: evidence.damaged_records,
        full_keys: evidence.full_keys,
        unread: evidence.unread.map(|why| why.text().en),
    }
}
