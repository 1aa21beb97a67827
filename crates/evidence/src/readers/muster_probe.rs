//! The output of `muster doctor probe`: the answers of DNS, and what listens at each address.

use crate::{
    fact::{Fact, ObservationKind, Srv},
    kind::Kind,
    lines::Document,
    pattern,
    probe::RESULTS,
    terms::Term,
};

const BANNER: &str = "muster doctor probe";

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut own = document.with(&[Term::Muster]).into_iter();
    let Some(start) = own.find(|index| document.line(*index).starts_with(BANNER)) else {
        return Vec::new();
    };
    document.recognise(Kind::Probe);
    document.consume(start);
    let mut found = Vec::new();
    for index in start + 1..document.len() {
        let line = document.line(index).to_owned();
        let words: Vec<&str> = line.split_whitespace().collect();
        let owner = words
            .first()
            .and_then(|name| pattern::SRV_OWNER.captures(name)?.get(1))
            .map(|name| name.as_str().to_owned());
        match words.as_slice() {
            [_, "SRV", priority, weight, port, target] => {
                let srv = Srv {
                    domain: owner,
                    target: Some(target.to_lowercase()),
                    priority: priority.parse().ok(),
                    weight: weight.parse().ok(),
                    port: port.parse().ok(),
                    unanswered: false,
                };
                found.push(Fact::Srv(srv, vec![document.consume(index)]));
            }
            [_, answer @ ("no-srv" | "no-answer"), ..] => {
                let srv = Srv { domain: owner, unanswered: *answer == "no-answer", ..Srv::default() };
                found.push(Fact::Srv(srv, vec![document.consume(index)]));
            }
            [host, _, result, ..] if is_result(result) => {
                found.push(document.observe(index, Kind::Probe, ObservationKind::Probe, &host.to_lowercase(), result));
            }
            _ => {}
        }
    }
    found
}

fn is_result(word: &str) -> bool {
    !word.starts_with("no-") && RESULTS.iter().any(|(known, _)| *known == word)
}
