//! A license, and what a host prints of itself.

use crate::stamp::Stamp;
use muster_core::code::Code;

/// The state of a license as a tool prints it. What the tool does not print is none, or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// Name of the product, with its edition.
    pub name: String,
    /// Channel token of the description, such as `VOLUME_KMSCLIENT`.
    pub channel: String,
    /// Channel of the installed key, such as `Volume:GVLK`.
    pub key_channel: Option<String>,
    /// SKU id, lower case.
    pub activation_id: Option<String>,
    /// GUID of Windows, Office or another vendor's application, lower case.
    pub application_id: Option<String>,
    /// 54 or 63 digits for activation by phone. It follows from the hardware, so it differs between machines.
    pub installation_id: Option<String>,
    /// Product id of the installed key, with version and language of the system that made it.
    pub extended_pid: Option<String>,
    /// Last five characters of the installed key.
    pub partial_key: Option<String>,
    /// Whether a tool printed the end of a key that somebody hid: `XXXXX`.
    pub key_hidden: bool,
    /// License status, 0 to 6.
    pub status: Option<u8>,
    /// Word that the tool prints for the status, in its language.
    pub status_word: Option<String>,
    /// Notification reason, or error code of the state.
    pub code: Option<Code>,
    /// Minutes until the license or the grace period ends.
    pub minutes_left: Option<u64>,
    /// The same in days, as printed: slmgr of Windows 8 and later rounds up, other tools down.
    pub days_left: Option<u64>,
    /// When the license or the grace period ends, as printed (`slmgr /xpr`).
    pub end: Option<String>,
    /// Whether the license is in use; a tool prints it only of one that is not.
    pub in_use: Option<bool>,
    /// Ways of activation that the client may take, such as `All`.
    pub activation_type: Option<String>,
    /// Client machine id, lower case.
    pub cmid: Option<String>,
    /// Host that was set by hand, `name:port`, lower case from slmgr.
    pub registered_host: Option<String>,
    /// Host that DNS gave, `name:port`, lower case from slmgr.
    pub dns_host: Option<String>,
    /// The tool says that discovery found no host.
    pub host_not_found: bool,
    /// IP address of the host that activated the product.
    pub host_address: Option<String>,
    /// Product id of the key of that host.
    pub host_extended_pid: Option<String>,
    /// Domain in which hosts are looked up, if it was set by hand; lower case.
    pub lookup_domain: Option<String>,
    /// Minutes between attempts of an unlicensed client.
    pub activation_interval: Option<u64>,
    /// Minutes between renewals.
    pub renewal_interval: Option<u64>,
    /// Whether the client keeps the host that answered.
    pub host_caching: Option<bool>,
    /// How many times the timers may still be reset.
    pub rearms_left: Option<u64>,
    /// Trusted time of the licensing service, as printed.
    pub trusted_time: Option<String>,
    /// When this was printed, by the trusted time.
    pub at: Option<Stamp>,
    /// Activation object of Active Directory that activated the product.
    pub directory_object: Option<String>,
    /// Version of the licensing service.
    pub service_version: Option<String>,
    /// Printed by a host only.
    pub host: Option<HostCounts>,
}

/// What an activation host prints about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostCounts {
    /// Distinct clients of the last 30 days, at most twice the threshold.
    pub count: Option<i64>,
    /// TCP port on which it listens.
    pub port: Option<u64>,
    /// Requests since the host was set up.
    pub total: Option<u64>,
    /// Refused requests among them.
    pub failed: Option<u64>,
    /// Whether it writes its SRV record.
    pub dns_publishing: Option<bool>,
    /// Priority of its process, as printed.
    pub priority: Option<String>,
}

impl License {
    /// Whether a tool shows that it has a key, be its end hidden or not.
    pub fn has_key(&self) -> bool {
        self.partial_key.is_some() || self.key_hidden
    }

    /// What is known of it, each as the key and the value of a row.
    pub(super) fn pairs(&self) -> Vec<(String, String)> {
        let number = |value: Option<u64>| value.map(|value| value.to_string());
        let host = self.host.clone().unwrap_or_default();
        let all = [
            ("name", Some(self.name.clone())),
            ("channel", Some(self.channel.clone())),
            ("key_channel", self.key_channel.clone()),
            ("activation_id", self.activation_id.clone()),
            ("application_id", self.application_id.clone()),
            ("extended_pid", self.extended_pid.clone()),
            ("partial_key", self.partial_key.clone()),
            ("key_hidden", self.key_hidden.then(|| "yes".to_owned())),
            ("installation_id", self.installation_id.clone()),
            ("status", self.status.map(|status| status.to_string())),
            ("status_word", self.status_word.clone()),
            ("code", self.code.map(|code| code.to_string())),
            ("minutes_left", number(self.minutes_left)),
            ("days_left", number(self.days_left)),
            ("end", self.end.clone()),
            ("in_use", self.in_use.map(|used| used.to_string())),
            ("activation_type", self.activation_type.clone()),
            ("cmid", self.cmid.clone()),
            ("registered_host", self.registered_host.clone()),
            ("dns_host", self.dns_host.clone()),
            ("host_not_found", self.host_not_found.then(|| "yes".to_owned())),
            ("host_address", self.host_address.clone()),
            ("host_extended_pid", self.host_extended_pid.clone()),
            ("lookup_domain", self.lookup_domain.clone()),
            ("activation_interval", number(self.activation_interval)),
            ("renewal_interval", number(self.renewal_interval)),
            ("host_caching", self.host_caching.map(|on| on.to_string())),
            ("rearms_left", number(self.rearms_left)),
            ("trusted_time", self.trusted_time.clone()),
            ("directory_object", self.directory_object.clone()),
            ("service_version", self.service_version.clone()),
            ("count", host.count.map(|count| count.to_string())),
            ("listening_port", number(host.port)),
            ("total_requests", number(host.total)),
            ("failed_requests", number(host.failed)),
            ("dns_publishing", host.dns_publishing.map(|on| on.to_string())),
            ("priority", host.priority.clone()),
        ];
        let known = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
        known.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (format!("license.{name}"), value)).collect()
    }
}
