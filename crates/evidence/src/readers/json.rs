//! Events and CIM objects as JSON, one parsed or one to a line. Property names are English on every system.

use super::event;
use crate::{
    fact::{Fact, HostCounts, License, Provider, Record},
    kind::Kind,
    lines::Document,
    pattern,
};
use muster_core::code::Code;
use serde_json::Value;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let text: String = document.lines().flat_map(|(_, line)| [line, "\n"]).collect();
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Ok(parsed) = serde_json::from_str::<Value>(start) {
        let taken = (0..document.len()).collect::<Vec<_>>();
        walk(&parsed, document, &taken, &mut found);
        return found;
    }
    for index in 0..document.len() {
        if let Ok(parsed) = serde_json::from_str::<Value>(document.line(index)) {
            walk(&parsed, document, &[index], &mut found);
        }
    }
    found
}

/// Looks for events and licenses at any depth.
fn walk(value: &Value, document: &mut Document, lines: &[usize], found: &mut Vec<Fact>) {
    match value {
        Value::Array(all) => all.iter().for_each(|inner| walk(inner, document, lines, found)),
        Value::Object(fields) => {
            let fact = an_event(value)
                .map(Known::Event)
                .or_else(|| a_license(value).map(|license| Known::License(Box::new(license))));
            match fact {
                Some(known) => found.push(known.cited(document, lines)),
                None => fields.values().for_each(|inner| walk(inner, document, lines, found)),
            }
        }
        _ => {}
    }
}

enum Known {
    Event(Record),
    License(Box<License>),
}

impl Known {
    fn cited(self, document: &mut Document, lines: &[usize]) -> Fact {
        let telling = match &self {
            Self::Event(record) => record.code.map_or_else(|| record.id.to_string(), |code| code.to_string()),
            Self::License(license) => license.activation_id.clone().unwrap_or_default(),
        };
        lines.iter().for_each(|index| drop(document.consume(*index)));
        let holds = |index: &&usize| document.line(**index).to_lowercase().contains(&telling.to_lowercase());
        let at = lines.iter().find(holds).or(lines.first()).copied().unwrap_or(0);
        let cites = vec![document.consume(at)];
        match self {
            Self::Event(record) => {
                document.recognise(Kind::EventJson);
                Fact::Event(record, cites)
            }
            Self::License(license) => {
                document.recognise(Kind::Cim);
                Fact::License(license, cites)
            }
        }
    }
}

fn field<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| value.get(name))
}

fn text(value: &Value, names: &[&str]) -> Option<String> {
    match field(value, names)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn an_event(value: &Value) -> Option<Record> {
    // Muster's own events keep their value list apart from the sentence.
    let info = text(value, &["info"]);
    let names: &[&str] = if info.is_some() { &["id"] } else { &["EventId", "EventID", "Id", "event_id"] };
    let id = text(value, names)?.parse::<u64>().ok()? as u32 & 0xFFFF;
    let message = [text(value, &["Message", "message"])?, info.unwrap_or_default()].join("\n");
    let time = text(value, &["TimeCreated", "Time", "TimeGenerated", "time"]).unwrap_or_default();
    let record = event::record(&message, Some(id), &time)?;
    let computer = text(value, &["MachineName", "Computer", "ComputerName"]).unwrap_or_default();
    let provider = text(value, &["ProviderName", "Source", "Provider"]).and_then(|name| Provider::of(&name));
    Some(Record { computer, provider, ..record })
}

/// An instance of SoftwareLicensingProduct. 4294967295 and -1 mean that the number does not apply.
fn a_license(value: &Value) -> Option<License> {
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

/// What a host says of itself; a client has none of it, or 4294967295.
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
