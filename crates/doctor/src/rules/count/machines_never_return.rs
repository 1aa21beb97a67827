//! CNT010: machines did not come back for a month.

use super::{CNT, prelude::*};

values! { machines: usize, machine: String }

pub(super) static RULE: Rule = Rule {
    id: "CNT010",
    severity: Severity::Info,
    scope: Scope::Host,
    sources: "D",
    title: Text { en: "Machines that never return", ja: "戻ってこないクライアント" },
    finding: Text {
        en: "Machines that have not asked for a month: {machines}, such as {machine}. They are retired, or cut off",
        ja: "{machines} 台のコンピューター ({machine} など) が 30 日以上要求していません。廃止されたか、ホストに接続できない可能性があります",
    },
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut last: std::collections::BTreeMap<String, (i64, &LoggedEvent)> = Default::default();
    for request in &case.requests {
        let machine = request.record.field(EventField::Machine).to_lowercase();
        let Some(at) = request.at.filter(|_| !machine.is_empty()) else { continue };
        let known = last.entry(machine).or_insert((at, request));
        if at >= known.0 {
            *known = (at, request);
        }
    }
    let newest = last.values().map(|(at, _)| *at).max().unwrap_or_default();
    let gone: Vec<_> = last.into_iter().filter(|(_, (at, _))| newest - at > 30 * DAY).collect();
    let first = gone.first().map(|(machine, (_, request))| {
        Hit::global(&request.cites).product("KMS").with(Values { machines: gone.len(), machine: machine.clone() })
    });
    first.into_iter().collect()
}
