//! NOI002: 0xC004C003 of a bypass license.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI002",
    needs: required_evidence::CLIENT,
    sources: "S0",
    title: Text { en: "0xC004C003 of a bypass license", ja: "バイパス ライセンスの 0xC004C003" },
    finding: Text {
        en: "{product} needs no activation; that it cannot be activated means nothing",
        ja: "{product} はライセンス認証が不要なため、エラーは無視できます",
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let tried = |installed: &InstalledLicense| {
        installed.outcomes.iter().rev().find(|(code, _)| *code == Some(KEY_BLOCKED)).map(|(_, cites)| cites.clone())
    };
    let bypass = case.clients().filter(|(_, installed)| installed.needs_no_activation());
    bypass.filter_map(|(index, installed)| Some(Hit::for_license(index, &tried(installed)?))).collect()
}
