//! Which steps are taken, and in which order.

use super::{
    context::{About, Context},
    muster, question,
    step::NextStep,
    words::command_line,
};
use crate::{
    action::Action,
    case::{App, Case},
    judge::{Finding, Judged, Ladder, OFFICE, StepState, Verdict},
    rule::{Role, Rule, Scope, Severity, Step},
    sentence::Value,
};
use muster_core::code::Code;

/// Actions beyond these are not carried out; questions for what the evidence does not answer are not counted.
const ACTIONS_MAX: usize = 5;

/// The steps to take: of the headlines first, then of the gravest findings, each once.
pub(crate) fn plan(case: &Case, judged: &Judged) -> Vec<NextStep> {
    // Below a verdict that all is well nothing is repaired.
    let is_well = judged.headline.iter().all(|head| head.verdict == Verdict::Healthy);
    if is_well && !judged.headline.is_empty() && !judged.findings.iter().any(Finding::is_grave) {
        return Vec::new();
    }
    let mut steps: Vec<NextStep> = Vec::new();
    let mut taken: Vec<&'static Action> = Vec::new();
    for found in to_mend(judged) {
        let context = Context::of(case, about(found));
        if muster::is_own(found.rule, &context) {
            let new = muster::steps(found.rule, code(case, found), &context);
            let is_new = |step: &NextStep| !steps.iter().any(|known| known.commands == step.commands);
            let new: Vec<NextStep> = new.into_iter().filter(is_new).collect();
            steps.extend(new);
            continue;
        }
        for action in found.rule.actions {
            let known = taken.iter().any(|known| std::ptr::eq(*known, *action));
            if known
                || action.is_nothing()
                || taken.len() == ACTIONS_MAX
                || contradicts(action, found, &context, judged)
            {
                continue;
            }
            taken.push(action);
            steps.push(NextStep::of(action, found.rule, &context));
        }
    }
    question::ask(steps)
}

/// The code that a finding is about: of its sentence, else of its product.
fn code(case: &Case, found: &Finding) -> Option<Code> {
    let said = found.values.iter().find_map(|(_, value)| match value {
        Value::Code(code) => Some(*code),
        _ => None,
    });
    let active = || {
        let installed = case.licenses.get(found.license?)?;
        installed.active_codes.iter().map(|active| active.code).find(|code| code.is_failure())
    };
    said.or_else(active)
}

fn about(found: &Finding) -> About<'_> {
    About {
        license: found.license,
        product: &found.product,
        values: &found.values,
        is_office: found.rule.scope == Scope::Office || found.license.is_none() && found.product == OFFICE,
    }
}

/// The findings whose actions are steps, the most important first.
fn to_mend(judged: &Judged) -> impl Iterator<Item = &Finding> {
    let grave = judged.findings.iter().filter(|found| found.severity >= Severity::Medium && found.role != Role::State);
    let heads = judged.headline.iter().filter(|head| head.verdict != Verdict::Healthy);
    // The headline is the cause of its product; other causes of the same product follow from it.
    let follows = |found: &Finding| {
        let same = |head: &Finding| head.rule.id != found.rule.id && head.product == found.product;
        found.role == Role::Cause && judged.headline.iter().any(|head| head.role == Role::Cause && same(head))
    };
    heads.chain(grave.filter(move |found| !follows(found)))
}

/// Whether it repairs a step of the ladder that the evidence shows to work.
fn contradicts(action: &Action, found: &Finding, context: &Context, judged: &Judged) -> bool {
    let works = |ladder: &Ladder| {
        let passed = |(step, state): &(Step, StepState)| *step == action.mends && *state == StepState::Passed;
        ladder.product == found.product && ladder.steps.iter().any(passed)
    };
    let own = found.rule.step == action.mends;
    !own && judged.ladders.iter().any(works) || (action.is_done)(context)
}

/// The steps of a rule where the evidence answers nothing but the product.
pub(crate) fn example(rule: &'static Rule) -> Vec<NextStep> {
    let app = if rule.scope == Scope::Office { App::Office } else { App::Windows };
    let context = Context::unanswered(app);
    rule.actions.iter().map(|action| NextStep::of(action, rule, &context)).collect()
}

/// The command that supplies the evidence of a rule, where nothing is known.
pub(crate) fn example_command(rule: &Rule) -> String {
    command_line(rule.command, &Context::unanswered(App::Windows))
}
