//! `/ato` and other commands that end in a result: `<name> (<activation id>) ...`, then a code or the word that it worked.

use crate::{
    fact::{Fact, Outcome},
    kind::Kind,
    page::Page,
    shape,
};

/// Lines between the attempt and its result.
const RESULT_WITHIN: usize = 4;

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..page.len() {
        let Some((product, id)) = attempt(page, index) else { continue };
        let Some(result) = result(page, index) else { continue };
        let code = shape::CODE.find(page.line(result)).and_then(|code| code.as_str().parse().ok());
        let mut cites = vec![page.take(index)];
        if result != index {
            cites.push(page.take(result));
        }
        page.recognise(Kind::SlmgrShort);
        found.push(Fact::Outcome(
            Outcome { product: Some(product), activation_id: Some(id), code, ..Outcome::default() },
            cites,
        ));
    }
    found
}

/// `Error: 0xC004F050 …` on a line of its own: the result of a command that names no product. The word before the code
/// is translated; that there is one word, a colon and a code is the same in every language. Read after events, which have
/// lines of this shape too.
pub(super) fn errors(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..page.len() {
        let known = shape::RESULT.captures(page.line(index)).filter(|_| !page.is_taken(index));
        if let Some(code) = known.and_then(|known| known.get(1)?.as_str().parse().ok()) {
            page.recognise(Kind::SlmgrShort);
            let outcome = Outcome { code: Some(code), ..Outcome::default() };
            found.push(Fact::Outcome(outcome, vec![page.take(index)]));
        }
    }
    found
}

/// The line with the result: this one, if it holds a code, or the next that says anything and is no attempt itself.
fn result(page: &Page, index: usize) -> Option<usize> {
    // A dialog pasted as text has the result on the same line.
    let behind = shape::ACTIVATING.find(page.line(index)).and_then(|found| page.line(index).get(found.end()..));
    if shape::CODE.is_match(page.line(index)) || behind.is_some_and(|text| text.chars().any(char::is_alphabetic)) {
        return Some(index);
    }
    let next =
        (index + 1..page.len().min(index + 1 + RESULT_WITHIN)).find(|next| !page.line(*next).trim().is_empty())?;
    attempt(page, next).is_none().then_some(next)
}

/// Name and activation id of an attempt.
fn attempt(page: &Page, index: usize) -> Option<(String, String)> {
    if page.is_taken(index) {
        return None;
    }
    let found = shape::ACTIVATING.captures(page.line(index))?;
    let name = found.get(1)?.as_str().trim();
    // The verb before the name is translated and of any length; the name starts with a capital after it.
    let start = name.find("Windows").or_else(|| name.find("Office")).unwrap_or(0);
    Some((name.get(start..)?.to_owned(), found.get(2)?.as_str().to_lowercase()))
}
