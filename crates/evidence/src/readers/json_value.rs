//! Fields of a JSON object under any of several names.

use serde_json::Value;

pub(super) fn field<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| value.get(name))
}

/// A string or number as text; of several names the first that is there.
pub(super) fn text(value: &Value, names: &[&str]) -> Option<String> {
    match field(value, names)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A time as text. Windows PowerShell 5.1 makes an object of some, with the moment in `value`.
pub(super) fn time(value: &Value, names: &[&str]) -> Option<String> {
    match field(value, names)? {
        object @ Value::Object(_) => text(object, &["value", "DateTime"]),
        _ => text(value, names),
    }
}
