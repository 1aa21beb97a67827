//! SVC025: the update after which volume editions of Windows 7 call themselves not genuine, as people tell it without a code.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC025",
    confidence: Confidence::Likely,
    step: Step::Store,
    scope: Scope::Windows,
    needs: required_evidence::ANYTHING,
    command: "powershell Get-HotFix -Id KB971033",
    sources: "M13 M23",
    title: Text { en: "KB971033 and not genuine, as it is told", ja: "KB971033 と正規品でないとの記述" },
    finding: Text {
        en: "{product} is said to call itself not genuine, and KB971033, which does that to volume editions, to be installed",
        ja: "{product} が正規品でないと表示され、KB971033 (ボリューム ライセンス版での既知の原因) がインストールされているとの記述があります",
    },
    actions: &[&action::UNINSTALL_UPDATE, &action::ACTIVATE],
    labels: &[Label::Kb971033, Label::NonGenuine],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let Some(update) = case.genuine_update() else { return Vec::new() };
    let told = case.topic("not_genuine").map(|told| Hit::global(told).with_cites(update).product("Windows 7"));
    told.into_iter().collect()
}
