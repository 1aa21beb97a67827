//! What a builder, a runner of commands or its log puts before every line alike: `default: …`, `client_1  | …`,
//! `[2026-11-25 09:14:02] [INFO] stdout: …`. Of a time only minutes and seconds may differ, as they do while one command prints.

use super::line::{Line, each};
use crate::{event_record, fact::Provider, instance::names, labels, loose_code};

/// Fewer lines may begin alike by chance.
const LINES_MIN: usize = 3;
/// More lines are a log of many things, and not what one command printed.
const LINES_MAX: usize = 5_000;
/// A longer beginning is a sentence.
const PREFIX_MAX: usize = 80;
/// What ends a prefix.
const ENDS: [&str; 5] = [": ", "| ", "] ", ") ", "\t"];
/// What may stand behind a time.
const LEVELS: [&str; 6] = ["INFO ", "DEBUG ", "WARN ", "WARNING ", "ERROR ", "VERBOSE "];

pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.len() > LINES_MAX {
        return lines;
    }
    let Some(length) = length(&lines) else { return lines };
    each(lines, |text| text.get(length..).map(str::to_owned))
}

/// How long the beginning is that every line has.
fn length(lines: &[Line<'_>]) -> Option<usize> {
    let written = || lines.iter().map(|line| &*line.text).filter(|text| !text.trim().is_empty());
    let first = written().next()?;
    let (mut alike, mut same) = (first.len().min(PREFIX_MAX), first.len());
    for text in written().skip(1) {
        alike = shared(first, text, alike, |byte| if byte.is_ascii_digit() { b'0' } else { byte });
        if alike < 3 {
            return None;
        }
        same = shared(first, text, same, |byte| byte);
    }
    let end = end(first.get(..alike)?)?;
    let prefix = first.get(..end).filter(|_| written().nth(LINES_MIN - 1).is_some())?;
    let is_of_lines = |text: &str| text.get(end..).is_some_and(|rest| !is_event(rest)) && Provider::of(text).is_none();
    (is_prefix(prefix, same) && written().all(is_of_lines)).then_some(end)
}

/// How many bytes two texts share, at most so many.
fn shared(one: &str, other: &str, most: usize, plain: fn(u8) -> u8) -> usize {
    one.bytes().zip(other.bytes()).take(most).take_while(|(one, other)| plain(*one) == plain(*other)).count()
}

/// Where the last mark or clock of a beginning ends.
fn end(alike: &str) -> Option<usize> {
    let marked = ENDS.iter().filter_map(|mark| Some(alike.rfind(mark)? + mark.len())).max();
    let level = |end: usize| {
        let behind = alike.get(end..)?;
        let level = LEVELS.iter().find(|level| behind.starts_with(**level))?;
        Some(behind.len() - behind.get(level.len()..)?.trim_start().len())
    };
    let clock = clock_end(alike).map(|end| end + level(end).unwrap_or_default());
    marked.max(clock).filter(|end| alike.is_char_boundary(*end))
}

/// Where a time ends, with the blanks behind it: `09:14:02  `, `09:14:02.1234567Z `.
fn clock_end(alike: &str) -> Option<usize> {
    let is_digit = |place: usize| alike.as_bytes().get(place).is_some_and(u8::is_ascii_digit);
    let colon = alike.rfind(':').filter(|colon| is_digit(colon.wrapping_sub(1)) && is_digit(colon + 1))?;
    let behind = alike.get(colon + 1..)?;
    let clock = behind.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | 'Z')))?;
    let blanks = behind.get(clock..)?.bytes().take_while(|byte| *byte == b' ').count();
    (blanks > 0).then_some(colon + 1 + clock + blanks)
}

/// Whether a beginning is a name or a time, and no label of a tool, whose first `same` bytes are those of every line.
fn is_prefix(prefix: &str, same: usize) -> bool {
    let name = prefix.trim_matches([' ', '=', '>', ':', '|', '\t']);
    let has_clock = clock_end(&format!("{prefix} ")).is_some() || prefix.matches(':').count() > 1;
    // The hour of every line; a name without a time is the same to its end.
    let is_of_one_run = if has_clock { same >= 6 } else { same >= prefix.len() };
    // A capture of the network has arrows between its addresses.
    let is_data = prefix.contains(['"', '{', '<', '→']) || prefix.trim_start().starts_with('|') || name.contains('>');
    let is_known = labels::label(name).is_some() || names::meaning(name).is_some();
    !name.is_empty() && is_of_one_run && !is_data && !is_known && !loose_code::is_in(prefix)
}

/// Whether a line is an event of its own behind its time.
fn is_event(rest: &str) -> bool {
    let first = rest.split([' ', '\t', ',', ';']).find(|word| !word.is_empty());
    first.and_then(|word| word.parse().ok()).is_some_and(event_record::is_known)
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
        for prefix in [
            "default: ",
            "==> vmware-iso.win: ",
            "client_1  | ",
            "resource.activate (remote-exec): ",
            "09:14:0#  ",
            "2026-11-25T09:14:0#.1234567Z ",
            "[2026-11-25 09:14:0#] [INFO] stdout: ",
            "Nov 25 09:14:0# pc1 salt-minion[1234]: ",
            "2026-11-25 09:14:0#,123 INFO ",
        ] {
            let lines = ["Name   : x", "", "    port = 1688", "*** dc1 can't find y", "Error: 1"];
            let numbered = lines.iter().zip(["1", "2", "3", "4", "5"]);
            let text: Vec<String> = numbered
                .map(|(line, number)| match line.is_empty() {
                    true => String::new(),
                    false => prefix.replace('#', number) + line,
                })
                .collect();
            let plain = texts(&text.join("\n"));
            assert_eq!(plain, lines);
        }
    }

    #[test]
    fn what_a_tool_printed_stays() {
        for text in [
            "Error: 0xC004F074\nError: 0x8007232B\nError: 0xC004F038\nError: x",
            "License Status: Licensed\nLicense Status: Licensed\nLicense Status: Notification\nLicense Status: x",
            "pc1: Licensed\npc1: x",
            "pc1: a\npc1: b\npc1: c\nother",
            "pc1: a\npc2: b\npc3: c\npc4: d",
            "| a | b |\n| a | c |\n| a | d |\n| a | e |",
            "2026-11-25 09:14:02  12288  x\n2026-11-25 09:14:05  12289  y\n2026-11-25 09:14:07  8198  z",
            "2026-11-25 09:14:02 not activated\n2026-11-24 08:14:05 activated\n2025-01-24 08:14:05 activated",
        ] {
            assert_eq!(texts(text).join("\n"), text);
        }
    }
}
