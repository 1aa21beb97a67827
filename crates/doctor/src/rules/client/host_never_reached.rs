//! CLI008: host never reached.

use super::{CLI, prelude::*};

values! { failures: usize }

pub(super) static RULE: Rule = Rule {
    id: "CLI008",
    role: Role::Side,
    step: Step::Discovery,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "O",
    title: Text { en: "Host never reached", ja: "ホストに一度も到達していない" },
    finding: Text {
        en: "Failed tries of {product}: {failures}; not one request was sent to a host",
        ja: "{product} の試行が {failures} 回失敗し、ホストへの要求は 1 回も送信されていません",
    },
    actions: &[&action::COLLECT],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut hits = Vec::new();
    for (index, installed) in case.clients().filter(|(_, installed)| installed.channel() == Channel::KmsClient) {
        let failures = installed.history.iter().filter(|event| matches!(event.entry, Entry::Scheduler { .. })).count();
        let sent = installed.history.iter().any(|event| matches!(event.entry, Entry::Sent { .. }));
        let Some(first) = installed.active_codes.first().filter(|_| failures > 0 && !sent) else { continue };
        let hit = Hit::for_license(index, &first.cites).with(Values { failures });
        // A code of discovery says itself that no host was found.
        let is_said = installed.active_code(&DISCOVERY_CODES).is_some();
        hits.push(if is_said { hit } else { hit.confidence(Confidence::Likely) });
    }
    hits
}
