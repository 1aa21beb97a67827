//! What decides whether a rule fires.

use super::{
    code_rules::codes_of,
    explained_code,
    queries::{CodeAndHost, CodeMatch},
};
use crate::{
    case::{Case, InstalledLicense},
    hit::Hit,
    rule::Rule,
    sentence::{NamedValues, Values, assert_names},
};
use muster_core::code::Code;

/// A rule with its check.
#[derive(Debug)]
pub(crate) struct Detector {
    pub(crate) rule: &'static Rule,
    pub(crate) check: Check,
}

/// What makes a rule fire.
#[derive(Debug)]
pub(crate) enum Check {
    /// One of these codes, or of those that `data/code_rules.tsv` adds, holds today on a license of this kind.
    Codes { who: fn(&InstalledLicense) -> bool, codes: &'static [Code] },
    /// One of the codes that `data/code_rules.tsv` gives to the rule holds today on a license of this kind.
    Group(fn(&InstalledLicense) -> bool),
    /// An event with one of these ids was logged; the newest is cited.
    Events(&'static [u32]),
    /// Whatever the function finds in the case.
    Case(fn(&Case) -> Vec<Hit<NamedValues>>),
}

impl Detector {
    pub(crate) fn run(&self, case: &Case) -> Vec<Hit<NamedValues>> {
        let no_code = || case.licenses.iter().all(|installed| installed.active_codes.is_empty());
        match &self.check {
            Check::Codes { .. } | Check::Group(_) if no_code() => Vec::new(),
            Check::Codes { who, codes } => {
                let others = codes_of(self.rule.id);
                if !holds(case, codes) && !holds(case, others) {
                    return Vec::new();
                }
                let all = [*codes, others].concat();
                CodeMatch::all(case, *who, &all).map(|found| found.hit().named()).collect()
            }
            Check::Group(who) => explained_code::hits(case, self.rule.id, *who),
            Check::Events(ids) => {
                case.events(ids).last().map(|event| Hit::global(&event.cites).named()).into_iter().collect()
            }
            Check::Case(check) => check(case),
        }
    }
}

/// Whether one of these codes holds today on any license.
fn holds(case: &Case, codes: &[Code]) -> bool {
    let mut active = case.licenses.iter().flat_map(|installed| &installed.active_codes);
    !codes.is_empty() && active.any(|active| codes.contains(&active.code))
}

/// Stops the build where the sentence of a rule does not fit the values of its check.
pub(super) const fn assert_sentence<V: Values>(rule: &Rule, _: fn(&Case) -> Vec<Hit<V>>) {
    assert_names(&rule.finding, V::NAMES, V::ALL);
}

/// The same for a rule of the table.
pub(super) const fn assert_table(detector: &Detector) {
    match detector.check {
        Check::Codes { .. } => assert_names(&detector.rule.finding, CodeAndHost::NAMES, false),
        Check::Group(_) | Check::Events(_) | Check::Case(_) => assert_names(&detector.rule.finding, &[], false),
    }
}
