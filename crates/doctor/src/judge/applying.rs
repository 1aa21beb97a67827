//! Which rules apply to a case, looked at once for all of them.

use crate::{
    case::{App, Case},
    rule::{Rule, Scope},
};
use muster_evidence::Kind;

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
