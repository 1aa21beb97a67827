//! KEY012: several keys for one Office family.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "KEY012",
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Office,
    needs: needs::OFFICE,
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0",
    title: Text { en: "Several keys for one Office family", ja: "同じ Office 製品に複数のキー" },
    finding: Text {
        en: "{count} licenses of {product} have keys ({keys}) and at least one is not activated",
        ja: "{product} の {count} 個のライセンスにキー ({keys}) があり、認証されていないものがあります",
    },
    actions: &[&action::REMOVE_KEY],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let office =
        |unit: &Unit| unit.app() == App::Office && unit.license.partial_key.is_some() && !unit.needs_no_activation();
    let keyed: Vec<(usize, &Unit)> = case.clients().filter(|(_, unit)| office(unit)).collect();
    let mut hits = Vec::new();
    for (index, unit) in &keyed {
        let kin: Vec<&Unit> =
            keyed.iter().map(|(_, other)| *other).filter(|other| other.family() == unit.family()).collect();
        if kin.len() < 2 || unit.family().is_empty() || kin.iter().all(|other| other.is_licensed()) {
            continue;
        }
        let keys: Vec<&str> = kin.iter().filter_map(|other| other.license.partial_key.as_deref()).collect();
        let cites: Vec<Cite> =
            kin.iter().flat_map(|other| naming(other, other.license.partial_key.as_deref().unwrap_or(""))).collect();
        let none = kin.iter().all(|other| !other.is_licensed());
        let hit = Hit::of(*index, &cites).with("count", kin.len()).with("keys", keys.join(", "));
        hits.push(if none { hit.severity(Severity::High) } else { hit });
    }
    hits
}
