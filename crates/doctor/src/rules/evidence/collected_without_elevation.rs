//! EVI002: collected without elevation.

use super::{EVI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "EVI002",
    needs: required_evidence::TRANSCRIPTS,
    sources: "S4",
    title: Text { en: "Collected without elevation", ja: "管理者として実行せずに収集" },
    finding: Text {
        en: "A tool asked for administrator rights, so what it printed is not complete",
        ja: "ツールが管理者権限を求めたため、出力が不完全です",
    },
    actions: &[&action::RUN_ELEVATED],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    // A denied attempt has a rule of its own.
    if any_license_with(case, &[code::ACCESS_DENIED]).next().is_some() {
        return Vec::new();
    }
    case.observations(ObservationKind::NotElevated).take(1).map(|(_, cites)| Hit::global(cites)).collect()
}
