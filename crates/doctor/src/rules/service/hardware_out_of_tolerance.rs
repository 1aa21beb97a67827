//! SVC012: hardware moved beyond tolerance.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "SVC012",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Store,
    scope: Scope::Any,
    needs: needs::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Hardware moved beyond tolerance", ja: "ハードウェア変更の許容範囲超過" },
    finding: Text {
        en: "{code}: the hardware differs from that of the last activation",
        ja: "{code}: 前回のライセンス認証時からハードウェアが変更されています",
    },
    actions: &[&action::ACTIVATE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let hits = any(case, &[0xC004_F00F]).into_iter();
    let other = |unit: &Unit| unit.now.iter().any(|seen| !matches!(seen.from, From::State | From::Text));
    hits.filter(|hit| unit_of(case, hit).is_none_or(|unit| unit.channel() != Channel::Mak))
        .map(|hit| {
            // A volume client is cured by its next activation: what keeps that from working comes first.
            let later = unit_of(case, &hit).is_some_and(other);
            if later { hit.confidence(Confidence::Likely) } else { hit }
        })
        .collect()
}
