//! CLI010: answered and refused.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI010",
    role: Role::Side,
    step: Step::Answer,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "M28",
    title: Text { en: "Answered and refused", ja: "応答はあるが拒否された" },
    finding: Text {
        en: "The host answered {product} with {code}", ja: "ホストは {product} に {code} と応答しました"
    },
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    case.clients()
        .filter_map(|(index, installed)| {
            let active = installed.active_codes.iter().find(|active| active.source == CodeSource::Answer)?;
            Some(CodeMatch { index, installed, active }.hit())
        })
        .collect()
}
