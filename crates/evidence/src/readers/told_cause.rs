//! Why something is not activated, as people tell it where no tool prints it: "the new image was copied without sysprep, so all
//! forty have one CMID", 「時刻を 9 時間進めてしまい」. A cause is told by words of several groups in one sentence or in two that
//! follow each other: `data/told-causes.tsv` holds them, in the languages in which people ask for help.
//!
//! Whether it is believed, the judge decides: only where nothing else names a cause.

use super::told_activation::is_of_another_product;
use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    lines::Document,
    sentences,
};
use aho_corasick::AhoCorasick;
use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

const TABLE: &str = include_str!("../../data/told-causes.tsv");
/// Whoever tells a cause writes no more, in bytes; logs and exports are longer.
const TEXT_MAX: usize = 48 * 1024;

/// The words by which a cause is told.
struct Row<'w> {
    cause: &'static str,
    /// One word of each.
    groups: Vec<Vec<&'w str>>,
    /// None of these.
    otherwise: Vec<&'w str>,
}

static ROWS: LazyLock<Vec<Row<'static>>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words: BTreeSet<&str> = ROWS.iter().flat_map(|row| &row.groups).flatten().copied().collect();
    words.into_iter().collect()
});

/// Finds all words of the table in one pass: most texts hold none of most rows.
static SEARCH: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(WORDS.iter().map(|word| bare(word))).ok());

fn row(line: &'static str) -> Option<Row<'static>> {
    let (cause, rest) = line.split_once('\t')?;
    let (not, all): (Vec<&str>, Vec<&str>) = rest.split('\t').partition(|words| words.starts_with('!'));
    let words = |words: &&'static str| words.split('|').collect();
    let otherwise = not.iter().flat_map(|words| words.trim_start_matches('!').split('|')).collect();
    Some(Row { cause, groups: all.iter().map(words).collect(), otherwise })
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    if document.is_longer_than(TEXT_MAX) {
        return Vec::new();
    }
    let rows = rows_of(&document.text().to_lowercase());
    if rows.is_empty() {
        return Vec::new();
    }
    let told = sentences(document);
    let mut found: Vec<Told<'_>> = Vec::new();
    for (place, Passage { text, lines }) in passages(&told).enumerate() {
        found.extend(rows.iter().filter(|row| tells(row, &text)).map(|row| Told { place, row, lines }));
    }
    // The one that the most words tell; of several, the one that is told last: who looks for a cause ends with it.
    let most_telling = found.iter().max_by_key(|told| (told.row.groups.len(), told.place));
    most_telling.map(|told| told.fact(document)).into_iter().collect()
}

/// The rows of whose groups a text in small letters holds a word each, with the words that it holds.
fn rows_of(lower: &str) -> Vec<Row<'static>> {
    let Some(search) = &*SEARCH else { return Vec::new() };
    let found: HashSet<&str> = search
        .find_overlapping_iter(lower)
        .filter_map(|found| WORDS.get(found.pattern().as_usize()).copied())
        .collect();
    let held = |row: &Row<'static>| {
        let held = |words: &Vec<&'static str>| words.iter().copied().filter(|word| found.contains(word)).collect();
        let groups: Vec<Vec<&str>> = row.groups.iter().map(held).collect();
        let is_held = groups.iter().all(|words| !words.is_empty());
        is_held.then(|| Row { cause: row.cause, groups, otherwise: row.otherwise.clone() })
    };
    ROWS.iter().filter_map(held).collect()
}

/// What a passage tells.
struct Told<'r> {
    place: usize,
    row: &'r Row<'static>,
    lines: [usize; 2],
}

impl Told<'_> {
    fn fact(&self, document: &Document) -> Fact {
        let kind = ObservationKind::ToldInProse;
        let told = Observation { kind, about: "cause".to_owned(), value: self.row.cause.to_owned() };
        let [first, last] = self.lines;
        let lines = [first].into_iter().chain((first != last).then_some(last));
        Fact::Observation(told, lines.map(|line| document.cite(line)).collect())
    }
}

/// A sentence in small letters and its line; none between paragraphs, and where a tool printed something.
type Sentence = Option<(usize, String)>;

fn sentences(document: &Document) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    for (index, line) in document.lines().filter(|(_, line)| line.len() <= sentences::LINE_MAX) {
        // What a tool printed is understood by its reader.
        if line.trim().is_empty() || document.is_consumed(index) {
            found.push(None);
            continue;
        }
        let lower = sentences::of_line(line).map(str::to_lowercase);
        let is_told =
            |sentence: &String| !sentence.trim().is_empty() && !is_taught(sentence) && !is_of_another_product(sentence);
        let told = lower.filter(is_told);
        found.extend(told.map(|sentence| Some((index, sentence))));
    }
    found
}

/// Whether a sentence in small letters asks, or says what is so in some case: nobody tells by it what happened.
fn is_taught(lower: &str) -> bool {
    const SIGNS: [&str; 32] = [
        "一般に",
        "一般的に",
        "と聞きました",
        "と聞いて",
        "検討中",
        " in general",
        " generally ",
        "should",
        "must ",
        "whether",
        "make sure",
        "ensure",
        "verify",
        "check ",
        " means ",
        "?",
        "場合",
        "ください",
        "れば",
        "かどうか",
        "とは",
        "の違い",
        " wenn ",
        " falls ",
        " si vous ",
        " si el ",
        " si la ",
        " si los ",
        " se o ",
        " se a ",
        "如果",
        "경우",
    ];
    let padded = format!(" {lower}");
    // Of who tells what they did.
    let is_own = holds_any(lower, &["if i ", "if we "]);
    let is_supposed = padded.contains(" if ");
    is_supposed && !is_own || doubt::is_rule(lower) || holds_any(&padded, &SIGNS)
}

/// Up to three sentences that follow each other.
struct Passage {
    text: String,
    lines: [usize; 2],
}

fn passages(told: &[Sentence]) -> impl Iterator<Item = Passage> {
    let one = told.iter().flatten().map(|(line, text)| Passage { text: text.clone(), lines: [*line; 2] });
    let several = |count: usize| {
        told.windows(count).filter_map(|together| {
            let together: Vec<&(usize, String)> = together.iter().map(Option::as_ref).collect::<Option<_>>()?;
            let texts: Vec<&str> = together.iter().map(|(_, text)| text.as_str()).collect();
            Some(Passage { text: texts.join(" "), lines: [together.first()?.0, together.last()?.0] })
        })
    };
    several(3).chain(several(2)).chain(one)
}

fn tells(row: &Row<'_>, text: &str) -> bool {
    let holds = |words: &Vec<&str>| words.iter().any(|word| holds(text, word));
    row.groups.iter().all(holds) && !row.otherwise.iter().any(|word| text.contains(word))
}

/// Whether a text holds a word; one that ends with `\b` ends there.
fn holds(text: &str, word: &str) -> bool {
    if !word.ends_with(END) {
        return text.contains(word);
    }
    let word = bare(word);
    text.match_indices(word).any(|(place, _)| {
        let behind = text.get(place + word.len()..).unwrap_or_default();
        !behind.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// Marks the end of a word that may be a part of others.
const END: &str = "\\b";

fn bare(word: &str) -> &str {
    word.strip_suffix(END).unwrap_or(word)
}
