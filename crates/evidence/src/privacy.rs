//! What each text of a fact may tell about its owner. Every field is named in a pattern without `..`, so a new one does not
//! compile until it has a class.

use crate::fact::{Cite, EventField, Fact, HostCounts, License, Observation, ObservationKind, Outcome, Record, Srv};
use crate::readers::told_network;
use std::sync::Arc;

/// What a text is, and so what masking leaves of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A name of DNS that is no host's.
    Domain,
    /// Name or address of a machine, with or without a port.
    Host,
    /// An id of this machine: client machine id, installation id.
    Id,
    /// Last five characters of a product key.
    Key,
    /// What people named, such as an activation object.
    Name,
    /// An id of a product, the same on every machine.
    ProductId,
    /// What a tool prints: labels, words, numbers, paths. Only public words of it are left.
    Text,
}

impl Fact {
    /// Visits every text of the fact with its class; the quoted lines last.
    pub(crate) fn visit_mut(&mut self, visit: &mut dyn FnMut(Class, &mut String)) {
        let cites = match self {
            Self::Cmid(cmid, cites) => {
                visit(Class::Id, cmid);
                cites
            }
            Self::Code(_, cites) | Self::NoKey(cites) => cites,
            Self::Event(record, cites) => {
                Arc::make_mut(record).visit_mut(visit);
                cites
            }
            Self::License(license, cites) => {
                Arc::make_mut(license).visit_mut(visit);
                cites
            }
            Self::Outcome(outcome, cites) => {
                let Outcome { product, activation_id, channel, partial_key, code: _ } = outcome;
                each(
                    visit,
                    [
                        (Class::Text, product),
                        (Class::ProductId, activation_id),
                        (Class::Text, channel),
                        (Class::Key, partial_key),
                    ],
                );
                cites
            }
            Self::Port { host, port: _, open: _, cites } => {
                visit(Class::Host, host);
                cites
            }
            Self::PrimarySuffix(suffix, cites) => {
                visit(Class::Domain, suffix);
                cites
            }
            Self::Observation(observation, cites) => {
                let (about, value) = observation.classes();
                let Observation { kind: _, about: about_text, value: value_text } = observation;
                visit(about, about_text);
                visit(value, value_text);
                cites
            }
            Self::Srv(srv, cites) => {
                let Srv { domain, unanswered: _, target, port: _, priority: _, weight: _ } = srv;
                each(visit, [(Class::Domain, domain), (Class::Host, target)]);
                cites
            }
        };
        for Cite { file: _, message: _, line: _, part: _, record: _, text } in cites {
            let mut own = text.to_string();
            visit(Class::Text, &mut own);
            // What nothing was masked in stays shared.
            if own != **text {
                *text = own.into();
            }
        }
    }
}

fn each<const N: usize>(visit: &mut dyn FnMut(Class, &mut String), texts: [(Class, &mut Option<String>); N]) {
    texts
        .into_iter()
        .filter_map(|(class, text)| Some((class, text.as_mut()?)))
        .for_each(|(class, text)| visit(class, text));
}

impl Record {
    fn visit_mut(&mut self, visit: &mut dyn FnMut(Class, &mut String)) {
        let Self { id: _, time, at: _, code: _, fields, computer, provider: _ } = self;
        visit(Class::Text, time);
        visit(Class::Host, computer);
        fields.iter_mut().for_each(|(field, value)| visit(field.class(), value));
    }
}

impl License {
    fn visit_mut(&mut self, visit: &mut dyn FnMut(Class, &mut String)) {
        let Self {
            name,
            channel,
            key_channel,
            activation_id,
            application_id,
            installation_id,
            extended_pid,
            partial_key,
            key_hidden: _,
            status: _,
            status_word,
            code: _,
            minutes_left: _,
            days_left: _,
            end,
            in_use: _,
            activation_type,
            cmid,
            registered_host,
            dns_host,
            host_not_found: _,
            host_address,
            host_extended_pid,
            lookup_domain,
            activation_interval: _,
            renewal_interval: _,
            host_caching: _,
            rearms_left: _,
            trusted_time,
            at: _,
            directory_object,
            service_version,
            host,
        } = self;
        if let Some(counts) = host {
            let HostCounts { count: _, port: _, total: _, failed: _, dns_publishing: _, priority } = counts;
            each(visit, [(Class::Text, priority)]);
        }
        visit(Class::Text, name);
        visit(Class::Text, channel);
        each(
            visit,
            [
                (Class::Text, key_channel),
                (Class::ProductId, activation_id),
                (Class::ProductId, application_id),
                (Class::Id, installation_id),
                (Class::Id, extended_pid),
                (Class::Text, end),
                (Class::Text, activation_type),
                (Class::Id, host_extended_pid),
                (Class::Key, partial_key),
                (Class::Text, status_word),
                (Class::Id, cmid),
                (Class::Host, registered_host),
                (Class::Host, dns_host),
                (Class::Host, host_address),
                (Class::Domain, lookup_domain),
                (Class::Text, trusted_time),
                (Class::Name, directory_object),
                (Class::Text, service_version),
            ],
        );
    }
}

impl EventField {
    fn class(self) -> Class {
        match self {
            Self::ActivationId => Class::ProductId,
            Self::AoName => Class::Name,
            Self::Cmid => Class::Id,
            Self::Domain => Class::Domain,
            Self::Host | Self::Machine => Class::Host,
            Self::PartialKey => Class::Key,
            Self::Activated
            | Self::ActivationInterval
            | Self::Action
            | Self::Caller
            | Self::ClientTime
            | Self::Count
            | Self::Flags
            | Self::GraceEnd
            | Self::KeyChannel
            | Self::LicenseState
            | Self::MinutesLeft
            | Self::Notification
            | Self::Reason
            | Self::RenewalInterval
            | Self::Reserved
            | Self::RuleId
            | Self::ServiceVersion
            | Self::Status
            | Self::Threshold
            | Self::Trigger
            | Self::VirtualMachine => Class::Text,
        }
    }
}

impl Observation {
    /// Of `about` and of `value`.
    fn classes(&self) -> (Class, Class) {
        match self.kind {
            ObservationKind::ActivationObject => (Class::Name, Class::Name),
            ObservationKind::Address => (Class::Host, Class::Host),
            ObservationKind::Computer
            | ObservationKind::DnsAnswerer
            | ObservationKind::DnsServer
            | ObservationKind::HostSet => (Class::Text, Class::Host),
            ObservationKind::Domain | ObservationKind::SearchList => (Class::Text, Class::Domain),
            ObservationKind::ClientMachineId => (Class::Text, Class::Id),
            ObservationKind::KeyInstalled => (Class::Text, Class::Key),
            ObservationKind::NotInstalled => (Class::Text, Class::ProductId),
            ObservationKind::MusterKey => (Class::Key, Class::Text),
            ObservationKind::GenuineReport if self.about == "partial_key" => (Class::Text, Class::Key),
            ObservationKind::MusterMachine
            | ObservationKind::Ping
            | ObservationKind::Probe
            | ObservationKind::UnresolvedName => (Class::Host, Class::Text),
            ObservationKind::RegistryValue => (Class::Text, registry_class(&self.about)),
            ObservationKind::ToldInProse if self.about == told_network::RETIRED => (Class::Text, Class::Host),
            ObservationKind::ToldInProse
            | ObservationKind::ClockOffset
            | ObservationKind::ClockSource
            | ObservationKind::CommandDone
            | ObservationKind::CommandMissing
            | ObservationKind::Edition
            | ObservationKind::EntraJoined
            | ObservationKind::FirewallRule
            | ObservationKind::GenuineCode
            | ObservationKind::GenuineReport
            | ObservationKind::GenuineResult
            | ObservationKind::GenuineType
            | ObservationKind::Hotfix
            | ObservationKind::KeyRemoved
            | ObservationKind::Listening
            | ObservationKind::MusterHost
            | ObservationKind::NotElevated
            | ObservationKind::OemMarker
            | ObservationKind::OfficeFolder
            | ObservationKind::OfficeInstalled
            | ObservationKind::OperatingSystem
            | ObservationKind::OsBuild
            | ObservationKind::ScriptHostDisabled
            | ObservationKind::ServiceStart
            | ObservationKind::ServiceStartError
            | ObservationKind::ServiceState
            | ObservationKind::Slui
            | ObservationKind::Subscription
            | ObservationKind::Sysprep
            | ObservationKind::TargetEdition
            | ObservationKind::WindowsSubscription => (Class::Text, Class::Text),
        }
    }
}

/// A registry value is what its name says.
fn registry_class(about: &str) -> Class {
    let name = about.rsplit('\\').next().unwrap_or_default().to_lowercase();
    if name.ends_with("domain") || name.ends_with("searchlist") {
        Class::Domain
    } else if ["servicename", "hostname", "computername", "machinename"].iter().any(|end| name.ends_with(end)) {
        Class::Host
    } else {
        Class::Text
    }
}
