//! What a single line says beside licenses, events, records of DNS and results of commands.

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
