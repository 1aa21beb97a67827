//! The fleet for a terminal.

use super::{contents::FleetReport, words};
use crate::{
    fleet::{Cause, Machine},
    next_step::NextStep,
    report::{lines::Lines, step_commands::groups},
};
use muster_core::lang::Lang;

/// Names of machines in a line.
const NAMES_MAX: usize = 8;
/// Rows of a list; the page shows more, the table all.
const ROWS_MAX: usize = 20;

/// The fleet for a terminal.
pub fn fleet_text(report: &FleetReport<'_>, lang: Lang) -> String {
    let mut lines = Lines::default();
    let (all, counts) = (report.fleet.len(), report.fleet.counts());
    let crate::fleet::Counts { healthy, failing, not_seen } = counts;
    lines.add(&lang.pick(
        format!("Machines: {all}. Failing: {failing}. Not seen: {not_seen}. Healthy: {healthy}."),
        format!("コンピューター {all} 台: 対処が必要 {failing} 台、状態不明 {not_seen} 台、正常 {healthy} 台"),
    ));
    unread(&mut lines, report, lang);
    if let Some(difference) = &report.difference {
        let rows = words::changes(difference, NAMES_MAX, lang).into_iter();
        let rows =
            rows.map(|(title, machines, names)| format!("{machines:>6}  {title}  {names}").trim_end().to_owned());
        section(&mut lines, &words::since(difference, lang), rows.collect(), lang);
    }
    let customers = report.fleet.customers().into_iter().map(|(name, counts)| {
        let crate::fleet::Counts { healthy, failing, not_seen } = counts;
        lang.pick(
            format!("{name}: failing {failing}, not seen {not_seen}, healthy {healthy}"),
            format!("{name}: 対処が必要 {failing} 台、状態不明 {not_seen} 台、正常 {healthy} 台"),
        )
    });
    section(&mut lines, lang.pick("Customers", "顧客"), customers.collect(), lang);
    causes(&mut lines, report, lang);
    coverage(&mut lines, report, lang);
    lists(&mut lines, report, lang);
    lines.text
}

/// A heading with its rows; nothing without rows.
fn section(lines: &mut Lines, title: &str, rows: Vec<String>, lang: Lang) {
    if rows.is_empty() {
        return;
    }
    lines.heading(title);
    let shown = words::first(&rows, ROWS_MAX, |row| format!("  {row}"));
    shown.rows.iter().for_each(|row| lines.add(row));
    if shown.more > 0 {
        let more = shown.more;
        lines.add(&lang.pick(format!("  … and {more} more"), format!("  … ほか {more} 件")));
    }
}

fn unread(lines: &mut Lines, report: &FleetReport<'_>, lang: Lang) {
    let rows = report.fleet.unread().iter();
    let rows = rows.map(|unread| format!("{}: {}", words::unread(unread), unread.reason.text(lang)));
    section(lines, lang.pick("Not read", "読み取れなかったもの"), rows.collect(), lang);
}

fn causes(lines: &mut Lines, report: &FleetReport<'_>, lang: Lang) {
    let causes = report.fleet.causes();
    if !causes.is_empty() {
        lines.heading(lang.pick("Causes", "原因"));
    }
    for cause in &causes {
        let (count, sign) = (cause.machines.len(), cause.verdict.sign());
        lines.add(&format!("{count:>6}  {sign} {} {}", cause.rule.id, cause.rule.title.get(lang)));
        lines.add(&format!("        {}", words::names(&cause.machines, NAMES_MAX, lang)));
        steps(lines, cause, lang);
    }
}

fn steps(lines: &mut Lines, cause: &Cause<'_>, lang: Lang) {
    let Some((steps, machines)) = cause.steps else { return };
    if machines < cause.machines.len() {
        lines.add(&lang.pick(
            format!("        what {machines} of them need; the commands of the others differ in names:"),
            format!("        うち {machines} 台の手順 (ほかの台ではコマンド内の名前が異なります):"),
        ));
    }
    for (number, step) in steps.iter().enumerate() {
        lines.add(&format!("        {}. {}", number + 1, step.text(lang)));
        commands(lines, step, lang);
    }
}

fn commands(lines: &mut Lines, step: &NextStep, lang: Lang) {
    for (caption, commands) in groups(step, lang) {
        lines.add(&format!("           {caption}"));
        commands.iter().for_each(|line| lines.add(&format!("             {line}")));
    }
}

fn coverage(lines: &mut Lines, report: &FleetReport<'_>, lang: Lang) {
    let counts = report.fleet.coverage_counts();
    let all = report.fleet.coverage();
    let mut rows = Vec::new();
    for (coverage, machines) in counts {
        let (system, year, state) = (coverage.system, words::year(coverage, lang), words::state(coverage, lang));
        rows.push(format!("{machines:>6}  {system}, {year}: {state}"));
        if words::is_uncovered(coverage.state) {
            let same = |other: &crate::fleet::Coverage| {
                let rule = |coverage: &crate::fleet::Coverage| coverage.rule.map(|rule| rule.id);
                other.state == coverage.state && other.system == coverage.system && rule(other) == rule(coverage)
            };
            let own: Vec<&Machine> = all.iter().filter(|(_, other)| same(other)).map(|(machine, _)| *machine).collect();
            rows.push(format!("        {}", words::names(&own, NAMES_MAX, lang)));
        }
    }
    section(lines, lang.pick("Extended Security Updates", "拡張セキュリティ更新プログラム (ESU)"), rows, lang);
}

fn lists(lines: &mut Lines, report: &FleetReport<'_>, lang: Lang) {
    let fleet = report.fleet;
    let pairs = |all: Vec<(&str, usize)>| all.into_iter().map(|(name, count)| format!("{count:>6}  {name}")).collect();
    section(lines, lang.pick("Hosts", "ホスト"), pairs(fleet.hosts()), lang);
    let shared = fleet.shared_ids().into_iter().map(|id| {
        let product = if id.is_office { "Office" } else { "Windows" };
        format!("{} {product}: {}", id.cmid, words::names(&id.machines, NAMES_MAX, lang))
    });
    let title = lang.pick("Client machine IDs that several machines share", "重複している CMID");
    section(lines, title, shared.collect(), lang);
    section(lines, lang.pick("Expiry, in days", "有効期限 (日数)"), pairs(fleet.calendar()), lang);
    section(lines, lang.pick("Channels", "チャネル"), pairs(fleet.channels()), lang);
    let several = words::several(report, NAMES_MAX, lang).into_iter();
    let several = several.map(|(what, name, holds)| format!("{name}: {what}: {holds}"));
    section(lines, lang.pick("Check these bundles", "確認が必要なファイル"), several.collect(), lang);
}
