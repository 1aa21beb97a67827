//! Words and short lists that the text and the page of a fleet share.

use super::contents::FleetReport;
use crate::{
    fleet::{Coverage, CoverageState, Difference, Machine, Unread},
    judge::Verdict,
};
use muster_core::lang::Lang;

/// The first of many, and how many more there are.
pub(super) struct Shown<T> {
    pub(super) rows: Vec<T>,
    pub(super) more: usize,
}

/// The first rows of a list.
pub(super) fn first<S, T>(all: &[S], most: usize, row: impl FnMut(&S) -> T) -> Shown<T> {
    Shown { rows: all.iter().take(most).map(row).collect(), more: all.len().saturating_sub(most) }
}

/// How a machine is named: with its customer, where it has one.
pub(super) fn name(machine: &Machine) -> String {
    key(&machine.customer, &machine.name)
}

fn key(customer: &str, name: &str) -> String {
    if customer.is_empty() { name.to_owned() } else { format!("{customer}/{name}") }
}

/// The first names of machines, and how many more there are.
pub(super) fn names(machines: &[&Machine], most: usize, lang: Lang) -> String {
    listed(&first(machines, most, |machine| name(machine)), lang)
}

pub(super) fn listed(shown: &Shown<String>, lang: Lang) -> String {
    let all = shown.rows.join(", ");
    match shown.more {
        0 => all,
        more => lang.pick(format!("{all} and {more} more (--json)"), format!("{all} ほか {more} 件 (--json)")),
    }
}

/// Verdict of a machine or a cause in one word.
pub(super) fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Healthy => lang.pick("healthy", "正常"),
        Verdict::NotSeen => lang.pick("not seen", "状態不明"),
        Verdict::Failing => lang.pick("failing", "対処が必要"),
    }
}

/// What became of the machines since an earlier run: the change, how many machines, and the first of them.
pub(super) fn changes(difference: &Difference<'_>, most: usize, lang: Lang) -> Vec<(&'static str, usize, String)> {
    let gone: Vec<String> = difference.out_of_sight.iter().map(|(customer, name)| key(customer, name)).collect();
    let row = |title, machines: &[&Machine]| (title, machines.len(), names(machines, most, lang));
    vec![
        row(lang.pick("newly failing", "新たに対処が必要"), &difference.new),
        row(lang.pick("still failing", "引き続き対処が必要"), &difference.still),
        row(lang.pick("mended", "解決済み"), &difference.mended),
        (
            lang.pick("failing then, not seen in this run", "前回は対処が必要、今回は状態不明"),
            gone.len(),
            listed(&first(&gone, most, Clone::clone), lang),
        ),
    ]
}

pub(super) fn since(difference: &Difference<'_>, lang: Lang) -> String {
    match difference.since {
        "" => lang.pick("Since the earlier run", "前回の実行以降の変化").to_owned(),
        time => lang.pick(format!("Since {time}"), format!("{time} 以降の変化")),
    }
}

/// A bundle that was not read, or a file of it.
pub(super) fn unread(unread: &Unread) -> String {
    match unread.file.as_str() {
        "" => unread.bundle.clone(),
        file if file == unread.bundle || file.starts_with(&format!("{}/", unread.bundle)) => file.to_owned(),
        file => format!("{}/{file}", unread.bundle),
    }
}

/// How machines are covered, and why not.
pub(super) fn state(coverage: &Coverage, lang: Lang) -> String {
    let state = coverage.state.text().get(lang);
    match coverage.rule {
        Some(rule) => format!("{state}: {} {}", rule.id, rule.title.get(lang)),
        None => state.to_owned(),
    }
}

pub(super) fn year(coverage: &Coverage, lang: Lang) -> String {
    match coverage.in_force {
        Some(year) => lang.pick(format!("year {year}"), format!("{year} 年目")),
        None => "-".to_owned(),
    }
}

pub(super) fn is_uncovered(state: CoverageState) -> bool {
    !matches!(state, CoverageState::Licensed | CoverageState::NotNeeded)
}

/// Bundles with several computers, and computers in several bundles: what it is, its name, what it holds.
pub(super) fn several(report: &FleetReport<'_>, most: usize, lang: Lang) -> Vec<(&'static str, String, String)> {
    let bundles = report.fleet.shared_bundles().into_iter();
    let bundles = bundles.map(|(bundle, machines)| {
        let names: Vec<String> = machines.iter().take(most).map(|machine| machine.name.to_string()).collect();
        let shown = Shown { rows: names, more: machines.len().saturating_sub(most) };
        (lang.pick("holds several computers", "複数のコンピューターを含む"), bundle.to_owned(), listed(&shown, lang))
    });
    let repeated = report.fleet.repeated().into_iter().map(|(_, machines)| {
        let bundles: Vec<String> = machines.iter().map(|machine| machine.bundle.to_string()).collect();
        let first_name = machines.first().map(|machine| name(machine)).unwrap_or_default();
        let title = lang.pick("one computer in several bundles", "同じコンピューターが複数のファイルにある");
        (title, first_name, listed(&first(&bundles, most, Clone::clone), lang))
    });
    bundles.chain(repeated).collect()
}
