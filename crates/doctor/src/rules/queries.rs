//! What several rules look at in the same way.

use super::required_evidence;
use crate::{
    case::{
        ActiveCode, App, Case, Channel, CodeSource, Entry, HistoryEvent, InstalledLicense, LoggedEvent, host_and_port,
        same_host,
    },
    fact::{Cite, EventField, ObservationKind, Provider},
    rule::Hit,
};
use std::{collections::BTreeSet, ops::RangeInclusive};

pub(super) const HOUR: i64 = 3_600;
pub(super) const DAY: i64 = 86_400;
pub(super) const ACCESS_DENIED: u32 = 0x8007_0005;
pub(super) const CLOCK_SKEW: u32 = 0xC004_F06C;
pub(super) const COUNT_TOO_LOW: u32 = 0xC004_F038;
pub(super) const DATA_INVALID: u32 = 0x8007_000D;
pub(super) const GRACE_OVER: u32 = 0xC004_F009;
pub(super) const KEY_BLOCKED: u32 = 0xC004_C003;
pub(super) const NO_HOST: u32 = 0xC004_F074;
pub(super) const NO_KEY: u32 = 0xC004_F014;
pub(super) const NOT_ENABLED: u32 = 0xC004_F039;
pub(super) const WRONG_EDITION: u32 = 0xC004_F069;
pub(super) const RULES_ENGINE_FAILED: u32 = 8229;
pub(super) const NO_RECORD: [u32; 3] = [0x8007_232B, 0x8007_251D, 0x8009_2328];
pub(super) const DISCOVERY_CODES: [u32; 6] =
    [0x8007_232B, 0x8007_251D, 0x8009_2328, 0x8007_007B, 0x8007_267C, 0x8007_232A];
pub(super) const NO_ADDRESS: [u32; 3] = [0x8007_232B, 0x8007_2AF9, 0x8007_251D];
pub(super) const UNREACHED: [u32; 5] = [0x8007_06BA, 0xC002_0017, 0x8007_05B4, 0x8007_274D, 0x8007_2AF9];
pub(super) const NO_INTERNET: [u32; 6] = [0x8007_2EE2, 0x8007_2EE7, 0x8007_2EFD, 0x8007_2F8F, 0x8007_2EFE, 0x8007_2EE6];
/// The time service reports a difference, no source, or a source that it does not trust.
pub(super) const TIME_TROUBLE: [u32; 8] = [24, 29, 36, 47, 50, 129, 134, 142];

/// Units that a host could serve and that see one of these codes today.
pub(super) fn kms(case: &Case, codes: &[u32]) -> Vec<Hit> {
    let licenses = case.licenses.iter().enumerate().filter(|(_, installed)| installed.takes_kms());
    licenses.filter_map(|(index, installed)| Some(code_hit(index, installed, installed.active_code(codes)?))).collect()
}

/// Units of any kind that see one of these codes today; those that need no activation are left alone.
pub(super) fn any(case: &Case, codes: &[u32]) -> Vec<Hit> {
    let licenses = case.licenses.iter().enumerate().filter(|(_, installed)| !installed.needs_no_activation());
    licenses.filter_map(|(index, installed)| Some(code_hit(index, installed, installed.active_code(codes)?))).collect()
}

/// A hit on a code that holds today.
pub(super) fn code_hit(index: usize, installed: &InstalledLicense, active: &ActiveCode) -> Hit {
    let digits = format!("{:08X}", active.code);
    let mut cites: Vec<Cite> = active.cites.iter().take(1).cloned().collect();
    let tells = |cite: &&Cite| cite.text.to_uppercase().contains(&digits);
    cites.extend(active.cites.iter().skip(1).filter(|cite| active.cites.len() < 4 || tells(cite)).cloned());
    let host = active.target.clone().or_else(|| installed.host()).unwrap_or_else(|| "KMS".to_owned());
    Hit::for_license(index, &cites).with("code", format!("0x{digits}")).with("host", host)
}

pub(super) fn license_of<'c>(case: &'c Case, hit: &Hit) -> Option<&'c InstalledLicense> {
    case.licenses.get(hit.license?)
}

/// Whether a code comes from an attempt to reach a host (12288).
pub(super) fn by_attempt(case: &Case, hit: &Hit, code: u32) -> bool {
    let installed = license_of(case, hit);
    installed.is_some_and(|installed| {
        installed.active_codes.iter().any(|active| active.code == code && active.source <= CodeSource::Attempt)
    })
}

/// The lines of a license that hold a text; its first line where none does.
pub(super) fn naming(installed: &InstalledLicense, text: &str) -> Vec<Cite> {
    let holds = |cite: &&Cite| !text.is_empty() && cite.text.to_lowercase().contains(&text.to_lowercase());
    let found: Vec<Cite> = installed.cites.iter().filter(holds).take(2).cloned().collect();
    if found.is_empty() { stating(installed) } else { found }
}

/// The lines that state what a license is and how it stands.
pub(super) fn stating(installed: &InstalledLicense) -> Vec<Cite> {
    let words = ["status", "状態", "状态", "estado", "zustand", "état", "expir", "grace", "0x"];
    let states = |cite: &&Cite| words.iter().any(|word| cite.text.to_lowercase().contains(word));
    let mut found: Vec<Cite> = installed.cites.iter().take(1).cloned().collect();
    found.extend(installed.cites.iter().skip(1).filter(states).take(2).cloned());
    if found.is_empty() {
        found.extend(installed.history.last().and_then(|event| event.cites.first().cloned()));
    }
    found
}

pub(super) fn days_left(installed: &InstalledLicense) -> String {
    installed.license.minutes_left.map_or("?".to_owned(), |left| (left / 1440).to_string())
}

/// Licensed volume clients with so many minutes left.
pub(super) fn expiring(case: &Case, minutes: RangeInclusive<u64>) -> Vec<Hit> {
    let left = |installed: &InstalledLicense| installed.license.minutes_left.filter(|left| minutes.contains(left));
    case.clients()
        .filter(|(_, installed)| installed.channel() == Channel::KmsClient && installed.is_licensed())
        .filter_map(|(index, installed)| {
            left(installed).map(|left| Hit::for_license(index, &stating(installed)).with("days", left / 1440))
        })
        .collect()
}

/// The hosts that DNS names, each once.
pub(super) fn target_names(case: &Case) -> BTreeSet<&str> {
    case.targets().map(|(target, ..)| target).collect()
}

/// Clients of some kind that are licensed for more than a month and in no trouble.
pub(super) fn licensed(case: &Case, kind: impl Fn(&InstalledLicense) -> bool) -> Vec<Hit> {
    let well = |installed: &InstalledLicense| kind(installed) && installed.is_licensed() && !installed.is_in_trouble();
    let lasting = |installed: &InstalledLicense| installed.license.minutes_left.is_none_or(|left| left > 43_200);
    let licenses = case.clients().filter(|(_, installed)| well(installed) && lasting(installed));
    let days = |installed: &InstalledLicense| {
        installed.license.minutes_left.map_or("-".to_owned(), |left| (left / 1440).to_string())
    };
    licenses
        .map(|(index, installed)| Hit::for_license(index, &stating(installed)).with("days", days(installed)))
        .collect()
}

/// Whether an event comes from a log or its XML, which are whole, rather than from a text that somebody cut.
pub(super) fn is_log(case: &Case, event: &LoggedEvent) -> bool {
    let file = event.cites.first().and_then(|cite| case.evidence.get(cite.file));
    file.is_some_and(|file| file.kinds.iter().any(|kind| required_evidence::LOGS.contains(kind)))
}

pub(super) fn is_time_service(event: &LoggedEvent) -> bool {
    event.record.provider == Some(Provider::TimeService)
}

/// Retail Windows that is not activated, where hosts, directory objects or volume products are around.
pub(super) fn retail_in_environment(case: &Case) -> impl Iterator<Item = (usize, &InstalledLicense)> {
    let environment = case.has_environment();
    let siblings = |index: usize| {
        case.clients().any(|(other, installed)| {
            other != index && installed.app() == App::Windows && installed.channel() == Channel::KmsClient
        })
    };
    case.clients().filter(move |(index, installed)| {
        installed.channel() == Channel::Retail
            && installed.app() == App::Windows
            && (installed.is_in_trouble() || !installed.is_licensed())
            && (environment || siblings(*index))
    })
}

/// Hosts on client editions of Windows beside other hosts, or with a count that serves nobody.
pub(super) fn unexpected_client_hosts(case: &Case) -> impl Iterator<Item = (usize, &InstalledLicense)> {
    let targets = target_names(case);
    let others = targets.len() > 1;
    case.hosts().filter(move |(_, installed)| {
        let client = installed.app() == App::Windows && !installed.license.name.contains("Server");
        let count = installed.counts().and_then(|counts| counts.count);
        client && (others || count.is_none_or(|count| count < 25))
    })
}

/// Today's installed edition is known from a license or from DISM.
pub(super) fn edition_is_known(case: &Case) -> bool {
    case.observations(ObservationKind::Edition).next().is_some()
        || case.clients().any(|(_, installed)| installed.app() == App::Windows && !installed.license.channel.is_empty())
}

/// The newest failure of a host to write its record, if no success follows.
pub(super) fn unpublished(case: &Case) -> Option<&LoggedEvent> {
    let published = case.events(&[12294]).filter_map(|event| event.at).max();
    case.events(&[12293]).filter(|event| event.at.is_none() || event.at > published).last()
}

/// Clients that were activated once, have met no host for most of their 180 days, and fail to find one now.
pub(super) fn roaming_clients(case: &Case) -> impl Iterator<Item = (usize, i64, Vec<Cite>)> {
    case.clients().filter(|(_, installed)| installed.takes_kms() && !installed.is_licensed()).filter_map(
        |(index, installed)| {
            let good = |event: &&HistoryEvent| matches!(event.entry, Entry::Answer { code: 0, activated: true, .. });
            let success = installed.history.iter().rev().find(good)?;
            let last = installed.history.iter().filter_map(|event| event.at).max()?;
            let days = (last - success.at?) / DAY;
            let met_nobody = installed.active_codes.iter().all(|active| {
                DISCOVERY_CODES.contains(&active.code)
                    || UNREACHED.contains(&active.code)
                    || [NO_HOST, 0x8007_139F].contains(&active.code)
                    || active.source == CodeSource::State
            });
            (days >= 150 && met_nobody).then(|| (index, days, success.cites.clone()))
        },
    )
}

/// The host that was set by hand, and the lines that say so.
pub(super) fn pin(case: &Case, installed: &InstalledLicense) -> Option<(String, Vec<Cite>)> {
    if let Some(host) = &installed.license.registered_host {
        return Some((host.clone(), naming(installed, host)));
    }
    let set = case
        .observations(ObservationKind::HostSet)
        .last()
        .map(|(observation, cites)| (observation.value.clone(), cites.to_vec()));
    let registry = case.registry("KeyManagementServiceName").find(|(observation, _)| !observation.value.is_empty());
    set.or_else(|| registry.map(|(observation, cites)| (observation.value.to_lowercase(), cites.to_vec())))
}

/// An attempt that reached nobody.
pub(super) fn is_unreached(event: &HistoryEvent) -> bool {
    matches!(event.entry, Entry::Sent { code, .. } if UNREACHED.contains(&code) || code == NO_HOST)
}

pub(super) fn host_of(event: &HistoryEvent) -> String {
    match &event.entry {
        Entry::Sent { host, .. } => host.clone(),
        _ => String::new(),
    }
}

/// Whether an attempt went to this host.
pub(super) fn tried(event: &HistoryEvent, target: &str) -> bool {
    same_host(&host_and_port(&host_of(event)).0, target)
}

/// Whether some test reached another port of this host.
pub(super) fn reached(case: &Case, host: &str) -> bool {
    case.ports.iter().any(|probe| probe.open && !host.is_empty() && same_host(&probe.host, host))
}

/// Whether the host serves the client's kind of product: Office has hosts of its own.
pub(super) fn host_fits(host: &InstalledLicense, client: &InstalledLicense) -> bool {
    host.app() == client.app() || client.app() == App::Unknown
}

/// A record whose port differs from the port on which its host listens: target, both ports, and the lines.
pub(super) fn port_mismatch(case: &Case) -> Option<(String, u64, u64, Vec<Cite>)> {
    let targets = target_names(case);
    for (target, record, cites) in case.targets() {
        let listens = case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.port?)));
        let other = listens.filter(|(_, port)| *port != record).find(|(host, _)| {
            targets.len() == 1 || file_names(case, host).iter().any(|name| name.contains(first_label(target)))
        });
        if let Some((host, listening)) = other {
            let all = [cites, &naming(host, &listening.to_string())].concat();
            return Some((target.to_owned(), record, listening, all));
        }
        let shut = case.port(target, record).filter(|probe| !probe.open);
        let open = case.ports.iter().find(|probe| probe.open && same_host(&probe.host, target) && probe.port != record);
        // Another open port counts only where somebody listens as a host on it; web servers have open ports too.
        if let (Some(shut), Some(open)) = (shut, open)
            && (1_024..=65_535).contains(&open.port)
            && open.port.abs_diff(record) < 200
        {
            return Some((target.to_owned(), record, open.port, [cites, &shut.cites, &open.cites].concat()));
        }
    }
    None
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The lower-case names of the files that a license was read from.
fn file_names(case: &Case, installed: &InstalledLicense) -> Vec<String> {
    let mut files: Vec<usize> = installed.cites.iter().map(|cite| cite.file).collect();
    files.dedup();
    files.into_iter().filter_map(|file| Some(case.evidence.get(file)?.file.to_lowercase())).collect()
}

/// Whether a host said itself that KMS is not enabled, or its port is known to accept connections.
pub(super) fn enabled_is_told(case: &Case, installed: &InstalledLicense) -> bool {
    let answered =
        installed.active_codes.iter().any(|active| active.code == NOT_ENABLED && active.source == CodeSource::Answer);
    let open = case.ports.iter().any(|probe| probe.open && probe.port == 1688)
        || case.observations(ObservationKind::Listening).next().is_some()
        || case.observations(ObservationKind::Probe).any(|(observation, _)| observation.value == "open+kms");
    answered || open
}

/// The count that a host prints for the client's kind of product.
pub(super) fn hosts_count(case: &Case, installed: Option<&InstalledLicense>) -> Option<(String, Vec<Cite>)> {
    let fits = |host: &InstalledLicense| installed.is_none_or(|installed| host_fits(host, installed));
    let (host, count) =
        case.hosts().filter(|(_, host)| fits(host)).find_map(|(_, host)| Some((host, host.counts()?.count?)))?;
    Some((count.to_string(), naming(host, &count.to_string())))
}

/// A host's counter of refused requests that grows from one print to the next, with the lines.
pub(super) fn refusals_rise(case: &Case) -> Option<Vec<Cite>> {
    let counted: Vec<(&InstalledLicense, u64, u64)> =
        case.hosts().filter_map(|(_, host)| Some((host, host.counts()?.total?, host.counts()?.failed?))).collect();
    counted.iter().find_map(|(early, total, failed)| {
        let later = counted.iter().find(|(_, other, refused)| other > total && refused > failed)?;
        Some([naming(early, &failed.to_string()), naming(later.0, &later.2.to_string())].concat())
    })
}

/// Client machine ids under which several machines asked, with their names and requests. A renamed machine is one:
/// its old name never comes back.
pub(super) fn clones(case: &Case) -> Vec<(String, Vec<String>, Vec<Cite>)> {
    let mut ids: Vec<String> =
        case.requests.iter().map(|request| request.record.field(EventField::Cmid).to_lowercase()).collect();
    ids.sort();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids.into_iter().filter(|id| !id.is_empty()) {
        let asked: Vec<&LoggedEvent> = case
            .requests
            .iter()
            .filter(|request| request.record.field(EventField::Cmid).eq_ignore_ascii_case(&id))
            .collect();
        let names: Vec<String> =
            asked.iter().map(|request| request.record.field(EventField::Machine).to_lowercase()).collect();
        let mut distinct: Vec<String> = Vec::new();
        for name in names.iter().filter(|name| !is_interim(name)) {
            if !distinct.iter().any(|known| same_host(known, name)) {
                distinct.push(name.clone());
            }
        }
        // One after the other is a renaming; in turns, or three of them, is not.
        let changes = names.windows(2).filter(|pair| pair.first() != pair.last()).count();
        if distinct.len() >= 3 || distinct.len() == 2 && changes >= 2 {
            let cites = asked.iter().rev().take(4).flat_map(|request| request.cites.clone()).collect();
            found.push((id, distinct, cites));
        }
    }
    found
}

/// Names that Windows gives itself during setup.
fn is_interim(name: &str) -> bool {
    ["win-", "desktop-", "minint-", "minwinpc", "laptop-"].iter().any(|start| name.starts_with(start))
}

/// The names of the machine that a license is on: of its own attempts, else what tools printed.
pub(super) fn own_names(case: &Case, installed: &InstalledLicense) -> Vec<String> {
    let mine = |event: &&LoggedEvent| {
        let cite = event.cites.first();
        installed.history.iter().any(|event| event.cites.first() == cite)
    };
    let logged = case.events.iter().filter(mine).map(|event| event.record.computer.clone());
    let mut names: Vec<String> = logged.filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names.extend(case.computer().map(str::to_owned));
    }
    names.sort();
    names.dedup();
    names
}

pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.starts_with("127.") || host == "[::1]" || host == "::1" || host == "0.0.0.0"
}

/// An IPv4 address outside private networks that is not one of Microsoft's hosts for Azure (catalogue, CLD001).
pub(super) fn is_public(host: &str) -> bool {
    const AZURE: [&str; 3] = ["20.118.99.224", "40.83.235.53", "23.102.135.246"];
    let Ok(address) = host.parse::<core::net::Ipv4Addr>() else { return false };
    let inside = address.is_private() || address.is_loopback() || address.is_link_local() || address.is_documentation();
    !inside && !AZURE.contains(&host)
}

/// The year of a product of Windows or Office, for the question which of two is newer.
pub(super) fn year_of_product(name: &str) -> Option<u32> {
    const YEARS: [(&str, u32); 12] = [
        ("2025", 2025),
        ("2024", 2024),
        ("2022", 2022),
        ("Windows 11", 2021),
        ("2021", 2021),
        ("2019", 2019),
        ("2016", 2016),
        ("Windows 10", 2015),
        ("2013", 2013),
        ("2012 R2", 2013),
        ("2012", 2012),
        ("2008", 2008),
    ];
    YEARS.iter().find(|(part, _)| name.contains(part)).map(|(_, year)| *year)
}

/// The year of a license's product.
pub(super) fn year_of(installed: &InstalledLicense) -> Option<u32> {
    installed.product().and_then(|product| year_of_product(product.name)).or_else(|| year_of_product(&installed.name()))
}

/// The year of the newest Windows that a host key serves, by its channel's suffix.
pub(super) fn year_of_key(channel: &str) -> Option<u32> {
    const YEARS: [(&str, u32); 8] = [
        ("_WS25", 2025),
        ("_WS22", 2022),
        ("_WS19", 2019),
        ("_WS16", 2016),
        ("WIN10", 2015),
        ("_2012-R2", 2013),
        ("_W10", 2021),
        ("_B", 2009),
    ];
    YEARS.iter().find(|(part, _)| channel.contains(part)).map(|(_, year)| *year)
}
