//! NOI009: count stands at its cap.

use super::{NOI, prelude::*};

values! { count: i64 }

pub(super) static RULE: Rule = Rule {
    id: "NOI009",
    needs: required_evidence::HOSTS,
    sources: "M1",
    title: Text { en: "Count stands at its cap", ja: "カウントが上限値に達している" },
    finding: Text {
        en: "A count of {count} is the limit of what a host remembers, not of whom it serves",
        ja: "カウント {count} はホストが記憶する上限であり、ライセンス認証できる台数の上限ではありません",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let counted = case.hosts().filter_map(|(index, host)| Some((index, host, host.counts()?.count?)));
    counted
        .filter(|(_, _, count)| *count == 50 || *count == 10)
        .map(|(index, host, count)| {
            Hit::for_license(index, &host.lines_with(&count.to_string())).with(Values { count })
        })
        .collect()
}
