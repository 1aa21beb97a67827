//! Renders a diagnosis for a terminal: headlines and ladder, actions, findings, and what could not be evaluated.

use super::{
    computers,
    lines::Lines,
    next_steps::{is_well, open_commands},
    step_commands::groups,
};
use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Ladder, StepState},
    rule::{Role, Severity},
};
use muster_core::lang::Lang;

/// Lines of evidence shown with each finding; the HTML page shows all.
const QUOTES_MAX: usize = 3;
/// Characters of a line; longer lines are cut. The HTML page shows them whole.
const QUOTE_LENGTH_MAX: usize = 150;

/// The diagnosis as text.
pub fn text(diagnosis: &Diagnosis, lang: Lang) -> String {
    let mut out = Lines::default();
    verdict(&mut out, diagnosis, lang);
    steps(&mut out, diagnosis, lang);
    findings(&mut out, diagnosis, lang);
    rest(&mut out, diagnosis, lang);
    out.text
}

fn verdict(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    for (computer, headlines) in computers::headlines(diagnosis) {
        out.add(&format!("{}: {}", computers::name(computer, lang), diagnosis.verdict_of(computer).name(lang)));
        headlines.iter().for_each(|head| headline(out, diagnosis, head, lang));
        if headlines.is_empty() {
            out.add(lang.pick("  ? nothing to judge", "  ? 判定できる内容がありません"));
        }
    }
}

fn headline(out: &mut Lines, diagnosis: &Diagnosis, head: &Finding, lang: Lang) {
    out.add(&format!("  {} {}", head.verdict.sign(), product(head, lang)));
    let (title, confidence) = (head.rule.title.get(lang), head.confidence.name(lang));
    out.add(&format!("      {} {title} ({confidence})", head.rule.id));
    out.add(&format!("      {}", head.sentence(lang)));
    if let Some(own) = diagnosis.ladder(head).filter(|_| !is_well(head)) {
        out.add(&format!("      {}", steps_of(own, lang)));
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
        format!("{} {sign}", step.name(lang))
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
        out.add(&format!("  {}. {} [{who}] ({})", number + 1, step.text(lang), step.rule.id));
        for (caption, lines) in groups(step, lang) {
            out.add(&format!("       {caption}"));
            lines.iter().for_each(|line| out.add(&format!("         {line}")));
        }
        let (risk, undo, check) = (step.risk(lang), step.undo(lang), step.check(lang));
        out.add(&lang.pick(
            format!("       risk: {risk}; undo: {undo}; worked if: {check}"),
            format!("       影響: {risk}。元に戻す方法: {undo}。確認方法: {check}"),
        ));
        if let Some(article) = step.article {
            let kb = if article.kb.is_empty() { String::new() } else { format!("{} ", article.kb) };
            out.add(&lang.pick(
                format!("       see: {kb}{} {}", article.title.get(lang), article.link),
                format!("       参照: {kb}{} {}", article.title.get(lang), article.link),
            ));
        }
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
        out.add(&format!("  [{severity}] {} {computer}{title} ({confidence})", found.rule.id));
        out.add(&format!("      {}", found.sentence(lang)));
        if found.severity < Severity::Medium && found.role != Role::State {
            continue;
        }
        for cite in found.cites.iter().take(QUOTES_MAX) {
            let quote: String = cite.text.chars().take(QUOTE_LENGTH_MAX).collect();
            out.add(&format!("      {}  {}", diagnosis.place(cite), quote));
        }
    }
}

fn rest(out: &mut Lines, diagnosis: &Diagnosis, lang: Lang) {
    if !diagnosis.noise.is_empty() {
        out.heading(lang.pick("Harmless", "無視してよいもの"));
        for found in &diagnosis.noise {
            out.add(&format!("  {} {}: {}", found.rule.id, found.rule.title.get(lang), found.sentence(lang)));
        }
    }
    let commands = open_commands(diagnosis);
    if !commands.is_empty() {
        out.heading(
            lang.pick("Could not check; these commands would tell", "確認できなかったもの (確認に必要なコマンド)"),
        );
        for (command, rules) in commands {
            out.add(&format!("  {command}"));
            out.add(&format!("      {}", rules.join(" ")));
        }
    }
    let passed = diagnosis.passed.len();
    let read = diagnosis.evidence.iter().filter(|evidence| !evidence.kinds.is_empty()).count();
    let all = diagnosis.evidence.len();
    out.heading(&lang.pick(
        format!("Rules passed: {passed}. Files understood: {read} of {all}."),
        format!("{passed} 件の規則に問題はありませんでした。{all} 個中 {read} 個のファイルを解釈しました。"),
    ));
    for evidence in diagnosis.evidence.iter().filter(|evidence| evidence.kinds.is_empty()) {
        let why = evidence
            .unread
            .map(|why| why.text().get(lang))
            .unwrap_or(lang.pick("nothing recognised", "認識できる内容がありません"));
        out.add(&format!("  {}: {why}", evidence.file));
    }
}
