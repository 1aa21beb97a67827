//! Properties in the middle of a line: PowerShell's `@{Name=…; LicenseStatus=5}`, logfmt, printed dictionaries, and lists whose
//! line breaks were lost.
//!
//! A value ends where the next known name begins, so its blanks and commas stay whole.

use super::{
    Instance, Page, Property,
    names::{self, Name},
};
use crate::terms::Term;

/// A name has at most so many words.
const WORDS_MAX: usize = 4;
/// Fewer properties are prose.
const PROPERTIES_MIN: usize = 2;

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    let said = |line: &str| !line.contains("SL_LICENSING_STATUS") && !line.contains("Trigger=");
    let telling = |index: usize| page.document.terms(index).has(Term::Telling);
    page.free()
        .filter(|(index, line)| telling(*index) && said(line))
        .flat_map(|(index, line)| of_text(line, index))
        .collect()
}

/// The instances of one text.
pub(crate) fn of_text(text: &str, line: usize) -> Vec<Instance> {
    let marks: Vec<Mark<'_>> = marks(text);
    let mut found: Vec<Instance> = Vec::new();
    for (place, mark) in marks.iter().enumerate() {
        let end = marks.get(place + 1).map_or(text.len(), |next| next.start);
        let value = text.get(mark.value..end).unwrap_or_default();
        let property = Property::new(mark.name, ended(value), line);
        if found.last().is_none_or(|last| last.holds(&property.name)) {
            found.push(Instance::default());
        }
        if let Some(last) = found.last_mut() {
            last.properties.push(property);
        }
    }
    found.retain(|own| own.properties.len() >= PROPERTIES_MIN && own.tells());
    found
}

/// A name before a separator.
struct Mark<'t> {
    name: &'t str,
    start: usize,
    value: usize,
}

fn marks(text: &str) -> Vec<Mark<'_>> {
    let mut found: Vec<Mark<'_>> = Vec::new();
    for (place, separator) in text.match_indices(['=', ':', '：']) {
        let floor = found.last().map_or(0, |last| last.value);
        if let Some((start, name)) = name_before(text, floor, place) {
            found.push(Mark { name, start, value: place + separator.len() });
        }
    }
    found
}

/// The longest known name that ends at a place.
fn name_before(text: &str, floor: usize, end: usize) -> Option<(usize, &str)> {
    let before = text.get(floor..end)?.trim_end().trim_end_matches(['"', '\'']);
    // A name has no such sign in it.
    let inner = before.rfind([';', ',', '|', '{', '}', '"', '\'', '(', '=', '\t']).map_or(0, |sign| sign + 1);
    let words = before.get(inner..)?;
    let starts: Vec<usize> = words
        .char_indices()
        .filter(|(place, c)| {
            let after_blank =
                words.get(..*place).is_none_or(|head| head.is_empty() || head.ends_with(char::is_whitespace));
            !c.is_whitespace() && after_blank
        })
        .map(|(place, _)| place)
        .collect();
    let candidates = starts.get(starts.len().saturating_sub(WORDS_MAX)..)?;
    candidates.iter().find_map(|start| {
        let name = words.get(*start..)?.trim_start_matches(['@', '-', '*', '[']);
        // A single letter or `id` in a sentence is no name.
        names::meaning(name).filter(|known| *known != Name::Success)?;
        Some((floor + inner + start, name))
    })
}

/// A value without the signs that end it.
fn ended(value: &str) -> &str {
    let value = value.trim().trim_end_matches(['{', '@', '[']).trim_end();
    let value = value.trim_end_matches([';', ',', '|', '}', ']', ')', '.']).trim();
    // Monitoring plug-ins write the limits of a value behind it: `5;;;0;6`.
    let is_limit = |c: char| c.is_ascii_digit() || ";:.~@-".contains(c);
    let limits = |rest: &str| rest.split(' ').next().is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_limit));
    let value = value.split_once(';').filter(|(_, rest)| limits(rest)).map_or(value, |(value, _)| value);
    let open = value.strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(inner, _)| inner);
    let single = || value.strip_prefix('\'').and_then(|rest| rest.split_once('\'')).map(|(inner, _)| inner);
    open.or_else(single).unwrap_or_else(|| value.trim_end_matches(['"', '\'']))
}
