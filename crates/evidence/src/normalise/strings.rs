//! Prints that stand as strings in a list: in the source of a program, or in the log of a tool of automation, which shows so what a
//! command printed. `["Name: Windows(R), …", "License Status: Licensed"]`, one in a line or all in one.

use super::{
    line::{Line, written},
    quoting::without_prefix,
};
use crate::{labels, lines::split_label};

/// Fewer strings are no list.
const STRINGS_MIN: usize = 3;

pub(super) fn unpack(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if !lines.iter().any(|line| memchr::memchr2(b'"', b'\'', line.text.as_bytes()).is_some()) || is_document(&lines) {
        return lines;
    }
    let form = form(&lines);
    lines.into_iter().flat_map(|line| of_line(&line, form).unwrap_or_else(|| vec![line])).collect()
}

/// How the strings of a list stand in their lines.
#[derive(Clone, Copy)]
enum Form {
    /// Behind an indent or a hyphen.
    Indented,
    /// Where no indent was kept.
    Bare,
    /// There is no list.
    None,
}

/// A document of JSON stays as it is.
fn is_document(lines: &[Line<'_>]) -> bool {
    written(lines).next().is_some_and(|line| line.text.trim_start().starts_with(['{', '[']))
}

fn form(lines: &[Line<'_>]) -> Form {
    let indented = lines.iter().filter_map(|line| indented(&line.text));
    if indented.filter_map(of_string).nth(STRINGS_MIN - 1).is_some() {
        return Form::Indented;
    }
    let bare = lines.iter().filter_map(|line| of_string(line.text.trim()));
    if is_printed(bare) { Form::Bare } else { Form::None }
}

fn of_line<'t>(line: &Line<'_>, form: Form) -> Option<Vec<Line<'t>>> {
    let text = match form {
        Form::Indented => indented(&line.text),
        Form::Bare => Some(line.text.trim()),
        Form::None => None,
    };
    let parts = text.and_then(of_string).map(|plain| vec![plain]).or_else(|| listed(&line.text))?;
    let part = |text: String| Line { number: line.number, message: line.message, text: text.into() };
    Some(parts.into_iter().map(part).collect())
}

/// What stands behind the indent or the hyphen of a line, and behind the marks of a mail.
fn indented(line: &str) -> Option<&str> {
    let line = without_prefix(line);
    Some(line.strip_prefix([' ', '\t']).or_else(|| line.starts_with("- ").then_some(line))?.trim())
}

/// The text of a string that is a line.
fn of_string(line: &str) -> Option<String> {
    let inner = line.strip_prefix("- ").unwrap_or(line).trim_end_matches(',');
    if let Some(plain) = inner.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Some(plain.replace("''", "'"));
    }
    inner.starts_with('"').then(|| serde_json::from_str(inner).ok())?
}

/// Whether a tool printed these texts, where only quotation marks tell of a list: two labels stand before values. One label alone may
/// stand before all the values that a program knows.
fn is_printed(texts: impl Iterator<Item = impl AsRef<str>>) -> bool {
    let mut labels = texts.filter_map(|text| split_label(text.as_ref()).and_then(|(label, _)| labels::label(label)));
    labels.next().is_some_and(|first| labels.any(|label| label != first))
}

/// The strings of a list that is one line, with what stands before and behind it.
fn listed(line: &str) -> Option<Vec<String>> {
    // A name and its value are JSON.
    if memchr::memchr_iter(b'"', line.as_bytes()).nth(2 * STRINGS_MIN - 1).is_none() || line.contains("\":") {
        return None;
    }
    let strings = strings(line)?;
    let (start, end) = (strings.first()?.0, strings.last()?.1);
    let plain = |(start, end): &(usize, usize)| {
        let inner = line.get(start + 1..end - 1).unwrap_or_default();
        let written = line.get(*start..*end).and_then(|string| serde_json::from_str(string).ok());
        written.unwrap_or_else(|| inner.to_owned()).trim_end().to_owned()
    };
    let texts: Vec<String> = strings.iter().map(plain).collect();
    let (before, behind) = (line.get(..start)?.trim_end().to_owned(), line.get(end..)?.trim().to_owned());
    let is_list = texts.len() >= STRINGS_MIN && is_printed(texts.iter());
    is_list.then(|| [before].into_iter().chain(texts).chain([behind]).collect())
}

/// Where the first strings stand that have hardly anything between them.
fn strings(line: &str) -> Option<Vec<(usize, usize)>> {
    const JOINTS: [char; 10] = [' ', '\t', ',', '+', '&', '.', ';', '\\', 'f', 'r'];
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    while let Some(start) = line.get(from..).and_then(|rest| rest.find('"')).map(|place| from + place) {
        let is_next = |(_, end): &(usize, usize)| {
            line.get(*end..start).is_some_and(|joint| joint.chars().all(|c| JOINTS.contains(&c)))
        };
        if found.last().is_some_and(|last| !is_next(last)) {
            if found.len() >= STRINGS_MIN {
                break;
            }
            found.clear();
        }
        let end = end_of_string(line.get(start + 1..)?)? + start + 2;
        found.push((start, end));
        from = end;
    }
    Some(found)
}

/// Where the closing mark of a string stands.
fn end_of_string(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let closes = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        closes
    })
}

#[cfg(test)]
mod tests {
    use super::unpack;
    use crate::normalise::shown;

    const PRINT: [&str; 3] = ["Name: Windows(R), Enterprise edition", "", "License Status: Licensed"];

    fn texts(text: &str) -> Vec<String> {
        shown(unpack, text).into_iter().map(|(_, text)| text.trim_end().to_owned()).collect()
    }

    #[test]
    fn strings_of_a_list_are_lines() {
        for (before, end) in [("    ", ","), ("- ", ""), (">     ", ","), ("", ",")] {
            let lines = PRINT.map(|line| format!("{before}\"{line}\"{end}"));
            assert_eq!(
                texts(&format!("out = [\n{}\n]", lines.join("\n"))),
                [&["out = ["][..], &PRINT, &["]"]].concat()
            );
        }
    }

    #[test]
    fn strings_of_one_line_are_lines() {
        for (joint, end) in [(", ", ""), (" + ", "\\n"), (" ", "\\n"), (",", "")] {
            let line = PRINT.map(|line| format!("\"{line}{end}\"")).join(joint);
            assert_eq!(texts(&format!("out = ({line})")), [&["out = ("][..], &PRINT, &[")"]].concat());
        }
    }

    #[test]
    fn other_strings_stay() {
        for text in [
            "[\"Name: x\", \"License Status: y\", \"Description: z\"]",
            "x => {\"Name\": \"a: b\", \"License Status\": \"c\", \"Description\": \"d\"}",
            "\"PC-1\",\"Windows\",\"Licensed\"\n\"PC-2\",\"Windows\",\"Licensed\"\n\"PC-3\",\"x\",\"y\"",
            "all = [\"License Status: Licensed\", \"License Status: Notification\", \"License Status: Unlicensed\"]",
            "it says \"Name: x\" and \"License Status: y\", or \"Description: z\" where it was \"never\" activated",
        ] {
            assert_eq!(texts(text).join("\n"), text);
        }
    }
}
