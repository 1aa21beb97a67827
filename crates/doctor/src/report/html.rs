//! Renders a diagnosis as one HTML page without external resources; its only script copies. The template escapes all evidence.

use super::{
    computers, copy_script,
    open_checks::{self, is_well},
    paper::Imprint,
    step_commands,
    svg::{self, Chart},
    text::ticket,
};
use crate::{
    diagnosis::Diagnosis,
    explain,
    judge::{Finding, StepState, Verdict},
    next_step::NextStep,
    rule::Severity,
};
use askama::Template;
use muster_core::{code, lang::Lang};
use muster_evidence::Kind;
use muster_evidence::{fact::Cite, stamp::Zone};

/// The style sheet of the report: its look, light, dark, on paper and on a phone.
pub const STYLE: &str = include_str!("../../templates/report.css");

/// SHA-256 of the style in base64, for the content security policy. A test of the command compares it.
pub(super) const STYLE_HASH: &str = "D+5Kjz0M0lc+tK2BtGPNT/oMWU8oXktB8xKWiBLxXqw=";

/// Rows in the table of attempts.
const EVENTS_MAX: usize = 12;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'d> {
    lang: Lang,
    style: &'static str,
    style_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
    computer: String,
    imprint: String,
    verdict: &'static str,
    headlines: Vec<FindingView>,
    steps: Vec<StepView<'d>>,
    findings: Vec<FindingView>,
    products: Vec<ProductRow>,
    hosts: Vec<HostRow>,
    chart: Option<Chart>,
    events: Vec<EventRow>,
    ticket: String,
    asks: Vec<Open>,
    open: Vec<Open>,
    noise: Vec<FindingView>,
    passed: Vec<Passed>,
    evidence: Vec<File>,
}

/// A finding as the page shows it.
struct FindingView {
    rule: &'static str,
    title: &'static str,
    sentence: String,
    product: String,
    class: &'static str,
    sign: &'static str,
    severity: &'static str,
    severity_id: &'static str,
    confidence: &'static str,
    ladder: Vec<LadderStep>,
    quotes: Vec<Quote>,
}

struct LadderStep {
    class: &'static str,
    sign: &'static str,
    name: &'static str,
}

struct Quote {
    place: String,
    text: String,
}

struct StepView<'d> {
    text: String,
    commands: Vec<(String, String)>,
    who: &'static str,
    risk: &'d str,
    undo: &'d str,
    check: &'d str,
    rule: String,
    article: String,
    link: &'static str,
}

struct ProductRow {
    name: String,
    channel: String,
    state: String,
    days: String,
    key: String,
    host: String,
    cmid: String,
}

struct HostRow {
    host: String,
    by: String,
    result: String,
}

struct EventRow {
    time: String,
    id: u32,
    code: String,
    meaning: &'static str,
    product: String,
}

struct Open {
    command: String,
    rules: String,
}

struct Passed {
    id: &'static str,
    title: &'static str,
}

struct File {
    name: String,
    kinds: String,
    encoding: &'static str,
    understood: String,
}

impl Page<'_> {
    fn t<'t>(&self, en: &'t str, ja: &'t str) -> &'t str {
        self.lang.pick(en, ja)
    }
}

/// The diagnosis as an HTML page; `imprint` says when and by which version it was written.
pub fn html(diagnosis: &Diagnosis, imprint: Option<Imprint>, lang: Lang) -> String {
    let page = Page {
        lang,
        style: STYLE,
        style_hash: STYLE_HASH,
        script: copy_script::SCRIPT,
        script_hash: copy_script::HASH,
        computer: computers::title(diagnosis, lang),
        imprint: imprint.map(Imprint::line).unwrap_or_default(),
        verdict: diagnosis.verdict().name(lang),
        headlines: diagnosis.headline.iter().map(|head| headline(diagnosis, head, lang)).collect(),
        steps: diagnosis.steps.iter().map(|step| step_view(step, lang)).collect(),
        findings: diagnosis.findings.iter().map(|found| finding_view(diagnosis, found, lang)).collect(),
        products: products(diagnosis, lang),
        hosts: hosts(diagnosis, lang),
        chart: svg::chart(&diagnosis.timeline),
        events: events(diagnosis, lang),
        ticket: ticket(diagnosis, lang),
        asks: asks(diagnosis, lang),
        open: open(diagnosis),
        noise: diagnosis.noise.iter().map(|found| finding_view(diagnosis, found, lang)).collect(),
        passed: diagnosis.passed.iter().map(|rule| Passed { id: rule.id, title: rule.title.get(lang) }).collect(),
        evidence: evidence(diagnosis, lang),
    };
    // The template can fail only where writing fails, and a string takes everything.
    page.render().unwrap_or_default()
}

/// A name for the file of a computer's page: the one that Microsoft's package gave its own.
pub fn file_name(computer: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let computer: String = computer.chars().map(safe).take(64).collect();
    let computer = if computer.is_empty() { "computer".to_owned() } else { computer };
    format!("{computer}_Activation_Report.html")
}

fn finding_view(diagnosis: &Diagnosis, found: &Finding, lang: Lang) -> FindingView {
    let (class, sign) = match found.severity {
        Severity::Critical | Severity::High => ("bad", "✗"),
        Severity::Medium => ("warn", "!"),
        Severity::Low | Severity::Info => ("well", "✓"),
    };
    FindingView {
        rule: found.rule.id,
        title: found.rule.title.get(lang),
        sentence: found.sentence(lang),
        product: computers::prefix(diagnosis, found) + &found.product,
        class,
        sign,
        severity: found.severity.name(lang),
        severity_id: found.severity.id(),
        confidence: found.confidence.name(lang),
        ladder: Vec::new(),
        quotes: quotes(diagnosis, found),
    }
}

/// The lines of a finding; consecutive lines are one quote. The quote with the line that tells stands first.
fn quotes(diagnosis: &Diagnosis, found: &Finding) -> Vec<Quote> {
    let mut quotes: Vec<(Cite, u32, Vec<String>)> = Vec::new();
    let mut cites: Vec<&Cite> = found.cites.iter().collect();
    cites.sort();
    for cite in cites {
        match quotes.last_mut() {
            Some((first, last, texts)) if first.file == cite.file && cite.line == Some(*last + 1) => {
                *last += 1;
                texts.push(cite.text.to_string());
            }
            _ => quotes.push((cite.clone(), cite.line.unwrap_or(0), vec![cite.text.to_string()])),
        }
    }
    let place = |first: &Cite, last: u32| match first.line {
        Some(line) if line < last => format!("{}-{last}", diagnosis.place(first)),
        _ => diagnosis.place(first),
    };
    let order = |(first, last, _): &(Cite, u32, Vec<String>)| {
        let is_inside = |cite: &Cite| {
            cite == first
                || cite.file == first.file && cite.line.is_some_and(|line| line <= *last) && cite.line >= first.line
        };
        found.cites.iter().position(is_inside)
    };
    quotes.sort_by_key(order);
    quotes
        .into_iter()
        .map(|(first, last, texts)| Quote { place: place(&first, last), text: texts.join("\n") })
        .collect()
}

fn headline(diagnosis: &Diagnosis, head: &Finding, lang: Lang) -> FindingView {
    let own = diagnosis.ladder(head).filter(|_| !is_well(head));
    let ladder = own.into_iter().flat_map(|ladder| &ladder.steps).map(|(step, mark)| {
        let (class, sign) = match mark {
            StepState::Passed => ("well", "✓"),
            StepState::Failed => ("failed", "✗"),
            StepState::Unknown => ("unknown", "?"),
        };
        LadderStep { class, sign, name: step.name(lang) }
    });
    let view = finding_view(diagnosis, head, lang);
    let (class, sign) = match head.verdict {
        Verdict::Healthy => ("well", head.verdict.sign()),
        Verdict::NotSeen => ("warn", head.verdict.sign()),
        Verdict::Failing => (view.class, view.sign),
    };
    FindingView { class, sign, ladder: ladder.collect(), quotes: Vec::new(), ..view }
}

fn step_view(step: &NextStep, lang: Lang) -> StepView<'_> {
    let article = |article: &crate::next_step::Article| format!("{} {}", article.kb, article.title.get(lang));
    StepView {
        text: computers::of_step(step) + step.text(lang),
        commands: step_commands::groups(step, lang)
            .into_iter()
            .map(|(place, lines)| (place, lines.join("\n")))
            .collect(),
        who: step.who.text().get(lang),
        risk: step.risk(lang),
        undo: step.undo(lang),
        check: step.check(lang),
        rule: format!("{} {}", step.rule.id, step.rule.title.get(lang)),
        article: step.article.map(article).unwrap_or_default().trim().to_owned(),
        link: step.article.map_or("", |article| article.link),
    }
}

fn products(diagnosis: &Diagnosis, lang: Lang) -> Vec<ProductRow> {
    let state = |status: Option<u8>| match status {
        Some(0) => lang.pick("unlicensed", "ライセンスなし"),
        Some(1) => lang.pick("licensed", "ライセンス認証済み"),
        Some(2) => lang.pick("initial grace", "初期猶予期間"),
        Some(3) => lang.pick("additional grace", "追加の猶予期間"),
        Some(4) => lang.pick("non-genuine grace", "正規品でない猶予期間"),
        Some(5) => lang.pick("notification", "通知"),
        Some(6) => lang.pick("extended grace", "延長された猶予期間"),
        _ => lang.pick("unknown", "不明"),
    };
    let several = diagnosis.computers.len() > 1;
    let row = |product: &crate::diagnosis::ProductState| ProductRow {
        name: if several { format!("{}: {}", product.computer, product.name) } else { product.name.clone() },
        channel: product.channel.clone(),
        state: match product.count {
            Some(count) => lang.pick(
                format!("{}, count {count}", state(product.status)),
                format!("{}、現在の数 {count}", state(product.status)),
            ),
            None => state(product.status).to_owned(),
        },
        days: product.days_left.map(|days| days.to_string()).unwrap_or_default(),
        key: product.partial_key.clone(),
        host: product.host.clone(),
        cmid: product.cmid.clone(),
    };
    diagnosis.products.iter().map(row).collect()
}

fn hosts(diagnosis: &Diagnosis, lang: Lang) -> Vec<HostRow> {
    let result = |text: &str| match text {
        "12288" => lang.pick("request sent", "要求を送信").to_owned(),
        "open" => lang.pick("port open", "接続可能").to_owned(),
        "closed" => lang.pick("port closed", "接続不可").to_owned(),
        other => other.to_owned(),
    };
    let row = |seen: &crate::diagnosis::HostSeen| HostRow {
        host: seen.host.clone(),
        by: seen.named_by.join(", "),
        result: result(&seen.result),
    };
    diagnosis.hosts.iter().map(row).collect()
}

fn zone(zone: Zone, lang: Lang) -> &'static str {
    match zone {
        Zone::Utc => "UTC",
        Zone::Local => lang.pick("(local time)", "(現地時刻)"),
        Zone::Unknown => lang.pick("(zone not stated)", "(タイム ゾーン不明)"),
    }
}

fn events(diagnosis: &Diagnosis, lang: Lang) -> Vec<EventRow> {
    let newest = diagnosis.timeline.iter().rev().take(EVENTS_MAX);
    let row = |event: &crate::diagnosis::TimelineEvent| EventRow {
        time: format!("{} {}", svg::date_time(event.at), zone(event.zone, lang)),
        id: event.event,
        code: event.code.to_string(),
        meaning: explain::explain(event.code, lang)
            .filter(|_| event.code != code::SUCCESS)
            .map_or("", |known| known.meaning),
        product: event.product.clone(),
    };
    newest.map(row).collect()
}

fn open(diagnosis: &Diagnosis) -> Vec<Open> {
    let row = |check: open_checks::OpenCheck| Open { rules: check.ids(), command: check.command };
    open_checks::all(diagnosis).into_iter().map(row).collect()
}

fn asks(diagnosis: &Diagnosis, lang: Lang) -> Vec<Open> {
    let row = |check: open_checks::OpenCheck| Open { rules: check.causes(lang), command: check.command };
    open_checks::deciding(diagnosis).into_iter().map(row).collect()
}

fn evidence(diagnosis: &Diagnosis, lang: Lang) -> Vec<File> {
    let file = |evidence: &muster_evidence::Evidence| File {
        name: evidence.file.clone(),
        kinds: match (evidence.unread, evidence.kinds.is_empty()) {
            (Some(why), _) => {
                let why = why.text().get(lang);
                lang.pick(format!("not read: {why}"), format!("読み取れません: {why}"))
            }
            (None, true) => lang.pick("nothing recognised", "認識できる内容がありません").to_owned(),
            (None, false) => Kind::join(&evidence.kinds, ", "),
        } + &evidence.gap(lang).map(|gap| format!(" ({gap})")).unwrap_or_default(),
        encoding: evidence.encoding,
        understood: if evidence.damaged_records > 0 {
            let damaged = evidence.damaged_records;
            lang.pick(format!("damaged records: {damaged}"), format!("破損 {damaged} 件"))
        } else {
            format!("{:.0} %", evidence.understood * 100.0)
        },
    };
    diagnosis.evidence.iter().map(file).collect()
}
