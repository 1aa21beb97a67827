//! What the machine is: systeminfo, ROIScan, DISM, a list of updates, sysprep's traces.

use crate::{
    fact::{Fact, Observation, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let roiscan = document
        .lines()
        .any(|(_, line)| line.contains("Robust Office Inventory") || line.contains("<OFFICEINVENTORY>"));
    for index in 0..document.len() {
        let line = document.line(index).to_owned();
        let said = if roiscan { inventory(&line) } else { None };
        let said = said.or_else(|| systeminfo(&line)).or_else(|| image(&line));
        if let Some((kind, what, about, value)) = said {
            found.push(document.observe(index, kind, what, &about, &value));
        }
        found.extend(updates(document, index, &line));
    }
    found
}

type Found = Option<(Kind, ObservationKind, String, String)>;

/// `ComputerName             KEIRI-PC07`: columns of ROIScan's log; attributes of its XML.
fn inventory(line: &str) -> Found {
    let kind = Kind::Roiscan;
    let column =
        |name: &str| line.strip_prefix(name).filter(|rest| rest.starts_with("  ")).map(|rest| rest.trim().to_owned());
    if let Some(name) = column("ComputerName") {
        return Some((kind, ObservationKind::Computer, String::new(), name));
    }
    if let Some(system) = column("OS Details") {
        return Some((kind, ObservationKind::OperatingSystem, String::new(), system));
    }
    if let Some(domain) = column("Domain") {
        return Some((kind, ObservationKind::Domain, String::new(), domain));
    }
    if let Some(license) = column("Active License") {
        return Some((kind, ObservationKind::OfficeInstalled, "license".into(), license));
    }
    if let Some(product) = column("Msi ProductName").or_else(|| column("ARP ProductName")) {
        return Some((kind, ObservationKind::OfficeInstalled, "product".into(), product));
    }
    None
}

/// Labels are translated, values keep their shape: the build, `KB…`, the name that starts with `Microsoft Windows`.
fn systeminfo(line: &str) -> Found {
    let (label, value) = split_label(line)?;
    let kind = Kind::SystemInfo;
    if value.starts_with("Microsoft Windows ") && value.len() < 120 && !label.starts_with(['[', '>']) {
        return Some((kind, ObservationKind::OperatingSystem, String::new(), value.to_owned()));
    }
    if pattern::OS_VERSION.is_match(value) {
        let build = value.split_whitespace().next().unwrap_or_default();
        return Some((kind, ObservationKind::OsBuild, String::new(), build.to_owned()));
    }
    let host = ["Host Name", "ホスト名", "Hostname", "Nom de l’hôte", "Nom de l'hôte", "Nombre de host", "主机名"];
    if host.iter().any(|known| label.trim_end_matches(['.', ' ']).eq_ignore_ascii_case(known)) && !value.is_empty() {
        return Some((kind, ObservationKind::Computer, String::new(), value.to_owned()));
    }
    let domain = ["Domain", "ドメイン", "Domäne", "Domaine", "Dominio", "域"];
    if domain.contains(&label) && pattern::HOST_NAME.is_match(value) {
        return Some((kind, ObservationKind::Domain, String::new(), value.to_owned()));
    }
    None
}

/// DISM's edition and sysprep.
fn image(line: &str) -> Found {
    if let Some((label, value)) = split_label(line) {
        // `Current Edition : ServerStandardEval`; the sentence above it ends in a colon.
        if label == "Current Edition" && pattern::HOST_NAME.is_match(value) {
            return Some((Kind::Imaging, ObservationKind::Edition, String::new(), value.to_owned()));
        }
    }
    let lower = line.to_lowercase();
    let trace = lower.contains("sysprp") || lower.contains("sysprep");
    if trace && lower.contains("generalize") {
        return Some((Kind::Imaging, ObservationKind::Sysprep, "generalize".into(), line.trim().to_owned()));
    }
    if lower.contains("<skiprearm>") {
        let skipped = lower.contains("<skiprearm>1") || lower.contains("<skiprearm>true");
        return Some((Kind::Imaging, ObservationKind::Sysprep, "skip_rearm".into(), u8::from(skipped).to_string()));
    }
    None
}

/// `KB…` numbers, of systeminfo, wmic qfe and Get-HotFix.
fn updates(document: &mut Document, index: usize, line: &str) -> Vec<Fact> {
    let listed = pattern::HOTFIX_ROW.is_match(line);
    if !listed {
        return Vec::new();
    }
    document.recognise(Kind::SystemInfo);
    let cite = document.consume(index);
    let numbers = pattern::KB.find_iter(line);
    numbers
        .map(|number| {
            let said = Observation {
                kind: ObservationKind::Hotfix,
                about: String::new(),
                value: number.as_str().to_uppercase(),
            };
            Fact::Observation(said, vec![cite.clone()])
        })
        .collect()
}
