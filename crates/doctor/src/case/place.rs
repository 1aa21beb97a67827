//! Where a machine runs: in a cloud, which has an activation host of its own, or not.

use super::{facts::Case, host_name::host_and_port, installed_license::InstalledLicense};
use crate::dated::cloud::{self, CloudHost};
use muster_evidence::fact::{Cite, ObservationKind};

impl InstalledLicense {
    /// The host that it asks, if it is one of a cloud, with its name as the license has it.
    pub(crate) fn cloud_host(&self) -> Option<(String, CloudHost)> {
        let (host, _) = host_and_port(&self.host()?);
        let known = CloudHost::of(&host)?;
        Some((host, known))
    }
}

impl Case {
    /// The cloud in which the machine runs, with the lines that show it; none where nothing does.
    pub(crate) fn cloud(&self) -> Option<(&'static str, Vec<Cite>)> {
        let mut servers = self.observations(ObservationKind::DnsServer);
        let by_server = servers.find_map(|(server, cites)| Some((cloud::of_resolver(&server.value)?, cites.to_vec())));
        by_server.or_else(|| self.cloud_by_name())
    }

    /// Whether the machine runs in Azure, or asks Azure's host and nothing says that it runs elsewhere.
    pub(crate) fn is_in_azure(&self) -> bool {
        *self.derived.is_in_azure.get_or_init(|| self.tells_azure())
    }

    fn tells_azure(&self) -> bool {
        match self.cloud() {
            Some((cloud, _)) => cloud == "Azure",
            None => {
                let asks = |client: &InstalledLicense| client.cloud_host().is_some_and(|(_, host)| host.is_azure());
                self.told("azure").next().is_some() || self.clients().any(|(_, client)| asks(client))
            }
        }
    }

    fn cloud_by_name(&self) -> Option<(&'static str, Vec<Cite>)> {
        let of = |(name, cites): (&str, &[Cite])| Some((cloud::of_name(name)?, cites.to_vec()));
        let suffix = self.suffix.as_ref().and_then(|(suffix, cites)| of((suffix, cites)));
        let told = |kind| {
            self.observations(kind)
                .filter(|(observation, _)| observation.about.is_empty())
                .find_map(|(observation, cites)| of((&observation.value, cites)))
        };
        suffix.or_else(|| told(ObservationKind::SearchList)).or_else(|| told(ObservationKind::Computer))
    }
}
