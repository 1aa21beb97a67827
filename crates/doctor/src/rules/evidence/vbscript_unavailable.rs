//! EVI008: VBScript unavailable.

use super::{EVI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "EVI008",
    needs: required_evidence::TRANSCRIPTS,
    sources: "M27",
    title: Text { en: "VBScript unavailable", ja: "VBScript を使用できない" },
    finding: Text {
        en: "The script host refused to run slmgr.vbs or ospp.vbs",
        ja: "スクリプト ホストが slmgr.vbs または ospp.vbs を実行できませんでした",
    },
    actions: &[&action::ENABLE_VBSCRIPT],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.observations(ObservationKind::ScriptHostDisabled).take(1).map(|(_, cites)| Hit::global(cites)).collect()
}
