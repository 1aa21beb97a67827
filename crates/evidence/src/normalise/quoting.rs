//! Quotation marks of mails, markdown and chats around what was printed.

use super::line::{self, Line, each};
use crate::pattern;
use std::borrow::Cow;

const DEPTH_MAX: usize = 16;
const ITEM: &str = "- ";
const COMMENT: &str = "# ";

pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mark = mark(&lines);
    each(lines, |text| {
        let bare = mark
            .and_then(|mark| if mark == ITEM { text.strip_prefix(mark) } else { text.trim_start().strip_prefix(mark) });
        let plain = unquoted(bare.unwrap_or(text));
        (plain.len() < text.len()).then(|| plain.to_owned())
    })
}

/// What stands before the lines of a print that was pasted as the items of a list, before almost every one, or as the comment of a
/// program, before all of them: between comments stands what holds.
fn mark(lines: &[Line<'_>]) -> Option<&'static str> {
    const LINES_MIN: usize = 6;
    let (mut written, mut items, mut comments) = (0, 0, 0);
    for line in line::written(lines) {
        written += 1;
        items += usize::from(line.text.starts_with(ITEM));
        comments += usize::from(line.text.trim_start().starts_with(COMMENT));
    }
    match written {
        0..LINES_MIN => None,
        _ if items * 5 >= written * 4 => Some(ITEM),
        _ => (comments == written).then_some(COMMENT),
    }
}

fn unquoted(line: &str) -> &str {
    let line = without_prefix(line);
    let start = line.trim_start();
    if start.starts_with("```") || start.starts_with("~~~") {
        return "";
    }
    let line = without_end_of_literal(line);
    let chat = start.starts_with('[').then(|| pattern::CHAT_PREFIX.find(line)).flatten();
    chat.and_then(|found| line.get(found.end()..)).unwrap_or(line)
}

/// Takes out the marks of markdown around words, where no line is broken any more: half a pair of them is none.
pub(super) fn unmark(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    each(lines, |text| match unmarked(text) {
        Cow::Owned(plain) => Some(plain),
        Cow::Borrowed(_) => None,
    })
}

pub(super) fn unmarked(line: &str) -> Cow<'_, str> {
    let mut line = Cow::Borrowed(line);
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
pub(super) fn without_prefix(line: &str) -> &str {
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
    use super::{remove, unmark};
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
            assert_eq!(shown(|lines| unmark(remove(lines)), text), [(1, plain.to_owned())], "{text}");
        }
    }

    #[test]
    fn hyphens_and_marks_of_comments_go_that_stand_before_every_line() {
        let list = "- Name: x\n- Status: y\n- ---LICENSED---\n- a: b\n- c: d\n- e: f";
        assert_eq!(shown(remove, list)[2], (3, "---LICENSED---".to_owned()));
        let comment = "  # Name: x\n  #   Status: y\n  # a\n  # b\n\n  # c\n  # d";
        assert_eq!(shown(remove, comment)[1], (2, "  Status: y".to_owned()));
        let set = format!("{comment}\nnameserver 10.0.0.2");
        assert_eq!(shown(remove, &set)[1], (2, "  #   Status: y".to_owned()));
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
            assert_eq!(shown(|lines| unmark(remove(lines)), text), [(1, text.to_owned())]);
        }
    }
}
