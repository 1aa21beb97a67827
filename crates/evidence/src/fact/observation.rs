//! What a single line says beside licenses, events, records of DNS and results of commands.

use crate::id_enum::id_enum;

id_enum! {
    /// What an observation is about. Its id is the key of the row.
    ObservationKind {
    /// Name of an activation object in Active Directory, or the line that holds its place there.
    ActivationObject = "activation_object",
    /// Address that DNS gave for a name; `about` is the name.
    Address = "address",
    /// Client machine id of Windows, by which a KMS host counts this machine.
    ClientMachineId = "cmid.windows",
    /// Distance of the clock from its source, in seconds with a sign; `about` is the tool, but of w32tm empty.
    ClockOffset = "clock.offset",
    /// Source of the clock; `none` if it runs freely. `about` is the tool, but of w32tm empty.
    ClockSource = "clock.source",
    /// A command of OSLicense that succeeded, other than an activation or the installation of a key: its operation.
    CommandDone = "command.done",
    /// A command that the machine does not have.
    CommandMissing = "command.missing",
    /// Name of the computer, for what follows; `about` is `vamt` in a list that may be of many.
    Computer = "computer",
    /// Name of the DNS server that answered.
    DnsAnswerer = "dns_server.answered",
    /// DNS server that the machine asks.
    DnsServer = "dns_server",
    /// Domain or workgroup.
    Domain = "domain",
    /// Edition as DISM names it, such as `ServerStandardEval`.
    Edition = "edition",
    /// Whether the machine is joined to Microsoft Entra ID: `yes` or `no`.
    EntraJoined = "entra_joined",
    /// The service's firewall rule; `about` is `enabled`, `action` or `profile`.
    FirewallRule = "firewall.rule",
    /// Code of genuine validation, or `tamper`.
    GenuineCode = "genuine.code",
    /// A value of MGADiag's report as printed; `about` is `report_version`, `validation_code`, `cached_validation_code`,
    /// `tts_error` or `partial_key`.
    GenuineReport = "genuine",
    /// How genuine validation ended: `Genuine`, `Not Activated`, `Blocked`, `Invalid Product Key` or `Invalid License`.
    GenuineResult = "genuine.result",
    /// License type that MGADiag prints, such as `OEM SLP`.
    GenuineType = "genuine.license_type",
    /// Activation host that was set by hand, `name:port`.
    HostSet = "host_set",
    /// Installed update, `KB` and its number.
    Hotfix = "hotfix",
    /// Last five characters of a key that was installed.
    KeyInstalled = "key.installed",
    /// A key was removed: `yes`.
    KeyRemoved = "key.removed",
    /// TCP port on which this machine listens.
    Listening = "listening_port",
    /// What a host of Muster says of its health; `about` is the place in the document of `GET /health`, as `license.days`.
    MusterHost = "muster.host",
    /// A key in the authority's list; `about` is its end, the value the code with which it would be refused.
    MusterKey = "muster.key",
    /// A machine in the inventory of a host of Muster; `about` is its name, the value the last code, or `cloned`.
    MusterMachine = "muster.machine",
    /// The tool ran without administrator rights: its sentence.
    NotElevated = "not_elevated",
    /// Activation id that `slmgr /dlv` did not find.
    NotInstalled = "not_installed",
    /// Whether the firmware holds an OEM marker (SLIC): `yes` or `no`.
    OemMarker = "oem_marker",
    /// Folder of `ospp.vbs`, as `C:\Program Files\Microsoft Office\Office16`.
    OfficeFolder = "office.folder",
    /// Office by ROIScan; `about` is `product` or `license`.
    OfficeInstalled = "office",
    /// Name of the operating system.
    OperatingSystem = "os",
    /// Version and build of the operating system, such as `10.0.19045`.
    OsBuild = "os.build",
    /// Whether a host answered an echo request: `true` or `false`; `about` is its name or address.
    Ping = "ping",
    /// What `muster doctor probe` saw; `about` is `host:port`.
    Probe = "probe",
    /// Registry value; `about` is the end of its path and its name. Numbers are decimal.
    RegistryValue = "registry",
    /// Windows Script Host is disabled or lacks the engine: its sentence.
    ScriptHostDisabled = "script_barred",
    /// Domain of the DNS search list.
    SearchList = "search_list",
    /// Start type of a service; `about` is its name.
    ServiceStart = "service.start",
    /// Number of the Windows error with which a service did not start; `about` is its name.
    ServiceStartError = "service.start_error",
    /// State of a service; `about` is its name.
    ServiceState = "service.state",
    /// Product or category of a subscription license of Office.
    Subscription = "subscription",
    /// A value in the command line of slui.exe; `about` is its name, such as `trigger`.
    Slui = "slui",
    /// Trace of imaging; `about` is `generalize`, `option` (another option of the command line) or `skip_rearm`.
    Sysprep = "sysprep",
    /// Edition to which the machine can change, as DISM names it.
    TargetEdition = "edition.target",
    /// What a person tells in a sentence: the lines. `about` is what is told where no other fact tells it, such as
    /// `evaluation`: that the installed Windows is one.
    ToldInProse = "told_in_prose",
    /// Name that DNS does not know: `about` is the name.
    UnresolvedName = "unresolved_name",
    /// State of a subscription that activates Windows, such as `active` or `expired`.
    WindowsSubscription = "subscription.windows",
}}

/// What one line says about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Decides what `about` and `value` mean.
    pub kind: ObservationKind,
    /// Tells one of several apart; empty where there can be one only.
    pub about: String,
    /// As printed, or in the form that the kind documents.
    pub value: String,
}
