//! Which kinds of evidence let a rule be judged; one of a list is enough.

use muster_evidence::Kind;

/// Anything that was recognised at all.
pub(super) const ANYTHING: &[Kind] = &[];
/// What tells how a client stands, or why its attempts fail.
pub(super) const CLIENT: &[Kind] = &[
    Kind::Cim,
    Kind::OsLicense,
    Kind::EventJson,
    Kind::EventText,
    Kind::EventXml,
    Kind::EvtxApplication,
    Kind::OsppStatus,
    Kind::OsppOther,
    Kind::SlmgrClient,
    Kind::SlmgrHost,
    Kind::SlmgrShort,
    Kind::PastedCode,
];
/// What prints licenses.
pub(super) const LICENSES: &[Kind] = &[
    Kind::Cim,
    Kind::OsLicense,
    Kind::EvtxApplication,
    Kind::MgaDiag,
    Kind::OsppStatus,
    Kind::Imaging,
    Kind::SlmgrClient,
    Kind::SlmgrHost,
    Kind::SlmgrShort,
    Kind::Vamt,
];
/// What knows Office's licenses.
pub(super) const OFFICE: &[Kind] =
    &[Kind::Cim, Kind::OsppCmid, Kind::OsppStatus, Kind::OsppOther, Kind::Vamt, Kind::Vnextdiag];
/// Events of any form.
pub(super) const EVENTS: &[Kind] = &[Kind::EventJson, Kind::EventText, Kind::EventXml, Kind::EvtxApplication];
/// Whole event logs.
pub(super) const LOGS: &[Kind] = &[Kind::EventXml, Kind::EvtxApplication, Kind::EvtxKms, Kind::EvtxSystem];
/// The result of a command.
pub(super) const TRANSCRIPTS: &[Kind] =
    &[Kind::OsppStatus, Kind::OsppOther, Kind::SlmgrClient, Kind::SlmgrHost, Kind::SlmgrShort];
/// What tells whether a host can be found.
pub(super) const DISCOVERY: &[Kind] = &[
    Kind::Dns,
    Kind::EventJson,
    Kind::EventText,
    Kind::EventXml,
    Kind::EvtxApplication,
    Kind::Probe,
    Kind::PastedCode,
    Kind::SlmgrShort,
];
/// What Muster prints of itself.
pub(super) const MUSTER: &[Kind] = &[Kind::Muster];
/// How the network is set up.
pub(super) const NETWORK: &[Kind] = &[Kind::Ipconfig];
/// Whether ports answer.
pub(super) const PORTS: &[Kind] =
    &[Kind::EventText, Kind::EventXml, Kind::EvtxApplication, Kind::PortTest, Kind::Probe];
/// What `muster doctor probe` saw.
pub(super) const PROBES: &[Kind] = &[Kind::Probe];
/// A host's firewall.
pub(super) const FIREWALLS: &[Kind] = &[Kind::Firewall];
/// What a host prints or logs.
pub(super) const HOSTS: &[Kind] = &[Kind::EventText, Kind::EventXml, Kind::EvtxKms, Kind::SlmgrHost];
/// Registry values.
pub(super) const REGISTRY: &[Kind] = &[Kind::Registry];
/// Services.
pub(super) const SERVICES: &[Kind] = &[Kind::Registry, Kind::Service];
/// How the machine's image was made.
pub(super) const IMAGES: &[Kind] = &[Kind::Registry, Kind::Imaging];
