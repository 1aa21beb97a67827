//! What the evidence does not tell: all of it, and the few checks that decide between the causes left.

use crate::{
    diagnosis::Diagnosis,
    judge::{Finding, Ladder, StepState, Verdict},
    rule::{Confidence, Role, Rule, Step, Weight},
};
use muster_core::lang::Lang;
use muster_evidence::Kind;

/// A longer list is not done.
const CHECKS_MAX: usize = 5;
/// Causes that are named with a check.
const CAUSES_MAX: usize = 3;

/// A command whose output is missing, with the rules that it would decide.
pub(super) struct OpenCheck {
    pub(super) command: String,
    pub(super) rules: Vec<&'static Rule>,
    /// Whether it is to be run on the KMS host: the client's own output of it is there.
    is_on_host: bool,
}

impl OpenCheck {
    pub(super) fn ids(&self) -> String {
        self.rules.iter().map(|rule| rule.id).collect::<Vec<_>>().join(" ")
    }

    /// The causes that it would show or rule out, by name; empty where it shows the state as a whole.
    pub(super) fn causes(&self, lang: Lang) -> String {
        let named: Vec<&str> = self.rules.iter().take(CAUSES_MAX).map(|rule| rule.title.get(lang)).collect();
        let more = self.rules.len().saturating_sub(CAUSES_MAX);
        let mut all = named.join(lang.pick("; ", "、"));
        if more > 0 {
            all += &lang.pick(format!("; others: {more}"), format!("、ほか {more} 件"));
        }
        if self.is_on_host {
            lang.pick(format!("on the KMS host: {all}"), format!("KMS ホスト側で、{all}"))
        } else {
            all
        }
    }
}

/// All commands that would supply missing evidence.
pub(super) fn all(diagnosis: &Diagnosis) -> Vec<OpenCheck> {
    grouped(diagnosis, |_| true)
}

/// The few of them that decide between the causes left, the most telling first: none beside causes that are certain, or where
/// nothing fails.
pub(super) fn deciding(diagnosis: &Diagnosis) -> Vec<OpenCheck> {
    let unsettled: Vec<&Finding> = diagnosis.headline.iter().filter(|head| !is_settled(head)).collect();
    let mut found = asked_for(&unsettled);
    if unsettled.is_empty() {
        return found;
    }
    let mut others = grouped(diagnosis, |rule| unsettled.iter().any(|head| is_left(diagnosis, head, rule)));
    // A code that nobody saw is no check.
    others.retain(|check| !check.command.starts_with("muster doctor explain"));
    // Who has a Windows machine in front of him has no Muster there, and the host may be somebody else's.
    others.sort_by_key(|check| {
        (check.command.starts_with("muster "), check.is_on_host, std::cmp::Reverse(check.rules.len()))
    });
    others.retain(|check| !found.iter().any(|known| known.command == check.command));
    found.extend(others);
    found.truncate(CHECKS_MAX);
    found
}

/// Whether a headline names no failure.
pub(super) fn is_well(head: &Finding) -> bool {
    head.verdict != Verdict::Failing
}

fn is_settled(head: &Finding) -> bool {
    let is_certain = head.role == Role::Cause && head.confidence == Confidence::Certain;
    head.verdict == Verdict::Healthy || is_certain && head.rule.weight != Weight::NamesNoCause
}

/// The commands that headlines themselves ask for.
fn asked_for(unsettled: &[&Finding]) -> Vec<OpenCheck> {
    let mut found: Vec<OpenCheck> = Vec::new();
    for command in unsettled.iter().filter_map(|head| head.command()) {
        if !found.iter().any(|known| known.command == command) {
            found.push(OpenCheck { command, rules: Vec::new(), is_on_host: false });
        }
    }
    found
}

/// Whether a rule may still name the cause of a headline: it is about a step that is not seen to work, and that is not above the
/// one that failed. What fails on the way to a host has its cause on that way.
fn is_left(diagnosis: &Diagnosis, head: &Finding, rule: &Rule) -> bool {
    let failed = (head.role == Role::Cause).then_some(head.rule.step).filter(|step| *step != Step::None);
    let first = failed.map_or(Step::Key, |failed| if failed > Step::Service { Step::Discovery } else { Step::Key });
    let is_between = rule.step >= first && rule.step <= failed.unwrap_or(Step::Store);
    let works = |ladder: &Ladder| ladder.steps.contains(&(rule.step, StepState::Passed));
    rule.role == Role::Cause && is_between && !diagnosis.ladder(head).is_some_and(works)
}

fn grouped(diagnosis: &Diagnosis, wanted: impl Fn(&Rule) -> bool) -> Vec<OpenCheck> {
    let mut found: Vec<OpenCheck> = Vec::new();
    let is_printed = diagnosis.evidence.iter().any(|evidence| evidence.kinds.contains(&Kind::SlmgrClient));
    for rule in diagnosis.not_evaluated.iter().map(|open| open.rule).filter(|rule| wanted(rule)) {
        let command = diagnosis.open_command(rule);
        match found.iter_mut().find(|known| known.command == command) {
            Some(known) if known.rules.iter().any(|other| other.id == rule.id) => {}
            Some(known) => known.rules.push(rule),
            None => {
                let is_of_host = rule.needs.contains(&Kind::SlmgrHost) && !rule.needs.contains(&Kind::SlmgrClient);
                let is_on_host = is_of_host || is_printed && command.ends_with("slmgr.vbs /dlv");
                found.push(OpenCheck { command, rules: vec![rule], is_on_host });
            }
        }
    }
    found
}
