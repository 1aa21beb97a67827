//! An event as tools that convert or collect event logs write it: one JSON object, in which provider, number and values lie in
//! objects of their own (evtx_dump, OpenWEC, Winlogbeat and what stores their output). It becomes one instance, with the
//! names that an event has anywhere.

use super::{Instance, Property};
use serde_json::Value;

/// No event is longer, in bytes.
const LENGTH_MAX: usize = 64 * 1024;
const DEPTH_MAX: usize = 8;
/// Objects that hold the values of an event.
const DATA: [&str; 2] = ["eventdata", "userdata"];
/// Steps that say nothing: how XML is written as JSON, and the object around all.
const EMPTY_STEPS: [&str; 5] = ["event", "attributes", "text", "value", "source"];

/// The event that an object is; none if it is something else, or several. `line` is that of a place in the object.
pub(super) fn instance(object: &str, line: impl Fn(usize) -> usize) -> Option<Instance> {
    let marks = ["EventData", "event_data", "UserData", "user_data"];
    if object.len() > LENGTH_MAX || !marks.iter().any(|mark| object.contains(mark)) {
        return None;
    }
    let mut values = Vec::new();
    collect(&serde_json::from_str(object).ok()?, &mut Vec::new(), &mut values);
    let ends = |path: &[String], name: &str| path.last().is_some_and(|last| last == name);
    let find = |wanted: &[&str]| {
        let own = |name: &&str| values.iter().find(|(path, _)| ends(path, name) && !is_data(path));
        wanted.iter().find_map(own).map(|(_, value)| value.clone())
    };
    let ids = values.iter().filter(|(path, _)| ends(path, "eventid") && !is_data(path)).count();
    let data: Vec<&str> = values.iter().filter(|(path, _)| is_data(path)).map(|(_, value)| value.as_str()).collect();
    let id = find(&["eventid"]).filter(|_| ids == 1 && !data.is_empty())?;
    let provider = values.iter().find(|(path, _)| path.ends_with(&["provider".to_owned(), "name".to_owned()]));
    let message = [data.join(", "), find(&["message"]).unwrap_or_default()].join("\n");
    let named = [
        ("eventid", id),
        ("message", message),
        ("time", find(&["systemtime", "timecreated", "timestamp"]).unwrap_or_default()),
        ("computer", find(&["computer", "computername", "hostname"]).unwrap_or_default()),
        ("provider", provider.map(|(_, name)| name.clone()).or_else(|| find(&["providername"])).unwrap_or_default()),
    ];
    // The values are quoted where they stand.
    let place = data.first().and_then(|first| object.find(first)).unwrap_or(0);
    let property = |(name, value): (&str, String)| Property::named(name.to_owned(), value, line(place));
    Some(Instance { properties: named.into_iter().map(property).collect(), around: Vec::new() })
}

/// Whether a value is one of the event, and not the name of one.
fn is_data(path: &[String]) -> bool {
    path.iter().any(|step| DATA.contains(&step.as_str())) && path.last().is_some_and(|last| last != "name")
}

/// The values of an event that a tool keeps as a text: osquery does.
fn inner(text: &str) -> Option<Value> {
    let is_object = text.starts_with('{') && text.contains("EventData");
    is_object.then(|| serde_json::from_str(text).ok())?
}

/// Every value that is no object, with the way to it, in the order in which they are written.
fn collect(value: &Value, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    if path.len() > DEPTH_MAX {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let step: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
                let is_step = !EMPTY_STEPS.contains(&step.as_str());
                if is_step {
                    path.push(step);
                }
                collect(inner, path, found);
                if is_step {
                    path.pop();
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, path, found)),
        Value::String(text) => match inner(text) {
            Some(values) => collect(&values, path, found),
            None => found.push((path.clone(), text.clone())),
        },
        Value::Number(number) => found.push((path.clone(), number.to_string())),
        Value::Bool(_) | Value::Null => {}
    }
}
