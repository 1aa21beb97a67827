//! Rows with separators below a header that names the properties: CSV of any separator and quoting, `wmic /format:csv`, which
//! quotes nothing, and tables drawn with bars.

use super::{
    Instance, Page, Property,
    names::{self, Name},
};
use crate::{channel, terms::Term};
use csv::{ReaderBuilder, Trim};
use std::borrow::Cow;

const SEPARATORS: [char; 5] = ['\t', '|', ';', ',', '│'];
/// A header names at least so many known properties.
const NAMES_MIN: usize = 2;

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    let mut found = Vec::new();
    let mut next = 0;
    for (index, line) in page.document.lines() {
        let telling = page.document.terms(index).has(Term::Telling) && names::may_tell(line);
        if index < next || page.document.is_consumed(index) || !(telling || is_above_rule(page, index)) {
            continue;
        }
        let found_header = if telling { header(line) } else { None };
        let Some((separator, columns)) = found_header.or_else(|| told_by_rows(page, index)) else { continue };
        // The names are folded once, not for each row.
        let columns = columns.iter().enumerate();
        let columns = columns.map(|(place, name)| Property::new(column(place, name), "", index)).collect();
        let table = Table { page, separator, columns };
        next = if separator == '|' || separator == '│' {
            table.drawn(index + 1, &mut found)
        } else {
            table.written(index + 1, &mut found)
        };
    }
    found
}

/// The name of a column; the first may name machines by a word that could stand for anything.
fn column(place: usize, name: &str) -> &str {
    if place == 0 && names::is_machine_column(name) { "computername" } else { name }
}

/// Whether a line between bars stands above a rule, as Markdown has it below the names.
fn is_above_rule(page: &Page<'_>, index: usize) -> bool {
    page.document.line(index).contains('|') && is_rule(page.document.line(index + 1))
}

fn is_rule(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| " |+-=:".contains(c))
}

/// The header of a table between bars whose names could be anything's, if a row has the channel of a license.
fn told_by_rows(page: &Page<'_>, index: usize) -> Option<(char, Vec<String>)> {
    const ROWS_MAX: usize = 40;
    let line = page.document.line(index);
    let is_known = |cell: &&str| names::meaning(cell).is_some() || names::is_machine_column(cell);
    let known = cells(line, '|').into_iter().filter(is_known).count();
    if known < NAMES_MIN || !is_above_rule(page, index) {
        return None;
    }
    let rows = (index + 2..page.document.len().min(index + 2 + ROWS_MAX)).map(|row| page.document.line(row));
    let tells = |row: &str| cells(row, '|').into_iter().any(|cell| channel::token(cell).is_some());
    let is_told = rows.take_while(|row| row.contains('|')).any(tells);
    is_told.then(|| ('|', cells(line, '|').into_iter().map(str::to_owned).collect()))
}

/// The separator of a header, and its names.
pub(crate) fn header(line: &str) -> Option<(char, Vec<String>)> {
    let separator =
        SEPARATORS.into_iter().find(|separator| line.contains(*separator) && is_header(line, *separator))?;
    Some((separator, cells(line, separator).into_iter().map(str::to_owned).collect()))
}

fn is_header(line: &str, separator: char) -> bool {
    let known = || cells(line, separator).into_iter().filter_map(names::meaning).filter(|name| is_exact(*name));
    known().count() >= NAMES_MIN && known().any(names::begins)
}

/// Whether a name is no word that may stand for anything.
fn is_exact(name: Name) -> bool {
    !matches!(name, Name::ComputerElse | Name::ErrorCodeElse)
}

/// The cells of a line in which nothing is quoted but whole cells.
fn cells(line: &str, separator: char) -> Vec<&str> {
    let frame = if separator == '|' || separator == '│' { line.trim().trim_matches(separator) } else { line };
    frame.split(separator).map(|cell| cell.trim().trim_matches(['"', '\'', '`', '*', '\u{feff}']).trim()).collect()
}

struct Table<'p, 'd> {
    page: &'p Page<'d>,
    separator: char,
    /// The names, each as a property without a value.
    columns: Vec<Property>,
}

impl Table<'_, '_> {
    /// Rows of CSV; a cell in quotes may have line breaks. Returns the first line that is none of its rows.
    fn written(&self, first: usize, found: &mut Vec<Instance>) -> usize {
        let text = self.page.text().get(self.page.start_of(first)..).unwrap_or_default();
        let separator = u8::try_from(self.separator).unwrap_or(b',');
        let mut rows = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .trim(Trim::None)
            .from_reader(text.as_bytes());
        let mut end = first;
        for row in rows.records().map_while(Result::ok) {
            let begin = first + row.position().map_or(0, |position| position.line() as usize - 1);
            // The parser begins a row at the blank lines before it.
            let is_blank = |line: &usize| self.page.document.line(*line).trim().is_empty();
            let line = (begin..self.page.document.len()).find(|line| !is_blank(line)).unwrap_or(begin);
            let raw = self.page.document.line(line);
            let may_be_header = self.page.document.terms(line).has(Term::Telling);
            if row.len() < NAMES_MIN || may_be_header && is_header(raw, self.separator) {
                break;
            }
            let cells: Vec<&str> = row.iter().collect();
            found.push(self.row(&joined(&cells, self.columns.len()), line));
            end = line + 1;
        }
        end
    }

    /// Rows between bars. Returns the first line that is none of its rows.
    fn drawn(&self, first: usize, found: &mut Vec<Instance>) -> usize {
        let mut end = first;
        for index in first..self.page.document.len() {
            let line = self.page.document.line(index);
            let is_rule = line.chars().all(|c| " |+-=:─│┼├┤┌┐└┘┬┴━┃═║╪╫".contains(c));
            if is_rule && !line.trim().is_empty() {
                end = index + 1;
                continue;
            }
            if !line.contains(self.separator) || is_header(line, self.separator) {
                break;
            }
            found.push(self.row(&cells(line, self.separator), index));
            end = index + 1;
        }
        end
    }

    fn row(&self, cells: &[impl AsRef<str>], line: usize) -> Instance {
        let pairs = self.columns.iter().zip(cells);
        let properties = pairs.map(|(name, value)| name.sibling(value.as_ref(), line)).collect();
        Instance { properties, around: Vec::new() }
    }
}

/// The cells of a row, as many as there are columns: where nothing was quoted, a cell that begins with a blank is the rest of
/// the one before it, as in `Windows(R), Enterprise edition`.
fn joined<'c>(cells: &[&'c str], columns: usize) -> Vec<Cow<'c, str>> {
    let mut surplus = cells.len().saturating_sub(columns);
    let mut found: Vec<Cow<'c, str>> = Vec::with_capacity(cells.len());
    for cell in cells {
        match found.last_mut() {
            Some(before) if surplus > 0 && cell.starts_with(' ') => {
                before.to_mut().push(',');
                before.to_mut().push_str(cell);
                surplus -= 1;
            }
            _ => found.push(Cow::Borrowed(cell)),
        }
    }
    found
}
