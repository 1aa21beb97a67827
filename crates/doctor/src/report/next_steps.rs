//! What to do next: the actions of a diagnosis, and the commands that would supply missing evidence.

use crate::{
    action::Action,
    diagnosis::Diagnosis,
    judge::{Finding, Verdict},
    rule::{Role, Rule, Severity},
};

/// A longer list is not read.
const STEPS_MAX: usize = 5;

/// The actions to take: of the headlines first, then of the gravest findings, each once.
pub(super) fn next_steps(diagnosis: &Diagnosis) -> Vec<(&'static Action, &'static Rule)> {
    let mut steps: Vec<(&'static Action, &'static Rule)> = Vec::new();
    let grave =
        diagnosis.findings.iter().filter(|found| found.severity >= Severity::Medium && found.role != Role::State);
    let heads = diagnosis.headline.iter().filter(|head| head.severity >= Severity::Medium);
    // The headline is the cause of its product; other causes of the same product follow from it.
    let follows = |found: &Finding| {
        let same = |head: &Finding| head.rule.id != found.rule.id && head.product == found.product;
        found.role == Role::Cause && diagnosis.headline.iter().any(|head| head.role == Role::Cause && same(head))
    };
    for found in heads.chain(grave.filter(|found| !follows(found))) {
        for action in found.rule.actions {
            let known = steps.iter().any(|(step, _)| std::ptr::eq(*step, *action));
            if !known && !action.is_nothing() {
                steps.push((action, found.rule));
            }
        }
    }
    steps.truncate(STEPS_MAX);
    steps
}

/// The commands that would supply missing evidence, each with the rules that need it.
pub(super) fn open_commands(diagnosis: &Diagnosis) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut found: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
    for open in &diagnosis.not_evaluated {
        match found.iter_mut().find(|(command, _)| *command == open.rule.command) {
            Some((_, rules)) => rules.push(open.rule.id),
            None => found.push((open.rule.command, vec![open.rule.id])),
        }
    }
    found
}

/// Whether a headline names no failure.
pub(super) fn is_well(head: &Finding) -> bool {
    head.verdict != Verdict::Failing
}
