//! The words by which causes are told: a row for each way of telling one, with a word of each of its groups. A word with `@` stands
//! for all words of a concept; a group with `~` only says what the text is about; none of the words behind `!` may stand there. A
//! cause with `+` is the state of what works.

use aho_corasick::AhoCorasick;
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::LazyLock,
};

const TABLE: &str = include_str!("../../data/told-causes.tsv");

/// The words by which a cause is told.
pub(crate) struct Row {
    pub(crate) cause: &'static str,
    /// Whether it says that all is well or what is shown, and not why something fails.
    pub(crate) is_state: bool,
    groups: Vec<Group>,
    /// Nothing of these.
    otherwise: Vec<Group>,
}

/// Words of which a text holds one.
struct Group {
    words: Vec<&'static str>,
    /// Whether they may stand anywhere in a text that has one subject.
    is_subject: bool,
}

/// A row, and which of the words of its groups a text holds.
pub(crate) struct Held {
    pub(crate) row: &'static Row,
    words: Vec<Vec<&'static str>>,
}

/// The words of each concept, by its name with its sign: `@host`.
static CONCEPTS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let concept = |line: &'static str| {
        let (name, words) = line.split_once('\t').filter(|_| line.starts_with('@'))?;
        Some((name, words.split('|').collect()))
    };
    TABLE.lines().filter_map(concept).collect()
});

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let words: BTreeSet<&str> =
        ROWS.iter().flat_map(|row| &row.groups).flat_map(|group| &group.words).copied().collect();
    words.into_iter().collect()
});

/// Finds all words of the table in one pass: most texts hold none of most rows.
static SEARCH: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(WORDS.iter().map(|word| bare(word))).ok());

fn row(line: &'static str) -> Option<Row> {
    let (cause, rest) = line.split_once('\t').filter(|_| !line.starts_with('@'))?;
    let (not, all): (Vec<&str>, Vec<&str>) = rest.split('\t').partition(|words| words.starts_with('!'));
    let group = |words: &'static str| Group {
        words: words_of(words.trim_start_matches('~')).collect(),
        is_subject: words.starts_with('~'),
    };
    let groups = all.into_iter().map(group).collect();
    let otherwise = not.into_iter().map(|words| group(words.trim_start_matches('!'))).collect();
    Some(Row { cause: cause.trim_start_matches('+'), is_state: cause.starts_with('+'), groups, otherwise })
}

/// The words of a column, those of concepts among them.
fn words_of(column: &'static str) -> impl Iterator<Item = &'static str> {
    column.split('|').flat_map(|word| CONCEPTS.get(word).cloned().unwrap_or_else(|| vec![word]))
}

/// The rows of whose groups a text in small letters holds a word each.
pub(crate) fn rows_of(lower: &str) -> Vec<Held> {
    let Some(search) = &*SEARCH else { return Vec::new() };
    let found: HashSet<&str> = search
        .find_overlapping_iter(lower)
        .filter_map(|found| WORDS.get(found.pattern().as_usize()).copied())
        .collect();
    let held = |row: &'static Row| {
        let held = |group: &Group| {
            let words: Vec<&str> = group.words.iter().copied().filter(|word| found.contains(word)).collect();
            (!words.is_empty()).then_some(words)
        };
        let words = row.groups.iter().map(held).collect::<Option<_>>()?;
        Some(Held { row, words })
    };
    ROWS.iter().filter_map(held).collect()
}

impl Held {
    /// How much a passage tells of the cause, if nothing there says otherwise: a long word says more than a short one, up to a limit.
    pub(crate) fn weight(&self, passage: &str, subject: Option<&str>) -> Option<usize> {
        const LONG: usize = 8;
        let place = |group: &Group| subject.filter(|_| group.is_subject).unwrap_or(passage);
        let of_group = |(group, words): (&Group, &Vec<&str>)| {
            let held = words.iter().filter(|word| holds(place(group), word));
            let length = |word: &str| if is_number(word) { LONG } else { bare(word).len().min(LONG) };
            let longest = held.map(|word| length(word)).max()?;
            Some(if group.is_subject { 0 } else { longest })
        };
        let weight = self.row.groups.iter().zip(&self.words).map(of_group).sum::<Option<usize>>()?;
        let is_other = |group: &Group| group.words.iter().any(|word| holds(place(group), word));
        (!self.row.otherwise.iter().any(is_other)).then_some(weight)
    }
}

/// Whether a text holds a word; one that ends with `\b` ends there, and a short one or a number begins there.
fn holds(text: &str, marked: &str) -> bool {
    const SHORT: usize = 4;
    let word = bare(marked);
    let (is_letter, is_digit) = (|c: char| c.is_ascii_alphabetic(), |c: char| c.is_ascii_digit());
    let begins = word.len() <= SHORT && word.starts_with(is_letter);
    let ends = marked.ends_with(END);
    text.match_indices(word).any(|(place, _)| {
        let before = text.get(..place).unwrap_or_default();
        let behind = text.get(place + word.len()..).unwrap_or_default();
        let is_within =
            begins && before.ends_with(is_letter) || word.starts_with(is_digit) && before.ends_with(is_digit);
        !(is_within || ends && behind.starts_with(is_letter))
    })
}

/// A number is as telling as a long word.
fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Marks the end of a word that may be a part of others.
const END: &str = "\\b";

fn bare(word: &str) -> &str {
    word.strip_suffix(END).unwrap_or(word)
}
