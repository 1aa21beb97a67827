//! NOI003: 8200, 8208 and 900 after start.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI003",
    sources: "M20",
    title: Text { en: "8200, 8208 and 900 after start", ja: "起動時の 8200、8208、900" },
    finding: Text {
        en: "The errands of the scheduler failed without Internet ({code}); activation was not tried",
        ja: "スケジューラの処理がインターネットなしで失敗しました ({code})。ライセンス認証の失敗ではありません",
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let background_tasks: Vec<&LoggedEvent> = case
        .events(&[8200, 8208])
        .filter(|event| event.code().is_some_and(|code| NO_INTERNET.contains(&code)))
        .collect();
    let Some(last) = background_tasks.last() else { return Vec::new() };
    let followed = case
        .events(&[8198])
        .any(|event| event.at >= last.at && event.code().is_some_and(|code| NO_INTERNET.contains(&code)));
    let outside = case.clients().any(|(_, installed)| !installed.takes_kms() && installed.is_in_trouble());
    if followed || outside {
        return Vec::new();
    }
    vec![Hit::global(&last.cites).with("code", last.record.code.map(|code| code.to_string()).unwrap_or_default())]
}
