//! NET003: something else listens.

use super::{NET, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "NET003",
    step: Step::Rpc,
    needs: required_evidence::PROBES,
    command: "muster doctor probe",
    sources: "D",
    title: Text { en: "Something else listens", ja: "別のサービスが応答している" },
    finding: Text {
        en: "{host} accepts connections, and no KMS answers there",
        ja: "{host} は接続を受け付けますが、KMS ではありません",
    },
    actions: &[&action::CHECK_HOST_SERVICE, &action::PORT_EQUAL],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_other = |value: &str| value.starts_with("open+") && !["open+kms", "open+muster"].contains(&value);
    let other = case.observations(ObservationKind::Probe).filter(|(observation, _)| is_other(&observation.value));
    other.map(|(observation, cites)| Hit::global(cites).with(Values { host: observation.about.clone() })).collect()
}
