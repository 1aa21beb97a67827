//! SVC004: rights of the licensing service broken.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC004",
    confidence: Confidence::Likely,
    command: "wevtutil epl Application Application.evtx",
    sources: "M12",
    title: Text { en: "Rights of the licensing service broken", ja: "ライセンス サービスの権限不足" },
    finding: Text {
        en: "{code} beside event 8229: the service itself is refused, not only the prompt",
        ja: "{code} とイベント 8229: コマンド プロンプトではなく、サービス自体のアクセスが拒否されています",
    },
    actions: &[&action::RESTORE_RIGHTS],
    labels: &[Label::RegistryPermission, Label::Permission],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let refused: Vec<&LoggedEvent> =
        case.events(&[RULES_ENGINE_FAILED]).filter(|event| event.code() == Some(ACCESS_DENIED)).collect();
    let Some(event) = refused.last() else { return Vec::new() };
    let hits = any(case, &[ACCESS_DENIED]);
    if hits.is_empty() {
        return vec![Hit::global(&event.cites).with("code", "0x80070005")];
    }
    hits.into_iter().map(|hit| hit.with_cites(&event.cites)).collect()
}
