//! Prints that stand in a string of a program, its line ends written out: `output="Name: …\r\nDescription: …"`, as logs of agents,
//! answers of interfaces and PowerShell's CLIXML have them.

use super::line::Line;
use crate::{instance::names, labels};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// What a string has for the end of a line; the longest of those that begin alike comes first.
const ENDS: [&str; 7] = ["\\r\\n", "\\n", "_x000D__x000A_", "_x000A_", "&#xD;&#xA;", "&#13;&#10;", "&#10;"];
/// What CLIXML has before a line of output.
const OUTPUT: &str = "<S S=\"Output\">";
/// So many of its lines are labels and values of a tool: a path may hold as many ends, `C:\new\names`.
const LABELLED_MIN: usize = 2;
/// A value of JSON is read with those around it, if it holds no more.
const OF_VALUE_MIN: usize = 3;

static SEARCH: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().match_kind(aho_corasick::MatchKind::LeftmostFirst).build(ENDS).ok());

pub(super) fn split(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    // What a play ran on several machines is read object by object: each names its machine.
    let is_play = lines.iter().filter(|line| line.text.contains("] => {")).nth(1).is_some();
    if is_play || !lines.iter().any(|line| may_hold(&line.text)) {
        return lines;
    }
    lines.into_iter().flat_map(|line| parts(&line).unwrap_or_else(|| vec![line])).collect()
}

fn may_hold(text: &str) -> bool {
    memchr::memchr3(b'\\', b'&', b'_', text.as_bytes()).is_some() && places(text).next().is_some()
}

/// Where line ends are written out.
fn places(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let search = SEARCH.as_ref();
    search.into_iter().flat_map(move |search| search.find_iter(text)).map(|found| (found.start(), found.end()))
}

/// The lines of the string in a line, with what stands before and behind it.
fn parts<'t>(line: &Line<'t>) -> Option<Vec<Line<'t>>> {
    let text = may_hold(&line.text).then_some(&*line.text)?;
    let places: Vec<(usize, usize)> = places(text).collect();
    let starts = [0].into_iter().chain(places.iter().map(|(_, end)| *end));
    let ends = places.iter().map(|(start, _)| *start).chain([text.len()]);
    let mut parts: Vec<&str> = starts.zip(ends).filter_map(|(start, end)| text.get(start..end)).collect();
    let first = parts.first_mut()?;
    let begins = |(place, _): &(usize, &str)| !first.get(..*place).is_some_and(|before| before.ends_with('\\'));
    let quote = first.rmatch_indices(['"', '\'', '>']).find(begins);
    let (before, own) = quote.map_or(("", *first), |(place, _)| first.split_at(place + 1));
    *first = own;
    let least = if text.contains("\":") { OF_VALUE_MIN } else { LABELLED_MIN };
    let is_printed = parts.iter().filter(|part| is_labelled(part)).nth(least - 1).is_some();
    if !is_printed && !parts.iter().any(|part| is_head(part)) {
        return None;
    }
    let behind = before.chars().next_back().and_then(|quote| closed(parts.last_mut()?, quote));
    parts.extend(behind);
    let of_part = |part: &str| Line { number: line.number, message: line.message, text: plain(part).into() };
    Some([before].into_iter().filter(|part| !part.is_empty()).chain(parts).map(of_part).collect())
}

/// Ends the last part of a string at its closing mark, and gives what stands behind it if that says anything.
fn closed<'t>(last: &mut &'t str, quote: char) -> Option<&'t str> {
    let is_end = |(place, _): &(usize, &str)| !last.get(..*place).is_some_and(|before| before.ends_with('\\'));
    let (end, _) = last.match_indices(quote).find(is_end).filter(|(end, _)| *end > 0 && quote != '>')?;
    let behind = last.get(end + 1..)?.trim_start_matches([',', ')', ' ']);
    behind.contains(char::is_alphabetic).then(|| {
        *last = last.get(..end).unwrap_or_default();
        behind
    })
}

/// Whether a part is a label of a tool with its value.
fn is_labelled(part: &str) -> bool {
    let part = part.trim_start_matches("</S>").trim_start_matches(OUTPUT);
    let end = memchr::memchr2(b':', b'=', part.as_bytes());
    let name = end.and_then(|end| part.get(..end)).map(str::trim);
    name.is_some_and(|name| labels::label(name).is_some() || names::meaning(name).is_some())
}

/// Whether a part is the head of what slmgr.vbs prints of an edition, the rule below the head of a table, or a key of the registry.
fn is_head(part: &str) -> bool {
    let is_rule = part.starts_with("---") && part.contains(' ') && part.bytes().all(|byte| matches!(byte, b'-' | b' '));
    is_rule || part.ends_with("edition:") || part.starts_with("HKEY_")
}

/// The text of a part of a string.
fn plain(part: &str) -> String {
    const SIGNS: [(&str, &str); 4] = [("\\t", "\t"), ("\\\"", "\""), ("\\\\", "\\"), (OUTPUT, "")];
    let part = part.strip_prefix("</S>").filter(|rest| rest.starts_with(OUTPUT)).unwrap_or(part);
    SIGNS.iter().fold(part.to_owned(), |text, (written, sign)| text.replace(written, sign))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::normalise::shown;

    fn texts(text: &str) -> Vec<String> {
        shown(split, text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_print_in_a_string_has_its_lines_again() {
        let lines = ["Name : x", "Description : RETAIL channel", "LicenseStatus : 5", ""];
        for (before, end, behind) in [
            ("level=info output=\"", "\\n", "\" rc=0"),
            ("stdout='", "\\r\\n", "'"),
            ("ok: [pc1] => {\"stdout\": \"", "\\r\\n", "\"}"),
            ("<StdOut>", "&#xD;&#xA;", "</StdOut>"),
            ("<Objs><S S=\"Output\">", "_x000D__x000A_</S><S S=\"Output\">", "</S></Objs>"),
        ] {
            let found = texts(&format!("{before}{}{behind}", lines.join(end)));
            assert_eq!(found[1..4], lines[..3], "{before}");
            assert_eq!(found[4], behind);
        }
    }

    #[test]
    fn quotation_marks_and_tabs_of_the_print_come_back() {
        let found = texts("out=\"Name: \\\"x\\\"\\nDescription:\\ty\\nLicense Status: Licensed\\n\"");
        assert_eq!(found[1..3], ["Name: \"x\"", "Description:\ty"]);
    }

    #[test]
    fn short_prints_have_a_head() {
        let found = texts("(ok, \"Windows(R), Education edition:\\r\\n    The machine is permanently activated.\", 1)");
        assert_eq!(found[1..], ["Windows(R), Education edition:", "    The machine is permanently activated.\", 1)"]);
        let found = texts("{\"message\": \"Name  LicenseStatus\\n----  -------------\\nWindows(R)  5\"}");
        assert_eq!(found[1..3], ["Name  LicenseStatus", "----  -------------"]);
    }

    #[test]
    fn two_lines_and_what_stands_behind_their_string() {
        let found = texts("out = \"LicenseStatus : 1\\nName : x\" assert read(out) == \"licensed\"");
        assert_eq!(found, ["out = \"", "LicenseStatus : 1", "Name : x", "assert read(out) == \"licensed\""]);
        let value = "{\"text\": \"Name : x\\nLicenseStatus : 1\", \"Id\": 4}";
        assert_eq!(texts(value), [value]);
    }

    #[test]
    fn paths_and_sentences_stay() {
        for text in [
            "C:\\new\\names\\notes\\n.txt",
            "{\"message\": \"first\\nsecond\\nthird\\nfourth\"}",
            "a &#10; b &#10; c &#10; d",
        ] {
            assert_eq!(texts(text), [text]);
        }
    }
}
