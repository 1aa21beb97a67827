//! NOI011: failure at start, then success.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI011",
    sources: "O",
    title: Text { en: "Failure at start, then success", ja: "起動直後の失敗の後に成功" },
    finding: Text {
        en: "Tries before the network was up failed; later ones did not",
        ja: "ネットワークの準備前の試行は失敗しましたが、その後は成功しています",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let early = |event: &&HistoryEvent| matches!(&event.entry, Entry::Scheduler { trigger, .. } if trigger == "NetworkAvailable");
    let good = case.clients().filter(|(_, installed)| installed.succeeded_last && !installed.is_in_trouble());
    good.filter_map(|(index, installed)| {
        Some(Hit::for_license(index, &installed.history.iter().rev().find(early)?.cites))
    })
    .collect()
}
