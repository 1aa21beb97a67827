//! Breaks a text again that came as one line: a paste whose line ends became blanks. What stands between the outputs of tools
//! shows where lines began: headings, rules, fences, quotation marks of mails, and the rows of tables.

use super::{
    line::{Line, is_one, words, written},
    marks,
};
use crate::instance::names;

/// A shorter text is one line of a tool or of a person.
const LENGTH_MIN: usize = 200;
/// Nobody writes a longer sentence in one line; what a tool prints in one is shorter.
const PROSE_MIN: usize = 1_000;

pub(super) fn split(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    // A tag, or an end of a line that was written out, may have parted it already.
    let first = written(&lines).next();
    let is_alone = is_one(&lines) || written(&lines).nth(1).is_none();
    if !is_alone || first.is_none_or(|line| is_data(&line.text)) {
        return lines;
    }
    let is_whole = |line: &Line<'_>| line.text.len() < LENGTH_MIN || is_data(&line.text);
    let split = |line: Line<'_>| match is_whole(&line) {
        true => vec![Line { number: line.number, message: 0, text: line.text.into_owned().into() }],
        false => parts(&line),
    };
    lines.into_iter().flat_map(split).collect()
}

fn parts<'t>(line: &Line<'_>) -> Vec<Line<'t>> {
    let text = &*line.text;
    let parts =
        at(text, &marks::places(text, || !rows(text).is_empty())).into_iter().flat_map(|part| at(part, &rows(part)));
    parts.map(|part| Line { number: line.number, message: 0, text: part.trim_end().to_owned().into() }).collect()
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

/// Whether a text is XML or JSON, which may begin with a name where it was cut out of more.
fn is_data(text: &str) -> bool {
    let text = text.trim_start();
    let is_named =
        || text.strip_prefix('"').and_then(|rest| rest.split_once('"')).is_some_and(|(_, rest)| rest.starts_with(':'));
    text.starts_with(['{', '<']) && !text.starts_with("<![LOG[")
        || text.starts_with("[{")
        || text.starts_with("[\"")
        || is_named()
}

/// The parts of a text that begin at its beginning and at these places; where one stands twice, an empty line is between.
fn at<'t>(text: &'t str, places: &[usize]) -> Vec<&'t str> {
    let places = || places.iter().copied().filter(|place| *place > 0);
    let starts = [0].into_iter().chain(places());
    starts.zip(places().chain([text.len()])).filter_map(|(start, end)| text.get(start..end)).collect()
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
    fn items_comments_and_ends_of_headings_begin_lines() {
        check(&[
            "社内ポータルから貼り付けた手順のとおりにイメージを作り直したところ、二台だけ認証が切れた話",
            "前提",
            "• イメージは先週作り直した",
            "• 二台とも同じ棚にある",
            "原因",
            "調べたことは次のとおり。プロダクト キー は変えていない",
        ]);
        check(&[
            "展開のときに確認したことを残しておきます。台数が多いので一部だけです。来週また見ます。よろしくお願いします",
            "- Sysprep を実行したイメージから作った",
            "- 二号館の LAN につながっている",
            "- 証明書はまだ配っていない",
        ]);
        check(&[
            "# What the second script did on Monday, with all the switches that it was given by the deployment",
            "#   LICENSE NAME: Office 19, X edition, as it was printed on the console of the helper",
            "#   LICENSE STATUS:  ---LICENSED---",
        ]);
        let spaced = "社内の 端末で 認証が 通らなくなった。ホストは 正常に 動いている と 聞いている。時刻は 合っている ことを 確認した。".repeat(2);
        assert_eq!(shown(split, &spaced).len(), 1);
        let cells =
            "MACHINE REASON CODE pc-1 - 0xC004F038 the count is too low pc-2 - 0xC004F042 the host does not serve it "
                .repeat(3);
        assert_eq!(shown(split, &cells).len(), 1);
        let dashes = "Description: Windows Operating System - Windows(R) 7, VOLUME_KMSCLIENT channel Status - Licensed, \
                      and we tried it - without success - on Friday and License Status - Licensed is what it says - no more.";
        assert_eq!(shown(split, dashes).len(), 1);
    }

    #[test]
    fn numbers_of_a_program_begin_lines() {
        check(&[
            "function Get-State { param($Number) # the words that the report of the morning shows to the people of the first floor $words = @{",
            "0 = 'Unlicensed'",
            "1 = 'Licensed'",
            "5 = 'Notification' } return $words[$Number] }",
        ]);
    }

    #[test]
    fn times_that_a_log_writes_alike_begin_lines() {
        check(&[
            "Sun, 3 May 2026 09:16:37 INFO     TCP server listening at 0.0.0.0 on port 1688",
            "Sun, 3 May 2026 09:17:06 INFO     Received V6 request on Sun May 03 09:17:06 2026.",
            "Sun, 3 May 2026 10:17:06 WARNING  With count = 26 the client may be seen as a copy !",
        ]);
        check(&[
            "[2026-05-03 09:16:37,120] INFO listening at 0.0.0.0, port 1688, for clients of two buildings and the lab",
            "[2026-05-03 09:17:06,004] INFO received a request of PC-17 on the network of the second building",
            "[2026-05-03 09:17:06,131] WARNING the count is 3",
        ]);
        let told = "At 09:16 it was licensed, and then somebody moved it to the other building. At 09:40 it was not, and nobody \
                    knew why. At 10:05 it was again, after a restart of the service that a colleague of ours had asked for.";
        assert_eq!(shown(split, told).len(), 1);
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
        // A name and its value, cut out of a document.
        let cut =
            format!("\"licensing\":{{\"text\":\"{long}\",\"Name\":\"x\",\"Description\":\"y\",\"LicenseStatus\":1}}}}");
        for text in [lines.as_str(), "Error: 0xC004F074 ■ x", &format!("{{\"a\": \"{}\"}}", long.trim()), &cut] {
            let found: Vec<String> = shown(split, text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(found.join("\n"), text);
        }
    }
}
