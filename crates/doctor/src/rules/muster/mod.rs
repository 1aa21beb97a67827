//! MUS: hosts and machines of Muster, by what Muster says of them.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const MUS: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Answer,
    scope: Scope::Muster,
    needs: required_evidence::MUSTER,
    command: "curl -s http://{host}:{port}/health",
    ..Rule::BLANK
};

rules! {
    host_not_activated,
    host_turned_off,
    host_license_ends,
    license_pack_ends,
    clock_not_believed,
    store_fails,
    machines_refused,
    images_copied,
    host_healthy,
    connections_used_up,
    keys_used_up,
    host_answers_probe,
    host_not_published,
}

/// The lines where a host says that a value of its health is this one.
fn health_value<'c>(case: &'c Case, about: &str, value: &str) -> Option<&'c [Cite]> {
    health(case, about).filter(|(observation, _)| observation.value == value).map(|(_, cites)| cites)
}

/// The newest that a host says of a value of its health.
fn health<'c>(case: &'c Case, about: &str) -> Option<(&'c Observation, &'c [Cite])> {
    case.observations(ObservationKind::MusterHost).filter(|(observation, _)| observation.about == about).last()
}

/// The days until the license or the pack ends, if there is reason to look: 90, 30 and 7 days, and the end.
fn ending<'c>(case: &'c Case, what: &str) -> Option<(Value, Severity, &'c [Cite])> {
    let (observation, cites) = health(case, &format!("{what}.days"))?;
    let days: i64 = observation.value.parse().ok()?;
    let severity = match days {
        ..=7 => Severity::Critical,
        8..=30 => Severity::High,
        31..=90 => Severity::Medium,
        _ => return None,
    };
    Some((days.max(0).into(), severity, cites))
}
