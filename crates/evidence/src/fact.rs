//! Facts: what a line of evidence says, with the line that says it.

use crate::shape;
use serde::Serialize;

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cite {
    /// Index of the source.
    pub file: usize,
    /// Line of a text, from 1.
    pub line: Option<u32>,
    /// Record of an event log, by its own number.
    pub record: Option<u64>,
    /// The line, or what the record says; full product keys masked.
    pub text: String,
}

/// A license as slmgr or ospp prints it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// Name of the product.
    pub name: String,
    /// The channel token of its description.
    pub channel: String,
    /// The channel of its key, such as `Volume:GVLK`.
    pub key_channel: Option<String>,
    /// Activation id (SKU id).
    pub activation_id: Option<String>,
    /// Application id.
    pub application_id: Option<String>,
    /// The long number that phone activation reads out; it follows from the hardware.
    pub installation_id: Option<String>,
    /// Last five characters of its key.
    pub partial_key: Option<String>,
    /// Status 0 to 6.
    pub status: Option<u8>,
    /// The tool's own word for the status.
    pub status_word: Option<String>,
    /// Notification reason or error code.
    pub code: Option<String>,
    /// Minutes until the status ends.
    pub minutes_left: Option<u64>,
    /// Client machine id.
    pub cmid: Option<String>,
    /// The host set by hand, `name:port`.
    pub registered_host: Option<String>,
    /// The host found by DNS, `name:port`.
    pub dns_host: Option<String>,
    /// Discovery found no host, as the tool says.
    pub host_not_found: bool,
    /// Address of the host that activated it.
    pub host_address: Option<String>,
    /// Domain in which hosts are looked up, set by hand.
    pub lookup_domain: Option<String>,
    /// Minutes between attempts of an unlicensed client.
    pub activation_interval: Option<u64>,
    /// Minutes between renewals.
    pub renewal_interval: Option<u64>,
    /// Whether the client remembers its host.
    pub host_caching: Option<bool>,
    /// How many times the timers may still be reset.
    pub rearms_left: Option<u64>,
    /// The service's own idea of the time, as printed.
    pub trusted_time: Option<String>,
    /// Activation object of Active Directory that it was activated by.
    pub directory_object: Option<String>,
    /// Version of the licensing service that printed it.
    pub service_version: Option<String>,
    /// What a host prints of itself.
    pub host: Option<HostCounts>,
}

/// The host's block of a license.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostCounts {
    /// Current count.
    pub count: Option<i64>,
    /// Listening port.
    pub port: Option<u64>,
    /// Total requests received.
    pub total: Option<u64>,
    /// Failed requests received.
    pub failed: Option<u64>,
    /// Whether it publishes itself in DNS.
    pub dns_publishing: Option<bool>,
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Event id.
    pub id: u32,
    /// Its time as it stands in the evidence.
    pub time: String,
    /// HRESULT.
    pub code: Option<String>,
    /// The other fields by name.
    pub fields: Vec<(&'static str, String)>,
    /// The computer that logged it, if the evidence names it.
    pub computer: String,
    /// Its source, if the evidence names it.
    pub provider: String,
}

impl Record {
    /// The field of this name; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }
}

/// What a single line says beside licenses, events and names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObservationKind {
    /// An activation object in Active Directory: its name.
    ActivationObject,
    /// The address of a name, as DNS gives it.
    Address,
    /// The clock's source, or that there is none.
    ClockSource,
    /// The clock's distance from its source, in seconds.
    ClockOffset,
    /// The name of the computer.
    Computer,
    /// DNS servers that the machine asks.
    DnsServer,
    /// Edition by DISM.
    Edition,
    /// A firewall rule for the service and whether it lets requests in.
    FirewallRule,
    /// A code of MGADiag.
    GenuineCode,
    /// License type of MGADiag.
    GenuineType,
    /// An installed update.
    Hotfix,
    /// A host was set by hand.
    HostSet,
    /// A key was installed: last five characters.
    KeyInstalled,
    /// A key was removed.
    KeyRemoved,
    /// A port on which this machine listens.
    Listening,
    /// The activation id that `slmgr /dlv` did not find.
    NotInstalled,
    /// An Office product by ROIScan, and its license.
    OfficeInstalled,
    /// Whether the firmware holds an OEM marker.
    OemMarker,
    /// The operating system.
    OperatingSystem,
    /// Its build.
    OsBuild,
    /// Domain or workgroup.
    Domain,
    /// What a probe saw at `host:port`.
    Probe,
    /// A registry value.
    RegistryValue,
    /// The script engine is missing or barred.
    ScriptHostDisabled,
    /// The DNS search list.
    SearchList,
    /// Start type of a service.
    ServiceStart,
    /// State of a service.
    ServiceState,
    /// A subscription license.
    Subscription,
    /// A trace of sysprep.
    Sysprep,
    /// Access was denied.
    AccessDenied,
    /// The tool was not elevated.
    NotElevated,
}

impl ObservationKind {
    /// The key of its fact.
    pub fn key(self) -> &'static str {
        match self {
            Self::AccessDenied => "access_denied",
            Self::ActivationObject => "activation_object",
            Self::Address => "address",
            Self::ClockOffset => "clock.offset",
            Self::ClockSource => "clock.source",
            Self::Computer => "computer",
            Self::DnsServer => "dns_server",
            Self::Domain => "domain",
            Self::Edition => "edition",
            Self::FirewallRule => "firewall.rule",
            Self::GenuineCode => "genuine.code",
            Self::GenuineType => "genuine.license_type",
            Self::HostSet => "host_set",
            Self::Hotfix => "hotfix",
            Self::KeyInstalled => "key.installed",
            Self::KeyRemoved => "key.removed",
            Self::Listening => "listening_port",
            Self::NotElevated => "not_elevated",
            Self::NotInstalled => "not_installed",
            Self::OemMarker => "oem_marker",
            Self::OfficeInstalled => "office",
            Self::OperatingSystem => "os",
            Self::OsBuild => "os.build",
            Self::Probe => "probe",
            Self::RegistryValue => "registry",
            Self::ScriptHostDisabled => "script_barred",
            Self::SearchList => "search_list",
            Self::ServiceStart => "service.start",
            Self::ServiceState => "service.state",
            Self::Subscription => "subscription",
            Self::Sysprep => "sysprep",
        }
    }
}

/// A line's word about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// What it is about.
    pub kind: ObservationKind,
    /// Which one, where there can be several.
    pub about: String,
    /// What it says.
    pub value: String,
}

/// An SRV record, or the word that there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Srv {
    /// The domain in which it was asked for, if the answer names it.
    pub domain: Option<String>,
    /// The server did not answer, which says nothing of the record.
    pub unanswered: bool,
    /// The target; none if the answer was that there is no such name.
    pub target: Option<String>,
    /// Its port.
    pub port: Option<u64>,
    /// Its priority.
    pub priority: Option<u64>,
    /// Its weight.
    pub weight: Option<u64>,
}

/// How a command ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The product, if the output names it.
    pub product: Option<String>,
    /// Its activation id.
    pub activation_id: Option<String>,
    /// The channel token of its description.
    pub channel: Option<String>,
    /// The code; none for success.
    pub code: Option<String>,
}

/// A fact with the lines that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A client machine id.
    Cmid(String, Vec<Cite>),
    /// A code in a text of no known kind.
    Code(String, Vec<Cite>),
    /// An event.
    Event(Record, Vec<Cite>),
    /// A license.
    License(Box<License>, Vec<Cite>),
    /// The tool found no key of an Office product.
    NoKey(Vec<Cite>),
    /// How an activation or an installation of a key ended.
    Outcome(Outcome, Vec<Cite>),
    /// Whether a port answered.
    Port {
        /// Who was asked.
        host: String,
        /// Which port.
        port: u64,
        /// Whether it answered.
        open: bool,
        /// Where it stands.
        cites: Vec<Cite>,
    },
    /// The primary DNS suffix; empty where there is none.
    PrimarySuffix(String, Vec<Cite>),
    /// Anything that one line says.
    Observation(Observation, Vec<Cite>),
    /// DNS about the SRV record.
    Srv(Srv, Vec<Cite>),
}

/// A fact as key and value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactRow {
    /// What it is about, such as `license.status`.
    pub key: String,
    /// The value as text.
    pub value: String,
    /// The lines that it rests on.
    pub cites: Vec<Cite>,
}

impl Fact {
    /// The lines that it rests on.
    pub fn cites(&self) -> &[Cite] {
        match self {
            Self::Cmid(_, cites)
            | Self::Code(_, cites)
            | Self::Event(_, cites)
            | Self::License(_, cites)
            | Self::NoKey(cites)
            | Self::Outcome(_, cites)
            | Self::Port { cites, .. }
            | Self::PrimarySuffix(_, cites)
            | Self::Observation(_, cites)
            | Self::Srv(_, cites) => cites,
        }
    }

    /// The fact as keys and values.
    pub fn rows(&self) -> Vec<FactRow> {
        let row = |(key, value): (String, String)| FactRow { key, value: masked(&value), cites: self.cites().to_vec() };
        self.pairs().into_iter().map(row).collect()
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let one = |key: &str, value: &str| vec![(key.to_owned(), value.to_owned())];
        match self {
            Self::Cmid(cmid, _) => one("cmid", cmid),
            Self::Code(code, _) => one("code", code),
            Self::Event(record, _) => record.pairs(),
            Self::License(license, _) => license.pairs(),
            Self::NoKey(_) => one("product_key", "none"),
            Self::Outcome(outcome, _) => {
                let code = outcome.code.as_deref().unwrap_or("0x00000000");
                let product = outcome.product.iter().map(|name| ("outcome.product".to_owned(), name.clone()));
                let id = outcome.activation_id.iter().map(|id| ("outcome.activation_id".to_owned(), id.clone()));
                one("outcome.code", code).into_iter().chain(product).chain(id).collect()
            }
            Self::Port { host, port, open, .. } => {
                one("port", &format!("{host}:{port} {}", if *open { "open" } else { "closed" }))
            }
            Self::PrimarySuffix(suffix, _) => one("primary_suffix", suffix),
            Self::Observation(observation, _) if observation.about.is_empty() => {
                one(observation.kind.key(), &observation.value)
            }
            Self::Observation(observation, _) => {
                one(&format!("{}.{}", observation.kind.key(), observation.about), &observation.value)
            }
            Self::Srv(srv, _) => match &srv.target {
                None if srv.unanswered => one("srv", "unanswered"),
                None => one("srv", "none"),
                Some(target) => {
                    let number = |value: Option<u64>| value.map_or("?".into(), |value| value.to_string());
                    one(
                        "srv",
                        &format!("{} {} {} {target}", number(srv.priority), number(srv.weight), number(srv.port)),
                    )
                }
            },
        }
    }
}

impl Record {
    fn pairs(&self) -> Vec<(String, String)> {
        let head = [
            ("time", self.time.clone()),
            ("computer", self.computer.clone()),
            ("code", self.code.clone().unwrap_or_default()),
        ];
        let named = head.into_iter().chain(self.fields.iter().cloned()).filter(|(_, value)| !value.is_empty());
        named.map(|(name, value)| (format!("event.{}.{name}", self.id), value)).collect()
    }
}

impl License {
    fn pairs(&self) -> Vec<(String, String)> {
        let number = |value: Option<u64>| value.map(|value| value.to_string());
        let host = self.host.clone().unwrap_or_default();
        let all = [
            ("name", Some(self.name.clone())),
            ("channel", Some(self.channel.clone())),
            ("key_channel", self.key_channel.clone()),
            ("activation_id", self.activation_id.clone()),
            ("application_id", self.application_id.clone()),
            ("partial_key", self.partial_key.clone()),
            ("installation_id", self.installation_id.clone()),
            ("status", self.status.map(|status| status.to_string())),
            ("status_word", self.status_word.clone()),
            ("code", self.code.clone()),
            ("minutes_left", number(self.minutes_left)),
            ("cmid", self.cmid.clone()),
            ("registered_host", self.registered_host.clone()),
            ("dns_host", self.dns_host.clone()),
            ("host_not_found", self.host_not_found.then(|| "yes".to_owned())),
            ("host_address", self.host_address.clone()),
            ("lookup_domain", self.lookup_domain.clone()),
            ("activation_interval", number(self.activation_interval)),
            ("renewal_interval", number(self.renewal_interval)),
            ("host_caching", self.host_caching.map(|on| on.to_string())),
            ("rearms_left", number(self.rearms_left)),
            ("trusted_time", self.trusted_time.clone()),
            ("directory_object", self.directory_object.clone()),
            ("service_version", self.service_version.clone()),
            ("count", host.count.map(|count| count.to_string())),
            ("listening_port", number(host.port)),
            ("total_requests", number(host.total)),
            ("failed_requests", number(host.failed)),
            ("dns_publishing", host.dns_publishing.map(|on| on.to_string())),
        ];
        let known = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
        known.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (format!("license.{name}"), value)).collect()
    }
}

/// A text in which every full product key shows its last five characters only.
pub fn masked(text: &str) -> String {
    if !may_hold_key(text) {
        return text.to_owned();
    }
    let mask = |found: &regex_lite::Captures<'_>| {
        let key = found.get(0).map_or("", |key| key.as_str());
        format!("XXXXX-XXXXX-XXXXX-XXXXX-{}", key.get(24..).unwrap_or_default())
    };
    shape::FULL_KEY.replace_all(text, mask).into_owned()
}

/// Whether hyphens stand as they do in a key, which is quicker to see than the key itself.
fn may_hold_key(text: &str) -> bool {
    let bytes = text.as_bytes();
    let hyphen = |place: usize| bytes.get(place) == Some(&b'-');
    text.match_indices('-').any(|(place, _)| hyphen(place + 6) && hyphen(place + 12) && hyphen(place + 18))
}
