//! EVI006: log cleared or has gaps.

use super::{EVI, prelude::*};

values! { damaged: u64, days: i64 }

/// A log with so many events is one of a machine that is in use.
const BUSY: usize = 50;

pub(super) static RULE: Rule = Rule {
    id: "EVI006",
    needs: required_evidence::LOGS,
    command: "wevtutil epl Application Application.evtx",
    sources: "D",
    title: Text { en: "Log cleared or has gaps", ja: "ログの消去または欠落" },
    finding: Text {
        en: "Damaged records: {damaged}; longest silence in days: {days}",
        ja: "破損したレコード {damaged} 件、最長の空白期間 {days} 日",
    },
    actions: &[&action::LONGER_LOG],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let damaged: u64 = case.evidence.iter().map(|evidence| evidence.damaged_records).sum();
    let times = log_times(case);
    let silence = times.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).max().unwrap_or(0);
    // A machine that is switched off for a month says nothing; a log of a busy machine that falls silent was cleared.
    let gap = silence > 30 * DAY && times.len() > BUSY;
    if damaged == 0 && !gap {
        return Vec::new();
    }
    vec![Hit::global(&[]).with(Values { damaged, days: silence / DAY })]
}
