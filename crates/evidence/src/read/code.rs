//! Codes in lines that no other reader knows: an error message in a mail, a screen typed off.

use crate::{fact::Fact, kind::Kind, page::Page, shape};
use muster_core::code::Code;

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    // MGADiag prints a code beside everything that is not there; none of them is a failure.
    if page.kinds().contains(&Kind::MgaDiag) {
        return found;
    }
    for index in 0..page.len() {
        if page.is_taken(index) {
            continue;
        }
        let line = page.line(index);
        let codes: Vec<Code> =
            shape::LOOSE_CODE.captures_iter(line).filter_map(|code| code.get(1)?.as_str().parse().ok()).collect();
        if !codes.is_empty() {
            page.recognise(Kind::PastedCode);
        }
        for code in codes {
            found.push(Fact::Code(code, vec![page.take(index)]));
        }
    }
    found
}
