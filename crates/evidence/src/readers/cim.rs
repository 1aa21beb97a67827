//! Instances of SoftwareLicensingProduct as JSON, from the collector or from `Get-CimInstance | ConvertTo-Json`.

use super::json_value::text;
use crate::{
    fact::{HostCounts, License},
    pattern,
};
use muster_core::code::Code;
use serde_json::Value;

/// The license of an object, if it is one of that class. 4294967295 and -1 mean that the number does not apply.
pub(super) fn license(value: &Value) -> Option<License> {
    let id = text(value, &["ID", "ActivationID"])?;
    let description = text(value, &["Description"])?;
    let number = |names: &[&str]| {
        text(value, names).and_then(|number| number.parse::<u64>().ok()).filter(|number| *number < 4_294_967_295)
    };
    let some = |names: &[&str]| text(value, names).filter(|text| !text.is_empty());
    let reason = number(&["LicenseStatusReason"]).and_then(|code| u32::try_from(code).ok()).map(Code);
    let port = number(&["DiscoveredKeyManagementServiceMachinePort"]).unwrap_or(1688);
    let host =
        some(&["DiscoveredKeyManagementServiceMachineName"]).map(|name| format!("{}:{port}", name.to_lowercase()));
    let pinned_port = number(&["KeyManagementServicePort"]).filter(|port| *port > 0).unwrap_or(1688);
    let pinned = some(&["KeyManagementServiceMachine"]).map(|name| format!("{}:{pinned_port}", name.to_lowercase()));
    Some(License {
        name: text(value, &["Name"]).unwrap_or_default(),
        channel: pattern::CHANNEL.captures(&description)?.get(1)?.as_str().to_owned(),
        key_channel: some(&["ProductKeyChannel"]),
        activation_id: Some(id.to_lowercase()),
        application_id: some(&["ApplicationID"]).map(|id| id.to_lowercase()),
        partial_key: some(&["PartialProductKey"]),
        status: number(&["LicenseStatus"]).and_then(|status| u8::try_from(status).ok()),
        code: reason.filter(|code| code.0 != 0),
        minutes_left: number(&["GracePeriodRemaining"]),
        cmid: some(&["ClientMachineID"]).map(|id| id.to_lowercase()),
        host_address: some(&["DiscoveredKeyManagementServiceMachineIpAddress"]),
        lookup_domain: some(&["KeyManagementServiceLookupDomain"]).map(|domain| domain.to_lowercase()),
        activation_interval: number(&["VLActivationInterval"]),
        renewal_interval: number(&["VLRenewalInterval"]),
        rearms_left: number(&["RemainingAppReArmCount"]),
        directory_object: some(&["ADActivationObjectName"]),
        host: host_counts(value, &number),
        registered_host: pinned,
        dns_host: host,
        ..License::default()
    })
}

/// A client has none of these values, or 4294967295.
fn host_counts(value: &Value, number: &dyn Fn(&[&str]) -> Option<u64>) -> Option<HostCounts> {
    let is_host = value.get("IsKeyManagementServiceMachine").is_some_and(|flag| flag == 1 || flag == true);
    is_host.then(|| HostCounts {
        count: number(&["KeyManagementServiceCurrentCount"]).and_then(|count| i64::try_from(count).ok()),
        port: number(&["KeyManagementServiceListeningPort"]).filter(|port| *port > 0),
        total: number(&["KeyManagementServiceTotalRequests"]),
        failed: number(&["KeyManagementServiceFailedRequests"]),
        dns_publishing: None,
    })
}
