//! KEY015: OEM key without its firmware marker.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY015",
    severity: Severity::High,
    confidence: Confidence::Likely,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    command: "MGADiag",
    sources: "K",
    title: Text { en: "OEM key without its firmware marker", ja: "OEM マーカーのない OEM キー" },
    finding: Text {
        en: "The key is OEM SLP, and the firmware of this machine has no matching marker",
        ja: "キーは OEM SLP ですが、このコンピューターのファームウェアに対応するマーカーがありません",
    },
    actions: &[&action::INSTALL_BASE],
    labels: &[Label::OemSlpMismatch],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits: Vec<Hit> = any(case, &[0xC004_F057, 0xC004_F058]);
    let marker = case
        .observations(ObservationKind::OemMarker)
        .find(|(observation, _)| observation.value == "no")
        .map(|(_, cites)| cites);
    let slp = case
        .clients()
        .filter(|(_, installed)| installed.license.channel.starts_with("OEM_SLP") && !installed.is_licensed());
    if let (Some(marker), true) = (marker, hits.is_empty()) {
        hits.extend(
            slp.map(|(index, installed)| Hit::for_license(index, &naming(installed, "OEM_SLP")).with_cites(marker)),
        );
    }
    // Older reports name the type and hold no license block.
    let typed = case
        .observations(ObservationKind::GenuineType)
        .find(|(observation, _)| observation.value == "OEM SLP")
        .map(|(_, cites)| cites);
    if let (Some(marker), Some(typed), true) = (marker, typed, hits.is_empty() && case.clients().next().is_none()) {
        hits.push(Hit::global(typed).with_cites(marker).with("product", "Windows"));
    }
    hits
}
