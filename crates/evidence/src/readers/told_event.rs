//! Events that the licensing service logs whatever the state of its licenses, as people ask about them by their numbers: "Security-SPP
//! ID 16394 all day long", "warning ID 1058 (Security-SPP)".
//!
//! That they are named says that somebody looks at them, and nothing of any license.

use super::event_block;
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
const NUMBERS: [u32; 8] = [902, 903, 1058, 1066, 12321, 16384, 16394, 16398];
/// Who logs them.
const PROVIDERS: [Provider; 4] = [
    Provider::SecurityLicensingSlc,
    Provider::SecuritySpp,
    Provider::SoftwareLicensing,
    Provider::SoftwareProtectionPlatform,
];

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
            Observation { kind: ObservationKind::ToldInProse, about: ROUTINE.to_owned(), value: number.to_string() };
        found.push(Fact::Observation(told, vec![document.cite(index)]));
    }
    found
}

/// The number that a sentence calls that of an event of the service, if it names none that says more.
fn told(sentence: &str) -> Option<u32> {
    const IDS: [&str; 5] = ["id", "ids", "event", "events", "eventid"];
    Provider::of(sentence).filter(|provider| PROVIDERS.contains(provider))?;
    let words = || sentence.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_event = sentence.contains("イベント") || words().any(|word| IDS.contains(&word.to_lowercase().as_str()));
    let mut numbers = words().filter_map(|word| word.parse().ok()).filter(|number| event_block::is_known(*number));
    let first = numbers.next().filter(|_| is_of_event)?;
    (NUMBERS.contains(&first) && numbers.all(|number| NUMBERS.contains(&number))).then_some(first)
}
