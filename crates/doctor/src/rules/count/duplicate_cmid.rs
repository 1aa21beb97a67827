//! CNT003: same CMID on several computers.

use super::{CNT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CNT003",
    role: Role::Cause,
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "S2 M11",
    title: Text { en: "Same CMID on several computers", ja: "複数のコンピューターで CMID が重複" },
    finding: Text {
        en: "{machines} share the client machine ID {cmid} and count as one",
        ja: "{machines} の CMID が同じ ({cmid}) で、1 台として数えられています",
    },
    actions: &[&action::GENERALIZE],
    labels: &[Label::DuplicateCmid],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let host = case
        .hosts()
        .find(|(_, host)| host.app() != App::Office)
        .or_else(|| case.hosts().next())
        .map(|(index, _)| index);
    let short =
        case.clients().find(|(_, installed)| installed.active_code(&[COUNT_TOO_LOW]).is_some()).map(|(index, _)| index);
    let mut hits: Vec<Hit> = clones(case)
        .into_iter()
        .map(|(cmid, machines, cites)| {
            let hit = Hit::global(&cites).with("machines", machines.join(", ")).with("cmid", cmid);
            match short {
                Some(client) => Hit { license: Some(client), ..hit }.severity(Severity::Critical),
                None => Hit { license: host, ..hit },
            }
        })
        .collect();
    // Two prints with one id: different hardware behind it means different machines.
    for (index, installed) in case.clients() {
        let twin = case.clients().skip_while(|(other, _)| *other <= index).find(|(_, other)| {
            let (one, two) = (&installed.license, &other.license);
            one.cmid.is_some()
                && one.cmid == two.cmid
                && one.installation_id.is_some()
                && two.installation_id.is_some()
                && one.installation_id != two.installation_id
                && one.activation_id == two.activation_id
        });
        if let (Some((_, other)), Some(cmid), true) = (twin, &installed.license.cmid, hits.is_empty()) {
            let cites = [naming(installed, cmid), naming(other, cmid)].concat();
            hits.push(Hit::for_license(index, &cites).with("machines", "2").with("cmid", cmid));
        }
    }
    hits
}
