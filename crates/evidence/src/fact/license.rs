//! A license, and what a host prints of itself.

use muster_core::code::Code;

/// A license as slmgr or ospp prints it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// Name of the product.
    pub name: String,
    /// The channel token of its description.
    pub channel: String,
    /// The channel of its key, such as `Volume:GVLK`.
    pub key_channel: Option<String>,
    /// Activation id (SKU id).
    pub activation_id: Option<String>,
    /// Application id.
    pub application_id: Option<String>,
    /// The long number that phone activation reads out; it follows from the hardware.
    pub installation_id: Option<String>,
    /// Last five characters of its key.
    pub partial_key: Option<String>,
    /// Status 0 to 6.
    pub status: Option<u8>,
    /// The tool's own word for the status.
    pub status_word: Option<String>,
    /// Notification reason or error code.
    pub code: Option<Code>,
    /// Minutes until the status ends.
    pub minutes_left: Option<u64>,
    /// Client machine id.
    pub cmid: Option<String>,
    /// The host set by hand, `name:port`.
    pub registered_host: Option<String>,
    /// The host found by DNS, `name:port`.
    pub dns_host: Option<String>,
    /// Discovery found no host, as the tool says.
    pub host_not_found: bool,
    /// Address of the host that activated it.
    pub host_address: Option<String>,
    /// Domain in which hosts are looked up, set by hand.
    pub lookup_domain: Option<String>,
    /// Minutes between attempts of an unlicensed client.
    pub activation_interval: Option<u64>,
    /// Minutes between renewals.
    pub renewal_interval: Option<u64>,
    /// Whether the client remembers its host.
    pub host_caching: Option<bool>,
    /// How many times the timers may still be reset.
    pub rearms_left: Option<u64>,
    /// The service's own idea of the time, as printed.
    pub trusted_time: Option<String>,
    /// Activation object of Active Directory that it was activated by.
    pub directory_object: Option<String>,
    /// Version of the licensing service that printed it.
    pub service_version: Option<String>,
    /// What a host prints of itself.
    pub host: Option<HostCounts>,
}

/// The host's block of a license.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostCounts {
    /// Current count.
    pub count: Option<i64>,
    /// Listening port.
    pub port: Option<u64>,
    /// Total requests received.
    pub total: Option<u64>,
    /// Failed requests received.
    pub failed: Option<u64>,
    /// Whether it publishes itself in DNS.
    pub dns_publishing: Option<bool>,
}

impl License {
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
            ("partial_key", self.partial_key.clone()),
            ("installation_id", self.installation_id.clone()),
            ("status", self.status.map(|status| status.to_string())),
            ("status_word", self.status_word.clone()),
            ("code", self.code.map(|code| code.to_string())),
            ("minutes_left", number(self.minutes_left)),
            ("cmid", self.cmid.clone()),
            ("registered_host", self.registered_host.clone()),
            ("dns_host", self.dns_host.clone()),
            ("host_not_found", self.host_not_found.then(|| "yes".to_owned())),
            ("host_address", self.host_address.clone()),
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
        ];
        let known = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
        known.filter(|(_, value)| !value.is_empty()).map(|(name, value)| (format!("license.{name}"), value)).collect()
    }
}
