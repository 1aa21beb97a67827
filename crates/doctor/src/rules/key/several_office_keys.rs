//! KEY012: several keys for one Office family.

use super::{KEY, prelude::*};
use std::collections::BTreeMap;

values! { count: usize, keys: String }

pub(super) static RULE: Rule = Rule {
    id: "KEY012",
    severity: Severity::Medium,
    scope: Scope::Office,
    needs: required_evidence::OFFICE,
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0",
    title: Text { en: "Several keys for one Office family", ja: "同じ Office 製品に複数のキー" },
    finding: Text {
        en: "Licenses of {product} with a key: {count} ({keys}); at least one is not activated",
        ja: "{product} の {count} 個のライセンスにキー ({keys}) があり、ライセンス認証されていないものがあります",
    },
    actions: &[&action::REMOVE_KEY],
    labels: &[Label::MultipleOfficeLicenses],
    ..KEY
};

/// So many keys are named: more are of many machines, and each of their licenses names them all.
const NAMED_MAX: usize = 20;

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    // A trial or grace license brings a key along, which nobody installed.
    let has_key = |installed: &InstalledLicense| {
        installed.app() == App::Office
            && installed.license.partial_key.is_some()
            && !installed.needs_no_activation()
            && !installed.is_temporary()
    };
    let mut families: BTreeMap<String, Vec<(usize, &InstalledLicense)>> = BTreeMap::new();
    for (index, installed) in case.clients().filter(|(_, installed)| has_key(installed)) {
        families.entry(installed.family()).or_default().push((index, installed));
    }
    families.remove("");
    let mut hits: Vec<(usize, Hit<Values>)> = families.values().flat_map(|siblings| of_family(siblings)).collect();
    hits.sort_by_key(|(index, _)| *index);
    hits.into_iter().map(|(_, hit)| hit).collect()
}

/// A hit for each license of a family that has several keys. All of them name the same keys.
fn of_family(siblings: &[(usize, &InstalledLicense)]) -> Vec<(usize, Hit<Values>)> {
    let activated = siblings.iter().filter(|(_, installed)| installed.is_activated()).count();
    if siblings.len() < 2 || activated == siblings.len() {
        return Vec::new();
    }
    let keys = siblings.iter().filter_map(|(_, own)| Some((own, own.license.partial_key.as_deref()?)));
    let keys: Vec<(&&InstalledLicense, &str)> = keys.take(NAMED_MAX).collect();
    let cites: Vec<Cite> = keys.iter().flat_map(|(own, key)| own.lines_with(key)).collect();
    let mut named = keys.iter().map(|(_, key)| *key).collect::<Vec<_>>().join(", ");
    if siblings.len() > NAMED_MAX {
        named.push_str(", …");
    }
    let hit = |index: usize| {
        let hit = Hit::for_license(index, &cites).with(Values { count: siblings.len(), keys: named.clone() });
        if activated == 0 { hit.severity(Severity::High) } else { hit }
    };
    siblings.iter().map(|(index, _)| (*index, hit(*index))).collect()
}
