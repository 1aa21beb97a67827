//! CLI007: never tried.

use super::{CLI, prelude::*};

values! { hours: i64 }

pub(super) static RULE: Rule = Rule {
    id: "CLI007",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Service,
    needs: required_evidence::LOGS,
    command: "wevtutil epl Application Application.evtx",
    sources: "D",
    title: Text { en: "Never tried", ja: "一度も試行していない" },
    finding: Text {
        en: "The log covers {hours} h and holds no attempt of {product}",
        ja: "ログ ({hours} 時間分) に {product} の試行が 1 回もありません",
    },
    actions: &[&action::ENABLE_SERVICE],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let times = log_times(case);
    let (Some(first), Some(last)) = (times.first(), times.last()) else { return Vec::new() };
    let never_tried = |installed: &InstalledLicense| {
        installed.channel() == Channel::KmsClient
            && !installed.is_licensed()
            && installed.history.is_empty()
            && installed.outcomes.is_empty()
            && !installed.license.host_not_found
    };
    let licenses = case.clients().filter(|(_, installed)| last - first >= DAY && never_tried(installed));
    let hours = (last - first) / HOUR;
    licenses
        .map(|(index, installed)| Hit::for_license(index, &installed.status_lines()).with(Values { hours }))
        .collect()
}
