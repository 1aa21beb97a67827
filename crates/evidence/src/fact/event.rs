//! Events, whatever form the evidence has them in.

use crate::{
    holds::{first_of, holds_any},
    id_enum::id_enum,
    stamp::Stamp,
};
use muster_core::code::Code;

/// An event, from whatever form the evidence has it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The 16 bits that viewers show, without the qualifier.
    pub id: u32,
    /// When it was logged, as it stands in the evidence. Empty where nothing says it.
    pub time: String,
    /// When it was logged, or at which time the client asked; none where the evidence says neither.
    pub at: Option<Stamp>,
    /// The first value of a value list, or the code of the failure that the event reports.
    pub code: Option<Code>,
    /// The other values, in the order of the event.
    pub fields: Vec<(EventField, String)>,
    /// Who logged it; empty where the evidence does not say.
    pub computer: String,
    /// None where the evidence does not name it, or it has nothing to do with activation.
    pub provider: Option<Provider>,
}

impl Record {
    /// The value of a field; empty where the event has none.
    pub fn field(&self, field: EventField) -> &str {
        self.fields.iter().find(|(known, _)| *known == field).map_or("", |(_, value)| value)
    }

    /// What is known of it, each as the key and the value of a row.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let head = [
            ("time", self.time.clone()),
            ("computer", self.computer.clone()),
            ("provider", self.provider.and_then(Provider::name).unwrap_or_default().to_owned()),
            ("code", self.code.map(|code| code.to_string()).unwrap_or_default()),
        ];
        let named = head
            .into_iter()
            .chain(self.fields.iter().map(|(field, value)| (field.id(), value.clone())))
            .filter(|(_, value)| !value.is_empty());
        named.map(|(name, value)| (format!("event.{}.{name}", self.id), value)).collect()
    }
}

id_enum! {
    /// A value of an event. Its id stands in the key of the row: `event.12288.host`.
    EventField {
    /// What the service was to do, such as `AutoActivate`.
    Action = "action",
    /// 1 if the answer activated the client.
    Activated = "activated",
    /// Activation id (SKU id).
    ActivationId = "activation_id",
    /// Minutes between attempts of an unlicensed client.
    ActivationInterval = "activation_interval",
    /// Activation object of Active Directory.
    AoName = "ao_name",
    /// The program that asked for the check.
    Caller = "caller",
    /// The client's clock when it asked, UTC, to the minute.
    ClientTime = "client_time",
    /// Client machine id.
    Cmid = "cmid",
    /// The host's count.
    Count = "count",
    /// The DNS domain of the record that was written (12294) or was not (12293).
    Domain = "domain",
    /// Flags of 12288 and 12289, hexadecimal.
    Flags = "flags",
    /// End of the grace period, as printed.
    GraceEnd = "grace_end",
    /// The host that was asked, `name:port`.
    Host = "host",
    /// Channel of the key, such as `Volume:GVLK`.
    KeyChannel = "key_channel",
    /// `SL_LICENSING_STATUS_LICENSED` and so on (8230).
    LicenseState = "license_state",
    /// The machine that asked, as it names itself.
    Machine = "machine",
    /// Minutes until that status ends.
    MinutesLeft = "minutes_left",
    /// Kind of the last notification (8230).
    Notification = "notification",
    /// Last five characters of the key.
    PartialKey = "partial_key",
    /// Code of the last license check (8230).
    Reason = "reason",
    /// Minutes between renewals.
    RenewalInterval = "renewal_interval",
    /// The fourth value of 12289, always 0 in the documented layout.
    Reserved = "reserved",
    /// Rule of the service by which it acted.
    RuleId = "rule_id",
    /// Version of the licensing service (902).
    ServiceVersion = "service_version",
    /// License status 0 to 6 when the client asked.
    Status = "status",
    /// The least count that the product needs.
    Threshold = "threshold",
    /// What made the service act, such as `TimerEvent`.
    Trigger = "trigger",
    /// 1 on a virtual machine.
    VirtualMachine = "virtual_machine",
}}

/// Who wrote an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Provider {
    /// `Windows Activation Technologies`, the genuine validation of Windows 7.
    ActivationTechnologies,
    /// `Microsoft-Windows-Kernel-General`, which logs changes of the clock.
    KernelGeneral,
    /// The requests of a host's own log.
    KmsRequests,
    /// Not a provider: `ospp.vbs /dhistorykms` and `/dhistoryacterr` retell events, without all of their values.
    OsppVbs,
    /// `Microsoft-Windows-Security-Licensing-SLC` of Windows Vista.
    SecurityLicensingSlc,
    /// `Microsoft-Windows-Security-SPP`.
    SecuritySpp,
    /// `Service Control Manager`.
    ServiceControlManager,
    /// `Software Licensing Service`.
    SoftwareLicensing,
    /// `Office Software Protection Platform Service` and its sibling of Windows.
    SoftwareProtectionPlatform,
    /// `Microsoft-Windows-Time-Service`, once `W32Time`.
    TimeService,
}

impl Provider {
    /// Parts of the names of those that say something of activation.
    const NAMES: [(&'static str, Self); 11] = [
        ("Security-SPP", Self::SecuritySpp),
        ("Security-Licensing-SLC", Self::SecurityLicensingSlc),
        ("Software Protection Platform Service", Self::SoftwareProtectionPlatform),
        // As `Get-EventLog` cuts it in a table.
        ("Software Protecti...", Self::SoftwareProtectionPlatform),
        ("Software Licensing Service", Self::SoftwareLicensing),
        ("KmsRequests", Self::KmsRequests),
        ("Windows Activation Technologies", Self::ActivationTechnologies),
        ("Time-Service", Self::TimeService),
        ("W32Time", Self::TimeService),
        ("Service Control Manager", Self::ServiceControlManager),
        ("Kernel-General", Self::KernelGeneral),
    ];

    /// The name under which it logs; none of a tool that retells events.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::ActivationTechnologies => "Windows Activation Technologies",
            Self::KernelGeneral => "Microsoft-Windows-Kernel-General",
            Self::KmsRequests => "KmsRequests",
            Self::OsppVbs => return None,
            Self::SecurityLicensingSlc => "Microsoft-Windows-Security-Licensing-SLC",
            Self::SecuritySpp => "Microsoft-Windows-Security-SPP",
            Self::ServiceControlManager => "Service Control Manager",
            Self::SoftwareLicensing => "Software Licensing Service",
            Self::SoftwareProtectionPlatform => "Software Protection Platform Service",
            Self::TimeService => "Microsoft-Windows-Time-Service",
        })
    }

    /// The least number of its events; a smaller one beside its name counts or ranks something.
    pub(crate) fn least_id(self) -> u32 {
        match self {
            Self::SecurityLicensingSlc
            | Self::SecuritySpp
            | Self::SoftwareLicensing
            | Self::SoftwareProtectionPlatform => 900,
            Self::ServiceControlManager => 7000,
            _ => 1,
        }
    }

    /// The provider of this name; none for one that has nothing to do with activation.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(part, _)| name.contains(part)).map(|(_, provider)| *provider)
    }

    /// Whether this names somebody who has nothing to do with activation: others use the same numbers. A translated name may
    /// be anybody's.
    pub(crate) fn is_foreign(name: &str) -> bool {
        const OURS: [&str; 6] = ["icens", "Protection", "SPP", "muster", "Muster", "Key Management"];
        let known = Self::of(name).is_some() || holds_any(name, &OURS);
        !name.is_empty() && name.is_ascii() && !known
    }

    /// Where the first name of a provider stands in a text.
    pub(crate) fn position_in(text: &str) -> Option<usize> {
        const PARTS: [&str; Provider::NAMES.len()] = {
            let mut parts = [""; Provider::NAMES.len()];
            let mut place = 0;
            while place < parts.len() {
                parts[place] = Provider::NAMES[place].0;
                place += 1;
            }
            parts
        };
        first_of(text, &PARTS)
    }
}
