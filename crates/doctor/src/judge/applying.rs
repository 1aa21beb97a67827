//! Which rules apply to a case, looked at once for all of them.

use crate::{
    case::{App, Case, Sources},
    rule::{Rule, Scope},
    rules::{self, Detector},
};
use muster_evidence::Kind;

/// Which rules have any of the evidence that they need, in the order of the rules: the machines of one evidence have it in common.
pub(crate) struct Evaluable(Vec<bool>);

impl Evaluable {
    pub(crate) fn of(sources: &Sources) -> Self {
        let is_there = |rule: &Rule| rule.needs.is_empty() || sources.has(rule.needs);
        Self(rules::detectors().iter().map(|detector| is_there(detector.rule)).collect())
    }

    pub(super) fn detectors(&self) -> impl Iterator<Item = (&'static Detector, bool)> {
        rules::detectors().iter().copied().zip(self.0.iter().copied())
    }
}

/// What decides which rules apply to a case.
pub(super) struct Applying {
    is_of_muster: bool,
    scopes: Vec<Scope>,
}

impl Applying {
    pub(super) fn of(case: &Case) -> Self {
        let all = [Scope::Any, Scope::Windows, Scope::Office, Scope::Muster, Scope::Host];
        let scopes = all.into_iter().filter(|scope| applies(*scope, case)).collect();
        Self { is_of_muster: case.is_of_muster(), scopes }
    }

    pub(super) fn has(&self, rule: &Rule) -> bool {
        let is_foreign = self.is_of_muster && !rule.command.starts_with("muster ") && rule.scope != Scope::Muster;
        self.scopes.contains(&rule.scope) && !is_foreign
    }
}

fn applies(scope: Scope, case: &Case) -> bool {
    let client =
        |app: App| case.clients().any(|(_, installed)| installed.app() == app || installed.app() == App::Unknown);
    match scope {
        Scope::Any => true,
        Scope::Windows => case.licenses.is_empty() || client(App::Windows),
        Scope::Office => client(App::Office) || case.unused.iter().any(|installed| installed.app() == App::Office),
        Scope::Muster => case.has(&[Kind::Muster]),
        Scope::Host => case.hosts().next().is_some() || !case.requests.is_empty(),
    }
}
