//! Whether a machine runs Windows Server or a Windows for clients, by everything that the evidence names.

use super::facts::Case;
use muster_evidence::fact::{Cite, ObservationKind};

/// The two kinds of Windows, which take different commands and keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Windows {
    Server,
    Client,
}

impl Windows {
    /// The kind that a text names. A server of another product is none of Windows.
    fn of(text: &str) -> Option<Self> {
        const SERVERS: [&str; 7] = [
            "windows server",
            "windows(r) server",
            "server 20",
            "server(r) 20",
            "serverstandard",
            "serverdatacenter",
            "serveressentials",
        ];
        const CLIENTS: [&str; 7] =
            ["windows 7", "windows(r) 7", "windows 8", "windows 10", "windows(r) 10", "windows 11", "windows vista"];
        let text = text.to_lowercase();
        let names = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if names(&SERVERS) { Some(Self::Server) } else { names(&CLIENTS).then_some(Self::Client) }
    }
}

impl Case {
    /// What runs here: by the system and the licenses, else by the lines that the evidence is read from; none where nothing tells.
    pub(crate) fn windows(&self) -> Option<Windows> {
        let systems = self.observations(ObservationKind::OperatingSystem).map(|(system, _)| system.value.as_str());
        let licenses = || self.licenses.iter().chain(&self.unused);
        let named = first(systems.chain(licenses().map(|installed| installed.license.name.as_str())));
        named.or_else(|| {
            let codes = licenses().flat_map(|installed| &installed.active_codes).flat_map(|active| &active.cites);
            let read = licenses().flat_map(|installed| &installed.cites);
            let told = self.unattributed_codes.iter().flat_map(|(_, cites)| cites);
            let seen = self.observations.iter().flat_map(|(_, cites)| cites);
            let cites: Vec<&Cite> = codes.chain(read).chain(told).chain(seen).collect();
            first(cites.iter().map(|cite| cite.text.as_str()))
        })
    }
}

/// The kind that these texts name; a server if any of them names one.
fn first<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Windows> {
    let mut found = None;
    for kind in texts.filter_map(Windows::of) {
        if kind == Windows::Server {
            return Some(kind);
        }
        found = Some(kind);
    }
    found
}
