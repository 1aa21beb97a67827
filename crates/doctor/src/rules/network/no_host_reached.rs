//! NET014: no host reached, reason not visible.

use super::{NET, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NET014",
    confidence: Confidence::Likely,
    step: Step::Rpc,
    needs: required_evidence::CLIENT,
    command: "wevtutil epl Application Application.evtx",
    weight: Weight::NamesNoCause,
    sources: "M6",
    title: Text { en: "No host reached, reason not visible", ja: "ホストに到達できないが理由は不明" },
    finding: Text {
        en: "{code} is the sum of all tries of {product}; the reason of each stands in Application.evtx, the SRV answer or a port test",
        ja: "{code} は {product} の試行全体の結果です。各試行の理由は Application.evtx、SRV レコードの照会、ポートの確認で分かります",
    },
    actions: &[
        &action::COMPARE_HOST,
        &action::ALLOW_PORT,
        &action::CHECK_HOST_SERVICE,
        &action::CLEAR_PIN,
        &action::COLLECT,
    ],
    labels: &[Label::HostUnreachable],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let tells = |code: Code| code != code::NO_HOST_REACHED && code != code::UNEXPECTED;
    let is_finer =
        |active: &ActiveCode| tells(active.code) && !matches!(active.source, CodeSource::State | CodeSource::Text);
    kms_client_with(case, &[code::NO_HOST_REACHED])
        .filter(|found| !found.installed.active_codes.iter().any(is_finer))
        .map(|found| found.hit())
        .collect()
}
