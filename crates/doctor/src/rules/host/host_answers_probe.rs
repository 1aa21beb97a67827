//! HST026: a Key Management Service listens where DNS, or the user, says.

use super::{HST, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "HST026",
    severity: Severity::Info,
    role: Role::State,
    weight: Weight::ShowsHealth,
    needs: required_evidence::PROBES,
    command: "muster doctor probe",
    sources: "D",
    title: Text { en: "A Key Management Service listens", ja: "キー管理サービス (KMS) が応答している" },
    finding: Text {
        en: "{host} accepts calls of the KMS interface; whether it is activated, only its answer to a client tells",
        ja: "{host} は KMS インターフェイスの呼び出しを受け付けます。ホストがライセンス認証済みかどうかは、クライアントへの応答で分かります",
    },
    labels: &[Label::SrvOk],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let listening =
        case.observations(ObservationKind::Probe).filter(|(observation, _)| observation.value == "open+kms");
    listening.map(|(observation, cites)| Hit::global(cites).with(Values { host: observation.about.clone() })).collect()
}
