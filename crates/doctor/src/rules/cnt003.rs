//! CNT003: same CMID on several computers.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CNT003",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Count,
    scope: Scope::Any,
    needs: needs::HOSTS,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "S2 M11",
    title: Text { en: "Same CMID on several computers", ja: "複数のコンピューターで CMID が重複" },
    finding: Text {
        en: "{machines} share the client machine ID {cmid} and count as one",
        ja: "{machines} の CMID が同じ ({cmid}) で、1 台として数えられています",
    },
    actions: &[&action::GENERALIZE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let host = case
        .hosts()
        .find(|(_, host)| host.app() != App::Office)
        .or_else(|| case.hosts().next())
        .map(|(index, _)| index);
    let short = case.clients().find(|(_, unit)| unit.saw(&[COUNT_TOO_LOW]).is_some()).map(|(index, _)| index);
    clones(case)
        .into_iter()
        .map(|(cmid, machines, cites)| {
            let hit = Hit::at(&cites).with("machines", machines.join(", ")).with("cmid", cmid);
            match short {
                Some(client) => Hit { unit: Some(client), ..hit }.severity(Severity::Critical),
                None => Hit { unit: host, ..hit },
            }
        })
        .collect()
}
