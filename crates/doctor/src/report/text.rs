//! Renders a diagnosis for a terminal: headlines and ladder, actions, findings, and what could not be evaluated.

use super::next_steps::{is_well, next_steps, open_commands};
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
    let mut out = String::new();
    verdict(&mut out, diagnosis, lang);
    steps(&mut out, diagnosis, lang);
    findings(&mut out, diagnosis, lang);
    rest(&mut out, diagnosis, lang);
    out
}

fn verdict(out: &mut String, diagnosis: &Diagnosis, lang: Lang) {
    let unknown = lang.pick("(computer not named)", "(コンピューター名なし)");
    let computer = if diagnosis.computer.is_empty() { unknown } else { &diagnosis.computer };
    out.push_str(&format!("{computer}\n"));
    for head in &diagnosis.headline {
        let mark = if is_well(head) { "✓" } else { "✗" };
        let product = product(head, lang);
        out.push_str(&format!(
            "  {mark} {product}\n      {} {} ({})\n      {}\n",
            head.rule.id,
            head.rule.title.get(lang),
            head.confidence.name(lang),
            head.sentence(lang)
        ));
        let own = diagnosis.ladders.iter().find(|ladder| ladder.product == head.product && !is_well(head));
        out.push_str(&own.map(|ladder| format!("      {}\n", steps_of(ladder, lang))).unwrap_or_default());
    }
    if diagnosis.headline.is_empty() {
        out.push_str(lang.pick("  nothing to judge\n", "  判定できる内容がありません\n"));
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

fn steps(out: &mut String, diagnosis: &Diagnosis, lang: Lang) {
    let steps = next_steps(diagnosis);
    if steps.is_empty() {
        return;
    }
    heading(out, lang.pick("Do next", "次に行うこと"));
    for (number, (action, rule)) in steps.iter().enumerate() {
        let who = action.who.text().get(lang);
        out.push_str(&format!("  {}. {} [{who}] ({})\n", number + 1, action.text.get(lang), rule.id));
        if !action.command.is_empty() {
            out.push_str(&format!("       {}\n", action.command));
        }
        let (risk, undo, check) = (action.risk.get(lang), action.undo.get(lang), action.verify.get(lang));
        out.push_str(&lang.pick(
            format!("       risk: {risk}; undo: {undo}; worked if: {check}\n"),
            format!("       影響: {risk}。元に戻す方法: {undo}。確認方法: {check}\n"),
        ));
    }
}

fn findings(out: &mut String, diagnosis: &Diagnosis, lang: Lang) {
    if diagnosis.findings.is_empty() {
        return;
    }
    heading(out, lang.pick("Findings", "検出事項"));
    for found in &diagnosis.findings {
        let (severity, confidence) = (found.severity.name(lang), found.confidence.name(lang));
        let title = found.rule.title.get(lang);
        out.push_str(&format!("  [{severity}] {} {title} ({confidence})\n", found.rule.id));
        out.push_str(&format!("      {}\n", found.sentence(lang)));
        if found.severity < Severity::Medium && found.role != Role::State {
            continue;
        }
        for cite in found.cites.iter().take(QUOTES_MAX) {
            let quote: String = cite.text.chars().take(QUOTE_LENGTH_MAX).collect();
            out.push_str(&format!("      {}  {}\n", diagnosis.place(cite), plain(&quote)));
        }
    }
}

/// Replaces control characters of the evidence, which a terminal would obey.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn rest(out: &mut String, diagnosis: &Diagnosis, lang: Lang) {
    if !diagnosis.noise.is_empty() {
        heading(out, lang.pick("Harmless", "無視してよいもの"));
        for found in &diagnosis.noise {
            out.push_str(&format!("  {} {}: {}\n", found.rule.id, found.rule.title.get(lang), found.sentence(lang)));
        }
    }
    let commands = open_commands(diagnosis);
    if !commands.is_empty() {
        heading(
            out,
            lang.pick("Could not check; these commands would tell", "確認できなかったもの (確認に必要なコマンド)"),
        );
        for (command, rules) in commands {
            out.push_str(&format!("  {command}\n      {}\n", rules.join(" ")));
        }
    }
    let passed = diagnosis.passed.len();
    let read = diagnosis.evidence.iter().filter(|evidence| !evidence.kinds.is_empty()).count();
    let all = diagnosis.evidence.len();
    out.push_str(&lang.pick(
        format!("\n{passed} rules passed. {read} of {all} files understood.\n"),
        format!("\n{passed} 件の規則に問題はありませんでした。{all} 個中 {read} 個のファイルを解釈しました。\n"),
    ));
    for evidence in diagnosis.evidence.iter().filter(|evidence| evidence.kinds.is_empty()) {
        let why = evidence
            .unread
            .map(|why| why.text().get(lang))
            .unwrap_or(lang.pick("nothing recognised", "認識できる内容がありません"));
        out.push_str(&format!("  {}: {why}\n", plain(&evidence.file)));
    }
}

fn heading(out: &mut String, text: &str) {
    out.push_str(&format!("\n{text}\n"));
}
