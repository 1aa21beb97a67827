//! A diagnosis in six lines, for a ticket: the cause, the finding, the first step with its command, how to see that it worked, and
//! what to ask next.

use super::{computers, open_checks::deciding, step_commands::one_line, unread};
use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Verdict},
    next_step::NextStep,
};
use muster_core::lang::Lang;

/// The lines, each with its label.
pub(super) fn rows(diagnosis: &Diagnosis, lang: Lang) -> Vec<(&'static str, String)> {
    let head = about(diagnosis);
    // A question for what a command needs has no command itself.
    let step = diagnosis.steps.iter().find(|step| !step.commands.is_empty()).or(diagnosis.steps.first());
    let none = || lang.pick("none", "なし").to_owned();
    let found = [head.map(|head| head.sentence(lang)), not_read(diagnosis, lang)];
    let found: Vec<String> = found.into_iter().flatten().collect();
    let fails = head.is_some_and(|head| head.verdict == Verdict::Failing);
    let cause_or_state = if fails { lang.pick("Cause", "原因") } else { lang.pick("State", "状態") };
    vec![
        (cause_or_state, cause(diagnosis, head, lang)),
        (lang.pick("Finding", "検出内容"), if found.is_empty() { none() } else { found.join(lang.pick("; ", "。")) }),
        (lang.pick("Step", "対処"), step.map_or_else(none, |step| text(step, lang))),
        (lang.pick("Command", "コマンド"), step.map(one_line).filter(|line| !line.is_empty()).unwrap_or_else(none)),
        (lang.pick("Worked if", "成功の確認"), step.map_or_else(none, |step| step.check(lang).to_owned())),
        (lang.pick("Ask next", "次に確認すること"), ask(diagnosis, lang)),
    ]
}

/// The first headline; where that is healthy and the machine is not, its gravest finding.
fn about(diagnosis: &Diagnosis) -> Option<&Finding> {
    let head = diagnosis.headline.first();
    let hides = diagnosis.needs_attention() && head.is_none_or(|head| head.verdict != Verdict::Failing);
    diagnosis.findings.first().filter(|_| hides).or(head)
}

/// `failing, PC1, Windows 11 Enterprise: DNS001 No SRV record found (certain)`.
fn cause(diagnosis: &Diagnosis, head: Option<&Finding>, lang: Lang) -> String {
    let verdict = diagnosis.verdict().name(lang);
    let Some(head) = head else { return format!("{verdict}, {}", computers::title(diagnosis, lang)) };
    let computer = if head.computer.is_empty() { diagnosis.computer.as_str() } else { head.computer.as_str() };
    let about = [verdict, computers::name(computer, lang), head.product.as_str()];
    let about = about.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(lang.pick(", ", "、"));
    let (title, confidence) = (head.rule.title.get(lang), head.confidence.name(lang));
    let others = match diagnosis.headline.len().saturating_sub(1) {
        0 => String::new(),
        more => lang.pick(format!("; other headlines: {more}"), format!("。ほかの判定 {more} 件")),
    };
    format!("{about}: {} {title} ({confidence}){others}", head.rule.id)
}

/// What could not be read: it may hold what is missing.
fn not_read(diagnosis: &Diagnosis, lang: Lang) -> Option<String> {
    let mut unread = unread::files(diagnosis, lang);
    let file = unread.next()?;
    let others = match unread.count() {
        0 => String::new(),
        more => lang.pick(format!(" (others: {more})"), format!(" (ほか {more} 件)")),
    };
    Some(lang.pick("not read: ", "読み取れなかったファイル: ").to_owned() + &file + &others)
}

fn text(step: &NextStep, lang: Lang) -> String {
    let who = step.who.text().get(lang);
    let link = step.article.map(|article| format!(" {}", article.link)).unwrap_or_default();
    format!("{} [{who}]{link}", step.text(lang))
}

fn ask(diagnosis: &Diagnosis, lang: Lang) -> String {
    match deciding(diagnosis).first() {
        Some(check) if check.rules.is_empty() => check.command.clone(),
        Some(check) => format!("{} ({})", check.command, check.causes(lang)),
        None if diagnosis.verdict() == Verdict::NotSeen => {
            lang.pick("what the step gathers", "「対処」で収集した情報").to_owned()
        }
        None => lang.pick("nothing, the evidence is enough", "追加の情報は不要です").to_owned(),
    }
}
