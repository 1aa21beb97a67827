//! MAK017: no path to Microsoft, by what people tell of proxies, offline machines and Windows Update.

use super::{MAK, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MAK017",
    severity: Severity::High,
    confidence: Confidence::Likely,
    step: Step::Rpc,
    needs: required_evidence::ANYTHING,
    command: "netsh winhttp show proxy",
    sources: "S4 O",
    title: Text { en: "No path to Microsoft, as it is told", ja: "Microsoft に到達できないとの記述" },
    finding: Text {
        en: "{product} is said to be activated over the Internet, which it does not reach: a proxy has to be set for WinHTTP too",
        ja: "{product} のインターネット経由のライセンス認証が Microsoft に到達できないとの記述があります (プロキシは WinHTTP にも設定が必要です)",
    },
    actions: &[&action::INTERNET],
    labels: &[Label::NoInternet],
    ..MAK
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.topic("no_internet").map(Hit::global).into_iter().collect()
}
