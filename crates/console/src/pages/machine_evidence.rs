//! What the agent of a machine tells of why that is not activated, and what the doctor makes of it and of what the host has recorded.

use super::{
    code_text::{CodeText, shown},
    product_name::named_product,
    time_text::utc,
};
use crate::{
    call::Call,
    evidence_file,
    machine::MachineState,
    role::Permission,
    view::{HeldEvidence, MachineDetail, ProductName},
};
use muster_core::{
    code,
    id::Cmid,
    lang::Lang,
    time::{Moment, Span},
};
use muster_doctor::{Diagnosis, Finding, Source, diagnose, next_step::NextStep, rule::Severity};
use muster_proto::evidence::{EventEvidence, ProductEvidence};

/// Where the file is that the machine has told.
pub(crate) const FILE_PATH: &str = "/machine/evidence";

/// How the doctor names what it quotes: the file that can be taken away, and what the host knows.
const FILES: [&str; 2] = ["evidence.txt", "host-events.txt"];
/// What the doctor says of a host by its requests is wrong by those of one machine.
const OF_A_HOST: [&str; 2] = ["HST", "MUS008"];
/// What lacks of the evidence is of no use on a page that has all that there is.
const OF_EVIDENCE: &str = "EVI";
/// Lines that a finding quotes on the page.
const QUOTES_MAX: usize = 3;
/// A clock that differs by more is told.
const CLOCK_TOLD: Span = Span::minutes(1);

/// What the page and the API say of evidence.
pub(crate) struct EvidenceView {
    pub(crate) received: Moment,
    pub(crate) told: Moment,
    pub(crate) until: Moment,
    pub(crate) muster: String,
    /// What it tells of its products.
    pub(crate) products: Vec<ToldProduct>,
    /// Its events, the newest first.
    pub(crate) events: Vec<ToldEvent>,
    /// Whether the host has activated the machine since.
    pub(crate) overtaken: bool,
    /// By how much the clock of the machine differed; empty if it did not.
    pub(crate) clock: String,
    /// Where the file is; empty for whoever may not take it.
    pub(crate) download: String,
    /// Why each product is not activated, or that it is.
    pub(crate) heads: Vec<FindingView>,
    /// What else the doctor finds.
    pub(crate) others: Vec<FindingView>,
    pub(crate) steps: Vec<StepView>,
}

/// A product as the machine tells it.
pub(crate) struct ToldProduct {
    pub(crate) name: String,
    pub(crate) status: &'static str,
    pub(crate) last: Option<CodeText>,
    pub(crate) next: String,
}

/// An event of the machine.
pub(crate) struct ToldEvent {
    pub(crate) time: String,
    pub(crate) id: u16,
    pub(crate) sentence: String,
    pub(crate) info: String,
}

/// A finding of the doctor.
pub(crate) struct FindingView {
    pub(crate) rule: &'static str,
    pub(crate) title: &'static str,
    pub(crate) sentence: String,
    pub(crate) product: String,
    pub(crate) severity: &'static str,
    /// `well`, `warn` or `bad`.
    pub(crate) class: &'static str,
    /// The lines that it rests on, with where they stand.
    pub(crate) quotes: Vec<(String, String)>,
}

/// What to do next.
pub(crate) struct StepView {
    pub(crate) text: String,
    pub(crate) who: &'static str,
    pub(crate) rule: &'static str,
    /// Commands in order, one a line.
    pub(crate) commands: String,
}

/// A machine that is not activated and tells nothing.
pub(crate) struct SilentAgent {
    /// Whether its agent asks this host for orders.
    pub(crate) has_agent: bool,
    /// Whether this host takes evidence.
    pub(crate) is_taken: bool,
}

impl SilentAgent {
    pub(crate) fn of(detail: &MachineDetail, call: &Call<'_>) -> Option<Self> {
        let is_well = |row| MachineState::of(row, call.host_time()) == MachineState::Activated;
        let needless = detail.evidence.is_some() || detail.rows.iter().all(is_well);
        (!needless).then_some(Self { has_agent: detail.agent.is_some(), is_taken: detail.evidence_days > 0 })
    }
}

/// The text that the machine has told.
pub(crate) fn told(cmid: Cmid, held: &HeldEvidence, products: &[ProductName]) -> String {
    evidence_file::told(cmid, held, |product| named_product(product.product, products))
}

impl EvidenceView {
    pub(crate) fn of(detail: &MachineDetail, products: &[ProductName], call: &Call<'_>) -> Option<Self> {
        let (held, cmid, lang) = (detail.evidence.as_ref()?, detail.rows.first()?.cmid, call.lang());
        let texts = [told(cmid, held, products), evidence_file::recorded(&detail.requests)];
        let sources = FILES.iter().zip(texts);
        let sources: Vec<Source> =
            sources.map(|(name, text)| Source { name: (*name).to_owned(), bytes: text.into_bytes() }).collect();
        let diagnosis = diagnose(&sources);
        let is_head = |found: &&Finding| {
            diagnosis.headline.iter().any(|head| head.rule.id == found.rule.id && head.product == found.product)
        };
        let others = diagnosis.findings.iter().filter(|found| is_told(found) && !is_head(found));
        let may_take = call.may(Permission::ExportMachines);
        let download = call.request.links().to(FILE_PATH, &[("id", &cmid.to_string())]);
        Some(Self {
            received: held.received,
            told: held.told,
            until: held.until,
            muster: held.evidence.muster.clone(),
            products: held.evidence.products.iter().map(|told| ToldProduct::of(told, products, lang)).collect(),
            events: held.evidence.events.iter().rev().map(|told| ToldEvent::of(told, lang)).collect(),
            overtaken: detail.rows.iter().any(|row| row.last_code == code::SUCCESS && row.last_seen > held.received),
            clock: clock(held, lang),
            download: if may_take { download } else { String::new() },
            heads: diagnosis.headline.iter().map(|head| FindingView::of(&diagnosis, head, lang)).collect(),
            others: others.map(|found| FindingView::of(&diagnosis, found, lang)).collect(),
            steps: diagnosis
                .steps
                .iter()
                .filter(|step| is_of_machine(step.rule.id))
                .map(|step| StepView::of(step, lang))
                .collect(),
        })
    }

    pub(super) fn received_text(&self) -> String {
        utc(self.received)
    }

    pub(super) fn told_text(&self) -> String {
        utc(self.told)
    }

    pub(super) fn until_text(&self) -> String {
        utc(self.until)
    }
}

fn is_told(found: &Finding) -> bool {
    found.severity >= Severity::Medium && is_of_machine(found.rule.id) && !found.rule.id.starts_with(OF_EVIDENCE)
}

fn is_of_machine(rule: &str) -> bool {
    !OF_A_HOST.iter().any(|of_a_host| rule.starts_with(of_a_host))
}

fn clock(held: &HeldEvidence, lang: Lang) -> String {
    let (ahead, behind) = (held.told.since(held.received), held.received.since(held.told));
    let minutes = ahead.max(behind).as_minutes();
    match (ahead >= CLOCK_TOLD, behind >= CLOCK_TOLD) {
        (true, _) => {
            lang.pick(format!("{minutes} min ahead of the host's"), format!("ホストより {minutes} 分進んでいます"))
        }
        (_, true) => {
            lang.pick(format!("{minutes} min behind the host's"), format!("ホストより {minutes} 分遅れています"))
        }
        _ => String::new(),
    }
}

impl ToldProduct {
    fn of(told: &ProductEvidence, products: &[ProductName], lang: Lang) -> Self {
        Self {
            name: named_product(told.product, products),
            status: status_name(told.status, lang),
            last: told.last_code.map(|code| CodeText::new(code, lang)),
            next: told.next_attempt.map_or_else(|| "–".to_owned(), |at| utc(Moment::from_unix(at))),
        }
    }
}

impl ToldEvent {
    fn of(told: &EventEvidence, lang: Lang) -> Self {
        let event = told.event();
        Self { time: utc(event.time), id: event.id, sentence: shown(&event.sentence(lang)), info: shown(&event.info) }
    }
}

/// A license status by its documented number.
fn status_name(status: u8, lang: Lang) -> &'static str {
    match status {
        0 => lang.pick("Unlicensed", "ライセンスなし"),
        1 => lang.pick("Licensed", "ライセンス認証済み"),
        2 => lang.pick("Initial grace period", "初期猶予期間"),
        3 => lang.pick("Additional grace period", "追加の猶予期間"),
        4 => lang.pick("Non-genuine grace period", "正規品でない猶予期間"),
        5 => lang.pick("Notification", "通知"),
        _ => lang.pick("Extended grace period", "延長された猶予期間"),
    }
}

impl FindingView {
    fn of(diagnosis: &Diagnosis, found: &Finding, lang: Lang) -> Self {
        let place = |file: usize, line: Option<u32>| {
            let name = diagnosis.evidence.get(file).map(|evidence| evidence.file.as_str()).unwrap_or_default();
            line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"))
        };
        let quotes = found.cites.iter().take(QUOTES_MAX).map(|cite| (place(cite.file, cite.line), shown(&cite.text)));
        Self {
            rule: found.rule.id,
            title: found.rule.title.get(lang),
            sentence: shown(&found.sentence(lang)),
            product: shown(&found.product),
            severity: found.severity.id(),
            class: match found.severity {
                Severity::Critical | Severity::High => "bad",
                Severity::Medium => "warn",
                Severity::Low | Severity::Info => "well",
            },
            quotes: quotes.collect(),
        }
    }
}

impl StepView {
    fn of(step: &NextStep, lang: Lang) -> Self {
        let commands: Vec<&str> = step.commands.iter().map(|command| command.line.as_str()).collect();
        Self {
            text: shown(step.text(lang)),
            who: step.who.text().get(lang),
            rule: step.rule.id,
            commands: commands.iter().map(|line| shown(line)).collect::<Vec<_>>().join("\n"),
        }
    }
}
