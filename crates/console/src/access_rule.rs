//! The rules of `[access]` of `host.toml`.

/// A rule, and with it the name of its setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessRule {
    /// Machines that may ask.
    AllowMachines,
    /// Networks that may ask.
    AllowNetworks,
    /// Machines that may not.
    DenyMachines,
    /// Networks that may not.
    DenyNetworks,
    /// Networks that may read health and metrics.
    MonitorNetworks,
    /// How many new machines an address may bring in an hour.
    NewMachinesPerHour,
}

impl AccessRule {
    /// The name of its setting.
    pub fn name(self) -> &'static str {
        match self {
            Self::AllowMachines => "[access] allow_machines",
            Self::AllowNetworks => "[access] allow_networks",
            Self::DenyMachines => "[access] deny_machines",
            Self::DenyNetworks => "[access] deny_networks",
            Self::MonitorNetworks => "[access] monitor_networks",
            Self::NewMachinesPerHour => "[access] new_machines_per_hour",
        }
    }
}
