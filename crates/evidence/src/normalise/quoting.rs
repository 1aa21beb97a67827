//! Quotation marks of mails, markdown and chats around what was printed.

use super::line::{Line, each};
use crate::pattern;
use std::borrow::Cow;

const DEPTH_MAX: usize = 16;

pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let is_listed = is_listed(&lines);
    let are_strings = are_strings(&lines);
    each(lines, |text| {
        if let Some(plain) = are_strings.then(|| of_string(text)).flatten() {
            return Some(plain);
        }
        match unquoted(if is_listed { text.strip_prefix("- ").unwrap_or(text) } else { text }) {
            Cow::Owned(plain) => Some(plain),
            Cow::Borrowed(plain) => (plain.len() < text.len()).then(|| plain.to_owned()),
        }
    })
}

/// Whether a tool of automation shows in its log what a command printed, as a list of lines: each is a string. A document of JSON
/// stays as it is.
fn are_strings(lines: &[Line<'_>]) -> bool {
    const LINES_MIN: usize = 3;
    let first = lines.iter().map(|line| line.text.trim_start()).find(|text| !text.is_empty());
    !first.is_some_and(|text| text.starts_with(['{', '[']))
        && lines.iter().filter_map(|line| of_string(&line.text)).nth(LINES_MIN - 1).is_some()
}

/// The text of a string that stands in a line of its own, within a list.
fn of_string(line: &str) -> Option<String> {
    let inner = line.strip_prefix([' ', '\t']).or_else(|| line.starts_with("- ").then_some(line))?.trim();
    let inner = inner.strip_prefix("- ").unwrap_or(inner).trim_end_matches(',');
    if let Some(plain) = inner.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return Some(plain.replace("''", "'"));
    }
    inner.starts_with('"').then(|| serde_json::from_str(inner).ok())?
}

/// Whether a print was pasted as the items of a list: a hyphen stands before almost every line.
fn is_listed(lines: &[Line<'_>]) -> bool {
    const LINES_MIN: usize = 6;
    let (mut written, mut items) = (0, 0);
    for line in lines.iter().filter(|line| !line.text.trim().is_empty()) {
        written += 1;
        items += usize::from(line.text.starts_with("- "));
    }
    written >= LINES_MIN && items * 5 >= written * 4
}

fn unquoted(line: &str) -> Cow<'_, str> {
    let line = without_prefix(line);
    let start = line.trim_start();
    if start.starts_with("```") || start.starts_with("~~~") {
        return Cow::Borrowed("");
    }
    let line = without_end_of_literal(line);
    let chat = start.starts_with('[').then(|| pattern::CHAT_PREFIX.find(line)).flatten();
    let mut line = Cow::Borrowed(chat.and_then(|found| line.get(found.end()..)).unwrap_or(line));
    if memchr::memchr3(b'`', b'*', b'_', line.as_bytes()).is_none() {
        return line;
    }
    // Back-ticks inside a sentence may be quotation marks of the tool.
    for (mark, longer) in [("`", "``"), ("**", "***"), ("__", "___")] {
        let pairs = line.matches(mark).count();
        if pairs > 0 && pairs % 2 == 0 && !line.contains(longer) && (mark != "`" || line.trim_end().ends_with('`')) {
            line = Cow::Owned(line.replace(mark, ""));
        }
    }
    // Markdown escapes an underline.
    if line.contains("\\_") && !line.contains(":\\") {
        line = Cow::Owned(line.replace("\\_", "_"));
    }
    line
}

/// Without `> `, `| ` and the marks of a list.
fn without_prefix(line: &str) -> &str {
    let mut rest = line;
    for _ in 0..DEPTH_MAX {
        let start = rest.trim_start_matches([' ', '\t']);
        let bare = start.strip_prefix('>').or_else(|| start.strip_prefix("| ").filter(|rest| !rest.contains('|')));
        let Some(bare) = bare else { break };
        rest = bare.strip_prefix(' ').unwrap_or(bare);
    }
    let start = rest.trim_start();
    let listed = ["* ", "• ", "・", "● "].iter().find_map(|mark| start.strip_prefix(mark));
    listed.filter(|rest| rest.starts_with(|c: char| !c.is_whitespace())).unwrap_or(rest)
}

/// Without the end of a text in a program: `License Status: Licensed""",`.
fn without_end_of_literal(line: &str) -> &str {
    let bare = line.trim_end().trim_end_matches([',', ')', ']', ';']);
    let ended = [("\"\"\"", '"'), ("'''", '\'')].iter().find_map(|(end, quote)| {
        let rest = bare.strip_suffix(end)?;
        (!rest.contains(*quote)).then_some(rest)
    });
    ended.unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::normalise::shown;

    #[test]
    fn marks_of_mails_markdown_and_chats_go() {
        for (text, plain) in [
            ("> > Name: x", "Name: x"),
            (">>\tport = 1", "\tport = 1"),
            ("| Error: 1", "Error: 1"),
            ("```text", ""),
            ("* **License Status:** `Licensed`", "License Status: Licensed"),
            ("・ライセンスの状態: 通知", "ライセンスの状態: 通知"),
            ("[10:05] Sato: Error: 0xC004F074", "Error: 0xC004F074"),
            ("[2:05 PM] Sato Kenji: Name: x", "Name: x"),
            ("_vlmcs.\\_tcp", "_vlmcs._tcp"),
            ("License Status: Licensed\"\"\",", "License Status: Licensed"),
            ("''')", ""),
        ] {
            assert_eq!(shown(remove, text), [(1, plain.to_owned())], "{text}");
        }
    }

    #[test]
    fn hyphens_go_that_stand_before_every_line() {
        let list = "- Name: x\n- Status: y\n- ---LICENSED---\n- a: b\n- c: d\n- e: f";
        assert_eq!(shown(remove, list)[2], (3, "---LICENSED---".to_owned()));
        let records = "- Name: x\n  Status: y\n- Name: z\n  Status: y\n- Name: x\n  Status: y";
        assert_eq!(shown(remove, records)[2], (3, "- Name: z".to_owned()));
    }

    #[test]
    fn what_a_tool_printed_stays() {
        for text in [
            "*** dc1 can't find x",
            "| a | b |",
            "C:\\>dir C:\\_x",
            "the `corp.example` domain",
            "- name: x",
            "-> x",
            "---",
            "a,\"b \"\"c\"\"\"",
        ] {
            assert_eq!(shown(remove, text), [(1, text.to_owned())]);
        }
    }
}
