//! A product and the state of its license in one line, as monitoring plug-ins and checks of fleets print them.

use crate::{
    channel, doubt,
    fact::{Fact, License},
    holds::holds_any,
    instance::metrics,
    kind::Kind,
    lines::Document,
    loose_code,
    meaning::status_word::status_word,
    pattern,
    terms::Term,
    whole_value,
};
use std::sync::Arc;

/// What divides the parts of such a line.
const DIVIDERS: [char; 16] = [':', '=', ',', ';', '|', '(', ')', '[', ']', '/', '>', '→', '\t', '：', '"', '\''];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::StatusWord]) {
        let told = (!document.is_consumed(index)).then(|| license(document.line(index))).flatten();
        if let Some(license) = told {
            document.recognise(Kind::Cim);
            found.push(Fact::License(Arc::new(license), vec![document.consume(index)]));
        }
    }
    found
}

fn license(line: &str) -> Option<License> {
    if !line.contains("Windows") && !line.contains("Office") {
        return None;
    }
    // A metric says by its sample whether the state beside it holds.
    if metrics::is_sample(line) {
        return None;
    }
    let exact = pattern::LICENSED_PRODUCT.captures(line).and_then(|found| found.get(1));
    let speaks = || {
        let lower = line.to_lowercase();
        holds_any(&lower, &["licens", "activat", "grace", "ライセンス", "認証", "猶予"])
    };
    let common = || pattern::COMMON_PRODUCT.find(line).filter(|_| speaks());
    let name = exact.or_else(common).or_else(|| pattern::UNNAMED_PRODUCT.captures(line)?.get(1))?;
    let parts: Vec<&str> = [line.get(..name.start())?, line.get(name.end()..)?].into_iter().flat_map(parts).collect();
    let (status, word) = status(&parts)?;
    // Sentences: "Windows 11 activated, but the watermark stays", "Activated Windows 10 on the first of them".
    let is_verb = || line.get(..name.start()).is_some_and(|before| before.ends_with(&format!("{word} ")));
    if status == 1 && (is_verb() || doubt::is_trouble(line) || line.contains(' ') && is_doubted(line)) {
        return None;
    }
    let channel = channel::token(line);
    // `Volume:GVLK` has a divider in it.
    let key_channel = line
        .split(['(', ')', '[', ']', ',', ';', '|', ' ', '"'])
        .find(|part| part.contains(':') && whole_value::is_key_channel(part));
    Some(License {
        name: name.as_str().trim().to_owned(),
        channel: channel.unwrap_or_default().to_owned(),
        key_channel: key_channel.map(str::to_owned),
        partial_key: parts
            .iter()
            .find(|part| whole_value::is_partial_key(part) && !part.starts_with("XXXX"))
            .map(|part| (*part).to_owned()),
        status: Some(status),
        code: loose_code::find_iter(line).next().and_then(|code| code.digits.parse().ok()),
        status_word: Some(word.to_owned()),
        ..License::default()
    })
}

/// Whether the words behind the first comma take back what stands before it.
fn is_doubted(line: &str) -> bool {
    line.split_once(", ").is_some_and(|(_, rest)| doubt::is_doubtful(&rest.to_lowercase()))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(DIVIDERS)
        .flat_map(|part| part.split(['—', '–']))
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("  "))
        .map(|part| part.trim().trim_matches(['-', '.', '*']).trim())
        .filter(|part| !part.is_empty())
}

/// The state that a part names, and its word. A line of several machines may name a licensed one first, which speaks for none of the
/// others: then there is none.
fn status<'l>(parts: &[&'l str]) -> Option<(u8, &'l str)> {
    let mut states = (0..parts.len()).filter_map(|place| state_at(parts, place));
    let first = states.next()?;
    match first.0 {
        1 => states.all(|(status, _)| status == 1).then_some(first),
        // `Not activated (notification mode)`: the second says more.
        0 => states.find(|(status, _)| *status > 1).or(Some(first)),
        _ => Some(first),
    }
}

/// The state of a part. A number or a truth value behind the word is its value, `Licensed: 0`.
fn state_at<'l>(parts: &[&'l str], place: usize) -> Option<(u8, &'l str)> {
    let word = *parts.get(place)?;
    let status = status_word(word)?;
    let value = parts.get(place + 1).map(|value| value.to_lowercase());
    // `grace=0`: the minutes that are left, and no state.
    let is_number = value.as_deref().is_some_and(|value| value.trim_matches(['`', '.']).parse::<u64>().is_ok());
    if matches!(status, 2..=4 | 6) && is_number {
        return None;
    }
    let said = match value.as_deref() {
        Some("true" | "yes" | "はい") => Some(1),
        Some("false" | "no" | "いいえ") => Some(0),
        Some(digit) => digit.parse().ok().filter(|digit| *digit <= 6),
        _ => None,
    };
    Some((said.filter(|_| status == 1).unwrap_or(status), word))
}
