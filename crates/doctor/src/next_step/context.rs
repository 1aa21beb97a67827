//! What the evidence answers for the steps of one finding: product, machine, host, domain, key.

use super::{
    office::{self, Version},
    pasteable,
    placeholder::{DOMAIN, KMS_HOST},
};
use crate::{
    case::{App, Case, Channel, DEFAULT_PORT, Entry, InstalledLicense, Windows, host_and_port, same_host},
    sentence::Value,
};
use muster_evidence::{Kind, fact::ObservationKind};

/// The first build of Windows 8 and Windows Server 2012.
const WINDOWS_8: u32 = 9_200;
/// The first build of Windows 11 24H2, which brings the cmdlets of OSLicense and lacks wmic.
const WINDOWS_11_24H2: u32 = 26_100;

/// What a finding says of what it is about.
#[derive(Clone, Copy, Default)]
pub(crate) struct About<'f> {
    /// Index of the license in the case.
    pub(crate) license: Option<usize>,
    pub(crate) product: &'f str,
    /// The values of its sentence.
    pub(crate) values: &'f [(&'static str, Value)],
    /// Whether it is about Office, whatever the license.
    pub(crate) is_office: bool,
}

/// What steps are a function of. What the evidence does not answer is none, or empty.
#[derive(Debug, Default)]
pub(crate) struct Context {
    pub(crate) app: App,
    /// The product as an administrator knows it.
    pub(crate) product: String,
    pub(crate) office: Option<Version>,
    /// The folder of `ospp.vbs` as the evidence names it.
    folder: Option<String>,
    /// The build number of Windows.
    build: Option<u32>,
    /// The name of the machine.
    pub(crate) computer: String,
    /// The host that the finding is about, or that the product asks.
    pub(crate) host: Option<(String, u64)>,
    /// The host that was set by hand.
    pub(crate) pin: Option<(String, u64)>,
    /// Another host: of SRV records, else of hosts in the evidence.
    pub(crate) other: Option<(String, u64)>,
    /// The zone in which hosts are looked up.
    pub(crate) domain: Option<String>,
    /// The zones in which a record was found.
    pub(crate) record_domain: Option<String>,
    pub(crate) partial_key: Option<String>,
    /// Last five characters of the keys of its family that are not in use.
    pub(crate) spare_keys: Vec<String>,
    pub(crate) channel: Channel,
    /// A port that the host listens on, where it is not the one that is asked.
    pub(crate) listening: Option<u64>,
    pub(crate) has_os_license: bool,
    pub(crate) vbscript_is_gone: bool,
    /// Whether the machine itself is the host.
    pub(crate) is_host: bool,
    /// The activation id of the add-on that the finding is about.
    pub(crate) add_on: Option<String>,
    /// Whether the product prints the host that DNS named, and none that was set by hand.
    pub(crate) is_found_by_dns: bool,
    uses_osppsvc: bool,
    /// Whether Windows is one for clients.
    pub(crate) is_client_windows: bool,
}

impl Context {
    /// Where the evidence answers nothing but the product.
    pub(super) fn unanswered(app: App) -> Self {
        Self { app, ..Self::default() }
    }

    /// What the evidence answers for a finding, or for the product in trouble.
    pub(crate) fn of(case: &Case, about: About<'_>) -> Self {
        let installed = installed(case, about);
        let app = app(case, installed, about);
        let office = installed.and_then(Version::of).or_else(|| version_in_folder(case, app));
        let build = build(case, installed);
        let license = installed.map(|installed| &installed.license);
        let pin = license.and_then(|license| license.registered_host.clone()).or_else(|| registry_pin(case));
        let pin = pin.map(|host| host_and_port(&host));
        let host = host(about, installed);
        let vbscript_is_gone = case.observations(ObservationKind::ScriptHostDisabled).next().is_some();
        Self {
            app,
            product: about.product.to_owned(),
            office,
            folder: office::named_folder(case, office),
            build,
            computer: case.computer().unwrap_or_default().to_lowercase(),
            other: other(case, host.as_ref()),
            domain: domain(case, license.and_then(|license| license.lookup_domain.clone())),
            record_domain: record_domain(case),
            partial_key: installed.and_then(partial_key),
            spare_keys: spare_keys(case, installed),
            channel: installed.map_or(Channel::Unknown, InstalledLicense::channel),
            listening: listening(case, about),
            has_os_license: app == App::Windows
                && (vbscript_is_gone || build.is_some_and(|build| build >= WINDOWS_11_24H2))
                && case.windows() != Some(Windows::Server),
            vbscript_is_gone,
            is_host: installed.is_some_and(InstalledLicense::is_host),
            add_on: add_on(about),
            is_found_by_dns: pin.is_none() && license.is_some_and(|license| license.dns_host.is_some()),
            uses_osppsvc: uses_osppsvc(case, office, build),
            is_client_windows: case.windows() == Some(Windows::Client),
            host,
            pin,
        }
        .pasteable()
    }

    /// Without what must not stand in a command: a step asks for it, as for what the evidence does not answer.
    fn pasteable(mut self) -> Self {
        let keep = |named: Option<(String, u64)>| named.filter(|(name, _)| pasteable::is_name(name));
        (self.host, self.pin, self.other) = (keep(self.host), keep(self.pin), keep(self.other));
        self.domain = self.domain.filter(|domain| pasteable::is_name(domain));
        self.record_domain = self.record_domain.filter(|domain| pasteable::is_name(domain));
        self.folder = self.folder.filter(|folder| pasteable::is_folder(folder));
        self.add_on = self.add_on.filter(|id| pasteable::is_id(id));
        self.partial_key = self.partial_key.filter(|part| pasteable::is_id(part));
        self.spare_keys.retain(|part| pasteable::is_id(part));
        if !pasteable::is_name(&self.computer) {
            self.computer.clear();
        }
        self
    }

    /// The service that keeps the licenses of the product.
    pub(crate) fn service(&self) -> &'static str {
        if self.uses_osppsvc { "osppsvc" } else { "sppsvc" }
    }

    /// Whether Windows is older than 8: `sc config sppsvc` works there, and services of PowerShell do not.
    pub(crate) fn is_before_windows_8(&self) -> bool {
        self.build.is_some_and(|build| build < WINDOWS_8)
    }

    /// Goes to the folder of `ospp.vbs`: as the evidence names it, else wherever it lies.
    pub(crate) fn go_to_folder(&self) -> String {
        if let Some(folder) = &self.folder {
            return format!("cd /d \"{folder}\"");
        }
        let search = |folder: &str| {
            format!(
                "for %p in (\"%ProgramFiles%\" \"%ProgramFiles(x86)%\") do @if exist \"%~p\\Microsoft Office\\{folder}\\ospp.vbs\" \
                 cd /d \"%~p\\Microsoft Office\\{folder}\""
            )
        };
        match self.office {
            Some(version) => search(&format!("Office{}", version.folder())),
            None => format!("for %n in (16 15 14) do @{}", search("Office%n")),
        }
    }

    /// The activation id of the license that the host needs for this product; none for Windows.
    pub(crate) fn host_license(&self) -> Option<&'static str> {
        if self.app != App::Office {
            return None;
        }
        self.office.and_then(Version::host).map(|(id, _)| id)
    }

    /// The host to name on the client: another than the one that fails, if the evidence knows one.
    pub(crate) fn better_host(&self) -> (String, u64) {
        self.other.clone().unwrap_or_else(|| (KMS_HOST.to_owned(), DEFAULT_PORT))
    }

    /// The host to test: the one that is asked, else one that DNS names.
    pub(crate) fn asked_host(&self) -> (String, u64) {
        self.host.clone().unwrap_or_else(|| self.better_host())
    }

    /// The zone in which the client looks for a host.
    pub(crate) fn zone(&self) -> String {
        self.domain.clone().unwrap_or_else(|| DOMAIN.to_owned())
    }
}

fn installed<'c>(case: &'c Case, about: About<'_>) -> Option<&'c InstalledLicense> {
    let own = about.license.and_then(|index| case.licenses.get(index));
    // Nothing of a license of Windows answers for an Office without one.
    if about.is_office && about.license.is_none() {
        return case.licenses.iter().find(|installed| installed.app() == App::Office);
    }
    let troubled = || case.licenses.iter().find(|installed| installed.is_in_trouble() && !installed.is_host());
    own.or_else(troubled).or_else(|| case.licenses.first())
}

/// Windows or Office: of the license, else of the tools whose output this is.
fn app(case: &Case, installed: Option<&InstalledLicense>, about: About<'_>) -> App {
    let own = installed.map_or(App::Unknown, InstalledLicense::app);
    if own != App::Unknown {
        return own;
    }
    if about.is_office {
        return App::Office;
    }
    const OSPP: [Kind; 5] =
        [Kind::OsppStatus, Kind::OsppOther, Kind::OsppCmid, Kind::OsppHistoryKms, Kind::OsppHistoryErrors];
    const SLMGR: [Kind; 3] = [Kind::SlmgrClient, Kind::SlmgrHost, Kind::SlmgrShort];
    match (case.has(&OSPP), case.has(&SLMGR)) {
        (true, false) => App::Office,
        (false, true) if !case.is_of_muster() => App::Windows,
        _ if case.is_of_muster() => App::Other,
        _ => App::Unknown,
    }
}

fn add_on(about: About<'_>) -> Option<String> {
    about.values.iter().find(|(name, _)| *name == "id").and_then(|(_, value)| match value {
        Value::Text(id) => Some(id.clone()),
        _ => None,
    })
}

fn version_in_folder(case: &Case, app: App) -> Option<Version> {
    let folder = office::named_folder(case, None).filter(|_| app == App::Office)?;
    // Office16 is the folder of four versions.
    match folder.get(folder.len().saturating_sub(2)..)? {
        "14" => Some(Version::V2010),
        "15" => Some(Version::V2013),
        _ => None,
    }
}

/// The build of Windows: as printed, else of the licensing service, else of the name of the system.
fn build(case: &Case, installed: Option<&InstalledLicense>) -> Option<u32> {
    let number = |version: &str| version.split('.').nth(2)?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
    let printed = case.observations(ObservationKind::OsBuild).find_map(|(observation, _)| number(&observation.value));
    let service = || case.licenses.iter().find_map(|installed| number(installed.license.service_version.as_deref()?));
    printed.or_else(service).or_else(|| {
        let names =
            case.observations(ObservationKind::OperatingSystem).map(|(observation, _)| observation.value.as_str());
        let name =
            names.chain(installed.map(|installed| installed.license.name.as_str())).collect::<Vec<_>>().join(" ");
        const BUILDS: [(&str, u32); 12] = [
            ("Windows 7", 7_601),
            ("Windows(R) 7", 7_601),
            ("Server 2008 R2", 7_601),
            ("Server 2008", 6_003),
            ("Vista", 6_002),
            ("2012 R2", 9_600),
            ("Server 2012", 9_200),
            ("Windows 8.1", 9_600),
            ("Windows 8", 9_200),
            ("Windows 10", 10_240),
            ("Server 2016", 14_393),
            ("Server 2025", 26_100),
        ];
        BUILDS.iter().find(|(part, _)| name.contains(part)).map(|(_, build)| *build)
    })
}

/// Office 2010 keeps its licenses in a service of its own, and so do later versions on Windows 7.
fn uses_osppsvc(case: &Case, office: Option<Version>, build: Option<u32>) -> bool {
    let named = [ObservationKind::ServiceStart, ObservationKind::ServiceState]
        .iter()
        .any(|kind| case.observations(*kind).any(|(observation, _)| observation.about.eq_ignore_ascii_case("osppsvc")));
    let old = build.is_some_and(|build| build < WINDOWS_8);
    office.is_some_and(|version| version == Version::V2010 || old || named && version < Version::V2019)
}

fn registry_pin(case: &Case) -> Option<String> {
    let name = case.registry("KeyManagementServiceName").find(|(observation, _)| !observation.value.is_empty())?.0;
    let port = case.registry("KeyManagementServicePort").map(|(observation, _)| observation.value.clone()).next();
    Some(port.map_or(name.value.clone(), |port| format!("{}:{port}", name.value)))
}

/// The last characters of the installed key: as printed, else of the published setup key that a KMS client has.
fn partial_key(installed: &InstalledLicense) -> Option<String> {
    let published = installed.product().filter(|product| !product.is_host && !product.partial_key.is_empty());
    let published = published.filter(|_| installed.channel() == Channel::KmsClient);
    installed.license.partial_key.clone().or_else(|| published.map(|product| product.partial_key.to_owned()))
}

/// The host that the finding names, else the one that the product asks.
fn host(about: About<'_>, installed: Option<&InstalledLicense>) -> Option<(String, u64)> {
    let text = |name: &str| {
        let value = about.values.iter().find(|(known, _)| *known == name);
        value.and_then(|(_, value)| match value {
            Value::Text(text) if text != "KMS" && pasteable::is_name(text) => Some(text.clone()),
            _ => None,
        })
    };
    let asked = installed.and_then(InstalledLicense::host).map(|host| host_and_port(&host));
    let Some(named) = text("host") else { return asked };
    let (name, port) = host_and_port(&named);
    let printed = named.contains(':');
    // A finding that names a host without its port is about the port that the product asks.
    let port = asked.filter(|(asked, _)| !printed && same_host(asked, &name)).map_or(port, |(_, port)| port);
    Some((name, port))
}

/// The port on which the host listens, where it is not the one that is asked.
fn listening(case: &Case, about: About<'_>) -> Option<u64> {
    let value = about.values.iter().find(|(name, _)| *name == "listening");
    let told = value.and_then(|(_, value)| match value {
        Value::Text(text) => text.parse().ok(),
        Value::Number(number) => u64::try_from(*number).ok(),
        _ => None,
    });
    told.or_else(|| case.derived.port_mismatch.as_ref().map(|mismatch| mismatch.listening))
}

/// The first host of the SRV records, then of what the evidence of hosts names, that is not the one that the finding is about.
fn other(case: &Case, host: Option<&(String, u64)>) -> Option<(String, u64)> {
    let records = case.targets().map(|(target, port, _)| (target.trim_end_matches('.').to_owned(), port));
    let answered = case.licenses.iter().flat_map(|installed| installed.history.windows(2)).filter_map(|pair| {
        let [asked, answer] = pair else { return None };
        match (&asked.entry, &answer.entry) {
            (Entry::Sent { host, .. }, Entry::Answer { .. }) if !host.is_empty() => Some(host_and_port(host)),
            _ => None,
        }
    });
    let found = case.licenses.iter().filter_map(|installed| installed.license.dns_host.as_deref()).map(host_and_port);
    let is_own = |name: &str, port: u64| host.is_some_and(|own| same_host(&own.0, name) && own.1 == port);
    records.chain(found).chain(answered).find(|(name, port)| !is_own(name, *port))
}

/// The zone in which hosts are looked up: set by hand, of the primary suffix, of the question, of the search list. A machine outside
/// a domain prints some of them empty.
fn domain(case: &Case, lookup: Option<String>) -> Option<String> {
    let observed = |kind| case.observations(kind).map(|(found, _)| found.value.clone());
    let suffix = case.suffix.iter().map(|(suffix, _)| suffix.clone());
    let asked = case.srvs.iter().filter_map(|(srv, _)| srv.domain.clone());
    let joined = observed(ObservationKind::Domain).filter(|domain| domain.contains('.'));
    let named = case.computer().and_then(|name| Some(name.split_once('.')?.1.to_owned()));
    let all = lookup.into_iter().chain(suffix).chain(asked).chain(observed(ObservationKind::SearchList));
    all.chain(joined).chain(named).map(|domain| zone(&domain)).find(|zone| !zone.is_empty())
}

fn record_domain(case: &Case) -> Option<String> {
    let found = case.srvs.iter().find(|(srv, _)| srv.target.is_some())?;
    let target = || found.0.target.as_deref()?.split_once('.').map(|(_, domain)| domain.to_owned());
    found.0.domain.clone().or_else(target).map(|domain| zone(&domain))
}

fn zone(domain: &str) -> String {
    domain.trim_start_matches("_vlmcs._tcp.").trim_end_matches('.').to_lowercase()
}

fn spare_keys(case: &Case, installed: Option<&InstalledLicense>) -> Vec<String> {
    let Some(own) = installed else { return Vec::new() };
    if !case.licenses.iter().any(|other| other.is_licensed() && other.app() == own.app()) {
        return Vec::new();
    }
    let spare = |other: &&InstalledLicense| other.app() == own.app() && !other.is_licensed() && !other.is_host();
    let all = case.licenses.iter().chain(&case.unused).chain(&case.leftovers).filter(spare);
    let mut keys: Vec<String> = all.filter_map(|other| other.license.partial_key.clone()).collect();
    keys.dedup();
    keys
}
