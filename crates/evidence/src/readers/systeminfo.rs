//! systeminfo: labels are translated, but the name of the system starts with `Microsoft Windows` in every language.

use crate::{
    fact::{Fact, Observation, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};

const HOST_NAME: [&str; 6] = ["Host Name", "ホスト名", "Hostname", "Nom de l'hôte", "Nombre de host", "主机名"];
const DOMAIN: [&str; 6] = ["Domain", "ドメイン", "Domäne", "Domaine", "Dominio", "域"];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::SystemName, Term::HostName]) {
        if let Some(build) = banner(document.line(index)).filter(|_| goes_on(document.line(index))) {
            let build = Observation { kind: ObservationKind::OsBuild, about: String::new(), value: build.to_owned() };
            document.recognise(Kind::SystemInfo);
            found.push(Fact::Observation(build, vec![document.cite(index)]));
        } else if let Some((kind, value)) = row(document.line(index)) {
            found.push(document.observe(index, Kind::SystemInfo, kind, "", &value));
        }
    }
    found
}

fn row(line: &str) -> Option<(ObservationKind, String)> {
    if let Some(version) = banner(line) {
        return Some((ObservationKind::OsBuild, version.to_owned()));
    }
    let (label, value) = split_label(line)?;
    if value.starts_with("Microsoft Windows ") && value.len() < 120 && !label.starts_with(['[', '>']) {
        return Some((ObservationKind::OperatingSystem, value.to_owned()));
    }
    if pattern::OS_VERSION.is_match(value) {
        return Some((ObservationKind::OsBuild, value.split_whitespace().next()?.to_owned()));
    }
    let is_host_name = |known: &&str| label.trim_end_matches(['.', ' ']).eq_ignore_ascii_case(known);
    if HOST_NAME.iter().any(is_host_name) && !value.is_empty() {
        return Some((ObservationKind::Computer, value.to_owned()));
    }
    (DOMAIN.contains(&label) && pattern::HOST_NAME.is_match(value)).then(|| (ObservationKind::Domain, value.to_owned()))
}

/// Whether something is told behind the first line of a Command Prompt, in a text without the ends of its lines.
fn goes_on(line: &str) -> bool {
    const WORDS_MAX: usize = 6;
    line.rsplit_once(']').is_some_and(|(_, behind)| behind.split_whitespace().nth(WORDS_MAX).is_some())
}

/// `Microsoft Windows [Version 10.0.19045.6456]`: the first line of every Command Prompt, with the revision that no other tool
/// prints. The word before the number is translated.
fn banner(line: &str) -> Option<&str> {
    let (_, inner) = line.split_once("Microsoft Windows [")?;
    let version = inner.split_once(']')?.0.split_whitespace().last()?;
    let numbers = version.split('.').all(|number| number.parse::<u32>().is_ok());
    (numbers && version.split('.').count() == 4).then_some(version)
}
