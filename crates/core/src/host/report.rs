//! What a host reports of itself: its license, and the service that it gives.

use super::{counters::Counters, settings::HostSettings};
use crate::{
    client::license::Status,
    code::Code,
    id::{ActivationId, ApplicationId},
    keys::installation_id::InstallationId,
    time::Moment,
};

/// The host key and the license that came with it: the first part of a host's `/dlv`.
#[derive(Clone, Debug)]
pub struct HostLicenseReport {
    /// The name of the host in its configuration.
    pub host: String,
    /// The vendor, as the license pack names it.
    pub vendor: String,
    /// The name of the key group; the host's own name while no host key of the pack is installed.
    pub name: String,
    /// The activation id of the key group; none while no host key of the pack is installed.
    pub group: Option<ActivationId>,
    /// The application of the group's first product in the pack.
    pub application: Option<ApplicationId>,
    /// The extended PID; none before the host was activated.
    pub epid: Option<String>,
    /// The last five characters of the host key, if one is installed.
    pub partial_key: Option<String>,
    /// The installation id for an activation without a network, if it was asked for and the key has one.
    pub installation_id: Option<InstallationId>,
    /// Licensed, in notification (revoked), or unlicensed.
    pub status: Status,
    /// Why the host is in notification.
    pub reason: Option<Code>,
    /// When the license in force ends; none while the host is not licensed.
    pub until: Option<Moment>,
    /// Whether the license came by telephone: nobody but an administrator renews it.
    pub by_telephone: bool,
    /// When the license pack ends.
    pub pack_until: Moment,
    /// The time that the license is judged by.
    pub trusted_time: Moment,
}

/// The service of a host: counts, settings and cumulative counters.
#[derive(Clone, Debug)]
pub struct HostReport {
    /// The count of each application that the host's license covers.
    pub counts: Vec<ApplicationCount>,
    /// What `slmgr` has set.
    pub settings: HostSettings,
    /// The TCP port that the host listens on; none while it does not run.
    pub listening: Option<u16>,
    /// Requests since the host was installed.
    pub counters: Counters,
}

/// The count of one application.
#[derive(Clone, Debug)]
pub struct ApplicationCount {
    /// The application.
    pub id: ApplicationId,
    /// The application's name in the license pack.
    pub name: String,
    /// Distinct machines in 30 days; at most twice the highest threshold of the application's products.
    pub count: u32,
}
