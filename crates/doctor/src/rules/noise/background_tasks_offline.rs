//! NOI003: 8200, 8208 and 900 after start.

use super::{NOI, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "NOI003",
    weight: Weight::LeadingNoise,
    sources: "M20",
    title: Text { en: "8200, 8208 and 900 after start", ja: "起動時の 8200、8208、900" },
    finding: Text {
        en: "The errands of the scheduler failed without Internet ({code}); activation was not tried",
        ja: "インターネットに接続できないため、スケジューラの処理が失敗しました ({code})。ライセンス認証の失敗ではありません",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_offline = |event: &LoggedEvent| event.record.code.is_some_and(|code| NO_INTERNET.contains(&code));
    let background_tasks = case.events(&[8200, 8208]).filter(|event| is_offline(event));
    let Some(last) = background_tasks.last() else { return Vec::new() };
    let followed = case.events(&[8198]).any(|event| event.at >= last.at && is_offline(event));
    let outside = case.clients().any(|(_, installed)| !installed.takes_kms() && installed.is_in_trouble());
    if followed || outside {
        return Vec::new();
    }
    vec![Hit::global(&last.cites).with(Values { code: last.record.code.into() })]
}
