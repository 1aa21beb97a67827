//! Codes in lines that no other reader knows: an error message in a mail, a screen typed off.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern, terms::Term};
use muster_core::code::Code;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    // MGADiag prints a code beside everything that is absent; none of them is a failure.
    if document.kinds().contains(&Kind::MgaDiag) {
        return found;
    }
    for index in document.with(&[Term::LooseCode, Term::DecimalCode]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index);
        let hexadecimal = pattern::LOOSE_CODE.captures_iter(line).filter_map(|code| code.get(1)?.as_str().parse().ok());
        let decimal = pattern::DECIMAL_CODE.captures_iter(line).filter_map(|code| of_decimal(code.get(1)?.as_str()));
        let codes: Vec<Code> = hexadecimal.chain(decimal).collect();
        if !codes.is_empty() {
            document.recognise(Kind::PastedCode);
        }
        for code in codes {
            found.push(Fact::Code(code, vec![document.consume(index)]));
        }
    }
    found
}

/// Schedulers and management tools print the 32 bits in decimal digits, often with a sign. Of other facilities nothing is known.
fn of_decimal(digits: &str) -> Option<Code> {
    let bits = digits.parse::<i64>().ok()?.rem_euclid(1 << 32);
    let code = u32::try_from(bits).ok()?;
    matches!(code >> 16, 0xC004 | 0x8007 | 0x803F).then_some(Code(code))
}
