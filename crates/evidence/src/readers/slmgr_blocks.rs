//! Where the blocks of `slmgr /dlv` begin. The script prints the name first and the description below it; scripts of other
//! people print the same fields in an order of their own, so a block begins where the field is repeated that stands first.

use crate::{
    labels::{self, Label},
    lines::{Document, split_label},
    pattern, whole_value,
};

/// No block has more fields above its description.
const ABOVE_MAX: usize = 8;

/// A block: its first line, and the line with its description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) first: usize,
    pub(super) description: usize,
}

/// What a line holds that may stand above the description.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Status,
    PartialKey,
    Reason,
    Minutes,
    Id,
}

/// The fields above a description, the nearest first.
struct Above {
    description: usize,
    fields: Vec<(usize, Field)>,
    /// An empty line, or nothing, stands above them: the order of what is further up says nothing of theirs.
    is_apart: bool,
}

/// The blocks of these descriptions.
pub(super) fn of(document: &Document, descriptions: &[usize]) -> Vec<Block> {
    let floors = [0].into_iter().chain(descriptions.iter().map(|description| description + 1));
    let above: Vec<Above> = descriptions.iter().zip(floors).map(|(own, floor)| above(document, *own, floor)).collect();
    above.chunk_by(|_, next| !next.is_apart).flat_map(|run| blocks(document, run)).collect()
}

/// The blocks that follow each other without an empty line, which have one order.
fn blocks(document: &Document, run: &[Above]) -> Vec<Block> {
    let opening = opening(document, run);
    let block = |own: &Above| {
        let opens = own.fields.iter().find(|(_, field)| Some(*field) == opening);
        // Else the name in the line above, where the script prints it.
        let is_name = |(line, field): &&(usize, Field)| *field == Field::Name && line + 1 == own.description;
        let first = opens.or_else(|| own.fields.first().filter(is_name)).map_or(own.description, |(line, _)| *line);
        Block { first, description: own.description }
    };
    run.iter().map(block).collect()
}

/// The field with which the blocks begin: the first one above the first description that does not stand below the last
/// description too, for then that one is of a print that was cut off.
fn opening(document: &Document, run: &[Above]) -> Option<Field> {
    let last = run.last()?.description;
    let below = (last + 1..document.len()).take_while(|line| !document.line(*line).trim().is_empty());
    let below: Vec<Field> = below.filter_map(|line| field(document.line(line))).collect();
    run.first()?.fields.iter().rev().map(|(_, field)| *field).find(|field| !below.contains(field))
}

fn above(document: &Document, description: usize, floor: usize) -> Above {
    let mut fields: Vec<(usize, Field)> = Vec::new();
    let mut is_apart = true;
    for index in (floor..description).rev() {
        let line = document.line(index);
        if line.trim().is_empty() || document.is_consumed(index) {
            break;
        }
        let is_next = index + 1 == description;
        let known = if is_name(line, is_next) { Some(Field::Name) } else { field(line) };
        let known = known.filter(|known| fields.iter().all(|(_, other)| other != known));
        let Some(known) = known.filter(|_| fields.len() < ABOVE_MAX) else {
            is_apart = false;
            break;
        };
        fields.push((index, known));
        is_apart = index > floor || floor == 0;
    }
    Above { description, fields, is_apart }
}

/// The field of a line, by the form of its value.
fn field(line: &str) -> Option<Field> {
    let (label, value) = split_label(line)?;
    let known = labels::label(label);
    if names(line).is_some() {
        Some(Field::Name)
    } else if labels::status(value).is_some() {
        Some(Field::Status)
    } else if known == Some(Label::PartialKey) && whole_value::is_partial_key(value) {
        Some(Field::PartialKey)
    } else if pattern::REASON.is_match(value) {
        Some(Field::Reason)
    } else if pattern::minutes_and_days(value).is_some() {
        Some(Field::Minutes)
    } else {
        whole_value::guid(value).map(|_| Field::Id)
    }
}

/// Whether a line above the description holds the name: whatever stands where the script prints the name is one, for people
/// lose its label.
pub(super) fn is_name(line: &str, is_next: bool) -> bool {
    names(line).is_some() || is_next && field(line).is_none() && !is_heading(line) && !ends(line)
}

/// Whether a line is what people write above a print: a mark before it, the command that printed it, or the name of a machine
/// alone.
fn is_heading(line: &str) -> bool {
    const MARKS: [char; 14] = ['■', '□', '●', '○', '◆', '◇', '▼', '▽', '★', '※', '#', '=', '[', '【'];
    let line = line.trim();
    let is_machine = || {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        line.chars().all(is_letter) && line.contains('-') && line.ends_with(|c: char| c.is_ascii_digit())
    };
    line.starts_with(MARKS) || pattern::COMMAND.is_match(line) || is_machine()
}

/// A heading of another tool, the first line of an event, a rule, or a prompt.
pub(super) fn ends(line: &str) -> bool {
    let is_event = ["Log Name:", "ログの名前:"].iter().any(|first| line.starts_with(first));
    is_event || line.ends_with("-->") || line.starts_with("---") || line.contains(":\\") && line.contains('>')
}

/// The product that a line names under the label of a name.
pub(super) fn names(line: &str) -> Option<&str> {
    let (label, value) = split_label(line)?;
    let is_product = value.contains("Windows") || value.contains("Office");
    (labels::label(label) == Some(Label::Name) && is_product).then_some(value)
}
