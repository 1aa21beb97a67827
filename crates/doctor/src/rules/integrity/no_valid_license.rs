//! INT009: genuine validation found no valid license.

use super::{INT, prelude::*};

values! { result: Value }

pub(super) static RULE: Rule = Rule {
    id: "INT009",
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Store,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    command: "MGADiag",
    sources: "M13",
    title: Text {
        en: "Genuine validation found no valid license", ja: "正規品の検証で有効なライセンスが見つからない"
    },
    finding: Text {
        en: "Genuine validation ended with \"{result}\": the installed key does not license Windows on this machine",
        ja: "正規品の検証の結果は \"{result}\" です。インストールされているキーは、この Windows のライセンスとして有効ではありません",
    },
    actions: &[&action::REPAIR, &action::CALL_CENTRE],
    labels: &[Label::NonGenuine],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_refused = |(result, _): &(&str, &[Cite])| ["Invalid Product Key", "Invalid License"].contains(result);
    // A code or altered files say why.
    let is_explained = validation_codes(case).any(|(value, _)| fails_validation(value));
    let refused = validation(case).filter(is_refused).filter(|_| !is_explained);
    let hit =
        |(result, cites): (&str, &[Cite])| Hit::global(cites).product("Windows").with(Values { result: result.into() });
    refused.map(hit).into_iter().collect()
}
