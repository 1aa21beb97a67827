//! Puts lines together that a console broke at its edge, or a mail program at the last blank before its own.

use super::{line::Line, quoting::unmarked, width::columns};
use crate::{labels, lines::split_label, pattern, stamp};
use std::borrow::Cow;

/// The width at which consoles break lines.
const CONSOLE: usize = 80;
/// Where mail programs break lines.
const MAIL: std::ops::RangeInclusive<usize> = 60..=80;

pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let length = |line: &Line<'_>| line.text.chars().count();
    if lines.iter().any(|line| line.text.len() > CONSOLE && length(line) > CONSOLE) {
        return lines;
    }
    let longest = lines.iter().map(length).max().unwrap_or(0);
    let full = lines.iter().filter(|line| is_full(&line.text)).count();
    let mut found: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut last = Cow::Borrowed("");
    for line in lines {
        let joint = joint(&last, &line.text, full, longest);
        last = line.text.clone();
        match (found.last_mut(), joint) {
            (Some(before), Some(joint)) => {
                before.text.to_mut().push_str(joint);
                before.text.to_mut().push_str(&line.text);
            }
            _ => found.push(line),
        }
    }
    found
}

/// What stood where a line was broken; none where it was not.
///
/// A line that fills the window may be a whole one. It was broken if the next line says nothing of its own, or if several
/// lines are full and the next one has no label that is known.
fn joint(line: &str, next: &str, full: usize, longest: usize) -> Option<&'static str> {
    if line.is_empty() || next.trim().is_empty() || is_known(&unmarked(next)) {
        return None;
    }
    if is_full(line) {
        // A rule of hyphens, or a row of a table filled with blanks, that is as wide as the window was not broken.
        // One that began with its date has its next row begin so.
        let is_row = line.ends_with("  ") && (is_dated(next) || !is_dated(line));
        let is_rule = is_row || ["---", "===", "***"].iter().any(|end| line.ends_with(end));
        let broken = !is_rule && (full > 1 || split_label(next).is_none());
        return broken.then_some("");
    }
    let word = next.split(' ').next().unwrap_or_default().chars().count();
    let fits = line.chars().count() + 1 + word <= longest;
    let goes_on = line.ends_with(',') || next.starts_with('(');
    (MAIL.contains(&longest) && !fits && goes_on && split_label(next).is_none()).then_some(" ")
}

/// Whether a line begins with what tools print at the beginning of one.
pub(super) fn is_known(line: &str) -> bool {
    let label = split_label(line).map(|(label, _)| label);
    let shouted =
        |label: &str| label.len() > 3 && label.chars().all(|c| c.is_ascii_uppercase() || c == ' ' || c == '_');
    label.is_some_and(|label| labels::label(label).is_some() || shouted(label))
        || line.starts_with("---")
        || pattern::RESULT.is_match(line)
}

/// Whether a line begins with a date and a time.
fn is_dated(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next().is_some_and(stamp::is_date) && words.next().is_some_and(stamp::is_clock)
}

/// Whether a console broke the lines of a text: none is longer than its window, and several fill it.
pub(super) fn is_broken(lines: &[Line<'_>]) -> bool {
    const FULL_MIN: usize = 4;
    let is_longer = |line: &Line<'_>| line.text.len() > CONSOLE && line.text.chars().count() > CONSOLE;
    lines.iter().filter(|line| is_full(&line.text)).nth(FULL_MIN - 1).is_some() && !lines.iter().any(is_longer)
}

/// Whether a line fills the window of a console.
pub(super) fn is_full(line: &str) -> bool {
    line.len() >= CONSOLE && (line.chars().count() == CONSOLE || columns(line) == CONSOLE)
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::normalise::shown;

    const ATTEMPT: &str =
        "Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\nError: 0xC004F074";

    fn texts(text: &str) -> Vec<String> {
        shown(join, text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_console_breaks_at_its_edge_and_a_mail_program_at_a_blank() {
        let (attempt, result) = ATTEMPT.split_once('\n').expect("two lines");
        let broken = format!("{}\n{}\n{result}", &attempt[..80], &attempt[80..]);
        assert_eq!(texts(&broken), [attempt, result]);
        let rule = "-".repeat(72);
        let broken = format!("{rule}\n{}\n{}\n{result}", &attempt[..41], &attempt[42..]);
        assert_eq!(texts(&broken), [&rule, attempt, result]);
        let list = format!(
            "{rule}\n0x800706BA, 0x00000000, kms-gone.corp.example:1688,\n7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b, 0"
        );
        let joined = "0x800706BA, 0x00000000, kms-gone.corp.example:1688, 7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b, 0";
        assert_eq!(texts(&list), [&rule, joined]);
    }

    /// A second sign is asked for: the next line says something of its own.
    #[test]
    fn a_line_that_happens_to_be_as_wide_as_a_window_is_whole() {
        let wide = format!("Description: {}", "x".repeat(67));
        for next in [
            "License Status: Licensed",
            "Registered KMS machine name: kms1:1688",
            "LICENSE STATUS:  ---LICENSED---",
            "",
        ] {
            assert_eq!(texts(&format!("{wide}\n{next}")), [wide.as_str(), next]);
        }
    }
}
