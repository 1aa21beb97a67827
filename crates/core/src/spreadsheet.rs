//! Cells of tables that people open in a spreadsheet.

use std::borrow::Cow;

/// The cell, with an apostrophe before what a spreadsheet would read as a formula (OWASP, "CSV Injection").
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let begins = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if cell.trim_start_matches(' ').starts_with(begins) { format!("'{cell}").into() } else { cell.into() }
}
