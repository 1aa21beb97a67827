//! NOI002: 0xC004C003 of a bypass license.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI002",
    needs: required_evidence::CLIENT,
    weight: Weight::LeadingNoise,
    sources: "S0",
    title: Text { en: "0xC004C003 of a bypass license", ja: "バイパス ライセンスの 0xC004C003" },
    finding: Text {
        en: "{product} needs no activation; that it cannot be activated means nothing",
        ja: "{product} はライセンス認証が不要なため、エラーは無視できます",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let bypass = case.clients().filter(|(_, installed)| installed.needs_no_activation());
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        let (_, cites) = installed.outcomes.iter().rev().find(|(code, _)| *code == Some(code::KEY_BLOCKED))?;
        Some(Hit::for_license(index, cites))
    };
    bypass.filter_map(hit).collect()
}
