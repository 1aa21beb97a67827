//! Makes of a text the lines that a tool printed, whatever mail programs, chats, web pages, consoles and people made of them.
//!
//! A row of steps, each for one kind of damage. A step changes only what shows that damage, takes time in proportion to the
//! text, and keeps the number that each line has in the source.

mod common_prefix;
mod controls;
mod escapes;
mod html;
mod json_lines;
mod labels;
pub(crate) mod line;
mod log_prefix;
mod marks;
mod name_places;
mod one_line;
pub(crate) mod paragraph;
mod quoting;
mod rebreak;
mod spacing;
mod strings;
pub(crate) mod thread;
mod typing;
mod unwrap;
pub(crate) mod width;

use line::Line;

type Step = for<'t> fn(Vec<Line<'t>>) -> Vec<Line<'t>>;

const STEPS: [Step; 19] = [
    controls::remove,
    json_lines::unpack,
    escapes::split,
    html::to_lines,
    width::fold_lines,
    one_line::split,
    thread::oldest_first,
    strings::unpack,
    quoting::remove,
    common_prefix::remove,
    log_prefix::remove,
    spacing::close,
    unwrap::join,
    quoting::unmark,
    labels::join,
    paragraph::join,
    rebreak::split,
    one_line::split_prose,
    typing::mend,
];

/// The lines of a text as the tool printed them.
pub(crate) fn lines(text: &str) -> Vec<Line<'_>> {
    STEPS.iter().fold(split(text), |lines, step| step(lines))
}

/// Lines end with LF, CR LF, CR alone, or one of Unicode's own separators.
fn split(text: &str) -> Vec<Line<'_>> {
    let breaks = ['\n', '\u{85}', '\u{2028}', '\u{2029}'];
    let lone = text.contains('\r') && !text.contains('\n');
    if lone || !text.is_ascii() {
        numbered(text.split(|c: char| breaks.contains(&c) || lone && c == '\r'))
    } else {
        numbered(text.split('\n'))
    }
}

fn numbered<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Line<'t>> {
    (1..)
        .zip(lines)
        .map(|(number, line)| Line { number, message: 0, text: line.trim_end_matches('\r').into() })
        .collect()
}

#[cfg(test)]
fn shown(step: Step, text: &str) -> Vec<(u32, String)> {
    step(split(text)).into_iter().map(|line| (line.number, line.text.into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::{lines, split};

    #[test]
    fn every_way_to_end_a_line_is_known() {
        for text in ["a\nb", "a\r\nb", "a\rb", "a\u{85}b", "a\u{2028}b"] {
            let lines: Vec<_> = split(text).into_iter().map(|line| (line.number, line.text.into_owned())).collect();
            assert_eq!(lines, [(1, "a".to_owned()), (2, "b".to_owned())]);
        }
    }

    #[test]
    fn marks_of_markdown_go_where_the_window_of_a_console_broke_the_line() {
        let row = "| Office | KMS client, **out of the box** | 16 days | **over** since then: `LicenseStatus=5`, and `x=0` too";
        let broken = format!("{}\n{}\n\n{}", &row[..80], &row[80..], "It was read this morning.");
        let texts: Vec<String> = lines(&broken).into_iter().map(|line| line.text.into_owned()).collect();
        assert_eq!(texts[0], row.replace("**", ""));
    }

    #[test]
    fn what_a_tool_printed_stays_as_it_is() {
        let printed = "Name: Windows(R), Enterprise edition\n\n---Processing---\n*** dc1 can't find _vlmcs._tcp: x\n\tport = 1688\n\
                       {\"a\": \"<b>\"}\nC:\\>nslookup\nError: 0xC004F074 a | b\n<No installed product keys detected>";
        let texts: Vec<String> = lines(printed).into_iter().map(|line| line.text.into_owned()).collect();
        assert_eq!(texts.join("\n"), printed);
    }
}
