//! Kinds of evidence.

/// What a text was recognised as. The order is that of the report's inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Activation objects of Active Directory.
    AdObjects,
    /// Any text that holds a result code, of no other kind.
    Code,
    /// SRV records or their absence, from nslookup or dig.
    Dns,
    /// Events as text: Event Viewer, CSV, pasted value lists.
    EventText,
    /// Events as XML.
    EventXml,
    /// Application.evtx.
    EvtxApplication,
    /// Key Management Service.evtx.
    EvtxKms,
    /// System.evtx.
    EvtxSystem,
    /// Another event log.
    EvtxOther,
    /// `ipconfig /all`.
    Ip,
    /// MGADiag's report.
    MgaDiag,
    /// `ospp.vbs /dcmid`.
    OsppCmid,
    /// `ospp.vbs /dhistoryacterr`.
    OsppHistoryErrors,
    /// `ospp.vbs /dhistorykms`.
    OsppHistoryKms,
    /// `ospp.vbs /act` and others that end in a result.
    OsppOther,
    /// `ospp.vbs /dstatus`, `/dstatusall`.
    OsppStatus,
    /// Test-NetConnection.
    Port,
    /// ROIScan's inventory.
    Roiscan,
    /// `slmgr /dlv` or `/dli` of a client or of a product that takes no part in volume activation.
    SlmgrClient,
    /// `slmgr /dlv` or `/dli` of a host.
    SlmgrHost,
    /// `slmgr /ato` and others that end in a result.
    SlmgrShort,
    /// Instances of CIM classes as JSON.
    Cim,
    /// Events as JSON.
    EventJson,
    /// Firewall rules.
    Firewall,
    /// Traces of imaging: sysprep, DISM, unattend.xml.
    Image,
    /// Registry exports and queries.
    Registry,
    /// Services.
    Service,
    /// systeminfo and lists of updates.
    SystemInfo,
    /// w32tm.
    Time,
    /// A list of VAMT.
    Vamt,
    /// Subscription licenses (vnextdiag).
    Vnext,
    /// What `muster doctor probe` saw.
    Probe,
    /// The words of slmgr in the language of the machine.
    Dictionary,
    /// `ospp.vbs /dtokils`, `/dtokcerts`.
    OsppTokens,
    /// `dsregcmd /status`.
    JoinState,
    /// What licensingdiag.exe writes.
    LicensingDiagnostics,
}

impl Kind {
    /// The id of the rule catalogue.
    pub fn id(self) -> &'static str {
        match self {
            Self::AdObjects => "ad.ao",
            Self::Cim => "cim.json",
            Self::EventJson => "event.json",
            Self::Firewall => "net.fw",
            Self::Image => "setup",
            Self::Registry => "reg",
            Self::Service => "svc",
            Self::SystemInfo => "sys",
            Self::Time => "time",
            Self::Vamt => "vamt",
            Self::Vnext => "vnext",
            Self::Probe => "probe",
            Self::Dictionary => "lipini",
            Self::OsppTokens => "ospp.tokens",
            Self::JoinState => "dsreg",
            Self::LicensingDiagnostics => "licdiag",
            Self::Code => "text.code",
            Self::Dns => "dns.nslookup",
            Self::EventText => "event.txt",
            Self::EventXml => "event.xml",
            Self::EvtxApplication => "evtx.app",
            Self::EvtxKms => "evtx.kms",
            Self::EvtxSystem => "evtx.sys",
            Self::EvtxOther => "evtx",
            Self::Ip => "net.ip",
            Self::MgaDiag => "mgadiag",
            Self::OsppCmid => "ospp.cmid",
            Self::OsppHistoryErrors => "ospp.hist.err",
            Self::OsppHistoryKms => "ospp.hist.kms",
            Self::OsppOther => "ospp.other",
            Self::OsppStatus => "ospp.dstatus",
            Self::Port => "net.port",
            Self::Roiscan => "roiscan",
            Self::SlmgrClient => "slmgr.dlv.client",
            Self::SlmgrHost => "slmgr.dlv.host",
            Self::SlmgrShort => "slmgr.short",
        }
    }
}
