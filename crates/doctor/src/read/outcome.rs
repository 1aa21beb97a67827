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
        let code = shape::CODE.find(page.line(result)).map(|code| shape::code(code.as_str()));
        let mut cites = vec![page.take(index)];
        if result != index {
            cites.push(page.take(result));
        }
        page.recognise(Kind::SlmgrShort);
        found.push(Fact::Outcome(Outcome { product: Some(product), activation_id: Some(id), code }, cites));
    }
    found
}

/// The line with the result: this one, if it holds a code, or the next that says anything and is no attempt itself.
fn result(page: &Page, index: usize) -> Option<usize> {
    if shape::CODE.is_match(page.line(index)) {
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
