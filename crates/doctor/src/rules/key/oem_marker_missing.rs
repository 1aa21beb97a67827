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
    let codes = [&[Code(0xC004_F057), Code(0xC004_F058)], codes_of(RULE.id)].concat();
    let refused = any_license_with(case, &codes);
    let hits: Vec<Hit> = refused.map(|found| found.hit().with(())).collect();
    let marker = case.observations(ObservationKind::OemMarker).last();
    match marker {
        _ if !hits.is_empty() => hits,
        Some((observation, marker)) if observation.value == "no" => without_marker(case, marker),
        Some(_) => hits,
        None => not_valid(case),
    }
}

/// An OEM SLP key is valid by its marker alone: where nothing else is wrong, an invalid license says that the marker is another's.
fn not_valid(case: &Case) -> Vec<Hit> {
    let is_explained = validation_codes(case).any(|(value, _)| fails_validation(value));
    let invalid = validation(case).filter(|(result, _)| *result == "Invalid License" && !is_explained);
    invalid.map(|(_, result)| without_marker(case, result)).unwrap_or_default()
}

fn without_marker(case: &Case, marker: &[Cite]) -> Vec<Hit> {
    if case.clients().next().is_none() {
        // Older reports name the type and hold no license block.
        let typed = case.observations(ObservationKind::GenuineType).find(|(one, _)| one.value == "OEM SLP");
        let hit = |(_, cites): (&Observation, &[Cite])| Hit::global(cites).with_cites(marker).product("Windows");
        return typed.map(hit).into_iter().collect();
    }
    case.clients()
        .filter(|(_, installed)| installed.license.channel.starts_with("OEM_SLP") && !installed.is_licensed())
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("OEM_SLP")).with_cites(marker))
        .collect()
}
