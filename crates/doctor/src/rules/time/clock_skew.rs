//! TIM001: clock differs by more than 4 hours.

use super::{TIM, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "TIM001",
    sources: "S4 M6",
    title: Text { en: "Clock differs by more than 4 hours", ja: "時刻のずれが 4 時間を超えている" },
    finding: Text {
        en: "The clocks of client and host differ too much ({code})",
        ja: "クライアントとホストの時刻のずれが大きすぎます ({code})",
    },
    actions: &[&action::FIX_CLOCK],
    labels: &[Label::ClockSkew],
    ..TIM
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = any(case, &[CLOCK_SKEW]);
    if let (Some(request), true) =
        (case.requests.iter().rev().find(|request| request.code() == Some(CLOCK_SKEW)), hits.is_empty())
    {
        hits.push(Hit::global(&request.cites).with("code", "0xC004F06C"));
    }
    // The client's time service complains while the host refuses more and more.
    let complaint =
        case.events.iter().rev().find(|event| is_time_service(event) && TIME_TROUBLE.contains(&event.record.id));
    if let (Some(event), Some(cites), true) = (complaint, refusals_rise(case), hits.is_empty()) {
        hits.push(
            Hit::global(&event.cites).with_cites(&cites).confidence(Confidence::Likely).with("code", "Time-Service"),
        );
    }
    hits
}
