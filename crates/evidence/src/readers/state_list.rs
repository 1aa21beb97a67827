//! Lists that number the states of a license, as programs and articles hold them: `0 = 'Unlicensed'`, `1 = 'Licensed'`. No machine has all of
//! them, so nothing is told by any.

use crate::{fact::Fact, lines::Document};

/// Two numbered lines may be anything.
const ROWS_MIN: usize = 3;
/// No row is longer, in bytes.
const LENGTH_MAX: usize = 200;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let rows = |index: usize| (!document.is_consumed(index)).then(|| Row::of(document.line(index))).flatten();
    let rows: Vec<(usize, Row)> = (0..document.len()).filter_map(|index| Some((index, rows(index)?))).collect();
    let lists = rows.chunk_by(|(one, row), (next, other)| next - one == 1 && row.may_precede(other));
    let claimed: Vec<usize> = lists.filter(|list| list.len() >= ROWS_MIN).flatten().map(|(index, _)| *index).collect();
    claimed.into_iter().for_each(|index| document.set_apart(index));
    Vec::new()
}

/// A number and the text that it stands for.
struct Row {
    number: u64,
    is_quoted: bool,
}

impl Row {
    fn of(line: &str) -> Option<Self> {
        if line.len() > LENGTH_MAX {
            return None;
        }
        let is_mark = |c: char| matches!(c, ' ' | '\t' | '\'' | '"' | '[' | '(' | '-' | '*' | '・');
        let line = line.trim_start_matches(is_mark);
        let line = line.strip_prefix("case ").unwrap_or(line);
        let name = line.len() - line.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_').len();
        let (name, rest) = line.split_at(name);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = rest.get(..digits)?.parse().ok()?;
        let behind = rest.get(digits..)?.trim_start_matches(['\'', '"', ']', ')']).trim_start();
        let text = ["=>", "->", "→", "="].iter().find_map(|sign| behind.strip_prefix(sign))?.trim();
        let is_of_state = name.is_empty() || name.to_ascii_lowercase().contains("stat");
        let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
        (is_of_state && letters >= ROWS_MIN).then(|| Self { number, is_quoted: text.starts_with(['\'', '"']) })
    }

    /// Whether another row may be the next of the same list. What is not quoted may be anything that is counted.
    fn may_precede(&self, next: &Self) -> bool {
        self.is_quoted == next.is_quoted
            && (self.is_quoted && self.number < next.number || self.number + 1 == next.number)
    }
}
