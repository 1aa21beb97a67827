//! KEY004: MAK where KMS is expected.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY004",
    severity: Severity::Low,
    confidence: Confidence::Likely,
    needs: required_evidence::LICENSES,
    sources: "S0",
    title: Text { en: "MAK where KMS is expected", ja: "KMS 環境で MAK を使用" },
    finding: Text {
        en: "{product} has a MAK and is not activated, while a KMS host serves this estate",
        ja: "KMS ホストがある環境で、{product} に MAK が使われ、ライセンス認証されていません",
    },
    actions: &[&action::INSTALL_CLIENT_KEY],
    labels: &[Label::KeyWrongChannel],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if !case.has_environment() {
        return Vec::new();
    }
    let idle = |installed: &InstalledLicense| {
        installed.channel() == Channel::Mak
            && !installed.is_licensed()
            && installed.active_codes.iter().all(|active| active.source == CodeSource::State)
    };
    case.clients()
        .filter(|(_, installed)| idle(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("MAK")))
        .collect()
}
