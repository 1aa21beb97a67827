//! Which lines of a finding tell: those that hold a value of its sentence stand first, those that only name a thing last.

use crate::{
    case::InstalledLicense,
    sentence::{NamedValues, Value},
};
use muster_evidence::{fact::Cite, holds};

/// More of the names that a sentence lists are not looked for: of thousands of lines the first few are read.
const LISTED_MAX: usize = 50;

/// Puts the lines that tell first; lines that tell as much stay in their order. If none holds a value of the sentence, a line of
/// the license that does is quoted too.
pub(super) fn first(cites: &mut Vec<Cite>, values: &NamedValues, installed: Option<&InstalledLicense>) {
    let holds = |cite: &Cite| values.iter().any(|(_, value)| tells(&cite.text, value));
    if !cites.iter().any(holds) {
        let own = installed.map_or(&[][..], |installed| &installed.cites);
        let is_text = |cite: &&Cite| {
            values.iter().any(|(_, value)| !matches!(value, Value::Number(_)) && tells(&cite.text, value))
        };
        cites.extend(own.iter().find(is_text).cloned());
    }
    cites.sort_by_cached_key(|cite| match cite {
        cite if holds(cite) => 0,
        cite if holds_failure(&cite.text) => 1,
        cite if is_only_a_name(&cite.text) => 3,
        _ => 2,
    });
}

/// Whether a line holds a value as it stands in the sentence.
fn tells(line: &str, value: &Value) -> bool {
    match value {
        Value::Code(code) => {
            // Some tools print a code as a signed number.
            let signed = i64::from(code.0) - (1 << 32);
            line.to_uppercase().contains(&format!("{:08X}", code.0)) || holds(line, &signed.to_string())
        }
        Value::Number(number) => holds(line, &number.to_string()),
        Value::Text(text) => {
            // A host is written with its port in a sentence, and often without in a line.
            let name = |text: &str| text.rsplit_once(':').map_or(text, |(name, _)| name).to_owned();
            text.split(", ").take(LISTED_MAX).any(|one| holds(line, &name(one)))
        }
        Value::Words(_) => false,
    }
}

/// Whether a line holds a code of a failure, in hexadecimal digits.
fn holds_failure(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.match_indices("0x").any(|(at, _)| {
        let digits: String =
            lower.get(at + 2..).unwrap_or_default().chars().take_while(char::is_ascii_hexdigit).collect();
        digits.len() == 8 && digits.starts_with(['8', '9', 'a', 'b', 'c', 'd', 'e', 'f'])
    })
}

/// `SKU ID: d450596f-…`, `priority = 0`, `Event ID: 12288`: an id or a number behind a label.
fn is_only_a_name(line: &str) -> bool {
    let value = line.rsplit([':', '=', '：']).next().unwrap_or_default().trim();
    let is_number = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit());
    let is_id = value.len() == 36 && value.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    (is_number || is_id) && value.len() < line.trim().len()
}
