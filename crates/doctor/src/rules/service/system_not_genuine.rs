//! SVC013: system not genuine or language pack mismatch.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC013",
    step: Step::Store,
    scope: Scope::Windows,
    sources: "S4",
    title: Text {
        en: "System not genuine or language pack mismatch", ja: "正規品でないか、言語パックの不一致"
    },
    finding: Text {
        en: "{code}: a language pack is not licensed for this edition, or system files are damaged",
        ja: "{code}: このエディションで使用できない言語パックか、システム ファイルの破損です",
    },
    actions: &[&action::REPAIR],
    labels: &[Label::NonGenuine],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = any(case, &[0x8004_FE21]);
    let reported =
        case.observations(ObservationKind::GenuineCode).find(|(observation, _)| observation.value == "0x8004FE21");
    if let (Some((observation, cites)), true) = (reported, hits.is_empty()) {
        hits.push(Hit::global(cites).with("code", &observation.value).with("product", "Windows"));
    }
    hits
}
