//! Breaks lines again where a form, a chat or a copied web page lost the ends of lines: before what lines begin with in the
//! outputs of tools.

use super::{
    line::{Line, was_one, words, written},
    name_places,
    width::fold,
};
use crate::{fact::Provider, heads::Heads, instance::names, labels, pattern, readers::prompts, stamp, whole_value};
use muster_core::text::{LABELS, Table, literal};
use std::{collections::HashMap, sync::LazyLock};

/// A line in which fewer lines begin stays whole.
const BREAKS_MIN: usize = 2;
/// Two lines of a tool are hardly shorter.
const LENGTH_MIN: usize = 60;
const STARTS: &str = include_str!("../../data/line-starts.txt");
/// What stands second in a line whose first word is a name.
const SECOND: [&str; 6] = ["SRV ", "internet address =", "REG_SZ", "REG_DWORD", "REG_MULTI_SZ", "REG_EXPAND_SZ"];
const LEVELS: [&str; 12] = [
    "Information",
    "Error",
    "Warning",
    "情報",
    "エラー",
    "警告",
    "Informationen",
    "Fehler",
    "Erreur",
    "Información",
    "信息",
    "错误",
];

/// Labels that no sentence has, which stand right behind the value before them where every line break was lost.
const GLUED: [&str; 16] = [
    "PRODUCT ID:",
    "SKU ID:",
    "LICENSE NAME:",
    "LICENSE DESCRIPTION:",
    "BETA EXPIRATION:",
    "LICENSE STATUS:",
    "ERROR CODE:",
    "ERROR DESCRIPTION:",
    "REMAINING GRACE:",
    "Last 5 characters of installed product key:",
    "Activation Type Configuration:",
    "Partial Product Key:",
    "License Status:",
    "Notification Reason:",
    "Cached Validation Code:",
    "Cached Online Validation Code:",
];

/// How a line begins.
struct Start {
    text: String,
    /// A colon or `=` follows, with blanks or dots before it.
    then: Option<char>,
}

/// By the first word.
static BY_WORD: LazyLock<HashMap<String, Vec<Start>>> = LazyLock::new(|| {
    let written = STARTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let tools = written.map(|line| match line.strip_suffix([':', '=']) {
        Some(text) => Start { text: text.to_owned(), then: line.chars().last() },
        None => Start { text: line.to_owned(), then: None },
    });
    let mut found: HashMap<String, Vec<Start>> = HashMap::new();
    for start in tools.chain(LABELS.iter().flat_map(Table::entries).filter_map(printed)) {
        found.entry(first_word(&start.text).to_owned()).or_default().push(start);
    }
    found.values_mut().for_each(|starts| starts.sort_by_key(|start| std::cmp::Reverse(start.text.len())));
    found
});

static FIRST_WORDS: LazyLock<Heads> = LazyLock::new(|| Heads::of(BY_WORD.keys().map(String::as_str)));

/// The beginning that a text of slmgr is: a sentence or a heading, or the label before a colon.
fn printed((key, text): (&'static str, &'static str)) -> Option<Start> {
    const OTHER: [&str; 8] =
        ["status_", "counted_", "argument_", "usage_", "reason", "minutes", "unknown_", "activating"];
    let told = fold(literal(text)).trim_end_matches([':', '：']).trim().to_owned();
    let whole = !text.contains('{') || text.starts_with(literal(text));
    if OTHER.iter().any(|other| key.starts_with(other)) || told.len() < 3 || !whole {
        return None;
    }
    let is_heading =
        key.ends_with("_information") || key == "host_requests" || key.ends_with("_on") || key.ends_with("_off");
    let is_sentence =
        is_heading || text.contains(['{', '.', '。']) || key.starts_with("host_enabled") || text.contains(": ");
    Some(Start { text: told, then: (!is_sentence).then_some(':') })
}

/// Whether a text is a label before the colon of which tools print a value.
pub(super) fn is_label(text: &str) -> bool {
    let starts = BY_WORD.get(first_word(text));
    starts.into_iter().flatten().any(|start| start.then == Some(':') && start.text == text)
}

pub(super) fn split(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.iter().all(|line| line.text.len() < LENGTH_MIN && glued(&line.text).is_empty()) {
        return lines;
    }
    let mut found = Vec::with_capacity(lines.len());
    let breaks = if was_one(&lines) { 1 } else { BREAKS_MIN };
    let is_one = breaks == 1 || written(&lines).nth(1).is_none();
    for line in lines {
        let glued = glued(&line.text);
        if glued.is_empty() {
            split_line(line, breaks, is_one, &mut found);
        } else {
            parts(&line, &glued).for_each(|part| split_line(part, breaks, is_one, &mut found));
        }
    }
    found
}

/// Breaks a line where at least so many lines begin in it.
fn split_line<'t>(line: Line<'t>, breaks: usize, is_one: bool, found: &mut Vec<Line<'t>>) {
    let places = rows(&line.text).or_else(|| is_one.then(|| names_of_one(&line.text))?);
    let places = places.unwrap_or_else(|| places_of_starts(&line.text));
    if places.len() < breaks {
        found.push(line);
    } else {
        found.extend(parts(&line, &places));
    }
}

/// Where names begin in a text that is one line, with what else begins lines: the properties of a class, `LicenseStatus: 1
/// PartialProductKey: YPYPY LicenseFamily: Professional`, or labels in capitals. Elsewhere such a line is the row of one machine.
fn names_of_one(text: &str) -> Option<Vec<usize>> {
    if is_data(text) {
        return None;
    }
    let found = name_places::of(text)?;
    let mut places = places_of_starts(text);
    places.extend(found.into_iter().filter(|place| *place > 0));
    places.sort_unstable();
    places.dedup();
    Some(places)
}

/// The parts of a line that begin at its beginning and at these places.
fn parts<'t>(line: &Line<'_>, places: &[usize]) -> impl Iterator<Item = Line<'t>> {
    let starts = [0].into_iter().chain(places.iter().copied());
    let ends = places.iter().copied().chain([line.text.len()]);
    starts.zip(ends).map(|(start, end)| {
        let text = line.text.get(start..end).unwrap_or_default().trim_end().to_owned().into();
        Line { number: line.number, message: line.message, text }
    })
}

/// Where labels stand right behind a word, a parenthesis or a rule.
fn glued(text: &str) -> Vec<usize> {
    let colons = || memchr::memchr_iter(b':', text.as_bytes());
    if colons().count() < 2 || is_data(text) {
        return Vec::new();
    }
    let is_end = |c: char| c.is_alphanumeric() || ['-', ')', '）', '.', '。', '?', '*'].contains(&c);
    let stands = |place: &usize| text.get(..*place).is_some_and(|before| before.ends_with(is_end));
    let label = |colon: usize| {
        let before = text.get(..=colon)?;
        // The last letter tells most of them apart.
        let ends =
            |label: &&&str| label.bytes().rev().nth(1) == before.bytes().rev().nth(1) && before.ends_with(**label);
        Some(before.len() - GLUED.iter().find(ends)?.len())
    };
    colons().filter_map(label).filter(stands).collect()
}

/// Cells of a table are hardly longer on the average; pipes between commands are farther apart.
const CELL_MAX: usize = 120;

/// Whether a line is of XML, JSON, CSV or a table, where a label may stand anywhere.
fn is_data(text: &str) -> bool {
    text.trim_start().starts_with(['<', '{', '[', '"']) && !text.starts_with("[HKEY") && !is_shell(text)
        || CELL_MAX * memchr::memchr_iter(b'|', text.as_bytes()).skip(2).count() > text.len()
        // Behind the head of a log.
        || text.trim_end().ends_with('}') && text.contains("=> {\"")
}

/// Whether a text begins with the prompt of a shell that has its folder between brackets: `[C:\Windows]$ slmgr /ato`.
fn is_shell(text: &str) -> bool {
    text.strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(_, rest)| rest.starts_with(['$', '#', '>']))
}

/// Where rows of quoted cells begin, if all of them have as many cells as the first.
fn rows(text: &str) -> Option<Vec<usize>> {
    const CELLS_MIN: usize = 3;
    let text = text.strip_suffix('"').filter(|_| text.starts_with('"'))?;
    let places: Vec<usize> = text.match_indices("\" \"").map(|(place, _)| place + 2).collect();
    let cells = |row: &str| row.split("\" \"").next().map_or(0, |row| row.matches("\",\"").count() + 1);
    let first = cells(text);
    let is_table = first >= CELLS_MIN && places.iter().all(|place| text.get(*place..).map(cells) == Some(first));
    (is_table && places.len() >= BREAKS_MIN).then_some(places)
}

/// Where lines begin within a line.
fn places_of_starts(text: &str) -> Vec<usize> {
    let is_ruler = || text.chars().all(|c| c == '-' || c == ' ');
    if text.len() < LENGTH_MIN || is_data(text) || is_ruler() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut skip = 0;
    let mut before = "";
    for (place, word) in words(text) {
        let rest = text.get(place..).unwrap_or_default();
        if place >= skip
            && let Some(length) = beginning(rest, word, before)
        {
            skip = place + length;
            // The last word of a label may be one by itself.
            let place = label_of(text.get(..skip).unwrap_or_default(), word).unwrap_or(place);
            found.retain(|other| *other < place);
            if place > 0 {
                found.push(place);
            }
        }
        before = word;
    }
    found
}

/// Where the label of several words begins that ends with this one.
fn label_of(text: &str, word: &str) -> Option<usize> {
    const WORDS_MAX: usize = 6;
    let label = text.strip_suffix([':', '：']).filter(|_| is_wide_label(word))?;
    let starts = label.rmatch_indices(' ').skip(1).take(WORDS_MAX).map(|(blank, _)| blank + 1).chain([0]);
    starts.filter(|start| label.get(*start..).is_some_and(|text| labels::label(text).is_some())).min()
}

/// How long the beginning of a line is that stands here, if one does.
fn beginning(rest: &str, word: &str, before: &str) -> Option<usize> {
    let first = FIRST_WORDS.may_begin(word).then(|| first_word(word)).filter(|first| FIRST_WORDS.may_be(first));
    let starts = first.and_then(|first| BY_WORD.get(first));
    // `License Status: Notification Reason: …`: a state follows its label, and this is the word for one.
    if before == "Status:" && rest.starts_with("Notification ") {
        return None;
    }
    let known = starts.into_iter().flatten().find_map(|start| {
        let behind = rest.strip_prefix(start.text.as_str())?;
        let gap = behind.len() - behind.trim_start_matches([' ', '.', '\t']).len();
        match start.then {
            None => Some(start.text.len()),
            Some(sign) => {
                let signs = behind.get(gap..)?.starts_with([sign, if sign == ':' { '：' } else { sign }]);
                signs.then_some(start.text.len() + gap)
            }
        }
    });
    known.or_else(|| {
        (may_be_other(rest, word, before) && is_other(rest, word, before)).then(|| match word {
            // Its path is a word of its own.
            "PS" => rest.find('>').unwrap_or(word.len()),
            _ => word.len(),
        })
    })
}

/// Whether a word may be one of the others, by a byte or two that each of them has: nearly every word of a text is none.
fn may_be_other(rest: &str, word: &str, before: &str) -> bool {
    let bytes = word.as_bytes();
    let (first, last) = (bytes.first().copied().unwrap_or_default(), bytes.last().copied().unwrap_or_default());
    let behind = rest.as_bytes().get(word.len()..).unwrap_or_default();
    let is_cell = || behind.starts_with(b"\t") || bytes.contains(&b',');
    let behind = behind.trim_ascii_start();
    let next = behind.first().copied().unwrap_or_default();
    let by_next = match next {
        b':' => true,
        b'R' => behind.starts_with(b"REG_"),
        b'S' => behind.starts_with(b"SRV "),
        b'i' => behind.starts_with(b"internet"),
        b'0'..=b'9' => last.is_ascii_digit() || last == b':' && behind.starts_with(b"0x"),
        _ => false,
    };
    let by_first = match first {
        b'"' | b'-' | b'H' | b'[' | 0x80.. => true,
        b'E' | b'F' | b'I' => is_cell(),
        b'O' | b'W' => {
            is_cell()
                || matches!(before.bytes().last(), Some(b'.' | 0x80..))
                || before.len() == 36
                || before.starts_with('/')
        }
        b'P' => word == "PS",
        _ => false,
    };
    // A date before a time and a comma. Behind other blanks than those of ASCII it is found too.
    let is_dated = || bytes.len() == 10 && (behind.get(8..10) == Some(b", ") || next >= 0x80);
    by_next || by_first || last == b'>' || bytes.get(1) == Some(&b':') || is_dated()
}

/// A prompt, a row of an export, a result, or a name whose kind stands second.
fn is_other(rest: &str, word: &str, before: &str) -> bool {
    let bytes = word.as_bytes();
    let first = bytes.first();
    let has = |byte: u8| memchr::memchr(byte, bytes).is_some();
    if is_property(rest, word) || is_wide_label(word) || is_product(rest, before) {
        return true;
    }
    let prompt = bytes.get(1..3) == Some(b":\\") && has(b'>')
        || first == Some(&b'[') && bytes.get(2..4) == Some(b":\\")
        || word == "PS" && rest.get(4..6) == Some(":\\")
        || bytes.last() == Some(&b'>') && prompts::name(rest).is_some();
    let value = word.starts_with('"') && word.contains("\"=");
    let frame = word.starts_with(['-', 'H', '['])
        && ["---P", "---E", "--------", "HKEY_LOCAL_MACHINE\\", "[HKEY_"].iter().any(|frame| word.starts_with(frame));
    if prompt || value || frame || is_row(rest, word) {
        return true;
    }
    let behind = rest.get(word.len()..).unwrap_or_default().trim_start();
    // Behind a comma it is a value of an event.
    let logged = word.len() == 10
        && !before.ends_with(',')
        && behind.get(8..10) == Some(", ")
        && (is_iso_date(bytes) || pattern::DATE_CELL.is_match(word));
    let logged = logged || !before.ends_with([':', '：']) && is_event_row(rest, word, behind);
    let named = behind.starts_with(['S', 'R', 'i']) && SECOND.iter().any(|second| behind.starts_with(second));
    let result = word.ends_with(':') && behind.starts_with("0x") && before.ends_with(['.', '…', ')', '>']);
    let tested = || {
        let counted = behind.starts_with(|c: char| c.is_ascii_digit()) && bytes.last().is_some_and(u8::is_ascii_digit);
        // `10:51` is a time of day.
        let is_named = || bytes.iter().any(|byte| byte.is_ascii_alphabetic() || *byte == b'.');
        // Behind a comma it is a value of a row.
        counted && has(b':') && !before.ends_with(',') && is_named() && whole_value::is_host_port(word)
    };
    logged || named || result || tested()
}

/// `LicenseStatus          : 5`, as PowerShell lists properties: the name as programs write it, and blanks before the colon.
fn is_property(rest: &str, word: &str) -> bool {
    let behind = rest.get(word.len()..).unwrap_or_default();
    let blanks = behind.len() - behind.trim_start_matches(' ').len();
    let is_listed = blanks > 0 && behind.get(blanks..).is_some_and(|colon| colon.starts_with(": ") || colon == ":");
    // The number of an event is the one name of a list that is neither a label nor of several words.
    // The longest name of a list has one blank behind it; so has a word in a sentence.
    let is_camel = || word.len() > 12 && !word.contains(['.', '-', '_']);
    is_listed
        && (blanks > 1 && word == "Id"
            || names::is_identifier(word) && (blanks > 1 || is_camel() || names::meaning(word).is_some()))
}

/// `错误代码:`, a label of East Asian characters alone.
fn is_wide_label(word: &str) -> bool {
    let label = word.strip_suffix([':', '：']).unwrap_or_default();
    label.chars().count() > 1 && label.chars().all(|c| matches!(c, '\u{3041}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// The name of a product behind the end of a sentence, or behind the command that prints it.
fn is_product(rest: &str, before: &str) -> bool {
    (before.ends_with(['。', '.']) || before.starts_with('/') || whole_value::guid(before).is_some())
        && rest.starts_with(['O', 'W'])
        && pattern::LICENSED_PRODUCT.find(rest).is_some_and(|name| name.start() == 0)
}

/// Numbers of events that activation alone has: a row of them needs no name of what logs.
const EVENTS: [&str; 6] = ["8198", "12288", "12289", "12290", "12293", "12294"];

/// A date, a time, and behind them the number of an event, if not of activation with the name of what logs not far.
fn is_event_row(rest: &str, word: &str, behind: &str) -> bool {
    const FAR: usize = 160;
    let is_dated = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(|c: char| c.is_ascii_digit());
    let is_timed = || behind.split([' ', '\t']).next().is_some_and(stamp::is_clock) && stamp::is_date(word);
    let near = || (0..=FAR.min(rest.len())).rev().find_map(|end| rest.get(..end)).unwrap_or_default();
    let is_logged = || {
        let words = near().get(..Provider::position_in(near())?)?.rsplit_once(' ')?.0;
        words.split_whitespace().next_back()?.parse::<u32>().ok()
    };
    let is_numbered = || behind.split_whitespace().nth(1).is_some_and(|number| EVENTS.contains(&number));
    (8..=10).contains(&word.len()) && is_dated && is_timed() && (is_numbered() || is_logged().is_some())
}

/// `2026-11-26`: quicker than the pattern.
fn is_iso_date(word: &[u8]) -> bool {
    let digits = |from: usize, to: usize| word.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_digit));
    word.len() == 10
        && word.get(4) == Some(&b'-')
        && word.get(7) == Some(&b'-')
        && digits(0, 4)
        && digits(5, 7)
        && digits(8, 10)
}

/// A level, a separator and a digit. The level has no blank in it, so the separator ends the word or stands in it.
fn is_row(rest: &str, word: &str) -> bool {
    let separated = memchr::memchr(b',', word.as_bytes()).is_some() || rest.as_bytes().get(word.len()) == Some(&b'\t');
    separated
        && LEVELS.iter().any(|level| {
            rest.strip_prefix(level).is_some_and(|cells| {
                cells.starts_with([',', '\t']) && cells.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
            })
        })
}

fn first_word(text: &str) -> &str {
    let is_end = |byte: &u8| matches!(byte, b' ' | b':' | b'=' | b'.' | b'\t');
    let end = text.bytes().position(|byte| is_end(&byte)).unwrap_or(text.len());
    let word = text.get(..end).unwrap_or(text);
    if word.is_ascii() { word } else { word.split('：').next().unwrap_or(word) }
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::normalise::shown;

    fn check(lines: &[&str]) {
        let found: Vec<String> = shown(split, &lines.join(" ")).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn lines_begin_where_tools_begin_them() {
        check(&[
            "C:\\Windows>cscript slmgr.vbs /dlv",
            "Software licensing service version: 10.0.19041.3758",
            "Name: Windows(R), Enterprise edition",
            "Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel",
            "License Status: Notification",
            "Notification Reason: 0xC004F056.",
            "Key Management Service client information",
            "KMS host caching is enabled",
        ]);
        check(&[
            "名前: Windows(R), Enterprise edition",
            "説明: Windows(R) Operating System, VOLUME_KMSCLIENT channel",
            "ライセンスの状態: 通知",
            "エラー: 0xC004F074 応答がありません",
        ]);
        check(&[
            "Server: dc1.corp.example",
            "Address: 10.0.0.2",
            "_vlmcs._tcp.corp.example SRV service location:",
            "priority       = 0",
            "port           = 1688",
            "svr hostname   = kms1.corp.example",
            "kms1.corp.example internet address = 10.0.0.20",
        ]);
        check(&[
            "TimeCreated  : 14/09/2026 08:55:00",
            "ProviderName : Microsoft-Windows-Security-SPP",
            "Id           : 12294",
            "Message      : Publishing is successful.",
        ]);
        check(&["Windows IP Configuration", "Host Name . . . . : PC-17", "Primary Dns Suffix  . . . : corp.example"]);
        check(&["LicenseStatus           : 1", "VLActivationTypeEnabled : 0", "PartialProductKey       : YPYPY"]);
        check(&[
            "\"名前\",\"LicenseStatus\",\"PartialProductKey\"",
            "\"PC-1\",\"1\",\"YPYPY\"",
            "\"PC-2\",\"5\",\"YPYPY\"",
        ]);
        check(&[
            "自宅の端末のイベント",
            "2025/09/15 10:51 12288 0xC004F074, 0x00000000, kms.corp.example:1688",
            "2025/09/22 10:55 12288 0xC004F074, 0x00000000, kms.corp.example:1688",
        ]);
        check(&[
            "Level,Date and Time,Source",
            "Information,2026/03/10 09:00:01,A,1,None,\"x.",
            "Error,2026/03/10 09:00:01,B,2,None,x",
        ]);
    }

    #[test]
    fn names_of_programs_and_labels_in_capitals_begin_lines_where_there_is_one_line() {
        let properties = [
            "Name: Windows(R), Professional edition",
            "LicenseStatus: Licensed (1)",
            "PartialProductKey: YPYPY",
            "LicenseFamily: Professional",
            "GracePeriodRemaining: 0 minutes",
        ];
        check(&properties);
        let row = properties.join(" ");
        assert_eq!(shown(split, &format!("{row}\n{row}")).len(), 2);
        check(&[
            "NOME DELLA LICENZA: ProPlus2021VL_MAK_AE",
            "DESCRIZIONE DELLA LICENZA: VOLUME_MAK channel",
            "STATO DELLA LICENZA: ---CON LICENZA---",
        ]);
    }

    #[test]
    fn a_prompt_between_brackets_begins_lines() {
        check(&[
            "[C:\\Program Files\\Office]$ slmgr /xpr",
            "[C:\\Program Files\\Office]$ slmgr /dlv",
            "名称: Windows(R), EnterpriseS edition",
            "描述: Windows(R) Operating System, VOLUME_KMSCLIENT channel",
            "许可证状态: 已授权",
        ]);
    }

    #[test]
    fn values_of_events_and_pipes_between_commands_break_nothing() {
        check(&[
            "PS C:\\> netstat -ano | findstr 1688 | select -first 9 | out-host",
            "License Status: Licensed",
            "Info: 0x800706BA, 0x00000000, kms1.corp.example:1688, 2026/05/06 06:12, 1, 1, 249123, 25",
            "C:\\>cscript slmgr.vbs /xpr",
            "Windows(R), Enterprise edition:",
            "ライセンスの状態: 通知",
            "プロダクト キーの一部: YPYPY",
        ]);
    }

    #[test]
    fn labels_that_are_glued_to_the_value_before_them_begin_lines() {
        let text = "LICENSE NAME: Office 16, X editionLICENSE DESCRIPTION: Office 16, RETAIL channelLICENSE STATUS: \
         ---LICENSED---Last 5 characters of installed product key: YPYPY---PRODUCT ID: 1";
        let found: Vec<String> = shown(split, text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(
            found,
            [
                "LICENSE NAME: Office 16, X edition",
                "LICENSE DESCRIPTION: Office 16, RETAIL channel",
                "LICENSE STATUS: ---LICENSED---",
                "Last 5 characters of installed product key: YPYPY---",
                "PRODUCT ID: 1",
            ]
        );
        assert_eq!(
            shown(split, "Validation Code: 50Cached Validation Code: 0x0"),
            [(1, "Validation Code: 50".to_owned()), (1, "Cached Validation Code: 0x0".to_owned())]
        );
    }

    #[test]
    fn sentences_and_data_stay_whole() {
        for text in [
            "--------------------------- ------------------------ -----------------------------",
            "The Name: of the license, which is long enough to be a sentence that somebody wrote about it, is unknown.",
            "It says: the old LICENSE STATUS: and \"LICENSE NAME:\" mean the same, as (ERROR CODE: too) does in this text.",
            "2026/09/15 10:51 12288 0xC004F074, 0x00000000, kms1, 2026/09/15 01:51 0 and 10:52 7 more of the same kind",
            "\"PC-1\",\"the text of \" \"Windows\" \" is long\",\"1\",\"and goes on, and says more than a row of a table\"",
            "{\"Name\": \"x\", \"Message\": \"An activation request. Info: 0x0 Description: y License Status: Licensed\"}",
        ] {
            assert_eq!(shown(split, text), [(1, text.to_owned())]);
        }
    }
}
