//! CLI008: host never reached.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI008",
    role: Role::Side,
    step: Step::Discovery,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Host never reached", ja: "ホストに一度も到達していない" },
    finding: Text {
        en: "{failures} failed tries of {product} and not one request sent to a host",
        ja: "{product} の試行が {failures} 回失敗し、ホストへの要求は 1 回も送信されていません",
    },
    actions: &[&action::COLLECT],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let tried = |installed: &InstalledLicense| {
        installed.history.iter().filter(|event| matches!(event.entry, Entry::Scheduler { .. })).count()
    };
    let sent =
        |installed: &InstalledLicense| installed.history.iter().any(|event| matches!(event.entry, Entry::Sent { .. }));
    let licenses = case
        .clients()
        .filter(|(_, installed)| installed.channel() == Channel::KmsClient && !installed.active_codes.is_empty());
    licenses
        .filter(|(_, installed)| tried(installed) > 0 && !sent(installed))
        .map(|(index, installed)| {
            let dns = installed.active_code(&DISCOVERY_CODES).is_some();
            let cites = installed.active_codes.first().map(|active| active.cites.clone()).unwrap_or_default();
            let hit = Hit::for_license(index, &cites).with("failures", tried(installed));
            if dns { hit } else { hit.confidence(Confidence::Likely) }
        })
        .collect()
}
