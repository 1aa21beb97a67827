//! Puts the judgements of several machines together.

use super::{Finding, Judged, finding, gravest_first, worst_first};
use crate::{
    case::{Case, Machine},
    rule::{Role, Rule},
    rules,
};

impl Judged {
    /// Adds the judgement of one of several machines. What two of them find in what serves both, such as the log of a host, is one
    /// finding, of that host.
    pub(crate) fn add(&mut self, machine: &Machine<'_>, other: Self) {
        let with_computer = |mut finding: Finding| {
            if machine.is_about_others(&finding.cites) {
                finding.computer = machine.of_cites(&finding.cites);
            }
            finding
        };
        let merge = |all: &mut Vec<Finding>, new: Vec<Finding>| {
            for finding in new.into_iter().map(with_computer) {
                if !all.iter().any(|known| is_same(known, &finding)) {
                    all.push(finding);
                }
            }
        };
        merge(&mut self.headline, other.headline);
        merge(&mut self.findings, other.findings);
        merge(&mut self.noise, other.noise);
        self.ladders.extend(other.ladders);
        self.not_evaluated.extend(other.not_evaluated);
        self.passed.extend(other.passed);
        self.settle();
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
        let fired = |rule: &Rule| self.findings.iter().chain(&self.noise).any(|found| found.rule.id == rule.id);
        self.not_evaluated.retain(|open| !fired(open.rule));
        self.not_evaluated.sort_by_key(|open| open.rule.id);
        self.not_evaluated.dedup_by_key(|open| open.rule.id);
        let is_open = |rule: &Rule| self.not_evaluated.iter().any(|open| open.rule.id == rule.id);
        self.passed.retain(|rule| !fired(rule) && !is_open(rule));
        self.passed.sort_by_key(|rule| rule.id);
        self.passed.dedup_by_key(|rule| rule.id);
    }
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.rule.id == other.rule.id
        && one.computer == other.computer
        && one.product == other.product
        && one.cites == other.cites
}
