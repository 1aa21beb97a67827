//! EVI005: log too short to judge.

use super::{EVI, prelude::*};

values! { hours: i64 }

pub(super) static RULE: Rule = Rule {
    id: "EVI005",
    needs: required_evidence::LOGS,
    command: "wevtutil epl Application Application.evtx",
    sources: "D",
    title: Text { en: "Log too short to judge", ja: "ログの期間が短い" },
    finding: Text {
        en: "The log covers {hours} h; the last successful renewal may lie before it",
        ja: "ログの期間は {hours} 時間です。最後に成功した更新は記録より前の可能性があります",
    },
    actions: &[&action::LONGER_LOG],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let times = log_times(case);
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return Vec::new() };
    let licensed = case.clients().any(|(_, installed)| installed.takes_kms() && installed.is_licensed());
    let wanted = if licensed { 8 * DAY } else { 6 * HOUR };
    if !licensed && case.kms_client_in_trouble().is_none() || last - first >= wanted {
        return Vec::new();
    }
    let hours = (last - first) / HOUR;
    log_events(case).take(1).map(|event| Hit::global(&event.cites).with(Values { hours })).collect()
}
