//! Properties in the sentences of notes, each in back quotes as Markdown has them: `LicenseStatus=5`, `LicenseStatusReason
//! 0xC004F056`, or a value in quotes behind its name, as in: channel `VOLUME_KMSCLIENT`.
//!
//! The properties of a paragraph belong together.

use super::{Instance, Page, Property, names};
use crate::terms::Term;

/// Fewer properties are mentioned, not measured.
const PROPERTIES_MIN: usize = 2;

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    let mut found = Vec::new();
    if !page.document.holds(Term::Telling) {
        return found;
    }
    let mut paragraph = Instance::default();
    let mut last = 0;
    for (index, line) in page.free().filter(|(_, line)| !line.trim().is_empty()) {
        if last + 1 != index {
            found.push(std::mem::take(&mut paragraph));
        }
        last = index;
        for (name, value) in pairs(line) {
            let property = Property::new(name, value, index);
            if paragraph.holds(&property.name) {
                found.push(std::mem::take(&mut paragraph));
            }
            paragraph.properties.push(property);
        }
    }
    found.push(paragraph);
    found.retain(|own| own.properties.len() >= PROPERTIES_MIN && own.tells());
    found
}

/// Names and values in the quoted parts of a line.
fn pairs(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts: Vec<&str> = line.split('`').collect();
    // Every second part is quoted; the last one is not closed if their number is even.
    let quoted = (1..parts.len().saturating_sub(1)).step_by(2);
    quoted.filter_map(move |place| {
        let (before, text) = (parts.get(place - 1)?, parts.get(place)?.trim());
        assigned(text).or_else(|| {
            let name = before.trim_end_matches([' ', ':', '=']).rsplit([' ', ',', '(']).next()?;
            (!text.contains(['=', ' ']) && names::meaning(name).is_some()).then_some((name, text))
        })
    })
}

/// `Name=value` or `Name: value` of a known name, and `Name value` of one that is written as programs write it.
fn assigned(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(['=', ':']).or_else(|| text.split_once(' '))?;
    let name = name.trim();
    let is_assigned = text.contains(['=', ':']) || names::is_identifier(name);
    (is_assigned && names::meaning(name).is_some()).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn quoted_assignments_are_pairs_and_quoted_words_are_none() {
        let found: Vec<_> =
            pairs("since May `LicenseStatus = 5`, channel `RETAIL`, see `Get-Date` and `x=1`").collect();
        assert_eq!(found, [("LicenseStatus", "5"), ("channel", "RETAIL")]);
        assert_eq!(pairs("a `LicenseStatus=5 that nobody closed").count(), 0);
    }
}
