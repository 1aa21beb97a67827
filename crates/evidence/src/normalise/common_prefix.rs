//! The name that a builder or a runner of commands puts before every line alike: `default: …`, `client_1  | …`.

use super::line::{Line, each};
use crate::{instance::names, labels, loose_code};

/// Fewer lines may begin alike by chance.
const LINES_MIN: usize = 4;
/// A longer beginning is a sentence.
const PREFIX_MAX: usize = 60;

pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let Some(prefix) = prefix(&lines).map(str::to_owned) else { return lines };
    each(lines, |text| text.strip_prefix(&*prefix).map(str::to_owned))
}

/// What every line begins with, up to a colon or a bar. Blanks behind it may be of the print.
fn prefix<'l>(lines: &'l [Line<'_>]) -> Option<&'l str> {
    let mut written = lines.iter().map(|line| &*line.text).filter(|text| !text.trim().is_empty());
    let (first, mut shared) = written.next().map(|first| (first, first.len().min(PREFIX_MAX)))?;
    let mut count = 1;
    for text in written {
        shared = first.bytes().zip(text.bytes()).take(shared).take_while(|(one, other)| one == other).count();
        count += 1;
        if shared < 3 {
            return None;
        }
    }
    let alike = first.as_bytes().get(..shared)?;
    let end = [&b": "[..], b"| "].iter().filter_map(|mark| memchr::memmem::rfind(alike, mark)).max()? + 2;
    let prefix = first.get(..end).filter(|_| count >= LINES_MIN)?;
    let name = prefix.trim_matches([' ', '=', '>', ':', '|']);
    let is_name = !name.is_empty() && labels::label(name).is_none() && names::meaning(name).is_none();
    let is_data = prefix.contains(['"', '{']) || prefix.trim_start().starts_with('|');
    (is_name && !is_data && !loose_code::is_in(prefix)).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::normalise::shown;

    fn texts(text: &str) -> Vec<String> {
        shown(remove, text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_name_before_every_line_goes() {
        for prefix in ["default: ", "==> vmware-iso.win: ", "client_1  | ", "resource.activate (remote-exec): "] {
            let lines = ["Name   : x", "", "    port = 1688", "*** dc1 can't find y", "Error: 1"];
            let text = lines.map(|line| if line.is_empty() { String::new() } else { format!("{prefix}{line}") });
            assert_eq!(texts(&text.join("\n")), lines);
        }
    }

    #[test]
    fn what_a_tool_printed_stays() {
        for text in [
            "Error: 0xC004F074\nError: 0x8007232B\nError: 0xC004F038\nError: x",
            "License Status: Licensed\nLicense Status: Licensed\nLicense Status: Notification\nLicense Status: x",
            "pc1: Licensed\npc1: x\npc1: y",
            "pc1: a\npc1: b\npc1: c\nother",
            "| a | b |\n| a | c |\n| a | d |\n| a | e |",
        ] {
            assert_eq!(texts(text).join("\n"), text);
        }
    }
}
