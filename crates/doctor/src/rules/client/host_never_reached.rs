//! CLI008: host never reached.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI008",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Side,
    step: Step::Discovery,
    scope: Scope::Any,
    needs: needs::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Host never reached", ja: "ホストに一度も到達していない" },
    finding: Text {
        en: "{failures} failed tries of {product} and not one request sent to a host",
        ja: "{product} の試行が {failures} 回失敗し、ホストへの要求は 1 回も送信されていません",
    },
    actions: &[&action::COLLECT],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let tried =
        |unit: &Unit| unit.history.iter().filter(|moment| matches!(moment.entry, Entry::Scheduler { .. })).count();
    let sent = |unit: &Unit| unit.history.iter().any(|moment| matches!(moment.entry, Entry::Sent { .. }));
    let units = case.clients().filter(|(_, unit)| unit.channel() == Channel::KmsClient && !unit.now.is_empty());
    units
        .filter(|(_, unit)| tried(unit) > 0 && !sent(unit))
        .map(|(index, unit)| {
            let dns = unit.saw(&DISCOVERY_CODES).is_some();
            let cites = unit.now.first().map(|seen| seen.cites.clone()).unwrap_or_default();
            let hit = Hit::of(index, &cites).with("failures", tried(unit));
            if dns { hit } else { hit.confidence(Confidence::Likely) }
        })
        .collect()
}
