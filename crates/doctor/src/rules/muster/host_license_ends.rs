//! MUS004: license of the host ends.

use super::{MUS, ending, prelude::*};

values! { days: Value }

pub(super) static RULE: Rule = Rule {
    id: "MUS004",
    severity: Severity::Medium,
    sources: "D",
    title: Text { en: "License of the host ends", ja: "ホストのライセンスの期限が近い" },
    finding: Text {
        en: "The license of the host ends (days left: {days}); from then on no client is activated or renewed",
        ja: "ホストのライセンスの残り日数: {days}。期限を過ぎると、クライアントのライセンス認証と更新ができなくなります",
    },
    actions: &[&action::MUSTER_RENEW_HOST],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(days, severity, cites): (Value, Severity, &[Cite])| {
        Hit::global(cites).severity(severity).with(Values { days })
    };
    ending(case, "license").map(hit).into_iter().collect()
}
