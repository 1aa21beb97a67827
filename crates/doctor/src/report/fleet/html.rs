//! The fleet as one HTML page without external resources: at most a megabyte, however many machines there are.

use super::{
    contents::FleetReport,
    words::{self, Shown, first},
};
use crate::{
    fleet::{Cause, Counts, Coverage, CoverageState, Machine},
    judge::Verdict,
    next_step::NextStep,
    report::{
        copy_script,
        html::{STYLE, STYLE_HASH},
        step_commands,
    },
};
use askama::Template;
use muster_core::lang::Lang;

const FLEET_STYLE: &str = include_str!("../../../templates/fleet.css");

/// SHA-256 of the style in base64, for the content security policy. A test of the command compares it.
const FLEET_STYLE_HASH: &str = "MSX+qXCnnwup3xooAR/v5dk2WQXVC4wkX6TKojiTBMM=";

/// Machines below a cause, whose steps stand there too.
const NAMES_MAX: usize = 40;
/// Machines in a row of a table.
const ROW_NAMES_MAX: usize = 12;
/// Rows of a table.
const ROWS_MAX: usize = 100;
/// Rows of the table of machines.
const MACHINES_MAX: usize = 500;
/// Causes with their steps; beyond these the title is enough.
const CAUSES_WITH_STEPS_MAX: usize = 60;
/// Causes whose steps are shown without a click.
const OPEN_MAX: usize = 3;

#[derive(Template)]
#[template(path = "fleet.html")]
struct Page<'f> {
    lang: Lang,
    version: &'static str,
    style: &'static str,
    style_hash: &'static str,
    script: &'static str,
    script_hash: &'static str,
    fleet_style: &'static str,
    fleet_style_hash: &'static str,
    made: String,
    counts: Counts,
    machines: usize,
    sections: Vec<(&'static str, String)>,
    unread: Shown<(String, String)>,
    since: Option<SinceView>,
    customers: Shown<(String, Counts)>,
    causes: Vec<CauseView<'f>>,
    esu: Vec<EsuView>,
    covered: Shown<CoveredRow>,
    covered_open: bool,
    hosts: Shown<(String, usize)>,
    shared: Shown<(String, &'static str, String)>,
    calendar: Vec<(&'static str, usize)>,
    channels: Shown<(String, usize)>,
    several: Shown<(&'static str, String, String)>,
    list: Shown<MachineRow>,
}

struct SinceView {
    title: String,
    rows: Vec<ChangeRow>,
}

struct ChangeRow {
    name: &'static str,
    machines: usize,
    computers: String,
}

struct CauseView<'f> {
    rule: &'static str,
    title: &'static str,
    class: &'static str,
    sign: &'static str,
    machines: usize,
    names: Shown<(String, Option<String>)>,
    steps_title: String,
    steps: Vec<StepView<'f>>,
    open: bool,
}

struct StepView<'f> {
    text: &'f str,
    commands: Vec<(String, String)>,
    who: &'static str,
    risk: &'f str,
    undo: &'f str,
    check: &'f str,
    article: Option<(String, &'static str)>,
}

struct EsuView {
    system: &'static str,
    year: String,
    state: String,
    class: &'static str,
    machines: usize,
}

struct CoveredRow {
    name: String,
    page: Option<String>,
    system: &'static str,
    licensed: String,
    state: String,
    class: &'static str,
}

struct MachineRow {
    name: String,
    page: Option<String>,
    verdict: &'static str,
    class: &'static str,
    cause: String,
    product: String,
    bundle: String,
}

impl Page<'_> {
    fn t<'t>(&self, en: &'t str, ja: &'t str) -> &'t str {
        self.lang.pick(en, ja)
    }

    /// Says how many rows are left out; nothing where none is.
    fn more(&self, more: &usize) -> String {
        match more {
            0 => String::new(),
            _ => self.lang.pick(
                format!("… and {more} more (all are in the table of --csv and in --json)"),
                format!("… ほか {more} 件 (すべては --csv の表と --json にあります)"),
            ),
        }
    }
}

/// The fleet as an HTML page.
pub fn fleet_html(report: &FleetReport<'_>, lang: Lang) -> String {
    let fleet = report.fleet;
    let causes = fleet.causes();
    let unread = |unread: &crate::fleet::Unread| (words::unread(unread), unread.reason.text(lang).to_owned());
    let pair = |(name, count): &(&str, usize)| ((*name).to_owned(), *count);
    let shared = |id: &crate::fleet::SharedId<'_>| {
        let product = if id.is_office { "Office" } else { "Windows" };
        (id.cmid.to_owned(), product, words::names(&id.machines, ROW_NAMES_MAX, lang))
    };
    let esu = coverage(report, lang);
    let mut page = Page {
        lang,
        version: env!("CARGO_PKG_VERSION"),
        style: STYLE,
        style_hash: STYLE_HASH,
        script: copy_script::SCRIPT,
        script_hash: copy_script::HASH,
        fleet_style: FLEET_STYLE,
        fleet_style_hash: FLEET_STYLE_HASH,
        made: made(report, lang),
        counts: fleet.counts(),
        machines: fleet.len(),
        sections: Vec::new(),
        unread: first(fleet.unread(), ROWS_MAX, unread),
        since: since(report, lang),
        customers: first(&fleet.customers(), ROWS_MAX, |(name, counts)| (customer(name, lang), *counts)),
        causes: causes.iter().enumerate().map(|(place, cause)| cause_view(report, place, cause, lang)).collect(),
        covered_open: esu.len() > 1,
        esu,
        covered: first(&fleet.coverage(), ROWS_MAX, |(machine, coverage)| covered(report, machine, coverage, lang)),
        hosts: first(&fleet.hosts(), ROWS_MAX, pair),
        shared: first(&fleet.shared_ids(), ROWS_MAX, shared),
        calendar: fleet.calendar(),
        channels: first(&fleet.channels(), ROWS_MAX, pair),
        several: first(&words::several(report, ROW_NAMES_MAX, lang), ROWS_MAX, Clone::clone),
        list: first(&by_urgency(fleet.machines()), MACHINES_MAX, |machine| machine_row(report, machine, lang)),
    };
    page.sections = sections(&page);
    // The template can fail only where writing fails, and a string takes everything.
    page.render().unwrap_or_default()
}

fn made(report: &FleetReport<'_>, lang: Lang) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match &report.time {
        Some(time) => lang.pick(
            format!("muster doctor {version}, {time}. Files were read; nothing was changed and nothing was sent."),
            format!("muster doctor {version}、{time}。ファイルを読み取っただけで、変更や送信は行っていません。"),
        ),
        None => lang.pick(
            format!("muster doctor {version}. Files were read; nothing was changed and nothing was sent."),
            format!("muster doctor {version}。ファイルを読み取っただけで、変更や送信は行っていません。"),
        ),
    }
}

/// The sections that the page has, by their anchors.
fn sections(page: &Page<'_>) -> Vec<(&'static str, String)> {
    let all = [
        ("unread", page.t("Not read", "読み取れなかったもの"), !page.unread.rows.is_empty()),
        ("since", page.t("Changes", "変化"), page.since.is_some()),
        ("customers", page.t("Customers", "顧客"), !page.customers.rows.is_empty()),
        ("causes", page.t("Causes", "原因"), true),
        ("esu", "ESU", !page.esu.is_empty()),
        ("hosts", page.t("Hosts", "ホスト"), !page.hosts.rows.is_empty()),
        ("shared", page.t("Shared IDs", "重複している CMID"), !page.shared.rows.is_empty()),
        ("expiry", page.t("Expiry", "有効期限"), true),
        ("channels", page.t("Channels", "チャネル"), !page.channels.rows.is_empty()),
        ("several", page.t("Bundles to check", "確認が必要なファイル"), !page.several.rows.is_empty()),
        ("machines", page.t("Machines", "コンピューター"), true),
    ];
    all.into_iter().filter(|(.., there)| *there).map(|(id, name, _)| (id, name.to_owned())).collect()
}

fn customer(name: &str, lang: Lang) -> String {
    if name.is_empty() { lang.pick("(none)", "(なし)").to_owned() } else { name.to_owned() }
}

/// The machines: what fails before what is not seen before what is well.
fn by_urgency(machines: &[Machine]) -> Vec<&Machine> {
    let verdicts = [Verdict::Failing, Verdict::NotSeen, Verdict::Healthy].into_iter();
    let of = |verdict| machines.iter().filter(move |machine| machine.verdict == verdict);
    verdicts.flat_map(of).take(MACHINES_MAX + 1).chain(machines.iter().skip(MACHINES_MAX + 1)).collect()
}

fn page_of(report: &FleetReport<'_>, machine: &Machine) -> Option<String> {
    let link = |page: &str| page.split('/').map(percent_encoded).collect::<Vec<_>>().join("/");
    machine.page.as_deref().filter(|_| report.linked).map(link)
}

/// A part of a relative address (RFC 3986).
fn percent_encoded(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    part.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn since(report: &FleetReport<'_>, lang: Lang) -> Option<SinceView> {
    let difference = report.difference.as_ref()?;
    let rows = words::changes(difference, NAMES_MAX, lang).into_iter();
    let rows = rows.map(|(name, machines, computers)| ChangeRow { name, machines, computers });
    Some(SinceView { title: words::since(difference, lang), rows: rows.collect() })
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Failing => "bad",
        Verdict::NotSeen => "warn",
        Verdict::Healthy => "well",
    }
}

fn cause_view<'f>(report: &FleetReport<'_>, place: usize, cause: &Cause<'f>, lang: Lang) -> CauseView<'f> {
    let (steps, machines) = cause.steps.filter(|_| place < CAUSES_WITH_STEPS_MAX).unwrap_or_default();
    let steps_title = if machines == cause.machines.len() {
        lang.pick("What to do", "対処方法").to_owned()
    } else {
        lang.pick(
            format!("What to do on {machines} of them; the commands of the others differ in names"),
            format!("うち {machines} 台の対処方法 (ほかの台ではコマンド内の名前が異なります)"),
        )
    };
    CauseView {
        rule: cause.rule.id,
        title: cause.rule.title.get(lang),
        class: class(cause.verdict),
        sign: cause.verdict.sign(),
        machines: cause.machines.len(),
        names: first(&cause.machines, NAMES_MAX, |machine| (words::name(machine), page_of(report, machine))),
        steps_title,
        steps: steps.iter().map(|step| step_view(step, lang)).collect(),
        open: place < OPEN_MAX,
    }
}

fn step_view(step: &NextStep, lang: Lang) -> StepView<'_> {
    let groups = step_commands::groups(step, lang).into_iter();
    let article = |article: &'static crate::next_step::Article| {
        (format!("{} {}", article.kb, article.title.get(lang)).trim().to_owned(), article.link)
    };
    StepView {
        text: step.text(lang),
        commands: groups.map(|(place, lines)| (place, lines.join("\n"))).collect(),
        who: step.who.text().get(lang),
        risk: step.risk(lang),
        undo: step.undo(lang),
        check: step.check(lang),
        article: step.article.map(article),
    }
}

fn state_class(state: CoverageState) -> &'static str {
    match state {
        CoverageState::NotLicensed | CoverageState::Ended => "bad-word",
        CoverageState::NotSeen | CoverageState::NotEligible => "warn-word",
        CoverageState::NotNeeded | CoverageState::Licensed => "well-word",
    }
}

fn coverage(report: &FleetReport<'_>, lang: Lang) -> Vec<EsuView> {
    let view = |(coverage, machines): (&Coverage, usize)| EsuView {
        system: coverage.system,
        year: words::year(coverage, lang),
        state: words::state(coverage, lang),
        class: state_class(coverage.state),
        machines,
    };
    report.fleet.coverage_counts().into_iter().map(view).collect()
}

fn covered(report: &FleetReport<'_>, machine: &Machine, coverage: &Coverage, lang: Lang) -> CoveredRow {
    let licensed = coverage.licensed.join(", ");
    CoveredRow {
        name: words::name(machine),
        page: page_of(report, machine),
        system: coverage.system,
        licensed: if licensed.is_empty() { "-".to_owned() } else { licensed },
        state: words::state(coverage, lang),
        class: state_class(coverage.state),
    }
}

fn machine_row(report: &FleetReport<'_>, machine: &Machine, lang: Lang) -> MachineRow {
    let cause = machine.cause();
    MachineRow {
        name: words::name(machine),
        page: page_of(report, machine),
        verdict: words::verdict(machine.verdict, lang),
        class: match machine.verdict {
            Verdict::Failing => "bad-word",
            Verdict::NotSeen => "warn-word",
            Verdict::Healthy => "well-word",
        },
        cause: cause.map(|head| format!("{} {}", head.rule.id, head.rule.title.get(lang))).unwrap_or_default(),
        product: cause.map(|head| head.product.to_string()).unwrap_or_default(),
        bundle: machine.bundle.to_string(),
    }
}
