//! CNT012: Windows and Office have separate counts.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CNT012",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::Side,
    step: Step::Count,
    scope: Scope::Any,
    needs: needs::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S1",
    title: Text { en: "Windows and Office have separate counts", ja: "Windows と Office のカウントは別" },
    finding: Text {
        en: "The count of {other} ({count}) is no help for {product}",
        ja: "{other} のカウント ({count}) は {product} には関係しません",
    },
    actions: &[&action::NONE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let low = case.clients().filter(|(_, unit)| unit.saw(&[COUNT_TOO_LOW]).is_some() && unit.app() != App::Unknown);
    let mut hits = Vec::new();
    for (index, unit) in low {
        let mut full = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.count?)));
        let other = full.find(|(host, count)| host.app() != unit.app() && *count >= 5);
        let by_host = other.map(|(host, count)| (host.name(), count, naming(host, &count.to_string())));
        // Without the host's own word: what it told the machine's other product.
        let by_kin = || {
            let kin = case.clients().filter(|(_, kin)| kin.app() != unit.app() && kin.app() != App::Unknown);
            let mut told =
                kin.filter_map(|(_, kin)| kin.told_count().map(|(count, cites)| (kin.name(), count, cites.to_vec())));
            told.find(|(_, count, _)| *count >= 5)
        };
        hits.extend(
            by_host
                .or_else(by_kin)
                .map(|(name, count, cites)| Hit::of(index, &cites).with("other", name).with("count", count)),
        );
    }
    hits
}
