//! SVC024: Windows calls itself not genuine, as people tell it without a code.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC024",
    confidence: Confidence::Likely,
    step: Step::Store,
    scope: Scope::Windows,
    needs: required_evidence::ANYTHING,
    command: "MGADiag",
    sources: "M13 M23",
    title: Text { en: "Not genuine, as it is told", ja: "正規品でないとの記述" },
    finding: Text {
        en: "{product} is said to call itself not genuine: validation fails, whatever its license says",
        ja: "{product} が正規品でないと表示されるとの記述があります。ライセンスの状態にかかわらず、正規品の検証に失敗しています",
    },
    actions: &[&action::REPAIR, &action::ACTIVATE],
    labels: &[Label::NonGenuine],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.genuine_update().is_some() {
        return Vec::new();
    }
    case.topic("not_genuine").map(|told| Hit::global(told).product("Windows")).into_iter().collect()
}
