//! The state of a license as people tell it in a sentence: `LicenseStatus 5`, "reports License Status `Licensed`", "Windows License
//! valid for 90 days", "slmgr /ato completed successfully".
//!
//! What a sentence supposes, asks or teaches is no state of a machine, and that all is well is believed only without any doubt.

use crate::{
    channel, doubt,
    fact::{Fact, License, Outcome},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    loose_code,
    meaning::status_word::status_word,
    pattern, recovery, sentences,
    terms::{self, Term, Terms},
};
use std::{collections::BTreeSet, sync::Arc};

/// No state of more words.
const WORDS_MAX: usize = 3;
/// A text that tells more different ones explains the states.
const STATES_MAX: usize = 2;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let lines = document.with(&[Term::StatusWord, Term::Telling, Term::Sentence, Term::Told]);
    let is_of_trouble =
        |index: usize| recovery::is_of_trouble(document, index) || recovered_behind_code(document, index);
    let is_believed = |(index, told): &(usize, Told)| !matches!(told, Told::Recovered) || is_of_trouble(*index);
    let told: Vec<(usize, Told)> =
        lines.into_iter().filter_map(|index| Some((index, of_line(document, index)?))).filter(is_believed).collect();
    let states: BTreeSet<Option<u8>> = told.iter().map(|(_, told)| told.status()).collect();
    if states.len() > STATES_MAX {
        return Vec::new();
    }
    let newest_trouble = newest_trouble(document, &told);
    let mut found = Vec::new();
    for (index, told) in told {
        if told.is_well() && newest_trouble > Some(index) {
            continue;
        }
        document.recognise(Kind::SlmgrShort);
        // Who reads codes reads the line too.
        if !loose_code::is_in(document.line(index)) {
            document.claim(index);
        }
        found.push(told.fact().resting_on(vec![document.cite(index)]));
    }
    found
}

/// What a line tells. The values that a state can have are a table, no state.
fn of_line(document: &Document, index: usize) -> Option<Told> {
    let line = document.line(index);
    if document.is_consumed(index) || line.len() > sentences::LINE_MAX {
        return None;
    }
    if recovered_behind_code(document, index) {
        return Some(Told::Recovered);
    }
    let sentences: Vec<(&str, Option<Told>)> =
        sentences::of_line(line).map(|sentence| (sentence, told(sentence, document.terms(index)))).collect();
    let mut from_well = sentences.iter().skip_while(|(_, told)| !told.as_ref().is_some_and(Told::is_well));
    let is_troubled = from_well.any(|(sentence, _)| doubt::is_trouble(sentence));
    let mut all = sentences.into_iter().filter_map(|(_, told)| told);
    let first = all.next()?;
    let is_one = all.all(|other| other.status() == first.status());
    (is_one && !is_troubled && !is_of_request(document, index)).then_some(first)
}

/// Whether a line tells behind its last code that the product was activated in the end: `PC-07: 0xC004F074 → … 認証通りました`.
fn recovered_behind_code(document: &Document, index: usize) -> bool {
    if !document.terms(index).has(Term::LooseCode) {
        return false;
    }
    let line = document.line(index);
    let Some(code) = loose_code::find_iter(line).last() else { return false };
    let behind = line.get(code.end()..).unwrap_or_default();
    let told: Vec<String> = sentences::of_line(behind).map(str::to_lowercase).collect();
    let is_doubted = |told: &String| doubt::is_supposed(told) || doubt::is_doubtful(told) || doubt::is_trouble(told);
    let is_success = |told: &String| recovery::is_told(told) || sentences::holds_success(told);
    told.iter().any(is_success) && !told.iter().any(is_doubted)
}

/// Whether a line stands among those in which a host logs the request of a client: the state is the one that the client had when
/// it asked.
fn is_of_request(document: &Document, index: usize) -> bool {
    const AROUND: usize = 8;
    const REQUEST: [&str; 3] = ["activation request", "request for ", "request time"];
    const CLIENT: [&str; 2] = ["client machine id", "cmid"];
    if !document.line(index).contains(": ") {
        return false;
    }
    let near = index.saturating_sub(AROUND)..document.len().min(index + AROUND + 1);
    let near = near.map(|near| document.line(near)).filter(|line| line.len() <= sentences::LINE_MAX);
    let (request, client) = near.map(str::to_lowercase).fold((false, false), |(request, client), line| {
        (request || holds_any(&line, &REQUEST), client || holds_any(&line, &CLIENT))
    });
    request && client
}

/// The last line with trouble, if anything is told to be well.
fn newest_trouble(document: &Document, told: &[(usize, Told)]) -> Option<usize> {
    let is_well = told.iter().any(|(_, told)| told.is_well());
    let mut lines = (0..document.len()).rev().filter(|_| is_well);
    lines.find(|index| doubt::is_trouble(document.line(*index)))
}

/// Whether the last state that a text tells is that it is licensed.
pub(super) fn ends_well(text: &str) -> bool {
    sentences::of_line(text).filter_map(|sentence| told(sentence, Terms::ALL)).last().is_some_and(|told| told.is_well())
}

enum Told {
    State(Box<License>),
    Activated,
    /// That somebody says so without any word of a tool.
    Recovered,
}

impl Told {
    fn status(&self) -> Option<u8> {
        if let Self::State(license) = self { license.status } else { Some(1) }
    }

    fn is_well(&self) -> bool {
        self.status() == Some(1)
    }

    fn fact(self) -> Fact {
        match self {
            Self::State(license) => Fact::License(Arc::from(license), Vec::new()),
            Self::Activated | Self::Recovered => Fact::Outcome(Outcome::default(), Vec::new()),
        }
    }
}

/// What a sentence tells of a line with these terms.
fn told(text: &str, of_line: Terms) -> Option<Told> {
    let lower = text.to_lowercase();
    let stated = || of_line.has(Term::Telling).then(|| stated(text, &lower)).flatten();
    let license = valid_for(&lower).or_else(stated);
    let state = license.map(|license| Told::State(Box::new(license)));
    let is_success =
        || of_line.has(Term::Sentence) && terms::of(text).has(Term::Sentence) && sentences::holds_success(text);
    let activated = || (is_done(&lower) || is_success()).then_some(Told::Activated);
    let told = state.or_else(activated).or_else(|| recovery::is_told(&lower).then_some(Told::Recovered))?;
    let is_unbelieved = doubt::is_supposed(&lower) || told.is_well() && doubt::is_doubtful(&lower);
    (!is_unbelieved).then_some(told)
}

/// `Windows License valid for 90 days`, as the desktop of an evaluation shows it.
fn valid_for(lower: &str) -> Option<License> {
    const VALID: &str = "valid for ";
    let place = lower.find(VALID)?;
    let (before, rest) = (lower.get(..place)?, lower.get(place + VALID.len()..)?);
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let days: u64 = rest.get(..digits)?.parse().ok()?;
    // What a kind of license is valid for is no state of one.
    let is_shown = ["windows license ", "windows license is ", "license is now ", "\"", "“", "`", "now "];
    let shown =
        is_shown.iter().any(|shown| before.ends_with(shown)) && rest.get(digits..)?.trim_start().starts_with("day");
    shown.then(|| License {
        channel: "TIMEBASED_EVAL".to_owned(),
        status: Some(1),
        minutes_left: Some(days.saturating_mul(1440)),
        days_left: Some(days),
        ..License::default()
    })
}

/// The state behind the name of its property.
fn stated(text: &str, lower: &str) -> Option<License> {
    let status = status(lower)?;
    let evaluation = || lower.contains("eval").then_some("TIMEBASED_EVAL");
    let channel = channel::token(text).or_else(evaluation).unwrap_or_default().to_owned();
    let name = pattern::LICENSED_PRODUCT.find(text).or_else(|| pattern::COMMON_PRODUCT.find(text));
    let reason = lower.find("reason").and_then(|place| text.get(place..)).filter(|_| status == 5);
    Some(License {
        name: name.map(|name| name.as_str().trim().to_owned()).unwrap_or_default(),
        channel,
        status: Some(status),
        code: reason.and_then(|reason| pattern::code_in(reason)?.parse().ok()),
        ..License::default()
    })
}

/// The one state that a text in small letters tells behind the name of the property; none if it tells several.
pub(super) fn status(lower: &str) -> Option<u8> {
    const NAMES: [&str; 3] = ["licensestatus", "license status", "licence status"];
    let behind = NAMES.iter().flat_map(|name| lower.match_indices(name));
    // A host counts its requests by the state of the client: `Requests with License Status Notification: 4`.
    let is_counted = |place: &usize| lower.get(..*place).is_some_and(|before| before.ends_with("with "));
    let behind = behind.filter(|(place, _)| !is_counted(place));
    let mut found = behind.filter_map(|(place, name)| value(lower.get(place + name.len()..)?));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The state with which a text begins, behind signs and a small word.
fn value(text: &str) -> Option<u8> {
    const VALUE: [&str; 6] = ["value ", "wert ", "valeur ", "valor ", "の値", "值"];
    const JOINED: [&str; 15] = [
        "is ",
        "of ",
        "was ",
        "to ",
        "auf ",
        "ist ",
        "は",
        "が",
        "est ",
        "es ",
        "returned ",
        "returns ",
        "reads ",
        "shows ",
        "为",
    ];
    let signs = |c: char| c.is_whitespace() || "*`:=\"'“„_：→(|".contains(c);
    let plain = [VALUE.as_slice(), JOINED.as_slice()].iter().fold(text.trim_start_matches(signs), |plain, words| {
        let behind = words.iter().find_map(|word| plain.strip_prefix(word));
        behind.unwrap_or(plain).trim_start_matches(signs)
    });
    let digits = plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len());
    // `LicenseStatus0` is the name of a column.
    if digits > 0 && plain.len() < text.len() {
        let is_whole = !plain.get(digits..)?.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '/');
        return plain.get(..digits)?.parse().ok().filter(|status| is_whole && *status <= 6);
    }
    let end = plain.find(|c: char| !c.is_alphanumeric() && c != ' ' && c != '-').unwrap_or(plain.len());
    let words: Vec<&str> = plain.get(..end)?.split(' ').take(WORDS_MAX).collect();
    (1..=words.len()).rev().find_map(|count| status_word(&words.get(..count)?.join(" ")))
}

/// Whether it tells that the command which activates ended well: `/ato`, or `/atp` with a confirmation ID.
fn is_done(lower: &str) -> bool {
    const DEPOSITED: [[&str; 2]; 2] =
        [["confirmation id for product ", " deposited successfully"], ["製品 ", " の確認 id は正常に登録され"]];
    if DEPOSITED.iter().any(|parts| parts.iter().all(|part| lower.contains(part))) {
        return true;
    }
    const DONE: [&str; 4] = ["completed successfully", "succeeded", "was successful", "成功し"];
    let behind = ["/ato", "-ato"].iter().find_map(|option| lower.get(lower.find(option)? + option.len()..));
    behind.is_some_and(|behind| holds_any(behind, &DONE))
}
