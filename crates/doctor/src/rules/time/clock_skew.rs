//! TIM001: clock differs by more than 4 hours.

use super::{TIM, prelude::*};

values! { code: Value }

/// The time service reports a difference, no source, or a source that it does not trust.
const TIME_TROUBLE: [u32; 8] = [24, 29, 36, 47, 50, 129, 134, 142];

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let values = || Values { code: code::CLOCK_SKEW.into() };
    let hits: Vec<Hit<Values>> =
        any_license_with(case, &[code::CLOCK_SKEW]).map(|found| found.hit().with(values())).collect();
    if !hits.is_empty() {
        return hits;
    }
    let refused = case.requests.iter().rev().find(|request| request.record.code == Some(code::CLOCK_SKEW));
    let logged = refused.map(|request| Hit::global(&request.cites).with(values()));
    logged.or_else(|| complaint(case)).into_iter().collect()
}

/// The client's time service complains while the host refuses more and more.
fn complaint(case: &Case) -> Option<Hit<Values>> {
    let complains = |event: &&LoggedEvent| {
        event.record.provider == Some(Provider::TimeService) && TIME_TROUBLE.contains(&event.record.id)
    };
    let event = case.events.iter().rfind(complains)?;
    let hit = Hit::global(&event.cites).with_cites(&rising_refusals(case)?).confidence(Confidence::Likely);
    Some(hit.with(Values { code: "Time-Service".into() }))
}

/// A host's counter of refused requests that grows from one print to the next, with the lines.
fn rising_refusals(case: &Case) -> Option<Vec<Cite>> {
    let counted: Vec<(&InstalledLicense, u64, u64)> =
        case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.total?, host.counts()?.failed?))).collect();
    counted.iter().find_map(|(early, total, failed)| {
        let (late, _, refused) = counted.iter().find(|(_, later, refused)| later > total && refused > failed)?;
        Some([early.lines_with(&failed.to_string()), late.lines_with(&refused.to_string())].concat())
    })
}
