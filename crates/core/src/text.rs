//! Text for people, as tables in `text`, one for each language: `codes.*.tsv`, `events.*.tsv`, `labels/*.tsv`.
//!
//! A line of a table is a key and its texts, separated by tabs. Where a text holds `{name}`, a value is put
//! ([`Text::fill`](crate::lang::Text::fill)). English and Japanese are whole: what the code names is looked up when the crate
//! is compiled, and a text that is missing stops the compiler.
//!
//! Tools print labels in more languages than Muster speaks, and evidence is read by them: [`LABELS`] has those too. There a
//! key may have several texts: the first is the one that Muster prints, the others were printed by other versions or by
//! siblings of the tool.
//!
//! ```
//! use muster_core::{labels, lang::Lang, text::LABELS};
//!
//! assert_eq!(labels::PORT_SET.fill(Lang::En, &[("port", &1700)]), "KMS port set to 1700 successfully.");
//!
//! let japanese = LABELS.iter().find(|table| table.language == "ja").expect("a table");
//! let count: Vec<&str> = japanese.texts("current_count").collect();
//! assert_eq!(count, ["現在の数", "現在のカウント"]);
//! ```

/// The labels of one language.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The language, BCP 47.
    pub language: &'static str,
    lines: &'static str,
}

/// Labels, license states and messages, as slmgr, ospp and ipconfig print them.
pub const LABELS: &[Table] = &[
    Table { language: "en", lines: include_str!("../text/labels/en.tsv") },
    Table { language: "cs", lines: include_str!("../text/labels/cs.tsv") },
    Table { language: "da", lines: include_str!("../text/labels/da.tsv") },
    Table { language: "de", lines: include_str!("../text/labels/de.tsv") },
    Table { language: "es", lines: include_str!("../text/labels/es.tsv") },
    Table { language: "fi", lines: include_str!("../text/labels/fi.tsv") },
    Table { language: "fr", lines: include_str!("../text/labels/fr.tsv") },
    Table { language: "hu", lines: include_str!("../text/labels/hu.tsv") },
    Table { language: "it", lines: include_str!("../text/labels/it.tsv") },
    Table { language: "ja", lines: include_str!("../text/labels/ja.tsv") },
    Table { language: "ko", lines: include_str!("../text/labels/ko.tsv") },
    Table { language: "nb", lines: include_str!("../text/labels/nb.tsv") },
    Table { language: "nl", lines: include_str!("../text/labels/nl.tsv") },
    Table { language: "pl", lines: include_str!("../text/labels/pl.tsv") },
    Table { language: "pt", lines: include_str!("../text/labels/pt.tsv") },
    Table { language: "ru", lines: include_str!("../text/labels/ru.tsv") },
    Table { language: "sv", lines: include_str!("../text/labels/sv.tsv") },
    Table { language: "tr", lines: include_str!("../text/labels/tr.tsv") },
    Table { language: "uk", lines: include_str!("../text/labels/uk.tsv") },
    Table { language: "vi", lines: include_str!("../text/labels/vi.tsv") },
    Table { language: "zh", lines: include_str!("../text/labels/zh.tsv") },
];

impl Table {
    /// Every key and text, in the order of the table.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.lines.lines().filter_map(|line| line.split_once('\t'))
    }

    /// The texts of a key; none where the language has no such text yet.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.entries().filter(move |(known, _)| *known == key).map(|(_, text)| text)
    }
}

/// The longest part of a text between its placeholders, without the colon and the blanks at its ends: what a printed text is
/// recognised by.
pub fn literal(text: &'static str) -> &'static str {
    let parts = text.split(['{', '}']).step_by(2).map(|part| part.trim_matches([' ', ':']));
    parts.max_by_key(|part| part.len()).unwrap_or(text)
}

/// A table as the compiler reads it: `ROWS` lines of `COLUMNS` cells, of which the first is the key.
pub(crate) struct Rows<const ROWS: usize, const COLUMNS: usize>([[&'static str; COLUMNS]; ROWS]);

impl<const ROWS: usize, const COLUMNS: usize> Rows<ROWS, COLUMNS> {
    /// The cells of a table. Stops the compiler where a line has not `COLUMNS` cells.
    pub(crate) const fn new(table: &'static str) -> Self {
        let mut rows = [[""; COLUMNS]; ROWS];
        let mut rest = table;
        let mut row = 0;
        while row < ROWS {
            let (mut line, next) = split(rest, b'\n');
            rest = next;
            let mut column = 0;
            while column < COLUMNS {
                let (cell, next) = split(line, b'\t');
                assert!(!cell.is_empty(), "a line of a table lacks a cell");
                rows[row][column] = cell;
                line = next;
                column += 1;
            }
            assert!(line.is_empty(), "a line of a table has a cell too many");
            row += 1;
        }
        Self(rows)
    }

    /// The cell in this column of the first line with this key, in capitals or not. The lines are in the order of their keys.
    /// Stops the compiler if there is no such line.
    pub(crate) const fn cell(&self, key: &str, column: usize) -> &'static str {
        let (mut first, mut end) = (0, ROWS);
        while first < end {
            let middle = (first + end) / 2;
            if precedes(self.0[middle][0], key) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        if first == ROWS || !self.0[first][0].eq_ignore_ascii_case(key) {
            panic!("{}", key)
        }
        self.0[first][column]
    }
}

/// Whether a key stands before another one in a table.
const fn precedes(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() {
        let (one, other) = (a[at].to_ascii_lowercase(), b[at].to_ascii_lowercase());
        if one != other {
            return one < other;
        }
        at += 1;
    }
    a.len() < b.len()
}

/// How many lines a table has.
pub(crate) const fn count(table: &str) -> usize {
    let bytes = table.as_bytes();
    let (mut at, mut lines) = (0, 0);
    while at < bytes.len() {
        if bytes[at] == b'\n' {
            lines += 1;
        }
        at += 1;
    }
    lines
}

/// The text before the first `mark` and the text behind it; the whole text and nothing where there is no mark.
const fn split(text: &'static str, mark: u8) -> (&'static str, &'static str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == mark {
            let (head, tail) = text.split_at(at);
            return (head, tail.split_at(1).1);
        }
        at += 1;
    }
    (text, "")
}
