//! CLI016: one product is licensed, the other is not.

use super::{CLI, prelude::*};

values! { licensed: String }

pub(super) static RULE: Rule = Rule {
    id: "CLI016",
    severity: Severity::Info,
    role: Role::Side,
    sources: "S0",
    title: Text { en: "One product is licensed, the other is not", ja: "製品ごとに状態が異なる" },
    finding: Text {
        en: "{licensed} is licensed, {product} is not: each application has its own count and CMID",
        ja: "{licensed} はライセンス認証済みですが、{product} はライセンス認証されていません (カウントと CMID は製品ごとに別です)",
    },
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let well = |installed: &InstalledLicense| installed.is_licensed() && !installed.is_in_trouble();
    let Some((_, licensed)) = case.clients().find(|(_, installed)| well(installed) && installed.takes_kms()) else {
        return Vec::new();
    };
    let troubled = case.clients().filter(|(_, installed)| installed.takes_kms() && installed.is_in_trouble());
    troubled
        .filter(|(_, installed)| installed.app() != licensed.app() && installed.app() != App::Unknown)
        .map(|(index, installed)| {
            let cites = [installed.status_lines(), licensed.status_lines()].concat();
            Hit::for_license(index, &cites).with(Values { licensed: licensed.name() })
        })
        .collect()
}
