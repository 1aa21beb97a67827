//! What several rules look for in the same way.

use super::required_evidence;
use crate::{
    case::{
        ActiveCode, App, Case, Channel, CodeSource, Command, DEFAULT_PORT, Entry, HistoryEvent, InstalledLicense,
        LoggedEvent, Tool, host_and_port, same_host,
    },
    hit::Hit,
    sentence::{NamedValues, Value, Values, values},
};
use muster_core::{
    code::{self, Code},
    lang::Text,
};
use muster_evidence::fact::{Cite, Observation, ObservationKind};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

pub(super) const HOUR: i64 = 3_600;
pub(super) const DAY: i64 = 86_400;
/// Event of the rules engine that could not run.
pub(super) const RULES_ENGINE_FAILED: u32 = 8229;
pub(super) const WRONG_EDITION: Code = Code(0xC004_F069);
pub(super) const CONNECTION_REFUSED: Code = Code(0x8007_274D);
/// DNS has no SRV record.
pub(super) const NO_RECORD: [Code; 4] =
    [code::DNS_NAME_ERROR, code::DNS_NO_RECORDS, Code(0x8009_2328), Code(0x8004_F807)];
/// No host was found by DNS.
pub(super) const DISCOVERY_CODES: [Code; 6] = [
    code::DNS_NAME_ERROR,
    code::DNS_NO_RECORDS,
    Code(0x8009_2328),
    code::INVALID_NAME,
    code::DNS_NO_SERVERS,
    code::DNS_SERVER_FAILURE,
];
/// A host's name has no address.
pub(super) const NO_ADDRESS: [Code; 4] =
    [code::DNS_NAME_ERROR, code::NAME_NOT_RESOLVED, code::DNS_NO_RECORDS, NAME_WITHOUT_ADDRESS];
/// The name exists and has no address.
pub(super) const NAME_WITHOUT_ADDRESS: Code = Code(0x8007_2AFC);
/// A host was named and not reached.
pub(super) const UNREACHED: [Code; 5] =
    [code::HOST_UNAVAILABLE, Code(0xC002_0017), code::TIMEOUT, CONNECTION_REFUSED, code::NAME_NOT_RESOLVED];
/// Microsoft's servers were not reached.
pub(super) const NO_INTERNET: [Code; 7] = [
    Code(0x8007_04CF),
    Code(0x8007_2EE2),
    Code(0x8007_2EE7),
    code::CANNOT_CONNECT,
    Code(0x8007_2F8F),
    Code(0x8007_2EFE),
    Code(0x8007_2EE6),
];
/// No license for this hardware at Microsoft, where a digital license was expected.
pub(super) const NO_DIGITAL_LICENSE: [Code; 3] = [Code(0x803F_7001), Code(0xC004_F212), Code(0xC004_F213)];

/// Volume clients that are not licensed and whose host DNS does not know: the host by `named`, and the lines that say so.
pub(super) fn with_unresolved_host(
    case: &Case,
    named: impl Fn(&InstalledLicense) -> Option<String>,
) -> impl Iterator<Item = (usize, String, &[Cite])> {
    let waiting = case.clients().filter(|(_, installed)| installed.takes_kms() && !installed.is_licensed());
    waiting.filter_map(move |(index, installed)| {
        let host = host_and_port(&named(installed)?).0;
        let cites = unresolved_at(case, &host)?;
        Some((index, host, cites))
    })
}

/// The lines that say that DNS does not know a host.
pub(super) fn unresolved_at<'c>(case: &'c Case, host: &str) -> Option<&'c [Cite]> {
    let told = |kind| case.observations(kind).filter(move |(one, _)| one.about.eq_ignore_ascii_case(host));
    let (_, cites) = told(ObservationKind::UnresolvedName).last()?;
    told(ObservationKind::Address).next().is_none().then_some(cites)
}

/// A license on which a code holds today.
pub(super) struct CodeMatch<'c> {
    pub(super) index: usize,
    pub(super) installed: &'c InstalledLicense,
    pub(super) active: &'c ActiveCode,
}

/// The values of a finding about a code.
pub(super) struct CodeAndHost {
    code: Code,
    host: String,
}

impl CodeAndHost {
    /// Of a host that DNS does not know.
    pub(super) fn unknown(host: String) -> Self {
        Self { code: code::DNS_NAME_ERROR, host }
    }

    /// Of what has nothing to do with a host.
    pub(super) fn code(code: Code) -> Self {
        Self { code, host: String::new() }
    }
}

impl Values for CodeAndHost {
    const NAMES: &'static [&'static str] = &["code", "host"];
    const ALL: bool = false;

    fn named(self) -> NamedValues {
        vec![("code", self.code.into()), ("host", self.host.into())]
    }
}

impl<'c> CodeMatch<'c> {
    /// The licenses of some kind on which one of these codes holds today.
    pub(super) fn all(
        case: &'c Case,
        who: impl Fn(&InstalledLicense) -> bool,
        codes: &[Code],
    ) -> impl Iterator<Item = Self> {
        let licenses = case.licenses.iter().enumerate().filter(move |(_, installed)| who(installed));
        licenses.filter_map(|(index, installed)| {
            Some(CodeMatch { index, installed, active: installed.active_code(codes)? })
        })
    }

    pub(super) fn code(&self) -> Code {
        self.active.code
    }

    /// Whether the code comes from an attempt to reach a host (12288), or from the host's answer.
    pub(super) fn is_by_attempt(&self) -> bool {
        let codes = &self.installed.active_codes;
        codes.iter().any(|active| active.code == self.code() && active.source <= CodeSource::Attempt)
    }

    /// Whether the code is the answer to a command that installs a key, or is told beside one.
    pub(super) fn is_by_key_command(&self) -> bool {
        Command::of(&self.active.cites).is_some_and(|command| command.installs_key())
    }

    /// The hit on this code, with the lines that hold it.
    pub(super) fn hit(&self) -> Hit<CodeAndHost> {
        let all = &self.active.cites;
        let digits = format!("{:08X}", self.code().0);
        let holds = |cite: &&Cite| cite.text.to_uppercase().contains(&digits);
        let mut cites: Vec<Cite> = all.iter().take(1).cloned().collect();
        cites.extend(all.iter().skip(1).filter(|cite| all.len() < 4 || holds(cite)).cloned());
        Hit::for_license(self.index, &cites).with(CodeAndHost { code: self.code(), host: self.host() })
    }

    /// The host of the attempt, else the one that the license asks.
    pub(super) fn host(&self) -> String {
        self.active.target.clone().or_else(|| self.installed.host()).unwrap_or_else(|| "KMS".to_owned())
    }
}

/// Licenses that a host could serve and on which one of these codes holds today.
pub(super) fn kms_client_with<'c>(case: &'c Case, codes: &[Code]) -> impl Iterator<Item = CodeMatch<'c>> {
    CodeMatch::all(case, InstalledLicense::takes_kms, codes)
}

/// Licenses of any kind on which one of these codes holds today; those that need no activation are left alone.
pub(super) fn any_license_with<'c>(case: &'c Case, codes: &[Code]) -> impl Iterator<Item = CodeMatch<'c>> {
    CodeMatch::all(case, |installed| !installed.needs_no_activation(), codes)
}

values! { DaysLeft { days: Value } }

/// Days until the status ends. An activation that does not renew has no end; of any other without a number the end is not known.
pub(super) fn days_left(installed: &InstalledLicense) -> DaysLeft {
    let lasting = matches!(installed.channel(), Channel::Mak | Channel::Retail | Channel::Oem | Channel::KmsHost);
    let days = match installed.license.minutes_left.filter(|left| *left > 0 || !lasting) {
        Some(left) => (left / 1440).into(),
        None if lasting && installed.is_licensed() => Value::Words(Text { en: "no limit", ja: "無期限" }),
        None => Value::Words(Text { en: "not stated", ja: "記載なし" }),
    };
    DaysLeft { days }
}

/// Licensed volume clients with so many minutes left.
pub(super) fn expiring(case: &Case, minutes: RangeInclusive<u64>) -> Vec<Hit<DaysLeft>> {
    let ends =
        |installed: &InstalledLicense| installed.license.minutes_left.is_some_and(|left| minutes.contains(&left));
    case.clients()
        .filter(|(_, installed)| installed.takes_kms() && installed.is_licensed())
        .filter(|(_, installed)| ends(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.status_lines()).with(days_left(installed)))
        .collect()
}

/// Thirty days: what ends later does not end soon.
pub(crate) const MONTH_MINUTES: u64 = 43_200;

/// Clients of some kind that are licensed and in no trouble: clients of a host, if for more than a month.
pub(super) fn licensed(case: &Case, kind: impl Fn(&InstalledLicense) -> bool) -> Vec<Hit<DaysLeft>> {
    let ends = |kind: Channel| matches!(kind, Channel::KmsClient | Channel::Unknown);
    let lasting = |installed: &InstalledLicense| {
        !ends(installed.channel()) || installed.license.minutes_left.is_none_or(|left| left > MONTH_MINUTES)
    };
    let well = |installed: &InstalledLicense| kind(installed) && installed.is_licensed() && !installed.is_in_trouble();
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        Hit::for_license(index, &installed.status_lines()).with(days_left(installed))
    };
    case.clients().filter(|(_, installed)| well(installed) && lasting(installed)).map(hit).collect()
}

/// Events of a log or its XML, which are whole, rather than of a text that somebody cut.
pub(super) fn log_events(case: &Case) -> impl Iterator<Item = &LoggedEvent> {
    case.events.iter().filter(|event| {
        let file = event.cites.first().and_then(|cite| case.evidence.get(cite.file));
        file.is_some_and(|file| file.kinds.iter().any(|kind| required_evidence::LOGS.contains(kind)))
    })
}

/// The times of those events, oldest first.
pub(super) fn log_times(case: &Case) -> Vec<i64> {
    log_events(case).filter_map(|event| event.at).collect()
}

/// Today's installed edition is known from a license or from DISM.
pub(super) fn edition_is_known(case: &Case) -> bool {
    case.observations(ObservationKind::Edition).next().is_some()
        || case.clients().any(|(_, installed)| installed.app() == App::Windows && !installed.license.channel.is_empty())
}

/// Events that the service logs on its own, whatever the state of its licenses.
pub(super) const ROUTINE_EVENTS: [u32; 6] = [16384, 16394, 16398, 902, 903, 1066];

/// What says that no DNS server was there to refuse.
pub(super) const NO_DNS_SERVER: [Code; 4] =
    [code::DNS_NO_SERVERS, code::DNS_SERVER_FAILURE, code::TIMEOUT, Code(0x8007_251F)];

/// Whether Windows itself is licensed, whatever its add-ons.
pub(super) fn base_is_licensed(case: &Case) -> bool {
    case.clients()
        .any(|(_, client)| client.app() == App::Windows && client.is_licensed() && client.esu_year().is_none())
}

/// The newest failure of a host to write its record, if no success follows.
pub(super) fn unpublished(case: &Case) -> Option<&LoggedEvent> {
    let published = case.events(&[12294]).filter_map(|event| event.at).max();
    case.events(&[12293]).filter(|event| event.at.is_none() || event.at > published).last()
}

/// The signature of a file of the service cannot be verified (ERROR_INVALID_IMAGE_HASH).
pub(super) const BAD_SIGNATURE: &str = "577";
/// Access is denied to the service itself (ERROR_ACCESS_DENIED).
pub(super) const REFUSED: &str = "5";

/// The errors with which a licensing service did not start that does not run now.
pub(super) fn service_start_errors(case: &Case) -> impl Iterator<Item = (&Observation, &[Cite])> {
    let runs = |service: &str| {
        let mut states = case.observations(ObservationKind::ServiceState).filter(|(state, _)| state.about == service);
        states.any(|(state, _)| state.value == "running")
    };
    case.observations(ObservationKind::ServiceStartError).filter(move |(error, _)| !runs(&error.about))
}

/// Access is denied, to the command or to the service.
pub(super) const ACCESS: [Code; 2] = [code::ACCESS_DENIED, Code(0xC004_F025)];

/// Whether access was denied to the service: an event says it, or the prompt was elevated.
pub(super) fn is_of_service(found: &CodeMatch<'_>) -> bool {
    found.active.source <= CodeSource::Scheduler || Command::is_elevated(&found.active.cites)
}

/// Client machine ids of Office that several machines have: the id, the number of machines, and the lines.
pub(super) fn shared_office_cmids(case: &Case) -> Vec<(String, usize, Vec<Cite>)> {
    let mut found = Vec::new();
    let mut of_id: BTreeMap<&str, Vec<(String, &[Cite])>> = BTreeMap::new();
    for (cmid, cites) in &case.cmids {
        of_id.entry(cmid).or_default().push((owner(case, cites), cites));
    }
    for (cmid, _) in &case.cmids {
        let all = of_id.remove(cmid.as_str()).unwrap_or_default();
        let Some(((first, cites), rest)) = all.split_first() else { continue };
        let others: Vec<&[Cite]> = rest.iter().filter(|(owner, _)| owner != first).map(|(_, cites)| *cites).collect();
        if !others.is_empty() {
            let lines = others.iter().copied().chain([*cites]).flatten().cloned().collect();
            found.push((cmid.clone(), others.len() + 1, lines));
        }
    }
    found
}

/// The machine that a file is of, by the start of its name.
fn owner(case: &Case, cites: &[Cite]) -> String {
    let file = cites.first().and_then(|cite| case.evidence.get(cite.file)).map(|evidence| evidence.file.as_str());
    let name = file.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    name.split(['_', '.', ' ']).next().unwrap_or_default().to_lowercase()
}

/// Whether whoever gets a code met no host, whatever was in the way.
pub(super) fn met_no_host(code: Code) -> bool {
    DISCOVERY_CODES.contains(&code) || UNREACHED.contains(&code) || code == code::NO_HOST_REACHED
}

/// The host of an attempt that reached nobody.
pub(super) fn unreached_host(event: &HistoryEvent) -> Option<&str> {
    match &event.entry {
        Entry::Sent { code, host, .. } if UNREACHED.contains(code) || *code == code::NO_HOST_REACHED => Some(host),
        _ => None,
    }
}

/// Whether an attempt reached nobody at this host.
pub(super) fn failed_to_reach(event: &HistoryEvent, target: &str) -> bool {
    unreached_host(event).is_some_and(|host| same_host(&host_and_port(host).0, target))
}

/// Whether the host serves the client's kind of product: Office has hosts of its own.
pub(super) fn host_fits(host: &InstalledLicense, client: &InstalledLicense) -> bool {
    host.app() == client.app() || client.app() == App::Unknown
}

/// Whether a host said itself that KMS is not enabled, or its port is known to accept connections.
pub(super) fn is_known_not_enabled(case: &Case, installed: &InstalledLicense) -> bool {
    let answered = installed
        .active_codes
        .iter()
        .any(|active| active.code == code::HOST_NOT_ENABLED && active.source == CodeSource::Answer);
    let open = case.ports.iter().any(|probe| probe.open && probe.port == DEFAULT_PORT)
        || case.observations(ObservationKind::Listening).next().is_some()
        || case.observations(ObservationKind::Probe).any(|(observation, _)| observation.value == "open+kms");
    answered || open
}

/// The names of the machine that a license is on: of its own attempts, else what tools printed.
pub(super) fn own_names(case: &Case, installed: &InstalledLicense) -> Vec<String> {
    let cites: BTreeSet<Option<&Cite>> = installed.history.iter().map(|event| event.cites.first()).collect();
    let own = |event: &&LoggedEvent| cites.contains(&event.cites.first());
    let logged = case.events.iter().filter(own).map(|event| event.record.computer.clone());
    let mut names: Vec<String> = logged.filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        names.extend(case.computer().map(str::to_owned));
    }
    names.sort();
    names.dedup();
    names
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

/// What the channels of host keys hold, and the year of the newest Windows that each serves.
const HOST_KEYS: [(&str, u32); 8] = [
    ("_WS25", 2025),
    ("_WS22", 2022),
    ("_WS19", 2019),
    ("_WS16", 2016),
    ("WIN10", 2015),
    ("_2012-R2", 2013),
    ("_W10", 2021),
    ("_B", 2009),
];

/// The year of the newest Windows that a host key serves, by its channel's suffix.
pub(super) fn year_of_key(channel: &str) -> Option<u32> {
    HOST_KEYS.iter().find(|(part, _)| channel.contains(part)).map(|(_, year)| *year)
}

/// Keys that a machine refused to install which serves clients with a host key already: who installs a key there means a newer
/// one, and the Windows of a host knows the keys of newer products by updates only. Each with the host.
pub(super) fn refused_host_keys(case: &Case) -> Vec<(CodeMatch<'_>, &InstalledLicense)> {
    const REFUSED: [Code; 2] = [code::KEY_INVALID, code::PRODUCT_NOT_INSTALLED];
    let is_newest = |year: u32| HOST_KEYS.iter().all(|(_, other)| *other <= year);
    let may_be_newer = |host: &InstalledLicense| {
        host.app() == App::Windows
            && host.is_licensed()
            && year_of_key(host.channel_token()).is_some_and(|year| !is_newest(year))
    };
    let file = |cites: &[Cite]| cites.first().map(|cite| cite.file);
    let found = any_license_with(case, &REFUSED).filter(|found| {
        let command = Command::of(&found.active.cites);
        command.is_some_and(|command| command.tool == Tool::Slmgr && command.installs_key())
    });
    found
        .filter_map(|found| {
            let is_there = |host: &InstalledLicense| file(&host.cites) == file(&found.active.cites);
            let mut hosts = case.hosts().map(|(_, host)| host).filter(|host| may_be_newer(host) && is_there(host));
            hosts.next().map(|host| (found, host))
        })
        .collect()
}

/// How genuine validation ended, by the newest report: what stands further down is newer.
pub(super) fn validation(case: &Case) -> Option<(&str, &[Cite])> {
    case.observations(ObservationKind::GenuineResult).last().map(|(one, cites)| (one.value.as_str(), cites))
}

/// The codes of genuine validation in the newest report, which stand below its result.
pub(super) fn validation_codes(case: &Case) -> impl Iterator<Item = (&str, &[Cite])> {
    let place = |cites: &[Cite]| cites.first().map(|cite| (cite.file, cite.place()));
    let result = validation(case).and_then(|(_, cites)| place(cites));
    let is_newest = move |cites: &[Cite]| match (place(cites), result) {
        (Some((file, place)), Some((newest, below))) if file == newest => place >= below,
        _ => true,
    };
    let codes = case.observations(ObservationKind::GenuineCode);
    codes.map(|(one, cites)| (one.value.as_str(), cites)).filter(move |(_, cites)| is_newest(cites))
}

/// Whether a code of genuine validation, or `tamper`, is a failure.
pub(super) fn fails_validation(value: &str) -> bool {
    value.parse::<Code>().map_or(true, Code::is_failure)
}

/// Whether anything tells that Microsoft was not reached.
pub(crate) fn is_offline(case: &Case) -> bool {
    let holds = |installed: &InstalledLicense| {
        installed.active_code(&NO_INTERNET).is_some() || installed.past_code(&NO_INTERNET).is_some()
    };
    let told = || case.unattributed_codes.iter().any(|(code, _)| NO_INTERNET.contains(code));
    case.clients().any(|(_, installed)| holds(installed)) || told()
}

/// Keys that were activated as often as they may, those of hosts or those that people buy: Microsoft says it with one code of both.
pub(super) fn used_up_keys(case: &Case, of_host: bool) -> impl Iterator<Item = CodeMatch<'_>> {
    let is_told = case.told("key_used_elsewhere").next().is_some();
    any_license_with(case, &[Code(0xC004_C008)]).filter(move |found| {
        let is_bought = match found.installed.channel() {
            Channel::Retail | Channel::Oem | Channel::Mak => true,
            Channel::Unknown => is_told,
            _ => false,
        };
        is_bought != of_host
    })
}
