//! Conclusions that several rules share, computed once for each case.

use super::{
    conclusions::{Derived, PortMismatch, SharedCmid},
    facts::{Case, PortProbe},
    host_name::{is_interim, same_host},
    installed_license::{App, Channel, InstalledLicense},
    logged_event::LoggedEvent,
    windows::Windows,
};
use muster_evidence::fact::{EventField, ObservationKind};
use std::collections::{BTreeMap, BTreeSet};

/// Ports that differ by this or more belong to different services.
const PORT_DISTANCE_MAX: u64 = 200;

impl Derived {
    pub(super) fn of(case: &Case) -> Self {
        Self {
            shared_cmids: shared_cmids(case),
            port_mismatch: port_mismatch(case),
            retail_in_environment: retail_in_environment(case),
            unexpected_client_hosts: unexpected_client_hosts(case),
            windows: windows(case),
            has_evaluation: case.clients().any(|(_, client)| client.channel() == Channel::Evaluation),
            newest_time: newest_time(case),
            newest_written: case.told("dated").map(|(told, _)| told.value.clone()).max(),
            ..Self::default()
        }
    }
}

fn newest_time(case: &Case) -> Option<i64> {
    let printed = case.licenses.iter().filter_map(|installed| Some(installed.license.at?.seconds()));
    printed.chain(case.events.iter().chain(&case.requests).filter_map(|event| event.at)).max()
}

impl Case {
    /// Retail Windows that is not activated, where hosts, directory objects or volume products are around.
    pub(crate) fn retail_in_environment(&self) -> impl Iterator<Item = (usize, &InstalledLicense)> {
        self.at(&self.derived.retail_in_environment)
    }

    /// Hosts on client editions of Windows beside other hosts, or with a count that serves nobody.
    pub(crate) fn unexpected_client_hosts(&self) -> impl Iterator<Item = (usize, &InstalledLicense)> {
        self.at(&self.derived.unexpected_client_hosts)
    }

    fn at<'c>(&'c self, indices: &'c [usize]) -> impl Iterator<Item = (usize, &'c InstalledLicense)> {
        indices.iter().filter_map(|index| Some((*index, self.licenses.get(*index)?)))
    }

    /// What runs here; none where nothing tells.
    pub(crate) fn windows(&self) -> Option<Windows> {
        self.derived.windows
    }

    /// The hosts that DNS names, each once.
    pub(crate) fn target_names(&self) -> BTreeSet<&str> {
        self.targets().map(|(target, ..)| target).collect()
    }
}

/// What runs here: by the system and the licenses, else by the lines that the evidence is read from.
fn windows(case: &Case) -> Option<Windows> {
    let systems = case.observations(ObservationKind::OperatingSystem).map(|(system, _)| system.value.as_str());
    let licenses = || case.licenses.iter().chain(&case.unused);
    let named = Windows::first(systems.chain(licenses().map(|installed| installed.license.name.as_str())));
    named.or_else(|| {
        let codes = licenses().flat_map(|installed| &installed.active_codes).flat_map(|active| &active.cites);
        let read = licenses().flat_map(|installed| &installed.cites);
        let told = case.unattributed_codes.iter().flat_map(|(_, cites)| cites);
        let seen = case.observations.iter().flat_map(|(_, cites)| cites);
        Windows::first(codes.chain(read).chain(told).chain(seen).map(|cite| &*cite.text))
    })
}

fn retail_in_environment(case: &Case) -> Vec<usize> {
    let environment = case.has_environment();
    let is_volume =
        |installed: &InstalledLicense| installed.app() == App::Windows && installed.channel() == Channel::KmsClient;
    let has_sibling = case.clients().any(|(_, installed)| is_volume(installed));
    let unlicensed = case.clients().filter(|(_, installed)| {
        installed.channel() == Channel::Retail
            && installed.app() == App::Windows
            && (installed.is_in_trouble() || !installed.is_licensed())
    });
    unlicensed.map(|(index, _)| index).filter(|_| environment || has_sibling).collect()
}

fn unexpected_client_hosts(case: &Case) -> Vec<usize> {
    let others = case.target_names().len() > 1;
    let unexpected = case.hosts().filter(|(_, host)| {
        let client = host.app() == App::Windows && !host.license.name.to_lowercase().contains("server");
        let count = host.counts().and_then(|counts| counts.count);
        client && (others || count.is_none_or(|count| count < 25))
    });
    unexpected.map(|(index, _)| index).collect()
}

fn port_mismatch(case: &Case) -> Option<PortMismatch> {
    let targets = case.target_names();
    for (target, record, cites) in case.targets() {
        let listens = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.port?)));
        let other = listens.filter(|(_, port)| *port != record).find(|(host, _)| {
            targets.len() == 1 || file_names(case, host).iter().any(|name| name.contains(first_label(target)))
        });
        if let Some((host, listening)) = other {
            let cites = [cites, &host.lines_with(&listening.to_string())].concat();
            return Some(PortMismatch { record, listening, cites });
        }
        let is_of = |probe: &&PortProbe| same_host(&probe.host, target) || is_address(case, target, &probe.host);
        let probes = || case.ports.iter().filter(is_of);
        let closed = probes().find(|probe| !probe.open && probe.port == record);
        let open = probes().find(|probe| probe.open && probe.port != record);
        // Another open port counts only where somebody listens as a host on it; web servers have open ports too.
        if let (Some(closed), Some(open)) = (closed, open)
            && (1_024..=65_535).contains(&open.port)
            && open.port.abs_diff(record) < PORT_DISTANCE_MAX
        {
            let cites = [cites, &closed.cites, &open.cites].concat();
            return Some(PortMismatch { record, listening: open.port, cites });
        }
    }
    None
}

/// Whether DNS gave this address for a host.
fn is_address(case: &Case, host: &str, address: &str) -> bool {
    let mut known = case.observations(ObservationKind::Address).filter(|(known, _)| known.value == address);
    known.any(|(known, _)| same_host(&known.about, host))
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The lower-case names of the files that a license was read from.
fn file_names(case: &Case, installed: &InstalledLicense) -> BTreeSet<String> {
    installed.cites.iter().filter_map(|cite| Some(case.evidence.get(cite.file)?.file.to_lowercase())).collect()
}

/// Finds ids of several machines, else those of which it is told. A renamed machine is one machine: its old name does not come
/// back.
fn shared_cmids(case: &Case) -> Vec<SharedCmid> {
    let found = logged_cmids(&case.requests);
    if !found.is_empty() {
        return found;
    }
    let told = case.told("same_cmid").take(1);
    told.map(|(_, cites)| SharedCmid { cites: cites.to_vec(), ..SharedCmid::default() }).collect()
}

fn logged_cmids(requests: &[LoggedEvent]) -> Vec<SharedCmid> {
    let mut by_id: BTreeMap<String, Vec<&LoggedEvent>> = BTreeMap::new();
    for request in requests {
        by_id.entry(request.record.field(EventField::Cmid).to_lowercase()).or_default().push(request);
    }
    let with_id = by_id.into_iter().filter(|(cmid, _)| !cmid.is_empty());
    with_id.filter_map(|(cmid, asked)| shared_cmid(cmid, &asked)).collect()
}

fn shared_cmid(cmid: String, asked: &[&LoggedEvent]) -> Option<SharedCmid> {
    let names: Vec<String> =
        asked.iter().map(|request| request.record.field(EventField::Machine).to_lowercase()).collect();
    let mut machines: Vec<&str> = Vec::new();
    // Names of one machine have the same first label, so only those are compared.
    let mut by_label: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names.iter().filter(|name| !is_interim(name)) {
        let known = by_label.entry(first_label(name)).or_default();
        if !known.iter().any(|known| same_host(known, name)) {
            known.push(name);
            machines.push(name);
        }
    }
    // Two names one after the other are a renaming; two names in turns, or three names, are not.
    let changes = names.windows(2).filter(|pair| pair.first() != pair.last()).count();
    let is_renamed = machines.len() == 2 && changes < 2 && !asked.windows(2).any(is_at_once);
    if machines.len() < 2 || is_renamed {
        return None;
    }
    let cites = asked.iter().rev().take(4).flat_map(|request| request.cites.clone()).collect();
    let machines = machines.into_iter().map(str::to_owned).collect();
    Some(SharedCmid { cmid, machines, cites })
}

/// Whether two names ask within a minute, in which no machine is renamed; a few lines without any time are of one look at the log.
fn is_at_once(pair: &[&LoggedEvent]) -> bool {
    const MINUTE: u64 = 60;
    let [one, other] = pair else { return false };
    let differ = one.record.field(EventField::Machine) != other.record.field(EventField::Machine);
    let is_within = match (one.at, other.at) {
        (Some(one), Some(other)) => one.abs_diff(other) < MINUTE,
        (None, None) => true,
        _ => false,
    };
    differ && is_within
}
