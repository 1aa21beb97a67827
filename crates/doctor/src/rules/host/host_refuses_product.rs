//! HST005: host refuses with 0xC004F015.

use super::{HST, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "HST005",
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "M19",
    title: Text { en: "Host refuses with 0xC004F015", ja: "ホストが 0xC004F015 で拒否" },
    finding: Text {
        en: "The host logged {refused} requests that its key does not cover",
        ja: "ホストのキーに対応しない要求が {refused} 件記録されています",
    },
    actions: &[&action::HOST_KEY, &action::HOST_UPDATE],
    labels: &[Label::WrongHostProduct],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let refused: Vec<&LoggedEvent> =
        case.requests.iter().filter(|request| request.code() == Some(0xC004_F015)).collect();
    let mut hits: Vec<Hit> = any(case, &[0xC004_F015]).into_iter().map(|hit| hit.with("refused", 1)).collect();
    if let (Some(last), true) = (refused.last(), hits.is_empty()) {
        let hit = Hit::global(&last.cites).with("refused", refused.len()).with("code", "0xC004F015");
        hits.push(Hit { license: case.hosts().next().map(|(index, _)| index), ..hit });
    }
    hits
}
