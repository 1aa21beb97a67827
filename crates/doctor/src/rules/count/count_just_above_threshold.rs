//! CNT011: the count is just enough.

use super::{CNT, prelude::*};

values! { count: i64, threshold: i64 }

pub(super) static RULE: Rule = Rule {
    id: "CNT011",
    severity: Severity::Low,
    scope: Scope::Host,
    sources: "M29",
    title: Text { en: "Count just above the threshold", ja: "しきい値ぎりぎりのカウント" },
    finding: Text {
        en: "{product} counts {count}, and clients need {threshold}: a few machines less, and none is activated",
        ja: "{product} のカウントは {count} で、クライアントのしきい値は {threshold} です。数台減ると、どのクライアントもライセンス認証されなくなります",
    },
    actions: &[&action::ADD_CLIENTS],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(index, host): (usize, &InstalledLicense)| {
        let count = host.counts()?.count?;
        let threshold = if host.app() == App::Office { 5 } else { 25 };
        let near = (threshold..=threshold + threshold / 5).contains(&count);
        let lines = host.lines_with(&count.to_string());
        near.then(|| Hit::for_license(index, &lines).with(Values { count, threshold }))
    };
    let hosts = case.hosts().filter(|(_, host)| host.app() != App::Other && host.is_licensed());
    hosts.filter_map(hit).collect()
}
