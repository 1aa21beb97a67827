//! The facts of a case, attributed to licenses.

use super::{
    conclusions::Derived,
    host_name::{DEFAULT_PORT, same_host},
    installed_license::{App, InstalledLicense},
    logged_event::LoggedEvent,
};
use muster_core::code::Code;
use muster_evidence::Evidence;
use muster_evidence::Kind;
use muster_evidence::fact::{Cite, Observation, ObservationKind, Srv};
use std::sync::Arc;

/// Everything that a rule can look at.
#[derive(Debug, Default)]
pub(crate) struct Case {
    /// The machine's name where the evidence of several machines was sorted apart, lower case; else empty.
    pub(super) name: String,
    /// The licenses in use, and products known only by their attempts; clients before hosts.
    pub(crate) licenses: Vec<InstalledLicense>,
    /// Licenses that are installed and not in use.
    pub(crate) unused: Vec<InstalledLicense>,
    /// Trial and grace licenses that a licensed product replaced.
    pub(crate) leftovers: Vec<InstalledLicense>,
    /// Answers of DNS to questions for the SRV record.
    pub(crate) srvs: Vec<(Srv, Vec<Cite>)>,
    /// Ports that were tried.
    pub(crate) ports: Vec<PortProbe>,
    /// Requests that hosts logged (12290).
    pub(crate) requests: Vec<LoggedEvent>,
    /// Every other event, oldest first.
    pub(crate) events: Vec<LoggedEvent>,
    /// What single lines say.
    pub(crate) observations: Vec<(Observation, Vec<Cite>)>,
    /// The primary DNS suffix.
    pub(crate) suffix: Option<(String, Vec<Cite>)>,
    /// Client machine ids of Office.
    pub(crate) cmids: Vec<(String, Vec<Cite>)>,
    /// The lines in which ospp.vbs says that it found no key.
    pub(crate) no_key: Vec<Cite>,
    /// Codes in texts of no known kind.
    pub(crate) unattributed_codes: Vec<(Code, Vec<Cite>)>,
    /// What became of each source, of every machine.
    pub(crate) evidence: Arc<Vec<Evidence>>,
    /// What they were recognised as.
    pub(super) kinds: Kinds,
    /// Conclusions that several rules share.
    pub(crate) derived: Derived,
}

/// A set of kinds of evidence, of which each machine asks for every rule.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Kinds(u128);

impl Kinds {
    pub(super) fn of(kinds: impl Iterator<Item = Kind>) -> Self {
        Self(kinds.fold(0, |all, kind| all | Self::bit(kind)))
    }

    pub(super) fn has_any(self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.0 & Self::bit(*kind) != 0)
    }

    /// Overflows, and so fails in every test, if there are more kinds than bits.
    fn bit(kind: Kind) -> u128 {
        1 << kind as u32
    }
}

/// The result of a connection to a port.
#[derive(Clone, Debug)]
pub(crate) struct PortProbe {
    pub(crate) host: String,
    pub(crate) port: u64,
    pub(crate) open: bool,
    pub(crate) cites: Vec<Cite>,
}

impl Case {
    /// The clients among the licenses.
    pub(crate) fn clients(&self) -> impl Iterator<Item = (usize, &InstalledLicense)> {
        self.licenses.iter().enumerate().take(self.first_host())
    }

    /// The hosts among the licenses.
    pub(crate) fn hosts(&self) -> impl Iterator<Item = (usize, &InstalledLicense)> {
        self.licenses.iter().enumerate().skip(self.first_host())
    }

    /// Where the hosts begin: rules ask for them for each client, and looking at every license would take the square of their number.
    fn first_host(&self) -> usize {
        self.licenses.partition_point(|installed| !installed.is_host())
    }

    /// The first client that takes part in KMS and is in trouble.
    pub(crate) fn kms_client_in_trouble(&self) -> Option<usize> {
        self.clients().find(|(_, client)| client.takes_kms() && client.is_in_trouble()).map(|(index, _)| index)
    }

    /// The observations of one kind.
    pub(crate) fn observations(&self, kind: ObservationKind) -> impl Iterator<Item = (&Observation, &[Cite])> {
        self.observations
            .iter()
            .filter(move |(observation, _)| observation.kind == kind)
            .map(|(observation, cites)| (observation, cites.as_slice()))
    }

    /// What people tell of this in sentences.
    pub(crate) fn told(&self, about: &str) -> impl Iterator<Item = (&Observation, &[Cite])> {
        self.observations(ObservationKind::ToldInProse).filter(move |(told, _)| told.about == about)
    }

    /// The lines in which people tell that this is the cause.
    pub(crate) fn told_cause(&self, cause: &str) -> impl Iterator<Item = &[Cite]> {
        self.told("cause").filter(move |(told, _)| told.value == cause).map(|(_, cites)| cites)
    }

    /// What people tell that was not activated: of which product, and the lines.
    pub(crate) fn complaints(&self) -> impl Iterator<Item = (App, &[Cite])> {
        let about = [
            ("not_activated", App::Unknown),
            ("not_activated.windows", App::Windows),
            ("not_activated.office", App::Office),
        ];
        about.into_iter().flat_map(|(about, app)| self.told(about).map(move |(_, cites)| (app, cites)))
    }

    /// What a text is about that shows no product, no code, no event and nothing of DNS or a port: see [`Self::told`].
    pub(crate) fn topic(&self, about: &str) -> Option<&[Cite]> {
        let is_bare = self.licenses.is_empty()
            && self.unused.is_empty()
            && self.unattributed_codes.is_empty()
            && self.events.is_empty()
            && self.requests.is_empty()
            && self.srvs.is_empty()
            && self.ports.is_empty();
        self.told(about).last().filter(|_| is_bare).map(|(_, cites)| cites)
    }

    /// Registry values of this name, below any key.
    pub(crate) fn registry(&self, name: &'static str) -> impl Iterator<Item = (&Observation, &[Cite])> {
        self.observations(ObservationKind::RegistryValue).filter(move |(observation, _)| {
            let about = observation.about.to_lowercase();
            about.strip_suffix(&name.to_lowercase()).is_some_and(|key| key.ends_with('\\'))
        })
    }

    /// Events with one of these ids.
    pub(crate) fn events(&self, ids: &[u32]) -> impl Iterator<Item = &LoggedEvent> {
        self.events.iter().filter(move |event| ids.contains(&event.record.id))
    }

    /// The newest event with this number, if none with the others, which would end what it tells, is newer.
    pub(crate) fn last_event(&self, id: u32, others: &[u32]) -> Option<&LoggedEvent> {
        let is_meant = |event: &&LoggedEvent| event.record.id == id || others.contains(&event.record.id);
        self.events.iter().rfind(is_meant).filter(|event| event.record.id == id)
    }

    /// Whether something that is no host is licensed.
    pub(crate) fn has_licensed_client(&self) -> bool {
        self.clients().any(|(_, installed)| installed.is_licensed())
    }

    /// SRV records that were found: target, port and lines.
    pub(crate) fn targets(&self) -> impl Iterator<Item = (&str, u64, &[Cite])> {
        self.srvs.iter().filter_map(|(srv, cites)| {
            Some((srv.target.as_deref()?, srv.port.unwrap_or(DEFAULT_PORT), cites.as_slice()))
        })
    }

    /// The test of this port.
    pub(crate) fn port(&self, host: &str, port: u64) -> Option<&PortProbe> {
        self.ports.iter().find(|probe| probe.port == port && same_host(&probe.host, host))
    }

    /// The name of the machine: as a tool printed it, else of the newest event, else as its lists and folders name it.
    pub(crate) fn computer(&self) -> Option<&str> {
        let is_own = |name: &str| self.name.is_empty() || same_host(&self.name, name);
        let logged = || {
            let names = self.events.iter().rev().map(|event| event.record.computer.as_str());
            names.into_iter().find(|name| !name.is_empty() && is_own(name))
        };
        let printed =
            self.observations(ObservationKind::Computer).filter(|(observation, _)| observation.about.is_empty());
        let printed = printed.map(|(observation, _)| observation.value.as_str()).find(|name| is_own(name));
        printed.or_else(logged).or(Some(self.name.as_str()).filter(|name| !name.is_empty()))
    }

    /// Whether any evidence is of one of these kinds.
    pub(crate) fn has(&self, kinds: &[Kind]) -> bool {
        self.kinds.has_any(kinds)
    }

    /// Whether the evidence shows a KMS host or an activation object that could serve this machine.
    pub(crate) fn has_environment(&self) -> bool {
        self.targets().next().is_some()
            || self.observations(ObservationKind::ActivationObject).next().is_some()
            || self.observations(ObservationKind::HostSet).next().is_some()
            || self.hosts().next().is_some()
    }

    /// Whether nothing but products of Muster is in the evidence: no tool of Windows tells anything of them.
    pub(crate) fn is_of_muster(&self) -> bool {
        (self.has(&[Kind::Muster]) || !self.licenses.is_empty())
            && self.licenses.iter().all(|installed| installed.app() == App::Other)
    }

    /// The update after which volume editions of Windows 7 are judged not genuine, where it is listed or told.
    pub(crate) fn genuine_update(&self) -> Option<&[Cite]> {
        self.has_hotfix("KB971033").or_else(|| Some(self.told("genuine_update").last()?.1))
    }

    fn has_hotfix(&self, number: &str) -> Option<&[Cite]> {
        self.observations(ObservationKind::Hotfix)
            .find(|(observation, _)| observation.value == number)
            .map(|(_, cites)| cites)
    }
}
