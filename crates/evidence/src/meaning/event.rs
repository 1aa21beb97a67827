//! Events as instances: of PowerShell, of Muster, of collectors of logs, which put the number and the message at different depths.

use super::Meaning;
use crate::{
    event_record,
    fact::{Fact, Provider, Record},
    instance::Instance,
    kind::Kind,
};

const NUMBER: [&str; 5] = ["eventid", "id", "eventcode", "eventidentifier", "eventnumber"];

pub(super) fn read(instance: &Instance) -> Vec<Meaning> {
    event(instance)
        .map(|record| Meaning { kind: Kind::EventJson, fact: Fact::Event(record.into(), Vec::new()) })
        .into_iter()
        .collect()
}

fn event(instance: &Instance) -> Option<Record> {
    let id = instance.named(&NUMBER)?.value.parse::<u64>().ok()? as u32 & 0xFFFF;
    // Muster's events have the value list in a field of its own.
    let info = instance.named_around(&["info"]).map(|own| own.value.as_str()).unwrap_or_default();
    let has_message = |own: &&crate::instance::Property| own.name == "message";
    let message = instance.properties.iter().chain(&instance.around).find(has_message)?;
    let said = [message.value.as_str(), info].join("\n");
    let text = |names: &[&str]| instance.named_around(names).map(|own| own.value.clone()).unwrap_or_default();
    let time = text(&["timecreated", "time", "timegenerated", "timestamp", "datetime", "systemtime", "timewritten"]);
    let computer = text(&["machinename", "computer", "computername", "hostname", "host"]);
    let source = text(&["providername", "source", "provider", "sourcename", "logsource", "channel"]);
    if Provider::is_foreign(&source) && !is_log(&source) {
        return None;
    }
    let record = event_record::record(&said, Some(id), &time)?;
    Some(Record { computer, provider: Provider::of(&source), ..record })
}

/// Some collectors of logs name the log only.
fn is_log(source: &str) -> bool {
    ["Application", "System", "Key Management Service"].contains(&source)
}
