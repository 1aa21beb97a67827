//! CLI009: asked, no answer.

use super::{CLI, prelude::*};

values! { host: String }

/// Events of one file, so that it is more than a few that somebody copied.
const EVENTS_MIN: usize = 5;

pub(super) static RULE: Rule = Rule {
    id: "CLI009",
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Rpc,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "M28",
    title: Text { en: "Asked, no answer", ja: "要求を送信したが応答がない" },
    finding: Text {
        en: "{product} sent its request to {host} and logged no answer",
        ja: "{product} は {host} に要求を送信しましたが、応答の記録がありません",
    },
    actions: &[&action::ALLOW_PORT, &action::COLLECT_HOST],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let unanswered = |installed: &InstalledLicense| {
        installed.takes_kms()
            && !installed.is_licensed()
            && installed.active_codes.iter().all(|active| active.source > CodeSource::Scheduler)
    };
    case.clients()
        .filter(|(_, installed)| unanswered(installed))
        .filter_map(|(index, installed)| {
            let last = installed.history.last()?;
            let Entry::Sent { code: code::SUCCESS, host, .. } = &last.entry else { return None };
            // One event copied out of a log says nothing of what followed it.
            let file = last.cites.first()?.file;
            let of_file = |event: &&LoggedEvent| event.cites.first().is_some_and(|cite| cite.file == file);
            let whole = case.events.iter().filter(of_file).count() >= EVENTS_MIN;
            whole.then(|| Hit::for_license(index, &last.cites).with(Values { host: host.clone() }))
        })
        .collect()
}
