//! Values of properties as programs write them: codes, numbers, truth values, ids.

use crate::{loose_code, pattern, whole_value};
use muster_core::code::Code;

/// CIM writes this where a number does not apply.
const NOT_APPLICABLE: u64 = 4_294_967_295;

/// Hexadecimal, decimal, or the negative number that 32 bits with a sign make of it.
pub(super) fn code(value: &str) -> Option<Code> {
    if pattern::is_code(value) {
        return value.parse().ok();
    }
    if let Some(found) = code_in(value) {
        return Some(found);
    }
    let number: i64 = value.trim().parse().ok()?;
    let bits = if number < 0 { number + (1 << 32) } else { number };
    u32::try_from(bits).ok().filter(|bits| *bits < u32::MAX).map(Code)
}

pub(super) fn code_in(value: &str) -> Option<Code> {
    let loose = loose_code::find_iter(value).next().map(|code| code.digits);
    loose.or_else(|| pattern::code_in(value))?.parse().ok()
}

pub(super) fn number(value: &str) -> Option<u64> {
    let plain: String = value.trim().chars().filter(|c| *c != ',' && *c != '_').collect();
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    let rest = plain.get(digits.len()..).unwrap_or_default();
    // `43200 minutes` is a number, a date is none.
    (rest.is_empty() || rest.starts_with(' '))
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|number| *number < NOT_APPLICABLE)
}

pub(super) fn truth(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "enabled" | "on" | "はい" => Some(true),
        "false" | "0" | "no" | "disabled" | "off" | "いいえ" => Some(false),
        _ => None,
    }
}

pub(super) fn guid(value: &str) -> Option<String> {
    whole_value::guid(value).map(str::to_lowercase)
}

pub(super) fn partial_key(value: &str) -> Option<String> {
    let last = value.rsplit('-').next()?.trim().to_uppercase();
    pattern::is_key_end(&last).then_some(last)
}

/// `Volume:GVLK`, or the word that inventories leave of it.
pub(super) fn key_channel(value: &str) -> Option<String> {
    if value.contains(':') && whole_value::is_key_channel(value) {
        return Some(value.to_owned());
    }
    let short = value.trim().to_uppercase();
    Some(
        match short.as_str() {
            "GVLK" | "VOLUME_GVLK" => "Volume:GVLK",
            "MAK" | "VOLUME_MAK" => "Volume:MAK",
            "CSVLK" | "VOLUME_CSVLK" => "Volume:CSVLK",
            _ => return None,
        }
        .to_owned(),
    )
}
