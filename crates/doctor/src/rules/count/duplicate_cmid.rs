//! CNT003: same CMID on several computers.

use super::{CNT, prelude::*};
use std::collections::HashMap;

values! { machines: Value, cmid: Value }

const UNNAMED: Text = Text { en: "Several computers", ja: "複数のコンピューター" };
const UNWRITTEN: Text = Text { en: "(its value is not in the evidence)", ja: "値は診断データになし" };

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let host = case.hosts().find(|(_, host)| host.app() != App::Office).or_else(|| case.hosts().next());
    let short = case.clients().find(|(_, client)| client.active_code(&[code::COUNT_TOO_LOW]).is_some());
    let mut hits = Vec::new();
    for shared in &case.derived.shared_cmids {
        let values = match shared.machines.as_slice() {
            [] => Values { machines: UNNAMED.into(), cmid: UNWRITTEN.into() },
            machines => Values { machines: machines.join(", ").into(), cmid: shared.cmid.as_str().into() },
        };
        let hit = Hit::global(&shared.cites).with(values);
        hits.push(match short {
            Some((client, _)) => hit.about(Some(client)).severity(Severity::Critical),
            None => hit.about(host.map(|(index, _)| index)),
        });
    }
    if hits.is_empty() {
        hits.extend(twin(case));
    }
    hits
}

/// Two prints with one id: different hardware behind it means different machines.
fn twin(case: &Case) -> Option<Hit<Values>> {
    type Print<'c> = (usize, &'c InstalledLicense, &'c String);
    let mut alike: HashMap<(&String, &Option<String>), Vec<Print<'_>>> = HashMap::new();
    for (index, installed) in case.clients() {
        let license = &installed.license;
        if let (Some(cmid), Some(hardware)) = (&license.cmid, &license.installation_id) {
            alike.entry((cmid, &license.activation_id)).or_default().push((index, installed, hardware));
        }
    }
    let twins = alike.into_iter().filter_map(|((cmid, _), prints)| {
        let ((index, one, hardware), later) = prints.split_first()?;
        let (_, other, _) = later.iter().find(|(_, _, other)| other != hardware)?;
        Some((*index, *one, *other, cmid))
    });
    let (index, one, other, cmid) = twins.min_by_key(|(index, ..)| *index)?;
    let cites = [one.lines_with(cmid), other.lines_with(cmid)].concat();
    Some(Hit::for_license(index, &cites).with(Values { machines: "2".into(), cmid: cmid.as_str().into() }))
}
