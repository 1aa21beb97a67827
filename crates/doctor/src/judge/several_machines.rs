//! Puts the judgements of several machines together.

use super::{Finding, Judged, NotEvaluated, finding, gravest_first, worst_first};
use crate::{
    case::{Case, Machine},
    rule::{Role, Rule},
    rules,
};
use std::collections::{HashMap, HashSet};

/// Where the findings of a rule about a computer stand.
type Places = HashMap<(&'static str, String), Vec<usize>>;

/// What the machines before have in common with the next one.
#[derive(Default)]
pub(crate) struct Known {
    headline: Places,
    findings: Places,
    noise: Places,
    not_evaluated: HashSet<&'static str>,
    passed: HashSet<&'static str>,
    /// The rules that could not be evaluated and those that passed, of the first machines: nearly all others have the same.
    sets: Vec<(Vec<NotEvaluated>, Vec<&'static Rule>)>,
}

/// So many sets of rules are compared before each rule is looked up.
const SETS_MAX: usize = 8;

impl Judged {
    /// Adds the judgement of one of several machines. What two of them find in what serves both, such as the log of a host, is one
    /// finding, of that host. The order is that of the machines until [`Self::compare`].
    pub(crate) fn add(&mut self, machine: &Machine<'_>, other: Self, known: &mut Known) {
        merge(&mut self.headline, other.headline, machine, &mut known.headline);
        merge(&mut self.findings, other.findings, machine, &mut known.findings);
        merge(&mut self.noise, other.noise, machine, &mut known.noise);
        self.ladders.extend(other.ladders);
        let are_known = |(open, passed): &(Vec<NotEvaluated>, Vec<&'static Rule>)| {
            let open = open.iter().map(|open| open.rule);
            are_same(open, other.not_evaluated.iter().map(|open| open.rule))
                && are_same(passed.iter().copied(), other.passed.iter().copied())
        };
        if !known.sets.iter().any(are_known) {
            let is_new = |open: &&NotEvaluated| known.not_evaluated.insert(open.rule.id);
            self.not_evaluated.extend(other.not_evaluated.iter().filter(is_new));
            self.passed.extend(other.passed.iter().filter(|rule| known.passed.insert(rule.id)));
            if known.sets.len() < SETS_MAX {
                known.sets.push((other.not_evaluated, other.passed));
            }
        }
    }

    /// Adds what rules find that compare machines.
    pub(crate) fn compare(&mut self, all: &Case) {
        let detectors =
            rules::detectors().iter().filter(|detector| rules::COMPARE_MACHINES.contains(&detector.rule.id));
        for detector in detectors {
            let found = detector.run(all).into_iter().map(|hit| finding(detector.rule, hit, all));
            let found = found.map(|finding| Finding { computer: String::new(), license: None, ..finding });
            for finding in found {
                if finding.role == Role::Cause {
                    self.headline.push(finding.clone());
                }
                self.findings.push(finding);
            }
        }
        self.settle();
    }

    /// Restores the order, and counts a rule as passed only where it passed on every machine.
    fn settle(&mut self) {
        worst_first(&mut self.headline);
        gravest_first(&mut self.findings);
        let fired: HashSet<&str> = self.findings.iter().chain(&self.noise).map(|found| found.rule.id).collect();
        let fired = |rule: &Rule| fired.contains(rule.id);
        self.not_evaluated.retain(|open| !fired(open.rule));
        self.not_evaluated.sort_by_key(|open| open.rule.id);
        self.not_evaluated.dedup_by_key(|open| open.rule.id);
        let is_open = |rule: &Rule| self.not_evaluated.iter().any(|open| open.rule.id == rule.id);
        self.passed.retain(|rule| !fired(rule) && !is_open(rule));
        self.passed.sort_by_key(|rule| rule.id);
        self.passed.dedup_by_key(|rule| rule.id);
    }
}

fn are_same(
    rules: impl ExactSizeIterator<Item = &'static Rule>,
    others: impl ExactSizeIterator<Item = &'static Rule>,
) -> bool {
    rules.len() == others.len() && rules.zip(others).all(|(one, other)| std::ptr::eq(one, other))
}

fn merge(all: &mut Vec<Finding>, new: Vec<Finding>, machine: &Machine<'_>, known: &mut Places) {
    for mut finding in new {
        if machine.is_about_others(&finding.cites) {
            finding.computer = machine.of_cites(&finding.cites);
        }
        // Only findings of one rule about one computer may be the same.
        let places = known.entry((finding.rule.id, finding.computer.clone())).or_default();
        if !places.iter().filter_map(|place| all.get(*place)).any(|known| is_same(known, &finding)) {
            places.push(all.len());
            all.push(finding);
        }
    }
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.rule.id == other.rule.id
        && one.computer == other.computer
        && one.product == other.product
        && one.cites == other.cites
}
