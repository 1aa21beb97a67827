//! MUS013: a host of Muster listens where DNS, or the user, says.

use super::{MUS, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "MUS013",
    severity: Severity::Info,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    weight: Weight::ShowsHealth,
    needs: required_evidence::PROBES,
    command: "muster doctor probe",
    sources: "D",
    title: Text { en: "A host of Muster listens", ja: "Muster のホストが応答している" },
    finding: Text {
        en: "A host of Muster answers at {host}; its /health tells whether it is activated",
        ja: "{host} で Muster のホストが応答しています。ライセンス認証済みかどうかは /health で確認できます",
    },
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let listening =
        case.observations(ObservationKind::Probe).filter(|(observation, _)| observation.value == "open+muster");
    listening.map(|(observation, cites)| Hit::global(cites).with(Values { host: observation.about.clone() })).collect()
}
