//! The vocabulary of cases with a known cause (`muster doctor accuracy`).

/// Defines [`Label`] from the words of the case vocabulary.
macro_rules! labels {
    ($($label:ident = $word:literal,)*) => {
        /// What a case can be labelled with. Each rule lists the labels that it answers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Label {
            $(#[doc = concat!("`", $word, "`")] $label,)*
        }

        impl Label {
            /// The label of this word.
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$label),)*
                    _ => None,
                }
            }

            /// The word of the label.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$label => $word,)*
                }
            }
        }
    };
}

labels! {
    AdbaActivated = "adba-activated",
    AtoSuccess = "ato-success",
    BenignNoise = "benign-noise",
    ClockSkew = "clock-skew",
    CountBelowThreshold = "count-below-threshold",
    CountZero = "count-zero",
    DnsPublishFailed = "dns-publish-failed",
    DnsServerFailure = "dns-server-failure",
    DuplicateCmid = "duplicate-cmid",
    EvalEdition = "eval-edition",
    EvalExpired = "eval-expired",
    ExpiredOffNetwork = "expired-off-network",
    Grace = "grace",
    GraceExpired = "grace-expired",
    HardwareChanged = "hardware-changed",
    HostKeyLimit = "host-key-limit",
    HostKeyMissing = "host-key-missing",
    HostLicensedOk = "host-licensed-ok",
    HostNotActivated = "host-not-activated",
    HostNotEnabled = "host-not-enabled",
    HostUnreachable = "host-unreachable",
    HostUpdateNeeded = "host-update-needed",
    ImageGeneralized = "image-generalized",
    InsufficientEvidence = "insufficient-evidence",
    Kb971033 = "kb971033",
    KeyInvalid = "key-invalid",
    KeyWrongChannel = "key-wrong-channel",
    KeyWrongEdition = "key-wrong-edition",
    LicensedOk = "licensed-ok",
    MakBlocked = "mak-blocked",
    MakLimitExceeded = "mak-limit-exceeded",
    MultipleOfficeLicenses = "multiple-office-licenses",
    NoDigitalLicense = "no-digital-license",
    NoDnsServer = "no-dns-server",
    NoInternet = "no-internet",
    NoKeyInstalled = "no-key-installed",
    NonGenuine = "non-genuine",
    NotKmsClient = "not-kms-client",
    NotQualifyingHardware = "not-qualifying-hardware",
    Notification = "notification",
    OemSlpMismatch = "oem-slp-mismatch",
    OfficeOnKmsHost = "office-on-kms-host",
    Permission = "permission",
    PortBlocked = "port-blocked",
    PortMismatch = "port-mismatch",
    RearmExhausted = "rearm-exhausted",
    Recovered = "recovered",
    RegistryPermission = "registry-permission",
    ServiceDisabled = "service-disabled",
    SrvMissing = "srv-missing",
    SrvOk = "srv-ok",
    SubscriptionElsewhere = "subscription-elsewhere",
    TamperDetected = "tamper-detected",
    TokensCorrupt = "tokens-corrupt",
    WrongHostProduct = "wrong-host-product",
}

impl Label {
    /// Whether nothing is wrong with such a machine, so that a cause would be a false alarm.
    pub(crate) fn is_healthy(self) -> bool {
        use Label::{AdbaActivated, AtoSuccess, BenignNoise, HostLicensedOk, LicensedOk, SrvOk};
        matches!(self, LicensedOk | HostLicensedOk | AtoSuccess | SrvOk | BenignNoise | AdbaActivated)
    }
}
