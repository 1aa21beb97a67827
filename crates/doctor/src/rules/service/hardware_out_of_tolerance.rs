//! SVC012: hardware moved beyond tolerance.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC012",
    step: Step::Store,
    sources: "S4",
    title: Text {
        en: "Hardware moved beyond tolerance", ja: "ハードウェアの変更が許容範囲を超えている"
    },
    finding: Text {
        en: "{code}: the hardware differs from that of the last activation",
        ja: "{code}: 前回のライセンス認証時からハードウェアが変更されています",
    },
    actions: &[&action::ACTIVATE],
    labels: &[Label::HardwareChanged],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let is_later = |active: &ActiveCode| !matches!(active.source, CodeSource::State | CodeSource::Text);
    any_license_with(case, &[&[code::HARDWARE_OUT_OF_TOLERANCE], codes_of(RULE.id)].concat())
        .filter(|found| found.installed.channel() != Channel::Mak)
        .map(|found| {
            // A volume client is cured by its next activation: what keeps that from working comes first.
            let failing = found.installed.active_codes.iter().any(is_later);
            if failing { found.hit().confidence(Confidence::Likely) } else { found.hit() }
        })
        .collect()
}
