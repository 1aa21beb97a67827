//! What begins a line in a text that came as one: signs of people and of their programs, times of a log, numbers of a program, and the
//! blank that Japanese and Chinese have at the end of a line alone.

use super::{line::words, rebreak::is_label};
use crate::stamp;
use std::cell::LazyCell;

/// Signs that may stand anywhere begin lines where they stand so often.
const REPEATED_MIN: usize = 3;
/// What begins a line of a person, and what a person marks a heading with.
const MARKS: [char; 18] = ['■', '□', '◆', '◇', '●', '○', '▼', '▽', '★', '【', '・', '※', '•', '▪', '✓', '✔', '✗', '❌'];

/// Where marks of people and of their programs begin lines.
pub(super) fn places(text: &str, has_table: impl Fn() -> bool) -> Vec<usize> {
    let words: Vec<(usize, &str)> = words(text).collect();
    let is_repeated =
        |is_mark: &fn(&str) -> bool| words.iter().filter(|(_, word)| is_mark(word)).nth(REPEATED_MIN - 1).is_some();
    let marks: Vec<fn(&str) -> bool> =
        [is_quote, is_clock, is_item, is_comment].into_iter().filter(is_repeated).collect();
    let is_parted = LazyCell::new(|| parts_wide(text, &words) && !has_table());
    let records = records(&words);
    let entries = entries(&words);
    let hyphens = hyphens(text, &words);
    let is_in = |places: &[usize], index: usize| places.binary_search(&index).is_ok();
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
            || is_in(&records, index)
            || is_in(&entries, index)
            || is_in(&hyphens, index)
            || are_wide(before, word) && *is_parted
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

/// The mark of a comment, or of a prompt.
fn is_comment(word: &str) -> bool {
    word == "#"
}

/// Whether the blanks of a Japanese or Chinese text were ends of lines: it has few of them. Who writes a blank behind every few words
/// has many.
fn parts_wide(text: &str, words: &[(usize, &str)]) -> bool {
    /// A line has twenty characters, in bytes.
    const LINE_MIN: usize = 60;
    let blanks = words.windows(2).filter(|some| matches!(some, [(_, one), (_, next)] if are_wide(one, next))).count();
    blanks * LINE_MIN < text.len()
}

/// Whether two words stand beside each other that Japanese and Chinese part by the end of a line alone. Between katakana stands a
/// blank, as in 「プロダクト キー」.
fn are_wide(before: &str, word: &str) -> bool {
    let is_own = |c: char| matches!(c, '\u{3041}'..='\u{309f}' | '\u{4e00}'..='\u{9fff}');
    before.ends_with(is_own) && word.starts_with(is_own)
}

/// The hyphens before the items of a list. One between a label and its value, in a sentence, or
/// for an empty cell is none.
fn hyphens(text: &str, words: &[(usize, &str)]) -> Vec<usize> {
    const WORDS_MAX: usize = 4;
    let is_labelled = |index: usize, place: usize| {
        let mut starts = words.get(index.saturating_sub(WORDS_MAX)..index).unwrap_or_default().iter();
        starts.any(|(start, _)| text.get(*start..place).is_some_and(|label| is_label(label.trim_end())))
    };
    let begins = |(index, (place, word)): (usize, &(usize, &str))| {
        let next = words.get(index + 1).map_or("", |(_, next)| *next);
        let is_item = *word == "-" && next.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        // `Description: Windows Operating System - Windows(R) 7`
        let is_name = next.starts_with("Windows(R)");
        (is_item && !is_name && !is_labelled(index, *place)).then_some(index)
    };
    repeated(words.iter().enumerate().filter_map(begins))
}

/// Places of a sign, if there are enough of them.
fn repeated(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let found: Vec<usize> = places.collect();
    if found.len() < REPEATED_MIN { Vec::new() } else { found }
}

/// Where a program numbers words: `0 = 'Unlicensed' 1 = 'Licensed'`.
fn entries(words: &[(usize, &str)]) -> Vec<usize> {
    let is_entry = |some: &[(usize, &str)]| {
        let [(_, number), (_, sign), (_, word)] = some else { return false };
        number.bytes().all(|byte| byte.is_ascii_digit()) && ["=", "=>"].contains(sign) && word.starts_with(['"', '\''])
    };
    repeated(words.windows(3).enumerate().filter(|(_, some)| is_entry(some)).map(|(index, _)| index))
}

/// Where the records of a log begin, if a text begins with a time that they all write alike: a weekday, a date and a clock.
fn records(words: &[(usize, &str)]) -> Vec<usize> {
    const WORDS_MAX: usize = 6;
    let Some(clock) = words.iter().take(WORDS_MAX).position(|(_, word)| stamp::is_clock(whole_seconds(word))) else {
        return Vec::new();
    };
    let forms: Vec<String> = words.iter().map(|(_, word)| form(word)).collect();
    let first = forms.get(..=clock).unwrap_or_default();
    // A clock without a date stands in sentences too.
    if first.iter().take(clock).all(|word| !word.contains('0')) {
        return Vec::new();
    }
    repeated(forms.windows(first.len()).enumerate().filter(|(_, some)| *some == first).map(|(index, _)| index))
}

/// A clock without the marks around it, and without the parts of a second.
fn whole_seconds(word: &str) -> &str {
    word.trim_matches(['[', ']', '(', ')', ',']).split([',', '.']).next().unwrap_or_default()
}

/// A word with one digit for each number and one letter for each of its words.
fn form(word: &str) -> String {
    let mut form = String::with_capacity(word.len());
    for c in word.chars().map(|c| {
        if c.is_ascii_digit() {
            '0'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        }
    }) {
        if !(form.ends_with(c) && matches!(c, '0' | 'a')) {
            form.push(c);
        }
    }
    form
}

/// A line that parts a text. Those that stand side by side are of a table; three asterisks are of nslookup.
fn is_rule(word: &str) -> bool {
    let first = word.chars().next().unwrap_or_default();
    "-=_*―─━".contains(first)
        && word.chars().count() > 2 + usize::from(first == '*')
        && word.chars().all(|c| c == first)
}
