//! Events that the licensing service logs whatever the state of its licenses, as people ask about them by their numbers: "Security-SPP
//! ID 16394 all day long", "warning ID 1058 (Security-SPP)".
//!
//! That they are named says that somebody looks at them, and nothing of any license.

use crate::{
    fact::{Fact, Observation, ObservationKind, Provider},
    kind::Kind,
    lines::Document,
    pattern, sentences,
    terms::Term,
};

/// `about` of the observation; its value is the number.
const ROUTINE: &str = "routine_event";
/// Start, stop and timers of the service, and what is missing where nobody needs it.
const NUMBERS: [&str; 9] = ["902", "903", "1058", "1066", "12321", "16384", "16385", "16394", "16398"];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Provider]) {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > sentences::LINE_MAX || pattern::LOOSE_CODE.is_match(line) {
            continue;
        }
        let Some(number) = sentences::of_line(line).find_map(told) else { continue };
        document.recognise(Kind::EventText);
        let told =
            Observation { kind: ObservationKind::ToldInProse, about: ROUTINE.to_owned(), value: number.to_owned() };
        found.push(Fact::Observation(told, vec![document.cite(index)]));
    }
    found
}

/// The number that a sentence calls that of an event of the service.
fn told(sentence: &str) -> Option<&'static str> {
    const IDS: [&str; 5] = ["id", "ids", "event", "events", "eventid"];
    Provider::position_in(sentence)?;
    let words = || sentence.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_event = sentence.contains("イベント") || words().any(|word| IDS.contains(&word.to_lowercase().as_str()));
    let number = || NUMBERS.into_iter().find(|number| words().any(|word| word == *number));
    is_of_event.then(number).flatten()
}
