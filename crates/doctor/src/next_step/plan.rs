//! Which steps are taken, and in which order.

use super::{
    context::{About, Context},
    muster, question,
    step::NextStep,
    words::command_line,
};
use crate::{
    action::{self, Action},
    case::{App, Case},
    judge::{Finding, Judged, OFFICE, StepState, Verdict},
    rule::{Role, Rule, Scope, Severity, Step},
    rules::is_offline,
    sentence::Value,
};
use muster_core::code::Code;
use std::collections::HashMap;

/// Actions beyond these are not carried out; questions for what the evidence does not answer are not counted.
const ACTIONS_MAX: usize = 5;
/// What a rule finds on so many products it may find on thousands; more of them have no other steps.
const FINDINGS_MAX: usize = 20;

/// The steps to take: of the headlines first, then of the gravest findings, each once.
pub(crate) fn plan(case: &Case, judged: &Judged) -> Vec<NextStep> {
    // Below a verdict that all is well nothing is repaired.
    let is_well = judged.headline.iter().all(|head| head.verdict == Verdict::Healthy);
    if is_well && !judged.headline.is_empty() && !judged.findings.iter().any(Finding::is_grave) {
        return Vec::new();
    }
    let mut steps: Vec<NextStep> = Vec::new();
    let mut taken: Vec<&'static Action> = Vec::new();
    let mut findings: HashMap<&str, usize> = HashMap::new();
    let passed = passed(judged);
    let may_be_of_muster = case.is_of_muster() || case.licenses.iter().any(|installed| installed.app() == App::Other);
    for found in to_mend(judged) {
        let is_open = |action: &&Action| {
            taken.len() < ACTIONS_MAX
                && !action.is_nothing()
                && !taken.iter().any(|known| std::ptr::eq(*known, *action))
        };
        if !may_be_of_muster && !found.rule.actions.iter().copied().any(|action| is_open(&action)) {
            continue;
        }
        let of_rule = findings.entry(found.rule.id).or_insert(0);
        *of_rule += 1;
        if *of_rule > FINDINGS_MAX {
            continue;
        }
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
                || contradicts(action, found, &passed)
                || does_not_fit(action, case, &context)
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
    let mut causes: HashMap<&str, Vec<&str>> = HashMap::new();
    for head in judged.headline.iter().filter(|head| head.role == Role::Cause) {
        let known = causes.entry(&head.product).or_default();
        if !known.contains(&head.rule.id) {
            known.push(head.rule.id);
        }
    }
    let follows = move |found: &Finding| {
        let heads = causes.get(found.product.as_str()).into_iter().flatten();
        found.role == Role::Cause && heads.into_iter().any(|rule| *rule != found.rule.id)
    };
    heads.chain(grave.filter(move |found| !follows(found)))
}

/// The steps of the ladder that the evidence shows to work, by product.
fn passed(judged: &Judged) -> HashMap<&str, Vec<Step>> {
    let mut found: HashMap<&str, Vec<Step>> = HashMap::new();
    for ladder in &judged.ladders {
        let known = found.entry(&ladder.product).or_default();
        let passed = ladder.steps.iter().filter(|(_, state)| *state == StepState::Passed).map(|(step, _)| *step);
        let new: Vec<Step> = passed.filter(|step| !known.contains(step)).collect();
        known.extend(new);
    }
    found
}

/// Whether it repairs a step of the ladder that the evidence shows to work.
fn contradicts(action: &Action, found: &Finding, passed: &HashMap<&str, Vec<Step>>) -> bool {
    let works = || passed.get(found.product.as_str()).is_some_and(|steps| steps.contains(&action.mends));
    let own = found.rule.step == action.mends;
    !own && works()
}

/// Whether it is for another machine than the evidence shows: a host loses its host key by another, who asks the host that DNS
/// names has none that is set by hand, and an evaluation is led to Microsoft where something tells that it did not get there.
fn does_not_fit(action: &Action, case: &Case, context: &Context) -> bool {
    let is = |known: &'static Action| std::ptr::eq(action, known);
    is(&action::USE_MAK) && context.is_host
        || is(&action::CLEAR_PIN) && context.is_found_by_dns
        || is(&action::ACTIVATE_EVALUATION) && !is_offline(case)
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
