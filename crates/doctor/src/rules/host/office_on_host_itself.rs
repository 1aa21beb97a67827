//! HST020: Office on the host itself cannot use it.

use super::{HST, prelude::*};

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "HST020",
    severity: Severity::High,
    confidence: Confidence::Likely,
    step: Step::Discovery,
    scope: Scope::Office,
    needs: required_evidence::OFFICE,
    command: "wevtutil epl Application Application.evtx",
    sources: "S0",
    title: Text {
        en: "Office on the host itself cannot use it",
        ja: "ホスト上の Office は、そのホストでライセンス認証できない",
    },
    finding: Text {
        en: "{product} asks {host}, the computer that it runs on; Office 2013 and later refuse that",
        ja: "{product} は自分自身 ({host}) に要求しています。Office 2013 以降は同じコンピューターの KMS ホストを使用できません",
    },
    actions: &[&action::BETTER_HOST, &action::USE_MAK],
    labels: &[Label::OfficeOnKmsHost],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let troubled = |installed: &InstalledLicense| {
        installed.app() == App::Office && installed.is_in_trouble() && installed.takes_kms()
    };
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        let (host, _) = host_and_port(&installed.host()?);
        let is_own = own_names(case, installed).iter().any(|own| same_host(own, &host));
        let is_2010 = installed.product().is_some_and(|product| product.family.contains("2010"));
        let cites = installed.lines_with(&host);
        (is_own && !is_2010).then(|| Hit::for_license(index, &cites).with(Values { host }))
    };
    case.clients().filter(|(_, installed)| troubled(installed)).filter_map(hit).collect()
}
