//! What `slmgr` sets on a host.

use muster_core::{
    client::{discovery::DEFAULT_PORT, license::Intervals},
    time::Span,
};

/// The settings of a host; the defaults are the documented ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether the host answers at all; a retired host does not.
    pub enabled: bool,
    /// `/sprt`.
    pub port: u16,
    /// `/sdns`, `/cdns`.
    pub dns_publishing: bool,
    /// `/cpri`, `/spri`.
    pub low_priority: bool,
    /// `/sai`, `/sri`.
    pub intervals: Intervals,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            enabled: true,
            port: DEFAULT_PORT,
            dns_publishing: true,
            low_priority: false,
            intervals: Intervals::default(),
        }
    }
}

impl Settings {
    /// The settings as named texts.
    pub(crate) fn to_rows(self) -> Vec<(&'static str, String)> {
        let Intervals { activation, renewal } = self.intervals;
        vec![
            ("activation_interval", activation.as_minutes().to_string()),
            ("dns_publishing", self.dns_publishing.to_string()),
            ("enabled", self.enabled.to_string()),
            ("low_priority", self.low_priority.to_string()),
            ("port", self.port.to_string()),
            ("renewal_interval", renewal.as_minutes().to_string()),
        ]
    }

    /// Takes one named text; a name or value that this version does not know is left alone.
    pub(crate) fn take_row(&mut self, name: &str, value: &str) {
        let minutes = || value.parse().map(Span::minutes);
        match name {
            "activation_interval" => set(&mut self.intervals.activation, minutes()),
            "dns_publishing" => set(&mut self.dns_publishing, value.parse()),
            "enabled" => set(&mut self.enabled, value.parse()),
            "low_priority" => set(&mut self.low_priority, value.parse()),
            "port" => set(&mut self.port, value.parse()),
            "renewal_interval" => set(&mut self.intervals.renewal, minutes()),
            _ => {}
        }
    }
}

fn set<T, E>(place: &mut T, value: Result<T, E>) {
    if let Ok(value) = value {
        *place = value;
    }
}
