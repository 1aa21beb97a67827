//! Which kinds of evidence let a rule be judged; one of a list is enough.

/// Anything that was recognised at all.
pub(super) const ANYTHING: &[&str] = &[];
/// What tells how a client stands, or why its attempts fail.
pub(super) const CLIENT: &[&str] = &[
    "cim.json",
    "event.json",
    "event.txt",
    "event.xml",
    "evtx.app",
    "ospp.dstatus",
    "ospp.other",
    "slmgr.dlv.client",
    "slmgr.dlv.host",
    "slmgr.short",
    "text.code",
];
/// What prints licenses.
pub(super) const LICENSES: &[&str] = &[
    "cim.json",
    "evtx.app",
    "mgadiag",
    "ospp.dstatus",
    "setup",
    "slmgr.dlv.client",
    "slmgr.dlv.host",
    "slmgr.short",
    "vamt",
];
/// What knows Office's licenses.
pub(super) const OFFICE: &[&str] = &["cim.json", "ospp.cmid", "ospp.dstatus", "ospp.other", "vnext"];
/// Events of any form.
pub(super) const EVENTS: &[&str] = &["event.json", "event.txt", "event.xml", "evtx.app"];
/// Whole event logs.
pub(super) const LOGS: &[&str] = &["event.xml", "evtx.app", "evtx.kms", "evtx.sys"];
/// The result of a command.
pub(super) const TRANSCRIPTS: &[&str] =
    &["ospp.dstatus", "ospp.other", "slmgr.dlv.client", "slmgr.dlv.host", "slmgr.short"];
/// What tells whether a host can be found.
pub(super) const DISCOVERY: &[&str] =
    &["dns.nslookup", "event.json", "event.txt", "event.xml", "evtx.app", "probe", "text.code", "slmgr.short"];
/// How the network is set up.
pub(super) const NETWORK: &[&str] = &["net.ip"];
/// Whether ports answer.
pub(super) const PORTS: &[&str] = &["event.txt", "event.xml", "evtx.app", "net.port", "probe"];
/// What `muster doctor probe` saw.
pub(super) const PROBES: &[&str] = &["probe"];
/// A host's firewall.
pub(super) const FIREWALLS: &[&str] = &["net.fw"];
/// What a host prints or logs.
pub(super) const HOSTS: &[&str] = &["event.txt", "event.xml", "evtx.kms", "slmgr.dlv.host"];
/// Registry values.
pub(super) const REGISTRY: &[&str] = &["reg"];
/// Services.
pub(super) const SERVICES: &[&str] = &["reg", "svc"];
/// How the machine's image was made.
pub(super) const IMAGES: &[&str] = &["reg", "setup"];
