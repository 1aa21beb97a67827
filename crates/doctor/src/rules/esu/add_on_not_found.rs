//! ESU004: slmgr does not find the add-on.

use super::{ESU, prelude::*};

values! { id: &'static str, system: &'static str, year: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "ESU004",
    confidence: Confidence::Likely,
    needs: required_evidence::TRANSCRIPTS,
    sources: "M30",
    title: Text { en: "ESU add-on not found", ja: "ESU アドオンが見つからない" },
    finding: Text {
        en: "Windows does not find {id} (Extended Security Updates, {system}, year {year}): its licensing preparation package or the ESU key is not installed",
        ja: "{id} ({system} の拡張セキュリティ更新プログラム {year} 年目) が見つかりません。ライセンス準備パッケージ、または ESU キーがインストールされていません",
    },
    actions: &[&action::PREPARE_ADD_ON, &action::INSTALL_ADD_ON],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.is_in_azure() {
        return Vec::new();
    }
    let missing = case.observations(ObservationKind::NotInstalled).filter_map(|(observation, cites)| {
        let year = dated::esu::by_id(&observation.value)?;
        let values = Values { id: year.value, system: year.subject, year: year.name };
        Some(Hit::global(cites).product("Extended Security Updates").with(values))
    });
    missing.take(1).collect()
}
