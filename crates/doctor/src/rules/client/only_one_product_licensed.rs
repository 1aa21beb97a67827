//! CLI016: one product is licensed, the other is not.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI016",
    severity: Severity::Info,
    role: Role::Side,
    sources: "S0",
    title: Text { en: "One product is licensed, the other is not", ja: "製品ごとに状態が異なる" },
    finding: Text {
        en: "{licensed} is licensed, {product} is not: each application has its own count and CMID",
        ja: "{licensed} は認証済みですが {product} は未認証です (カウントと CMID は製品ごとに別です)",
    },
    actions: &[&action::NONE],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let well = case
        .clients()
        .find(|(_, installed)| installed.is_licensed() && !installed.is_in_trouble() && installed.takes_kms());
    let Some((_, well)) = well else { return Vec::new() };
    let other = case
        .clients()
        .filter(|(_, installed)| installed.is_in_trouble() && installed.takes_kms() && installed.app() != well.app());
    let known = other.filter(|(_, installed)| installed.app() != App::Unknown);
    known
        .map(|(index, installed)| {
            Hit::for_license(index, &stating(installed)).with_cites(&stating(well)).with("licensed", well.name())
        })
        .collect()
}
