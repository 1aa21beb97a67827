//! SVC013: system not genuine or language pack mismatch.

use super::{SVC, prelude::*};

values! { code: Value }

/// The system is not genuine.
const NOT_GENUINE: Code = Code(0x8004_FE21);

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let values = || Values { code: NOT_GENUINE.into() };
    let hits: Vec<Hit<Values>> =
        any_license_with(case, &[NOT_GENUINE]).map(|found| found.hit().with(values())).collect();
    if !hits.is_empty() {
        return hits;
    }
    if let Some(judged) = case.last_event(8209, &[]).filter(|_| !case.has_licensed_client()) {
        let code = judged.record.code.filter(|code| code.is_failure()).unwrap_or(NOT_GENUINE);
        return vec![Hit::global(&judged.cites).product("Windows").with(Values { code: code.into() })];
    }
    let reported = validation_codes(case).find(|(value, _)| *value == NOT_GENUINE.to_string());
    reported.map(|(_, cites)| Hit::global(cites).product("Windows").with(values())).into_iter().collect()
}
