//! ESU005: the activation id of the add-on was mistyped.

use super::{ESU, prelude::*};

values! { typed: String, id: &'static str, year: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "ESU005",
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    needs: required_evidence::TRANSCRIPTS,
    sources: "M30",
    title: Text {
        en: "Activation ID of the ESU add-on mistyped", ja: "ESU のライセンス認証 ID の入力誤り"
    },
    finding: Text {
        en: "{typed} is not found; the activation ID of Extended Security Updates year {year} is {id}",
        ja: "{typed} が見つかりません。拡張セキュリティ更新プログラム {year} 年目のライセンス認証 ID は {id} です",
    },
    actions: &[&action::ACTIVATE_ADD_ON],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let missing = case.observations(ObservationKind::NotInstalled).filter_map(|(observation, cites)| {
        let year = dated::esu::by_mistyped_id(&observation.value)?;
        let values = Values { typed: observation.value.clone(), id: year.value, year: year.name };
        Some(Hit::global(cites).product("Extended Security Updates").with(values))
    });
    missing.take(1).collect()
}
