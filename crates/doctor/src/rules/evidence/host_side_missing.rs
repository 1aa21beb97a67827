//! EVI010: host's side missing.

use super::{EVI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "EVI010",
    needs: required_evidence::CLIENT,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "D",
    title: Text { en: "Host's side missing", ja: "KMS ホスト側の診断データがない" },
    finding: Text {
        en: "The host answered {product} with {code}; what it knows is not in the evidence",
        ja: "ホストは {product} に {code} と応答しましたが、ホスト側の診断データがありません",
    },
    actions: &[&action::COLLECT_HOST],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    if case.hosts().next().is_some() || !case.requests.is_empty() {
        return Vec::new();
    }
    let asked = case.clients().filter(|(_, installed)| installed.takes_kms() && installed.was_answered());
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        Some(CodeMatch { index, installed, active: installed.active_codes.first()? }.hit())
    };
    asked.filter_map(hit).collect()
}
