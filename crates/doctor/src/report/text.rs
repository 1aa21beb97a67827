//! Renders a diagnosis for a terminal: what was not read, headlines and ladder, steps, findings, and what to ask next.

use super::{
    computers,
    lines::{Ink, Lines},
    open_checks::{OpenCheck, all, deciding, is_well},
    paper::{Length, Paper},
    quotes,
    step_commands::groups,
    ticket::rows,
    unread,
};
use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Ladder, StepState, Verdict},
    next_step::NextStep,
    rule::{Role, Severity},
};
use muster_core::lang::Lang;

/// Files that are named; the rest are counted.
const FILES_MAX: usize = 5;

/// The diagnosis as text, for a file or another program.
pub fn text(diagnosis: &Diagnosis, lang: Lang) -> String {
    text_on(diagnosis, Paper::default(), lang)
}

/// Six lines for a ticket.
pub fn ticket(diagnosis: &Diagnosis, lang: Lang) -> String {
    text_on(diagnosis, Paper { length: Length::Brief, ..Paper::default() }, lang)
}

/// The diagnosis as text of some form.
pub fn text_on(diagnosis: &Diagnosis, paper: Paper, lang: Lang) -> String {
    let mut out = Lines::on(paper);
    if paper.length == Length::Brief {
        for (label, value) in rows(diagnosis, lang) {
            out.wrap_labelled(label, &value);
        }
        return out.text;
    }
    not_read(&mut out, diagnosis, lang);
    verdict(&mut out, diagnosis, lang);
    steps(&mut out, diagnosis, lang);
    findings(&mut out, diagnosis, lang);
    harmless(&mut out, diagnosis, lang);
    open(&mut out, diagnosis, paper.length, lang);
    end(&mut out, diagnosis, paper, lang);
    out.text
}

fn verdict(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    let verdicts = diagnosis.verdicts();
    for (computer, headlines) in computers::headlines(diagnosis) {
        let verdict = verdicts.get(computer).copied().unwrap_or(Verdict::NotSeen).name(lang);
        out.wrap_in(&format!("{}: {verdict}", computers::name(computer, lang)), 4, Ink::Heading);
        headlines.iter().for_each(|head| headline(out, diagnosis, head, lang));
        if headlines.is_empty() {
            out.add(lang.pick("  ? nothing to judge", "  ? 判定できる内容がありません"));
        }
    }
}

fn headline(out: &mut Lines, diagnosis: &Diagnosis, head: &Finding, lang: Lang) {
    let ink = match head.verdict {
        Verdict::Healthy => Ink::Good,
        Verdict::NotSeen => Ink::Warning,
        Verdict::Failing => Ink::Bad,
    };
    out.tagged("  ", head.verdict.sign(), ink, &product(head, lang));
    let (title, confidence) = (head.rule.title.get(lang), head.confidence.name(lang));
    out.wrap(&format!("      {} {title} ({confidence})", head.rule.id), 4);
    out.wrap(&format!("      {}", head.sentence(lang)), 0);
    if let Some(own) = diagnosis.ladder(head).filter(|_| !is_well(head)) {
        out.wrap_marked(&format!("      {}", steps_of(own, lang)), 0);
    }
}

fn product(finding: &Finding, lang: Lang) -> String {
    if finding.product.is_empty() {
        lang.pick("product not named", "製品名なし").to_owned()
    } else {
        finding.product.clone()
    }
}

fn steps_of(ladder: &Ladder, lang: Lang) -> String {
    let step = |(step, mark): &(crate::rule::Step, StepState)| {
        let sign = match mark {
            StepState::Passed => "✓",
            StepState::Failed => "✗",
            StepState::Unknown => "?",
        };
        // Name and sign stay on one line.
        format!("{}\u{a0}{sign}", step.name(lang).replace(' ', "\u{a0}"))
    };
    ladder.steps.iter().map(step).collect::<Vec<_>>().join(" → ")
}

fn steps(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    if diagnosis.steps.is_empty() {
        return;
    }
    out.heading(lang.pick("Do next", "次に行うこと"));
    for (number, step) in diagnosis.steps.iter().enumerate() {
        let who = step.who.text().get(lang);
        let computers = computers::of_step(step);
        out.wrap(&format!("  {}. {computers}{} [{who}] ({})", number + 1, step.text(lang), step.rule.id), 5);
        commands(out, step, lang);
        let (risk, undo, check) = (step.risk(lang), step.undo(lang), step.check(lang));
        let about = lang.pick(
            format!("       risk: {risk}; undo: {undo}; worked if: {check}"),
            format!("       影響: {risk}。元に戻す方法: {undo}。確認方法: {check}"),
        );
        out.wrap_in(&about, 0, Ink::Faint);
        if let Some(article) = step.article {
            let kb = if article.kb.is_empty() { String::new() } else { format!("{} ", article.kb) };
            let (see, title) = (lang.pick("see", "参照"), article.title.get(lang));
            out.wrap_in(&format!("       {see}: {kb}{title} {}", article.link), 0, Ink::Faint);
        }
    }
}

fn commands(out: &mut Lines, step: &NextStep, lang: Lang) {
    for (caption, lines) in groups(step, lang) {
        out.wrap(&format!("       {caption}"), 0);
        lines.iter().for_each(|line| out.whole(&format!("         {line}"), Ink::Command));
    }
}

fn findings(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    if diagnosis.findings.is_empty() {
        return;
    }
    out.heading(lang.pick("Findings", "検出事項"));
    for found in &diagnosis.findings {
        let (severity, confidence) = (found.severity.name(lang), found.confidence.name(lang));
        let (title, computer) = (found.rule.title.get(lang), computers::prefix(diagnosis, found));
        let ink = match found.severity {
            Severity::Critical | Severity::High => Ink::Bad,
            Severity::Medium => Ink::Warning,
            Severity::Low | Severity::Info => Ink::Plain,
        };
        let rest = format!("{} {computer}{title} ({confidence})", found.rule.id);
        out.tagged("  ", &format!("[{severity}]"), ink, &rest);
        out.wrap(&format!("      {}", found.sentence(lang)), 0);
        if found.severity >= Severity::Medium || found.role == Role::State {
            for cite in quotes::few(found) {
                out.whole(&format!("      {}  {}", diagnosis.place(cite), quotes::short(cite)), Ink::Faint);
            }
        }
    }
}

fn harmless(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    if !diagnosis.noise.is_empty() {
        out.heading(lang.pick("Harmless", "無視してよいもの"));
        for found in &diagnosis.noise {
            let title = found.rule.title.get(lang);
            out.wrap(&format!("  {} {title}: {}", found.rule.id, found.sentence(lang)), 4);
        }
    }
}

/// What to ask next: the checks that decide, or all that could not be done.
fn open(out: &mut Lines, diagnosis: &Diagnosis, length: Length, lang: Lang) {
    let checks = if length == Length::All { all(diagnosis) } else { deciding(diagnosis) };
    if checks.is_empty() {
        return;
    }
    if length == Length::All {
        out.heading(
            lang.pick("Could not check; these commands would tell", "確認できなかったもの (確認に必要なコマンド)"),
        );
        checks.iter().for_each(|check| one_of_all(out, check));
        return;
    }
    out.heading(lang.pick("Ask next", "次に確認すること"));
    for (number, check) in checks.iter().enumerate() {
        if number == 1 {
            out.add(lang.pick("  If that does not tell:", "  それでも判断できない場合:"));
        }
        out.whole(&format!("    {}", check.command), Ink::Command);
        if !check.rules.is_empty() {
            let causes = check.causes(lang);
            out.wrap(&lang.pick(format!("        would show: {causes}"), format!("        わかること: {causes}")), 4);
        }
    }
}

fn one_of_all(out: &mut Lines, check: &OpenCheck) {
    out.whole(&format!("  {}", check.command), Ink::Command);
    out.wrap(&format!("      {}", check.ids()), 0);
}

/// Files that could not be read: with them, everything below may be otherwise.
fn not_read(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    let files: Vec<String> = unread::files(diagnosis, lang).map(|file| format!("  {file}")).collect();
    if !files.is_empty() {
        out.wrap_in(lang.pick("Not read", "読み取れなかったファイル"), 0, Ink::Heading);
        named(out, &files, lang);
        out.add("");
    }
}

/// How much was understood, by whom and when.
fn end(out: &mut Lines, diagnosis: &Diagnosis, paper: Paper, lang: Lang) {
    let passed = diagnosis.passed.len();
    let read = diagnosis.evidence.iter().filter(|evidence| !evidence.kinds.is_empty()).count();
    let all_files = diagnosis.evidence.len();
    out.add("");
    out.wrap(
        &lang.pick(
            format!("Rules passed: {passed}. Files understood: {read} of {all_files}."),
            format!("{passed} 件の規則に問題はありませんでした。{all_files} 個中 {read} 個のファイルを解釈しました。"),
        ),
        0,
    );
    let nothing = lang.pick("nothing recognised", "認識できる内容がありません");
    let unknown = diagnosis.evidence.iter().filter(|evidence| evidence.kinds.is_empty() && evidence.unread.is_none());
    named(out, &unknown.map(|evidence| format!("  {}: {nothing}", evidence.file)).collect::<Vec<_>>(), lang);
    let gaps = diagnosis.evidence.iter().filter_map(|evidence| Some((&evidence.file, evidence.gap(lang)?)));
    named(out, &gaps.map(|(file, gap)| format!("  {file}: {gap}")).collect::<Vec<_>>(), lang);
    let open = all(diagnosis).len();
    if open > 0 && paper.length == Length::Short {
        out.wrap(
            &lang.pick(
                format!("Checks that could not be done: {open}. The option --all lists them."),
                format!("確認できなかった項目: {open} 件 (--all ですべて表示します)"),
            ),
            0,
        );
    }
    if let Some(imprint) = paper.imprint {
        out.wrap_in(&imprint.line(), 0, Ink::Faint);
    }
}

fn named(out: &mut Lines, files: &[String], lang: Lang) {
    files.iter().take(FILES_MAX).for_each(|file| out.wrap(file, 4));
    let more = files.len().saturating_sub(FILES_MAX);
    if more > 0 {
        out.add(&lang.pick(format!("  others: {more}"), format!("  ほか {more} 個")));
    }
}
