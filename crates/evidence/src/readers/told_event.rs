//! Events that the licensing service logs whatever the state of its licenses, as people ask about them by their numbers: "Security-SPP
//! ID 16394 all day long", "warning ID 1058 (Security-SPP)".
//!
//! Events of failures that people name without their codes say that Windows was not activated, and nothing more.
//!
//! That the others are named says that somebody looks at them, and nothing of any license.

use crate::{
    doubt, event_record,
    fact::{Fact, Observation, ObservationKind, Provider},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    loose_code, sentences,
    terms::Term,
};
use std::collections::BTreeSet;

/// `about` of the observation; its value is the number.
const ROUTINE: &str = "routine_event";
/// That it is named of a failure is a complaint about Windows.
const FAILING: &str = "not_activated.windows";
/// Start, stop and timers of the service, and what is missing where nobody needs it.
const NUMBERS: [u32; 8] = [902, 903, 1058, 1066, 12321, 16384, 16394, 16398];
/// That an activation failed, whatever the reason.
const FAILED: [u32; 4] = [1014, 8198, 8200, 8208];
/// Whoever names them more often says nothing more.
const TIMES_MAX: usize = 20;
/// Who logs them.
const PROVIDERS: [Provider; 4] = [
    Provider::SecurityLicensingSlc,
    Provider::SecuritySpp,
    Provider::SoftwareLicensing,
    Provider::SoftwareProtectionPlatform,
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let (mut failures, mut of_service, mut printed) = (0, None, None);
    for index in document.with(&[Term::Provider, Term::EventMention]) {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > sentences::LINE_MAX || loose_code::is_in(line) {
            continue;
        }
        let routine = sentences::of_line(line).find_map(|sentence| told(sentence, document.holds(Term::Provider)));
        let routine = routine.map(|number| (ROUTINE, number));
        let named = routine.or_else(|| {
            let number = failed(document, index).filter(|_| failures < TIMES_MAX)?;
            let is_printed = printed.get_or_insert_with(|| printed_failures(document)).contains(&number);
            let is_told = !is_printed && *of_service.get_or_insert_with(|| is_of_service(document));
            is_told.then_some((FAILING, number))
        });
        let Some((about, number)) = named else { continue };
        failures += usize::from(about == FAILING);
        document.recognise(Kind::EventText);
        let told =
            Observation { kind: ObservationKind::ToldInProse, about: about.to_owned(), value: number.to_string() };
        found.push(Fact::Observation(told, vec![document.cite(index)]));
    }
    found
}

/// The events of failures that another reader has read: who names one of them above its print tells nothing more.
fn printed_failures(document: &Document) -> BTreeSet<u32> {
    let mentioned = document.with(&[Term::Provider, Term::EventMention]).into_iter();
    mentioned.filter(|index| document.is_consumed(*index)).flat_map(|index| failures_in(document.line(index))).collect()
}

fn failures_in(line: &str) -> impl Iterator<Item = u32> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(|word| word.parse().ok());
    words.filter(|number| FAILED.contains(number))
}

/// Whether a text is about the service, or about activation.
fn is_of_service(document: &Document) -> bool {
    const ABOUT: [&str; 7] =
        ["security-spp", "software protection", "slui", "ライセンス認証", "activat", "激活", "정품 인증"];
    document.holds(Term::Provider) || document.lines().any(|(_, line)| holds_any(&line.to_lowercase(), &ABOUT))
}

/// The number of an event of a failure that a line names as such, or that stands alone below the name of its field, in a text about
/// the service.
fn failed(document: &Document, index: usize) -> Option<u32> {
    const EVENT: [&str; 8] = ["event", "イベント", "ereignis", "événement", "evento", "事件", "이벤트", "id:"];
    const OVER: [&str; 9] = ["no longer", "stopped", "used to", "出なくな", "解消", "消え", "解決", "no more", " not "];
    let line = document.line(index).to_lowercase();
    let number = failures_in(&line).next()?;
    let above = index.checked_sub(1).map(|above| document.line(above)).filter(|above| above.len() < 80);
    let is_field =
        || line.trim() == number.to_string() && above.is_some_and(|above| holds_any(&above.to_lowercase(), &EVENT));
    let is_named = || holds_any(&line, &EVENT) && holds_any(&line, &[" ", "　", "イベント", "："]);
    let is_event = is_named() || Provider::of(&line).is_some() || is_field();
    (is_event && !holds_any(&line, &OVER) && !doubt::is_supposed(&line)).then_some(number)
}

/// The number that a sentence calls that of an event of the service, if it names none that says more. Below a head with the
/// provider's name the sentence does without it.
fn told(sentence: &str, names_ours: bool) -> Option<u32> {
    const IDS: [&str; 5] = ["id", "ids", "event", "events", "eventid"];
    let words = || sentence.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_event = sentence.contains("イベント") || words().any(|word| IDS.contains(&word.to_lowercase().as_str()));
    let mut numbers = words().filter_map(|word| word.parse().ok()).filter(|number| event_record::is_known(*number));
    let first = numbers.next().filter(|_| is_of_event)?;
    let is_routine = NUMBERS.contains(&first) && numbers.all(|number| NUMBERS.contains(&number));
    let is_ours = match Provider::of(sentence) {
        Some(provider) => PROVIDERS.contains(&provider),
        None => names_ours && !sentence.contains("Microsoft-Windows-"),
    };
    (is_routine && is_ours).then_some(first)
}
