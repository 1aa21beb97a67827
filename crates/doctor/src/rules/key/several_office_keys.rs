//! KEY012: several keys for one Office family.

use super::{KEY, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    // A trial or grace license brings a key along, which nobody installed.
    let has_key = |installed: &InstalledLicense| {
        installed.app() == App::Office
            && installed.license.partial_key.is_some()
            && !installed.needs_no_activation()
            && !installed.is_temporary()
    };
    let keyed: Vec<(usize, &InstalledLicense)> = case.clients().filter(|(_, installed)| has_key(installed)).collect();
    let mut hits = Vec::new();
    for (index, installed) in &keyed {
        let family = installed.family();
        let siblings: Vec<&InstalledLicense> =
            keyed.iter().map(|(_, other)| *other).filter(|other| other.family() == family).collect();
        if siblings.len() < 2 || family.is_empty() || siblings.iter().all(|other| other.is_activated()) {
            continue;
        }
        let keys: Vec<&str> = siblings.iter().filter_map(|other| other.license.partial_key.as_deref()).collect();
        let cites: Vec<Cite> = siblings.iter().zip(&keys).flat_map(|(other, key)| other.lines_with(key)).collect();
        let values = Values { count: siblings.len(), keys: keys.join(", ") };
        let hit = Hit::for_license(*index, &cites).with(values);
        let none = siblings.iter().all(|other| !other.is_activated());
        hits.push(if none { hit.severity(Severity::High) } else { hit });
    }
    hits
}
