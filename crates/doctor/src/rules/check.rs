//! What decides whether a rule fires.

use super::queries::code_hit;
use crate::{
    case::{Case, InstalledLicense},
    rule::{Hit, Rule},
};

/// A rule with its check.
#[derive(Debug)]
pub(crate) struct Detector {
    pub(crate) rule: &'static Rule,
    pub(crate) check: Check,
}

/// What makes a rule fire.
#[derive(Debug)]
pub(crate) enum Check {
    /// One of these codes holds today on a license of this kind.
    Codes { who: fn(&InstalledLicense) -> bool, codes: &'static [u32] },
    /// An event with one of these ids was logged; the newest is cited.
    Events(&'static [u32]),
    /// Whatever the function finds in the case.
    Case(fn(&Case) -> Vec<Hit>),
}

impl Check {
    pub(crate) fn run(&self, case: &Case) -> Vec<Hit> {
        match self {
            Self::Codes { who, codes } => {
                let licenses = case.licenses.iter().enumerate().filter(|(_, installed)| who(installed));
                let hit = |(index, installed): (usize, &InstalledLicense)| {
                    Some(code_hit(index, installed, installed.active_code(codes)?))
                };
                licenses.filter_map(hit).collect()
            }
            Self::Events(ids) => case.events(ids).last().map(|event| Hit::global(&event.cites)).into_iter().collect(),
            Self::Case(check) => check(case),
        }
    }
}
