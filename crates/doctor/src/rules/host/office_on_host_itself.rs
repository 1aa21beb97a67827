//! HST020: Office on the host itself cannot use it.

use super::{HST, prelude::*};

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
        en: "Office on the host itself cannot use it", ja: "ホスト上の Office は同じホストで認証できない"
    },
    finding: Text {
        en: "{product} asks {host}, the computer that it runs on; Office 2013 and later refuse that",
        ja: "{product} は自分自身 ({host}) に要求しています。Office 2013 以降は同じコンピューターの KMS ホストを使用できません",
    },
    actions: &[&action::BETTER_HOST],
    labels: &[Label::OfficeOnKmsHost],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (index, installed) in case
        .clients()
        .filter(|(_, installed)| installed.app() == App::Office && installed.is_in_trouble() && installed.takes_kms())
    {
        let Some(asked) = installed.host() else { continue };
        let (name, _) = host_and_port(&asked);
        let own = own_names(case, installed);
        let old = installed.product().is_some_and(|product| product.family.contains("2010"));
        if own.iter().any(|own| same_host(own, &name)) && !old {
            hits.push(Hit::for_license(index, &naming(installed, &name)).with("host", name));
        }
    }
    hits
}
