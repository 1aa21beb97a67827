//! A diagnosis in six lines, to paste into a ticket.

use super::{computers, lines::Lines, next_steps::open_commands, step_commands};
use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Verdict},
    next_step::{NextStep, Shell},
};
use muster_core::lang::Lang;

/// The verdict, the gravest cause, what it rests on, the first step, its commands, and what to ask for next: one line each. A
/// line that has nothing to say is left out.
pub fn ticket(diagnosis: &Diagnosis, lang: Lang) -> String {
    let mut lines = Lines::default();
    lines.add(&format!("{}: {}", computers::title(diagnosis, lang), diagnosis.verdict().name(lang)));
    match diagnosis.headline.as_slice() {
        [] => lines.add(lang.pick("Nothing here can be judged", "判定できる内容がありません")),
        [first, more @ ..] => cause(&mut lines, first, more.len(), lang),
    }
    if let Some(step) = diagnosis.steps.first() {
        do_next(&mut lines, step, lang);
    }
    let asked = open_commands(diagnosis).into_iter().next().filter(|_| diagnosis.verdict() != Verdict::Healthy);
    if let Some((command, _)) = asked {
        lines.add(&lang.pick(format!("Ask for the output of: {command}"), format!("次に依頼する出力: {command}")));
    }
    lines.text
}

fn cause(lines: &mut Lines, head: &Finding, more: usize, lang: Lang) {
    let (title, confidence) = (head.rule.title.get(lang), head.confidence.name(lang));
    let more = match more {
        0 => String::new(),
        more => lang.pick(format!("; further causes: {more}"), format!("、ほかの原因: {more} 件")),
    };
    let product = if head.product.is_empty() { String::new() } else { format!("{}: ", head.product) };
    lines.add(&format!("{product}{title} ({}, {confidence}{more})", head.rule.id));
    lines.add(&head.sentence(lang));
}

fn do_next(lines: &mut Lines, step: &NextStep, lang: Lang) {
    let who = step.who.text().get(lang);
    lines.add(
        &lang.pick(
            format!("Do next: {} [{who}]", step.text(lang)),
            format!("次に行うこと: {} [{who}]", step.text(lang)),
        ),
    );
    if let Some((place, commands)) = step_commands::groups(step, lang).first() {
        lines.add(&format!("{place} {}", commands.join(separator(step))));
    }
}

/// What stands between two commands on one line, so that the line can be pasted as it is.
fn separator(step: &NextStep) -> &'static str {
    match step.commands.first().map(|command| command.shell) {
        Some(Shell::Cmd | Shell::Sh) => " && ",
        _ => "; ",
    }
}
