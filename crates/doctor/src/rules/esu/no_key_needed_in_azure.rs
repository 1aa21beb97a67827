//! ESU008: machines in Azure need no ESU key.

use super::{ESU, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "ESU008",
    severity: Severity::Low,
    role: Role::State,
    weight: Weight::ExplainsTrouble,
    sources: "M30",
    title: Text { en: "No ESU key needed in Azure", ja: "Azure では ESU キーは不要" },
    finding: Text {
        en: "This machine runs in Azure, where Extended Security Updates need no key: {product} may stay as it is",
        ja: "このコンピューターは Azure 上にあり、拡張セキュリティ更新プログラムにキーは不要です。{product} はそのままで問題ありません",
    },
    actions: &[&action::WITHOUT_KEY],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if !case.is_in_azure() {
        return Vec::new();
    }
    let add_ons = case.extended_security_updates().filter(|(_, installed, _)| !installed.is_licensed());
    let mut hits: Vec<Hit> =
        add_ons.map(|(index, installed, _)| Hit::for_license(index, &installed.name_lines())).collect();
    let missing = case.observations(ObservationKind::NotInstalled);
    let missing = missing.filter(|(observation, _)| dated::esu::by_id(&observation.value).is_some());
    hits.extend(missing.take(1).map(|(_, cites)| Hit::global(cites).product("Extended Security Updates")));
    hits
}
