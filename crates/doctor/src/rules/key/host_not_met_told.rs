//! KEY021: away from the host for long, by what people tell.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY021",
    severity: Severity::High,
    confidence: Confidence::Likely,
    sources: "S3",
    title: Text {
        en: "Away from the host's network for long", ja: "長期間、ホストのネットワークに接続していない"
    },
    finding: Text {
        en: "{product} is said not to have been in the network of its host for long; an activation lasts 180 days",
        ja: "{product} は長期間、ホストのネットワークに接続していないとの記述があります。ライセンス認証の有効期間は 180 日です",
    },
    actions: &[&action::VPN],
    labels: &[Label::ExpiredOffNetwork],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let away = case.told("away").map(|(_, cites)| cites);
    let Some(told) = away.last().or_else(|| case.told_cause("away").last()) else { return Vec::new() };
    // Over, or not activated by a host: states that no attempt tells more of.
    const STATES: [Code; 2] = [code::GRACE_EXPIRED, Code(0xC004_F056)];
    let met_nobody = |active: &ActiveCode| met_no_host(active.code) || STATES.contains(&active.code);
    let has_ended = |installed: &InstalledLicense| {
        installed.takes_kms() && installed.is_in_trouble() && installed.active_codes.iter().all(met_nobody)
    };
    let ended = case.clients().filter(|(_, installed)| has_ended(installed));
    ended.map(|(index, _)| Hit::for_license(index, told)).collect()
}
