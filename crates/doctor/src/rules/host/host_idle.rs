//! HST018: host idle.

use super::{HST, prelude::*};

values! { days: i64 }

pub(super) static RULE: Rule = Rule {
    id: "HST018",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Side,
    scope: Scope::Host,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "M29",
    title: Text { en: "Host idle", ja: "ホストに要求が届いていない" },
    finding: Text { en: "Days since the newest request: {days}", ja: "最新の要求は {days} 日前です" },
    actions: &[&action::COLLECT_HOST, &action::CREATE_SRV],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let newest = case.requests.iter().filter_map(|request| request.at).max();
    let end = case.events.iter().filter_map(|event| event.at).max();
    let (Some(newest), Some(end), Some(last)) = (newest, end, case.requests.last()) else { return Vec::new() };
    if end - newest <= 8 * DAY {
        return Vec::new();
    }
    vec![Hit::global(&last.cites).with(Values { days: (end - newest) / DAY })]
}
