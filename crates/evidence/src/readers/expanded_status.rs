//! The state of a license as a bare number below the command of PowerShell that asked for nothing else:
//! `(Get-CimInstance SoftwareLicensingProduct …).LicenseStatus`, `… | select -ExpandProperty LicenseStatus`.

use crate::{
    fact::{Cite, Fact, License},
    kind::Kind,
    lines::Document,
    terms::Term,
};
use std::sync::Arc;

/// No command is longer, in bytes.
const LENGTH_MAX: usize = 1024;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Telling]) {
        let Some(name) = asked(document.line(index)) else { continue };
        let numbers = numbers(document, index);
        let values: Vec<u8> = numbers.iter().map(|(_, status)| *status).collect();
        if let Some(status) = status_of(&values) {
            document.recognise(Kind::Cim);
            let mut cites: Vec<Cite> = vec![document.consume(index)];
            cites.extend(numbers.iter().map(|(line, _)| document.consume(*line)));
            let license = License { name: name.to_owned(), status: Some(status), ..License::default() };
            found.push(Fact::License(Arc::new(license), cites));
        }
    }
    found
}

/// The product of which a command asks for the state alone.
fn asked(line: &str) -> Option<&'static str> {
    let is_of_products = |lower: &str| lower.contains("softwarelicensingproduct");
    let lower = (line.len() <= LENGTH_MAX).then(|| line.to_lowercase()).filter(|lower| is_of_products(lower))?;
    let command = lower.trim_end_matches([' ', '}', ';', '`']).strip_suffix("licensestatus")?;
    let is_alone = command.ends_with(").")
        || command.ends_with("$_.")
        || command
            .trim_end()
            .rsplit(' ')
            .next()
            .is_some_and(|option| "-expandproperty".starts_with(option) && option.len() > 3);
    let names = |words: [&str; 2]| words.iter().any(|word| lower.contains(word));
    is_alone.then(|| match (names(["windows", "55c92734"]), names(["office", "0ff1ce15"])) {
        (true, false) => "Windows",
        (false, true) => "Office",
        _ => "",
    })
}

/// The numbers that stand alone below a command, with their lines.
fn numbers(document: &Document, command: usize) -> Vec<(usize, u8)> {
    let below = (command + 1..document.len()).skip_while(|line| document.line(*line).trim().is_empty());
    let number = |line: usize| match document.line(line).trim().as_bytes() {
        [digit @ b'0'..=b'6'] => Some((line, digit - b'0')),
        _ => None,
    };
    below.map_while(number).collect()
}

/// The state that tells most: what is not installed has a 0 in every list.
fn status_of(values: &[u8]) -> Option<u8> {
    values.iter().copied().find(|status| *status > 1).or_else(|| values.iter().copied().max())
}
