//! Breaks a text again that came as one line: a paste whose line ends became blanks. What stands between the outputs of tools
//! shows where lines began: headings, rules, fences, quotation marks of mails, and the rows of tables.

use super::line::Line;
use crate::{instance::names, stamp};

/// A shorter text is one line of a tool or of a person.
const LENGTH_MIN: usize = 200;
/// Nobody writes a longer sentence in one line; what a tool prints in one is shorter.
const PROSE_MIN: usize = 1_000;
/// Signs that may stand anywhere begin lines where they stand so often.
const REPEATED_MIN: usize = 3;
/// What begins a line of a person, and what a person marks a heading with.
const MARKS: [char; 12] = ['■', '□', '◆', '◇', '●', '○', '▼', '▽', '★', '【', '・', '※'];

pub(super) fn split(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut written = lines.iter().filter(|line| !line.text.trim().is_empty());
    let (Some(line), None) = (written.next(), written.next()) else { return lines };
    if line.text.len() < LENGTH_MIN || is_data(&line.text) {
        return lines;
    }
    let (number, text) = (line.number, &*line.text);
    let parts = at(text, &marks(text)).into_iter().flat_map(|part| at(part, &rows(part)));
    parts.map(|part| Line { number, message: 0, text: part.trim_end().to_owned().into() }).collect()
}

/// Whether lines were one.
pub(super) fn was_one(lines: &[Line<'_>]) -> bool {
    lines.len() > 1 && is_one(lines)
}

/// Whether lines are of one line of the source.
fn is_one(lines: &[Line<'_>]) -> bool {
    lines.first().zip(lines.last()).is_some_and(|(first, last)| first.number == last.number)
}

/// Breaks what is left of a text that was one line behind its sentences, where it is longer than what a tool prints in one.
pub(super) fn split_prose(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let is_long = |line: &Line<'_>| line.text.len() > PROSE_MIN && !is_data(&line.text);
    if !is_one(&lines) || !lines.iter().any(is_long) {
        return lines;
    }
    let split = |line: Line<'_>| match is_long(&line) {
        true => split_sentences(&line).collect(),
        false => vec![Line { number: line.number, message: line.message, text: line.text.into_owned().into() }],
    };
    lines.into_iter().flat_map(split).collect()
}

/// The sentences of a line, each as one.
pub(super) fn split_sentences<'t>(line: &Line<'_>) -> impl Iterator<Item = Line<'t>> {
    let parts = at(&line.text, &sentences(&line.text)).into_iter();
    parts.map(|part| Line { number: line.number, message: line.message, text: part.trim_end().to_owned().into() })
}

/// Whether a text is XML or JSON, or what was cut out of JSON and begins with a member: `"licenses": [{…`.
fn is_data(text: &str) -> bool {
    let text = text.trim_start();
    let is_member =
        || text.strip_prefix('"').and_then(|rest| rest.split_once('"')).is_some_and(|(_, rest)| rest.starts_with(':'));
    text.starts_with(['{', '<']) && !text.starts_with("<![LOG[")
        || text.starts_with("[{")
        || text.starts_with("[\"")
        || is_member()
}

/// The parts of a text that begin at its beginning and at these places; where one stands twice, an empty line is between.
fn at<'t>(text: &'t str, places: &[usize]) -> Vec<&'t str> {
    let places = || places.iter().copied().filter(|place| *place > 0);
    let starts = [0].into_iter().chain(places());
    starts.zip(places().chain([text.len()])).filter_map(|(start, end)| text.get(start..end)).collect()
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split([' ', '\t']).filter(|word| !word.is_empty()).map(move |word| (word.as_ptr() as usize - base, word))
}

/// Where marks of people and of their programs begin lines.
fn marks(text: &str) -> Vec<usize> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let repeated = |is_mark: fn(&str) -> bool| words.iter().filter(|(_, word)| is_mark(word)).count() >= REPEATED_MIN;
    let marks: Vec<fn(&str) -> bool> =
        [is_quote, is_clock, is_item].into_iter().filter(|mark| repeated(*mark)).collect();
    let is_own = |word: &str| is_rule(word) || word.starts_with("```");
    let begins = |index: usize, word: &str| {
        let word_at = |index: Option<usize>| index.and_then(|index| words.get(index)).map_or("", |(_, word)| *word);
        let (before, next) = (word_at(index.checked_sub(1)), word_at(Some(index + 1)));
        let is_of_table = |one: &str, other: &str| is_rule(one) && is_rule(other);
        let behind_own = is_own(before) && !is_of_table(before, word_at(index.checked_sub(2)));
        let own = is_own(word) && !is_of_table(word, next);
        !is_of_table(before, word) && (own || behind_own)
            || word.starts_with(MARKS)
            || word.starts_with("##") && word.trim_matches('#').is_empty()
            || word.starts_with("<![LOG[")
            || word != before && marks.iter().any(|is_mark| is_mark(word))
    };
    words.iter().enumerate().filter(|(index, (_, word))| begins(*index, word)).map(|(_, (place, _))| *place).collect()
}

fn is_quote(word: &str) -> bool {
    word == ">"
}

/// `[11:02:21]`
fn is_clock(word: &str) -> bool {
    word.strip_prefix('[').and_then(|word| word.strip_suffix(']')).is_some_and(stamp::is_clock)
}

/// `2)`
fn is_item(word: &str) -> bool {
    word.strip_suffix(')')
        .is_some_and(|number| (1..3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A line that parts a text. Those that stand side by side are of a table; three asterisks are of nslookup.
fn is_rule(word: &str) -> bool {
    let first = word.chars().next().unwrap_or_default();
    "-=_*―─━".contains(first)
        && word.chars().count() > 2 + usize::from(first == '*')
        && word.chars().all(|c| c == first)
}

/// Where sentences begin behind others.
fn sentences(text: &str) -> Vec<usize> {
    let begins = |(place, end): (usize, &str)| {
        let rest = text.get(place + end.len()..)?;
        let next = rest.trim_start_matches([' ', '\t']);
        let is_end = end == "。" || next.len() < rest.len();
        (is_end && !next.is_empty() && !next.starts_with(char::is_lowercase)).then_some(text.len() - next.len())
    };
    text.match_indices(['.', '?', '!', '。']).filter_map(begins).collect()
}

/// Where rows of a table begin, if there is one.
fn rows(text: &str) -> Vec<usize> {
    [drawn, ruled, separated].iter().map(|rows| rows(text)).find(|rows| !rows.is_empty()).unwrap_or_default()
}

/// Rows of a table of markdown: each has as many bars as its rule.
fn drawn(text: &str) -> Vec<usize> {
    let Some(rule) = ["|--", "| --", "|:-", "| :-"].iter().filter_map(|start| text.find(start)).min() else {
        return Vec::new();
    };
    let is_rule = |cell: &&str| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':' | ' '));
    let cells = text.get(rule + 1..).unwrap_or_default().split('|').take_while(is_rule).count();
    let bar = |from: usize, number: usize| {
        text.get(from..).and_then(|rest| rest.match_indices('|').nth(number)).map(|(place, _)| from + place)
    };
    let header = text.get(..rule).and_then(|before| before.rmatch_indices('|').nth(cells)).map(|(place, _)| place);
    let mut found: Vec<usize> = header.into_iter().collect();
    let mut row = Some(rule);
    while let Some(start) = row {
        found.push(start);
        row = bar(start, cells).and_then(|end| Some(end + 1 + text.get(end + 1..)?.find(|c| c != ' ')?));
        if let Some(end) = row.filter(|end| !text.get(*end..).is_some_and(|rest| rest.starts_with('|'))) {
            found.extend([end, end]);
            row = None;
        }
    }
    found
}

/// Rows below the hyphens of Format-Table: the columns of each begin where those of the hyphens do.
fn ruled(text: &str) -> Vec<usize> {
    const COLUMNS_MIN: usize = 3;
    /// Behind the last column; what is longer is no cell.
    const CELL_MAX: usize = 1_000;
    let all: Vec<(usize, &str)> = words(text).collect();
    let hyphens = |word: &(usize, &str)| word.1.bytes().all(|byte| byte == b'-');
    let Some(first) = all.windows(COLUMNS_MIN).position(|some| some.iter().all(hyphens)) else { return Vec::new() };
    let columns = all.iter().skip(first).take_while(|word| hyphens(word)).count();
    let (Some(header), Some(rule)) = (first.checked_sub(columns).and_then(|at| all.get(at)), all.get(first)) else {
        return Vec::new();
    };
    let offsets: Vec<usize> = all.iter().skip(first).take(columns).map(|(place, _)| place - rule.0).collect();
    let last = offsets.last().copied().unwrap_or_default();
    let mut found = vec![header.0, rule.0];
    let mut next = all.get(first + columns).map(|(place, _)| *place);
    while let Some(start) = next {
        found.push(start);
        let row: Vec<char> = text.get(start..).unwrap_or_default().chars().take(last + CELL_MAX).collect();
        let begins = |offset: &usize| *offset == 0 || row.get(offset - 1).is_none_or(|c| *c == ' ');
        let fits = offsets.iter().all(begins) && row.len() > last;
        let end = last + row.iter().skip(last).take_while(|c| **c == ' ').count();
        let end = end + row.iter().skip(end).take_while(|c| **c != ' ').count();
        if !fits {
            found.push(start);
        }
        next = fits
            .then(|| row.iter().take(end + 1).map(|c| c.len_utf8()).sum::<usize>() + start)
            .filter(|next| *next < text.len());
    }
    found
}

/// Rows of CSV: each has as many commas as the header, and the last cell ends at a blank.
fn separated(text: &str) -> Vec<usize> {
    const CELLS_MIN: usize = 4;
    let names = |word: &str| word.split(',').filter(|cell| names::meaning(cell.trim_matches('"')).is_some()).count();
    let header = words(text).find(|(_, word)| word.matches(',').count() + 1 >= CELLS_MIN && names(word) > 1);
    let Some((header, word)) = header else { return Vec::new() };
    let commas = word.matches(',').count();
    let mut found = vec![header];
    let mut start = header + word.len() + 1;
    // Names behind a command are followed by what it prints.
    if text.get(start..).is_none_or(|row| row.split(',').next().is_none_or(|cell| cell.split(' ').count() > 2)) {
        return Vec::new();
    }
    while let Some(row) = text.get(start..).filter(|row| !row.is_empty()) {
        found.push(start);
        let mut quoted = false;
        let outside = row.char_indices().filter(|(_, c)| {
            quoted ^= *c == '"';
            *c == ',' && !quoted
        });
        let ends: Vec<usize> = outside.map(|(place, _)| place).take(commas + 1).collect();
        let (Some(last), Some(next)) = (ends.get(commas - 1), ends.get(commas)) else { break };
        match row.get(*last..*next).and_then(|cell| cell.rfind(' ')) {
            Some(blank) => start += last + blank + 1,
            None => break,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{split, split_prose};
    use crate::normalise::shown;

    fn check(lines: &[&str]) {
        let printed: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
        let found: Vec<String> = shown(split, &printed.join(" ")).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn marks_of_people_and_programs_begin_lines() {
        check(&[
            "The new machines of the third floor have a watermark since Monday; what follows is from one of them.",
            "===============================",
            "■ 端末で実行",
            "```text",
            "License Status: Notification",
            "```",
            "## What we tried, and what has not changed anything",
        ]);
        check(&[
            "The helper wrote on Friday what is below, and nobody has answered him; please read it from the end.",
            "> We restarted the machine and it asks for a key.",
            "> Nothing else was done to it that we know of.",
            "> > When did this begin, and is it every machine?",
            "> Regards",
        ]);
        check(&[
            "run.log of the pool, as the collector has put it together, without the ends of its lines as it seems",
            "[11:02:18] > cscript slmgr.vbs /dlv",
            "[11:02:21] License Status: Unlicensed",
            "[11:02:29] License Status: Unlicensed, on the next one",
            "[11:02:31] done",
        ]);
    }

    #[test]
    fn rows_of_tables_begin_lines() {
        let before =
            "Somebody has asked for the states of all machines in the second building, here they are from today:";
        check(&[
            before,
            "| Item | Value |",
            "|---|---|",
            "| License status | Notification |",
            "| Reason | 0xC004F034 |",
            "",
            "That is all that we could find out about this machine.",
        ]);
        check(&[
            before,
            "PSComputerName LicenseStatus Reason     KeyManagementServiceMachine",
            "-------------- ------------- ------     ---------------------------",
            "PC-1                       5 0xC004F034 kms1.corp.example",
            "PC-2                       1 0x4004F040 kms1.corp.example",
            "",
            "The second one was set up by hand this time.",
        ]);
        check(&[
            before,
            "AssetName,Product,Description,LicenseStatus,LastSeen",
            "PC-1,\"Windows(R), Professional edition\",OEM_DM,1,2026-07-27 15:54",
            "PC-2,\"Windows(R), Professional edition\",OEM_DM,5,2026-07-27 15:55",
        ]);
    }

    #[test]
    fn long_prose_is_broken_behind_its_sentences() {
        let sentence = "The machine shows a watermark since it was moved to the other network.";
        let text = [sentence; 20].join(" ");
        assert_eq!(shown(split_prose, &text).len(), 20);
        assert_eq!(shown(split_prose, &[sentence; 3].join(" ")).len(), 1);
        assert_eq!(shown(split_prose, &format!("{text}\n{text}")).len(), 2);
    }

    #[test]
    fn what_has_lines_and_what_is_data_stays() {
        let long = "a > b and c > d and e > f, ■ and ``` and ## are signs of somebody who writes of signs ".repeat(4);
        let lines = format!("{long}\n{long}");
        for text in [lines.as_str(), "Error: 0xC004F074 ■ x", &format!("{{\"a\": \"{}\"}}", long.trim())] {
            let found: Vec<String> = shown(split, text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(found.join("\n"), text);
        }
    }
}
