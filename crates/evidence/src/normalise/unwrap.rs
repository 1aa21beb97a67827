//! Puts lines together that a console broke at its edge, or a mail program at the last blank before its own.

use super::line::Line;
use crate::{labels, lines::split_label, pattern, stamp};
use std::borrow::Cow;

/// The width at which consoles break lines.
const CONSOLE: usize = 80;
/// Where mail programs break lines.
const MAIL: std::ops::RangeInclusive<usize> = 60..=80;
/// A sentence is not broken before.
const PROSE: usize = 50;

pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let length = |line: &Line<'_>| line.text.chars().count();
    if lines.iter().any(|line| line.text.len() > CONSOLE && length(line) > CONSOLE) {
        return join_prose(lines);
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

/// Puts sentences together that an editor broke at the last blank before the edge of their paragraph, in a text that has longer lines
/// elsewhere.
fn join_prose(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut found: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let (mut last, mut longest) = (0, 0);
    let mut open = lines.into_iter().peekable();
    let mut paragraph = Vec::new();
    while let Some(line) = open.next() {
        longest = longest.max(line.text.chars().count());
        let ends = line.text.trim().is_empty() || open.peek().is_none();
        paragraph.push(line);
        if !ends {
            continue;
        }
        for line in paragraph.drain(..) {
            let length = line.text.chars().count();
            let next = line.text.trim_start();
            let word = next.split(' ').next().unwrap_or_default().chars().count();
            let before = found.last_mut().filter(|_| MAIL.contains(&longest) && last >= PROSE);
            let is_broken = last + 1 + word > longest && next.starts_with(|c: char| c.is_lowercase() || c == '`');
            match before.filter(|_| is_broken && split_label(next).is_none()) {
                Some(before) => {
                    before.text.to_mut().push(' ');
                    before.text.to_mut().push_str(next);
                }
                None => found.push(line),
            }
            last = length;
        }
        (last, longest) = (0, 0);
    }
    found
}

/// What stood where a line was broken; none where it was not.
///
/// A line that fills the window may be a whole one. It was broken if the next line says nothing of its own, or if several
/// lines are full and the next one has no label that is known.
fn joint(line: &str, next: &str, full: usize, longest: usize) -> Option<&'static str> {
    if line.is_empty() || next.trim().is_empty() || is_known(next) {
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
    let prose = line.chars().count() >= PROSE && next.starts_with(char::is_lowercase);
    let goes_on = line.ends_with(',') || next.starts_with('(') || prose;
    (MAIL.contains(&longest) && !fits && goes_on && split_label(next).is_none()).then_some(" ")
}

/// Whether a line begins with what tools print at the beginning of one.
fn is_known(line: &str) -> bool {
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

fn is_full(line: &str) -> bool {
    line.len() >= CONSOLE && (line.chars().count() == CONSOLE || columns(line) == CONSOLE)
}

/// The columns that a line takes; East Asian characters take two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum()
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

    #[test]
    fn an_editor_breaks_paragraphs_in_a_text_with_longer_lines() {
        let long = "x".repeat(120);
        let first = "The machine has run for a year, and this morning Windows reports license";
        let text = format!(
            "{long}\n\n{first}\nstatus `5`, which nobody expected here at all, and I do not know what to do\nnow."
        );
        let whole = text.replace("license\n", "license ").replace("do\nnow", "do now");
        assert_eq!(texts(&text), whole.split('\n').collect::<Vec<_>>());
        // A list of short items, a new sentence, data.
        for text in [
            format!("{long}\n\n- first\n- second\nthird"),
            format!("{long}\n\n{first}.\nStatus: 5"),
            format!("{long}\n\n{first}\n\nstatus 5"),
            format!("{long}\n\n{first} {first}\nstatus 5"),
        ] {
            assert_eq!(texts(&text), text.split('\n').collect::<Vec<_>>());
        }
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
