//! EVI003: files from different computers. Each computer is judged by its own; their names tell who collected too much.

use super::{EVI, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

values! { names: String }

pub(super) static RULE: Rule = Rule {
    id: "EVI003",
    severity: Severity::Low,
    confidence: Confidence::Likely,
    sources: "O",
    title: Text {
        en: "Files from different computers mixed", ja: "複数のコンピューターのファイルが混在"
    },
    finding: Text { en: "The files come from {names}", ja: "ファイルの収集元: {names}" },
    actions: &[&action::COLLECT],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let names = host_names(case);
    let hosts: HostNames<'_> = names.iter().map(String::as_str).collect();
    let mut known = BTreeSet::new();
    let mut found: Vec<(String, Vec<Cite>)> = Vec::new();
    for (name, cites) in newest_names(case) {
        let short = name.split('.').next().unwrap_or_default().to_lowercase();
        if !hosts.has(&name) && !short.is_empty() && known.insert(short.clone()) {
            found.push((short, cites));
        }
    }
    if found.len() < 2 {
        return Vec::new();
    }
    let (names, cites): (Vec<String>, Vec<Vec<Cite>>) = found.into_iter().unzip();
    vec![Hit::global(&cites.concat()).with(Values { names: names.join(", ") })]
}

/// A host's files beside a client's are wanted: the names that DNS, a log of requests or a client gives to a host.
fn host_names(case: &Case) -> BTreeSet<String> {
    let targets = case.targets().map(|(target, ..)| target.to_owned());
    let logged = case.requests.iter().map(|request| request.record.computer.clone());
    let asked = case.licenses.iter().filter_map(InstalledLicense::host).map(|host| host_and_port(&host).0);
    targets.chain(logged).chain(asked).collect()
}

/// The newest computer name of each file; older ones in one log are the history of one machine.
fn newest_names(case: &Case) -> Vec<(String, Vec<Cite>)> {
    let printed = case.observations(ObservationKind::Computer).filter(|(observation, _)| observation.about.is_empty());
    let mut found: Vec<(String, Vec<Cite>)> =
        printed.map(|(observation, cites)| (observation.value.clone(), cites.to_vec())).collect();
    let mut newest: BTreeMap<usize, &LoggedEvent> = BTreeMap::new();
    for event in case.events.iter().filter(|event| !event.record.computer.is_empty()) {
        newest.extend(event.cites.first().map(|cite| (cite.file, event)));
    }
    found.extend(newest.into_values().map(|event| (event.record.computer.clone(), event.cites.clone())));
    found
}
