//! HST001: KMS not enabled on host.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST001",
    needs: required_evidence::CLIENT,
    sources: "S0 S4",
    title: Text { en: "KMS not enabled on host", ja: "ホストで KMS が有効でない" },
    finding: Text {
        en: "{host} answers, and says that no KMS is enabled there ({code})",
        ja: "{host} は応答しますが、KMS が有効ではありません ({code})",
    },
    actions: &[&action::HOST_KEY, &action::CHECK_HOST_SERVICE],
    labels: &[Label::HostNotEnabled],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    kms_client_with(case, &[code::HOST_NOT_ENABLED])
        .filter(|found| is_known_not_enabled(case, found.installed))
        .map(|found| found.hit())
        .collect()
}
