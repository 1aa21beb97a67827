//! Threads of several people: who began one tells of the machine that it is about. "I have this too" comes with a code of its own,
//! from another machine, and who helps names codes that nobody has.

use crate::{fact::Fact, lines::Document, normalise::thread, state_code};
use muster_core::code::Code;
use std::{cell::LazyCell, ops::Range};

/// The facts without the codes that others tell below who began the thread, if that person tells one.
pub(crate) fn of_first(document: &Document, mut facts: Vec<Fact>) -> Vec<Fact> {
    let told =
        |fact: &Fact| if let Fact::Code(code, _) = fact { Some(*code).filter(|code| is_trouble(*code)) } else { None };
    let mut codes = facts.iter().filter_map(told);
    let first = codes.next();
    if !codes.any(|other| Some(other) != first) {
        return facts;
    }
    let others: LazyCell<Vec<Range<usize>>, _> = LazyCell::new(|| others(document));
    let is_of_other = |fact: &Fact| {
        let line = fact.cites().first().and_then(|cite| document.index_of(cite));
        line.is_some_and(|line| {
            let next = others.partition_point(|posts| posts.end <= line);
            others.get(next).is_some_and(|posts| posts.contains(&line))
        })
    };
    let is_told_first = facts.iter().any(|fact| told(fact).is_some() && !is_of_other(fact));
    if is_told_first {
        facts.retain(|fact| told(fact).is_none() || !is_of_other(fact));
    }
    facts
}

fn is_trouble(code: Code) -> bool {
    code.is_failure() && state_code::status(code).is_none()
}

/// The lines of those who did not begin the thread, in their order; none where one person writes alone.
fn others(document: &Document) -> Vec<Range<usize>> {
    let heads = document.lines().filter_map(|(index, line)| Some((index, thread::author(line)?)));
    let heads: Vec<(usize, &str)> = heads.collect();
    let Some((_, first)) = heads.first() else { return Vec::new() };
    let ends = heads.iter().skip(1).map(|(index, _)| *index).chain([document.len()]);
    let posts = heads.iter().zip(ends).filter(|((_, author), _)| author != first);
    posts.map(|((start, _), end)| *start..end).collect()
}
