//! HST011: the service runs at low priority.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST011",
    severity: Severity::Low,
    role: Role::Side,
    needs: required_evidence::REGISTRY,
    sources: "M3",
    title: Text { en: "Low process priority", ja: "KMS の優先度が「低」" },
    finding: Text {
        en: "The host's service runs at low priority and may answer late",
        ja: "KMS ホストのサービスが低い優先度で実行されており、応答が遅れる可能性があります",
    },
    actions: &[&action::NORMAL_PRIORITY],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let low = case.registry("EnableKmsLowPriority").filter(|(observation, _)| observation.value == "1");
    low.take(1).map(|(_, cites)| Hit::global(cites).product("KMS")).collect()
}
