//! KEY023: an evaluation whose state nothing tells.

use super::{KEY, are_words_alone, is_silent, prelude::*};

values! { edition: Value }

pub(super) static RULE: Rule = Rule {
    id: "KEY023",
    severity: Severity::Low,
    role: Role::State,
    scope: Scope::Windows,
    sources: "K S0",
    title: Text { en: "Evaluation, how it stands is not told", ja: "評価版 (ライセンスの状態は不明)" },
    finding: Text {
        en: "{edition} is an evaluation: no KMS host can activate it. What it has left is not in the evidence",
        ja: "{edition} は評価版で、KMS ホストではライセンス認証できません。残り期間は診断データにありません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::EvalEdition],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let silent = case.clients().filter(|(_, installed)| is_silent(installed));
    let hits: Vec<Hit<Values>> = silent
        .map(|(index, installed)| {
            Hit::for_license(index, &installed.lines_with("EVAL")).with(Values { edition: installed.name().into() })
        })
        .collect();
    if hits.is_empty() { told_alone(case).into_iter().collect() } else { hits }
}

/// An evaluation that people speak of, where nothing else is known.
fn told_alone(case: &Case) -> Option<Hit<Values>> {
    let is_alone = are_words_alone(case) && case.requests.is_empty();
    let (_, cites) = case.told("evaluation").next().filter(|_| is_alone)?;
    let hit = Hit::global(cites).product("Windows").confidence(Confidence::Likely);
    Some(hit.with(Values { edition: Value::from("Windows") }))
}
