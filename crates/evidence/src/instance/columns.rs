//! Columns of text: PowerShell's Format-Table, with hyphens below its names, and wmic's, which has none. The columns are found
//! by where blanks stand in every row, for text stands at the left of its column and a number at the right.

use super::{
    Instance, Page, Property,
    names::{self, Name},
};
use crate::{normalise::width::is_wide, terms::Term, whole_value};
use std::ops::Range;

/// No table is longer, in lines.
const ROWS_MAX: usize = 100_000;

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    let mut found = Vec::new();
    let mut next = 0;
    for (index, line) in page.document.lines() {
        // A name that was cut may be none of the terms.
        let telling = page.document.terms(index).has(Term::Telling) || holds_dots(line);
        if index < next || !telling || page.document.is_consumed(index) || line.trim().is_empty() {
            continue;
        }
        let ruled = is_rule(page.document.line(index + 1));
        let Some(names) = header(line, ruled) else { continue };
        let first = index + 1 + usize::from(ruled);
        let rows = rows(page, first);
        if rows.is_empty() {
            continue;
        }
        next = rows.end;
        let texts: Vec<(usize, Vec<char>)> = rows
            .filter(|row| !page.document.line(*row).trim().is_empty())
            .map(|row| (row, cells(page.document.line(row))))
            .collect();
        if ruled && is_closed(&names, &texts) {
            found.extend(texts.iter().filter_map(|(row, _)| closed(&names, page.document.line(*row), *row)));
            continue;
        }
        let columns = columns(&names, &texts);
        found.extend(texts.iter().map(|(row, text)| instance(&names, &columns, text, *row)));
    }
    found
}

/// Whether anything in a line may be cut.
fn holds_dots(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_run = |place: usize| bytes.get(place + 1) == Some(&b'.') && bytes.get(place + 2) == Some(&b'.');
    memchr::memchr_iter(b'.', bytes).any(is_run) || !line.is_ascii() && line.contains('…')
}

/// `----  -------------`, with at least one blank or one column.
fn is_rule(line: &str) -> bool {
    line.trim_start().starts_with("--") && line.trim().chars().all(|c| c == '-' || c == ' ')
}

/// The names of a header and the columns that they take. A name that was cut ends in dots.
fn header(line: &str, ruled: bool) -> Option<Vec<(String, Range<usize>)>> {
    if !names::may_tell(line) {
        return None;
    }
    // Names of one word, else names of several words that more than one blank parts.
    [1, 2].into_iter().find_map(|gap| {
        let words = words(line, gap);
        // Without hyphens nothing but names may stand there: a line of prose has them too.
        let is_name = |name: &str| names::is_identifier(name) || names::meaning(name).is_some();
        if !ruled && !words.iter().all(|(name, _)| is_name(whole(name))) {
            return None;
        }
        let names: Vec<(String, Range<usize>)> =
            words.into_iter().map(|(name, range)| (whole(name).to_owned(), range)).collect();
        let known: Vec<Name> = names.iter().filter_map(|(name, _)| names::meaning(name)).collect();
        let telling = known.iter().any(|name| names::begins(*name));
        let alone = names.len() == 1 && names.first().is_some_and(|(name, _)| names::is_identifier(name));
        (telling && (alone || known.len() > 1)).then_some(names)
    })
}

/// The name that a narrow console cut, or the name as it stands.
fn whole(name: &str) -> &str {
    const WHOLE: [&str; 8] = [
        "LicenseStatus",
        "LicenseStatusReason",
        "PartialProductKey",
        "Description",
        "GracePeriodRemaining",
        "ProductKeyChannel",
        "ActivationID",
        "ApplicationID",
    ];
    let Some(stem) = without_dots(name).map(str::to_lowercase).filter(|stem| stem.len() > 3) else { return name };
    let known = WHOLE.iter().find(|known| known.to_lowercase().starts_with(&stem));
    known.map_or(name, |known| *known)
}

/// What a console left of a text that it cut.
fn without_dots(text: &str) -> Option<&str> {
    text.strip_suffix("...").or_else(|| text.strip_suffix('…'))
}

/// The words of a line with the columns that they take; words are parted by so many blanks.
fn words(line: &str, gap: usize) -> Vec<(&str, Range<usize>)> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut column = 0;
    for (place, c) in line.char_indices() {
        let (end, own) = (place + c.len_utf8(), column);
        column += 1 + usize::from(is_wide(c));
        match found.last_mut() {
            _ if c.is_whitespace() || c == WIDE => {}
            Some((bytes, columns)) if own - columns.end < gap => (bytes.end, columns.end) = (end, own + 1),
            _ => found.push((place..end, own..own + 1)),
        }
    }
    found.into_iter().map(|(bytes, columns)| (line.get(bytes).unwrap_or_default(), columns)).collect()
}

/// The second column of an East Asian character.
const WIDE: char = '\0';

/// A line by the columns of a console.
fn cells(line: &str) -> Vec<char> {
    let mut found = Vec::with_capacity(line.len());
    for c in line.chars() {
        found.push(c);
        if is_wide(c) {
            found.push(WIDE);
        }
    }
    found
}

/// The lines up to the blank one that ends the table; a redirected wmic leaves a blank line behind every line.
fn rows(page: &Page<'_>, first: usize) -> Range<usize> {
    let blank = |index: usize| page.document.line(index).trim().is_empty();
    let spread = blank(first) && !blank(first + 1);
    let last = page.document.len().min(first + ROWS_MAX);
    let ends = |index: usize| {
        let double = blank(index) && (!spread || blank(index + 1));
        double || page.document.is_consumed(index) || is_prompt(page.document.line(index))
    };
    let end = (first..last).find(|index| ends(*index)).unwrap_or(last);
    first..end
}

fn is_prompt(line: &str) -> bool {
    line.contains(":\\") && line.contains('>')
}

/// Where each column ends: at the last blank before the next name that every row has.
fn columns(names: &[(String, Range<usize>)], rows: &[(usize, Vec<char>)]) -> Vec<Range<usize>> {
    let blank = |place: usize| rows.iter().all(|(_, text)| text.get(place).is_none_or(|c| *c == ' '));
    let mut start = 0;
    let mut found = Vec::new();
    for (place, (_, own)) in names.iter().enumerate() {
        let end = names.get(place + 1).map_or(usize::MAX, |(_, next)| {
            (own.end..next.start).rev().find(|at| blank(*at)).unwrap_or(next.start.saturating_sub(1))
        });
        found.push(start..end);
        start = end;
    }
    found
}

/// Whether the runs of blanks between the columns of a table became one each: rows go on where the next name begins.
fn is_closed(names: &[(String, Range<usize>)], rows: &[(usize, Vec<char>)]) -> bool {
    let gaps = names.iter().zip(names.iter().skip(1)).all(|((_, one), (_, next))| next.start == one.end + 1);
    let goes_on = |(_, text): &(usize, Vec<char>)| {
        names.iter().skip(1).any(|(_, name)| {
            let around = [name.start.wrapping_sub(1), name.start].map(|place| text.get(place));
            around.iter().all(|c| c.is_some_and(|c| *c != ' '))
        })
    };
    gaps && names.len() > 1 && rows.iter().any(goes_on)
}

/// The row of such a table, if its last cells are what their names say: blanks stand in its first cell alone.
fn closed(names: &[(String, Range<usize>)], line: &str, row: usize) -> Option<Instance> {
    let mut words = line.split_whitespace().rev();
    let behind = names.iter().skip(1).rev().map(|(name, _)| Some((name, words.next()?))).collect::<Option<Vec<_>>>()?;
    let is_own = |(name, word): &(&String, &str)| match names::meaning(name) {
        Some(Name::PartialKey) => whole_value::is_partial_key(word),
        Some(Name::Status) => word.parse::<u8>().is_ok_and(|status| status < 7),
        _ => true,
    };
    let is_telling =
        |(name, _): &(&String, &str)| matches!(names::meaning(name), Some(Name::PartialKey | Name::Status));
    let first = line.get(..behind.last().map(|(_, word)| word.as_ptr() as usize - line.as_ptr() as usize)?)?.trim();
    if first.is_empty() || !behind.iter().all(is_own) || !behind.iter().any(is_telling) {
        return None;
    }
    let first = names.first().map(|(name, _)| (name, first));
    let properties = first.into_iter().chain(behind).map(|(name, value)| Property::new(name, value, row));
    Some(Instance { properties: properties.collect(), around: Vec::new() })
}

fn instance(names: &[(String, Range<usize>)], columns: &[Range<usize>], text: &[char], line: usize) -> Instance {
    let cell = |range: &Range<usize>| -> String {
        let end = range.end.min(text.len());
        text.get(range.start.min(end)..end).unwrap_or_default().iter().filter(|c| **c != WIDE).collect()
    };
    let properties = names.iter().zip(columns).filter_map(|((name, _), range)| {
        let value = cell(range);
        // Part of a name still names; part of anything else is another value.
        let named = matches!(names::meaning(name), Some(Name::Product | Name::Description));
        let value = match without_dots(value.trim()) {
            Some(rest) if named => rest.trim_end(),
            Some(_) => return None,
            None => value.trim(),
        };
        Some(Property::new(name, value, line))
    });
    Instance { properties: properties.collect(), around: Vec::new() }
}
