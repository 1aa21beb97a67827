//! Kinds of evidence.

use crate::id_enum::id_enum;
use serde::{Serialize, Serializer};
use std::fmt;

id_enum! {
    /// What a text was recognised as. The order is that of the report's inventory.
    Kind {
    /// Activation objects of Active Directory.
    ActivationObjects = "ad.ao",
    /// A text of no other kind that holds a result code, or in which a person tells what fails.
    PastedCode = "text.code",
    /// A list of codes with their meanings, which is of no machine.
    CodeList = "text.codes",
    /// Answers about the SRV record: nslookup, dig, Resolve-DnsName.
    Dns = "dns.nslookup",
    /// Events as text: Event Viewer, CSV, pasted value lists.
    EventText = "event.txt",
    /// Events as XML.
    EventXml = "event.xml",
    /// Application.evtx.
    EvtxApplication = "evtx.app",
    /// Key Management Service.evtx.
    EvtxKms = "evtx.kms",
    /// System.evtx.
    EvtxSystem = "evtx.sys",
    /// Another event log.
    EvtxOther = "evtx",
    /// `ipconfig /all`, resolv.conf, resolvectl.
    Ipconfig = "net.ip",
    /// MGADiag's report.
    MgaDiag = "mgadiag",
    /// `ospp.vbs /dcmid`.
    OsppCmid = "ospp.cmid",
    /// `ospp.vbs /dhistoryacterr`.
    OsppHistoryErrors = "ospp.hist.err",
    /// `ospp.vbs /dhistorykms`.
    OsppHistoryKms = "ospp.hist.kms",
    /// `ospp.vbs /act` and others that end in a result.
    OsppOther = "ospp.other",
    /// `ospp.vbs /dstatus`, `/dstatusall`.
    OsppStatus = "ospp.dstatus",
    /// Test-NetConnection, nmap, telnet, netstat.
    PortTest = "net.port",
    /// ROIScan's inventory.
    Roiscan = "roiscan",
    /// `slmgr /dlv` or `/dli` of a client or of a product that takes no part in volume activation.
    SlmgrClient = "slmgr.dlv.client",
    /// `slmgr /dlv` or `/dli` of a host.
    SlmgrHost = "slmgr.dlv.host",
    /// `slmgr /ato` and others that end in a result.
    SlmgrShort = "slmgr.short",
    /// Instances of SoftwareLicensingProduct, or an inventory of them, in whatever syntax.
    Cim = "cim",
    /// Objects of the PowerShell module OSLicense.
    OsLicense = "oslicense",
    /// Events as JSON.
    EventJson = "event.json",
    /// Firewall rules of netsh and Get-NetFirewallRule.
    Firewall = "net.fw",
    /// Traces of imaging: sysprep, DISM, unattend.xml.
    Imaging = "setup",
    /// `reg query` and .reg files.
    Registry = "reg",
    /// `sc query`, `sc qc`, Get-Service.
    Service = "svc",
    /// systeminfo, lists of updates, os-release.
    SystemInfo = "sys",
    /// w32tm, timedatectl, chronyc.
    W32tm = "time",
    /// A list of VAMT.
    Vamt = "vamt",
    /// Subscription licenses of Office (vnextdiag).
    Vnextdiag = "vnext",
    /// What `muster doctor probe` saw.
    Probe = "probe",
    /// `slmgr.ini`: the texts of slmgr in the language of the machine.
    SlmgrIni = "lipini",
    /// `ospp.vbs /dtokils`, `/dtokcerts`.
    OsppTokens = "ospp.tokens",
    /// `dsregcmd /status`.
    Dsregcmd = "dsreg",
    /// What licensingdiag.exe writes.
    Licensingdiag = "licdiag",
    /// What the collector writes of itself.
    Collection = "collect",
    /// The proxy of the machine's services.
    Proxy = "net.proxy",
    /// Muster's own commands, services and documents.
    Muster = "muster",
}}

impl Kind {
    /// The ids of several kinds in one text.
    pub fn join(kinds: &[Self], separator: &str) -> String {
        kinds.iter().map(|kind| kind.id()).collect::<Vec<_>>().join(separator)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
