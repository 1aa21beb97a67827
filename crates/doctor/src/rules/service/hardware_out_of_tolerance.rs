//! SVC012: hardware moved beyond tolerance.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC012",
    step: Step::Store,
    sources: "S4",
    title: Text { en: "Hardware moved beyond tolerance", ja: "ハードウェア変更の許容範囲超過" },
    finding: Text {
        en: "{code}: the hardware differs from that of the last activation",
        ja: "{code}: 前回のライセンス認証時からハードウェアが変更されています",
    },
    actions: &[&action::ACTIVATE],
    labels: &[Label::HardwareChanged],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hits = any(case, &[0xC004_F00F]).into_iter();
    let other = |installed: &InstalledLicense| {
        installed.active_codes.iter().any(|active| !matches!(active.source, CodeSource::State | CodeSource::Text))
    };
    hits.filter(|hit| license_of(case, hit).is_none_or(|installed| installed.channel() != Channel::Mak))
        .map(|hit| {
            // A volume client is cured by its next activation: what keeps that from working comes first.
            let later = license_of(case, &hit).is_some_and(other);
            if later { hit.confidence(Confidence::Likely) } else { hit }
        })
        .collect()
}
