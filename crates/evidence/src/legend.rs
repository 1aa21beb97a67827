//! Texts that number the states of a license in a way of their own: `enum State { Unknown = 0, Cracked = 1 }`, `"1": "Expired"`. Below
//! them a 1 is not the one of Microsoft's classes.

use crate::{fact::Fact, lines::Document, meaning::status_word};
use std::sync::Arc;

/// A longer line, in bytes, is data.
const LENGTH_MAX: usize = 1024;

/// Takes the states away that only the number 1 tells, where the text says that 1 stands for something else.
pub(crate) fn obeyed(document: &Document, facts: Vec<Fact>) -> Vec<Fact> {
    if !facts.iter().any(|fact| is_number_alone(document, fact)) || !renumbers(document) {
        return facts;
    }
    let obeys = |fact: Fact| match fact {
        Fact::License(mut license, cites) if license.status == Some(1) && license.status_word.is_none() => {
            Arc::make_mut(&mut license).status = None;
            Fact::License(license, cites)
        }
        other => other,
    };
    facts.into_iter().map(obeys).collect()
}

/// Whether a license is in force by a number, and no line that tells it has a word for that.
fn is_number_alone(document: &Document, fact: &Fact) -> bool {
    let Fact::License(license, cites) = fact else { return false };
    let has_word = |line: &str| words(line).any(|(word, ..)| status_word::status_word(word) == Some(1));
    let mut lines = cites.iter().filter_map(|cite| document.index_of(cite));
    license.status == Some(1)
        && license.status_word.is_none()
        && lines.all(|index| {
            document.line(index).len() > LENGTH_MAX
                || !has_word(document.line(index))
                || line_renumbers(document.line(index))
        })
}

/// Whether a line gives 1 to a state that is not in force.
fn renumbers(document: &Document) -> bool {
    let lines = document.lines().map(|(_, line)| line).filter(|line| line.len() <= LENGTH_MAX && line.contains('1'));
    lines.into_iter().any(line_renumbers)
}

fn line_renumbers(line: &str) -> bool {
    let words: Vec<(&str, usize, usize)> = words(line).collect();
    words.windows(2).any(|pair| {
        let [(first, _, end), (second, start, _)] = pair else { return false };
        let between = line.get(*end..*start).unwrap_or_default();
        let is_case = || between.contains(':') && between.starts_with(['"', '\'']);
        let is_given = || between.contains(['=', '→']) || between.contains("->") || is_case();
        let is_returned = || line.contains("case 1:") && is_other(second);
        is_returned()
            || *first == "1" && is_given() && is_other(second)
            || *second == "1" && between.trim() == "=" && is_other(first)
    })
}

/// Whether a word stands for a state that is not in force.
fn is_other(word: &str) -> bool {
    status_word::is_denying(word) || status_word::status_word(word).is_some_and(|status| status != 1)
}

/// The words of a line, with where they begin and end.
fn words(line: &str) -> impl Iterator<Item = (&str, usize, usize)> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(|word| {
        let start = word.as_ptr() as usize - line.as_ptr() as usize;
        (word, start, start + word.len())
    })
}
