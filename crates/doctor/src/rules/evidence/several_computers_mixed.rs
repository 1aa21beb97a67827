//! EVI003: files from different computers. Each computer is judged by its own; their names tell who collected too much.

use super::{EVI, prelude::*};

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
    let hosts = host_names(case);
    let mut found: Vec<(String, Vec<Cite>)> = Vec::new();
    for (name, cites) in newest_names(case) {
        let short = name.split('.').next().unwrap_or_default().to_lowercase();
        let is_host = hosts.iter().any(|host| same_host(host, &name));
        if !is_host && !short.is_empty() && !found.iter().any(|(known, _)| *known == short) {
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
fn host_names(case: &Case) -> Vec<String> {
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
    for file in 0..case.evidence.len() {
        let own = |event: &&LoggedEvent| event.cites.first().is_some_and(|cite| cite.file == file);
        let named = case.events.iter().filter(own).rev().find(|event| !event.record.computer.is_empty());
        found.extend(named.map(|event| (event.record.computer.clone(), event.cites.clone())));
    }
    found
}
