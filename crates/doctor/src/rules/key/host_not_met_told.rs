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
    let Some((_, told)) = case.told("away").last() else { return Vec::new() };
    let met_nobody = |active: &ActiveCode| met_no_host(active.code) || active.code == code::GRACE_EXPIRED;
    let has_ended = |installed: &InstalledLicense| {
        installed.takes_kms() && installed.is_in_trouble() && installed.active_codes.iter().all(met_nobody)
    };
    let ended = case.clients().filter(|(_, installed)| has_ended(installed));
    ended.map(|(index, _)| Hit::for_license(index, told)).collect()
}
