//! Puts the sentences of a paragraph together that an editor, a mail program or a person broke: half a sentence tells nothing, or
//! the contrary.
//!
//! Only prose goes on in prose. What a tool printed, the items of a list and the rows of a table keep their lines.

use super::{
    line::Line,
    one_line::split_sentences,
    unwrap::is_known,
    width::{columns, is_wide},
};
use crate::lines::split_label;
use std::cell::LazyCell;

/// Where the lines of a paragraph are broken, in columns.
const EDGE: std::ops::RangeInclusive<usize> = 36..=110;
/// Two lines show an edge only where it is as far to the right as that.
const EDGE_OF_TWO: usize = 60;
/// Logs and lists have more lines without a blank one.
const LINES_MAX: usize = 60;
/// Commands of the tools that have to do with activation; words of sentences stand behind none.
const COMMANDS: [&str; 10] =
    ["cscript", "slmgr", "dism", "ipconfig", "net", "nslookup", "reg", "sc", "w32tm", "wevtutil"];
/// No line of a paragraph is longer, in bytes.
const LENGTH_MAX: usize = 400;

pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut found = Vec::with_capacity(lines.len());
    let mut paragraph: Vec<Line<'_>> = Vec::new();
    for line in lines {
        let is_other = paragraph.last().is_some_and(|last| last.message != line.message);
        if is_other || line.text.trim().is_empty() {
            join_paragraph(&mut paragraph, &mut found);
        }
        paragraph.push(line);
    }
    join_paragraph(&mut paragraph, &mut found);
    found
}

/// Each sentence of what was broken becomes a line.
fn join_paragraph<'t>(paragraph: &mut Vec<Line<'t>>, found: &mut Vec<Line<'t>>) {
    let is_filled = LazyCell::new(|| is_filled(paragraph));
    let pairs = paragraph.windows(2);
    let goes_on: Vec<bool> = pairs.map(|pair| goes_on(&pair[0].text, &pair[1].text, || *is_filled)).collect();
    let mut goes_on = goes_on.into_iter();
    let mut lines = paragraph.drain(..);
    while let Some(mut line) = lines.next() {
        let mut is_broken = false;
        while goes_on.next() == Some(true)
            && let Some(next) = lines.next()
        {
            append(line.text.to_mut(), next.text.trim_start());
            is_broken = true;
        }
        if is_broken {
            found.extend(split_sentences(&line));
        } else {
            found.push(line);
        }
    }
}

fn append(text: &mut String, next: &str) {
    if !(text.ends_with(is_wide) && next.starts_with(is_wide)) {
        text.push(' ');
    }
    text.push_str(next);
}

/// Whether a sentence that this line leaves open goes on in the next one. What costs little is asked first: nearly no line of a log
/// does.
fn goes_on(line: &str, next: &str, is_filled: impl Fn() -> bool) -> bool {
    let (line, next) = (line.trim(), next.trim());
    if !may_go_on(line, next) {
        return false;
    }
    let is_open = is_open(line, next);
    (is_open || is_filled()) && is_prose(line) && !begins_anew(next) && (is_open || is_prose(next))
}

/// Whether the letters at the break say that a sentence goes on.
fn is_open(line: &str, next: &str) -> bool {
    // A sentence neither ends with the particle of a case nor begins with one.
    const PARTICLES: [char; 8] = ['を', 'が', 'は', 'に', 'の', 'へ', 'で', 'と'];
    if next.starts_with(is_wide) || line.ends_with(is_wide) {
        line.ends_with(['、', '，', ',']) || line.ends_with(PARTICLES) || next.starts_with(PARTICLES)
    } else {
        next.starts_with(char::is_lowercase)
    }
}

fn may_go_on(line: &str, next: &str) -> bool {
    const ENDS: [char; 12] = ['.', ':', ';', '!', '?', '。', '：', '！', '？', '…', '|', '>'];
    let starts = next.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '`' | '(' | '「' | '『'));
    starts && line.len() <= LENGTH_MAX && next.len() <= LENGTH_MAX && !line.ends_with(ENDS)
}

/// Whether people write so: words in small letters with single blanks between them, or Japanese.
pub(crate) fn is_prose(line: &str) -> bool {
    const WORDS_MIN: usize = 3;
    const KANA_MIN: usize = 4;
    if line.contains(['|', '\t', '{', '}', '<', '='])
        || line.contains("  ")
        || line.starts_with(['#', '[', '"'])
        || begins_anew(line)
    {
        return false;
    }
    let is_word = |word: &&str| {
        let bare = word.trim_matches([',', '(', ')', '\'', '"', '`', '*', '.', ':', ';']);
        bare.len() > 1 && bare.chars().all(|c| c.is_lowercase() || c == '-' || c == '\'')
    };
    line.split(' ').filter(is_word).nth(WORDS_MIN - 1).is_some()
        || line.chars().filter(|c| matches!(c, '\u{3041}'..='\u{309f}')).nth(KANA_MIN - 1).is_some()
}

/// Whether a line begins as what stands by itself: an item, a command, a label.
fn begins_anew(line: &str) -> bool {
    const LABEL_MAX: usize = 30;
    let word = first_word(line);
    let is_number = word.ends_with(['.', ')']) && word.len() < 4;
    let is_path = word.contains(['/', '\\', '=', '@', ':', '>']) || word.contains('.') && !word.ends_with('.');
    let is_label = || split_label(line).is_some_and(|(label, _)| label.chars().count() <= LABEL_MAX);
    is_number || is_path || COMMANDS.contains(&word) || is_label() || is_known(line)
}

fn first_word(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// Whether every line but the last is filled up to one edge.
fn is_filled(lines: &[Line<'_>]) -> bool {
    if lines.len() > LINES_MAX {
        return false;
    }
    let edge = lines.iter().map(|line| columns(&line.text)).max().unwrap_or(0);
    let is_edge = EDGE.contains(&edge) && (lines.len() > 2 || edge >= EDGE_OF_TWO);
    is_edge && lines.windows(2).all(|pair| columns(&pair[0].text) + room(&pair[1].text) > edge)
}

/// The columns that the beginning of a line would have taken at the end of the one before.
fn room(next: &str) -> usize {
    // A few signs may not begin a line in Japanese, and take the one before them along.
    const WIDE: usize = 5;
    let next = next.trim_start();
    if next.starts_with(is_wide) { WIDE } else { 1 + columns(first_word(next)) }
}

#[cfg(test)]
mod tests {
    use super::join;
    use crate::normalise::shown;

    fn texts(text: &str) -> Vec<String> {
        shown(join, text).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_line() {
        for text in [
            // At the edge of the page, also before a capital letter or a number.
            "The machine has run for a year, and this morning Windows reports license\nstatus `5`, which nobody expected.",
            "We moved the branch to another network and since then no\nWindows client there is activated any more, while all of\nOffice works as it did before",
            // Where the writer pleased, before a small letter.
            "All of the laptops that came back\nare unlicensed since Monday.",
            "    The image was made without sysprep, so\n    all machines have one id",
            "年末に検証環境を作り直したところ、クライアントが\nライセンス認証されなくなった",
            "新しく入れたサーバーの方だけライセンス認証\nができない状態です",
        ] {
            let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
            let joint = if text.is_ascii() { " " } else { "" };
            assert_eq!(texts(text).iter().map(|line| line.trim()).collect::<Vec<_>>(), [lines.join(joint)], "{text}");
        }
    }

    #[test]
    fn what_is_no_broken_sentence_keeps_its_lines() {
        let first = "The machine has run for a year, and this morning Windows reports license";
        for text in [
            "- first\n- second\nthird",
            &format!("{first}.\nStatus: 5"),
            &format!("{first}\n\nstatus 5"),
            &format!("{first}\nLicense Status: Notification"),
            &format!("{first}\n- status 5 is all that it says"),
            &format!("{first}\n2. status 5 is all that it says"),
            &format!("{first}\ncscript slmgr.vbs /ato says that it is not"),
            "It was licensed until the last week\nNow it is not any more",
            "Name: Windows(R), Enterprise edition\nDescription: what is told about it",
            "営業部の端末はライセンス認証されています\n開発部の端末はされていません",
            "PC-01 は認証されています\nPC-02 は失敗しています",
            "sc query sppsvc\nnet start sppsvc",
        ] {
            assert_eq!(texts(text), text.split('\n').collect::<Vec<_>>());
        }
    }
}
