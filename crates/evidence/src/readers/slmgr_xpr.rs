//! `slmgr /xpr`: the name of the product, and below it a sentence about the end of its state.

use crate::{
    doubt,
    fact::{Fact, License},
    holds::holds_any,
    kind::Kind,
    labels,
    lines::Document,
    normalise::paragraph::is_prose,
    pattern, stamp,
    terms::Term,
};
use std::sync::Arc;

/// Trouble that makes a quoted sentence one of the past is told at most so many lines below it.
const TROUBLE_BELOW: usize = 20;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Expiry]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).to_owned();
        let is_past = is_past(document, index);
        let sentences: Vec<Sentence<'_>> = sentences(&line).filter(|told| told.status != 1 || !is_past).collect();
        let is_told = !sentences.is_empty();
        for Sentence { name, status, channel, end } in sentences {
            let above = name.is_none().then(|| named_above(document, index)).flatten();
            let (above, named) = above.unzip();
            let mut cites: Vec<_> = above.into_iter().map(|above| document.consume(above)).collect();
            cites.push(document.cite(index));
            let license = License {
                name: name.map(str::to_owned).or(named).unwrap_or_default(),
                channel: channel.to_owned(),
                status: Some(status),
                end,
                ..License::default()
            };
            found.push(Fact::License(Arc::new(license), cites));
        }
        if is_told {
            document.recognise(Kind::SlmgrShort);
            document.claim(index);
        }
    }
    found.extend(by_heading(document));
    found
}

/// The sentences of languages whose words are not known, below the name of a product: what ends, and when, or what holds without end.
fn by_heading(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..document.len() {
        let Some((name, told)) = heading(document, index) else { continue };
        let text = document.line(told).rsplit_once("edition:").map_or(document.line(told), |(_, behind)| behind);
        let Some((status, channel)) = ending(text).or_else(|| endless(text)) else { continue };
        let license =
            License { name, channel: channel.to_owned(), status: Some(status), end: end(text), ..License::default() };
        let cites = if told == index { vec![] } else { vec![document.consume(index)] };
        let cites = cites.into_iter().chain([document.consume(told)]).collect();
        document.recognise(Kind::SlmgrShort);
        found.push(Fact::License(Arc::new(license), cites));
    }
    found
}

/// A product that ends in a colon, and the line with the sentence about it, which no reader has understood.
fn heading(document: &Document, index: usize) -> Option<(String, usize)> {
    let line = document.line(index);
    let (_, behind) = line.split_once("edition:")?;
    let name = pattern::LICENSED_PRODUCT.find(line)?.as_str().to_owned();
    let below =
        (index + 1..document.len().min(index + 3)).find(|below| !document.line(below.to_owned()).trim().is_empty());
    let told = if behind.trim().is_empty() { below? } else { index };
    (!document.is_consumed(index) && !document.is_consumed(told)).then_some((name, told))
}

/// What a sentence with a date says of a license: its volume activation, its time or its grace ends.
fn ending(text: &str) -> Option<(u8, &'static str)> {
    const SENTENCE_MAX: usize = 160;
    const GRACE: [&str; 16] = [
        "grace",
        "宽限",
        "寬限",
        "猶予",
        "유예",
        "kulanz",
        "toleranz",
        "grâce",
        "gracia",
        "carência",
        "cortesia",
        "tolleranza",
        "льготн",
        "respijt",
        "prolongat",
        "respit",
    ];
    const VOLUME: [&str; 16] = [
        "volum",
        "批量",
        "大量",
        "批次",
        "ボリューム",
        "볼륨",
        "multilicen",
        "корпоратив",
        "многопольз",
        "массов",
        "масов",
        "zbior",
        "toplu",
        "hromad",
        "mennyiségi",
        "số lượng",
    ];
    const OF_A_TIME: [&str; 12] =
        ["zeit", "temps", "durée", "tiempo", "tempo", "時間", "时间", "期間", "기간", "времен", "czas", "süre"];
    end(text).filter(|_| text.len() <= SENTENCE_MAX)?;
    let lower = text.to_lowercase();
    let kinds = [(&GRACE[..], (2, "")), (&VOLUME, (1, "VOLUME")), (&OF_A_TIME, (1, "TIMEBASED_EVAL"))];
    kinds.into_iter().find(|(words, _)| holds_any(&lower, words)).map(|(_, told)| told)
}

/// What a sentence without a date says of a license: that it is activated for good, or that Windows notifies.
fn endless(text: &str) -> Option<(u8, &'static str)> {
    const SENTENCE_MAX: usize = 120;
    const NOTIFIES: [&str; 10] =
        ["notif", "通知", "benachrichtig", "알림", "уведомлен", "bildirim", "powiadom", "meldings", "oznám", "értesít"];
    const ACTIVATED: [&str; 16] = [
        "activated",
        "認証されています",
        "認証済",
        "aktiviert",
        "activé",
        "activad",
        "attivat",
        "ativad",
        "已激活",
        "已啟用",
        "已永久",
        "인증되었",
        "активирован",
        "etkinleştiril",
        "aktywowan",
        "geactiveerd",
    ];
    const DENIED: [&str; 12] =
        ["not ", "n't", "ません", "ない", "nicht", " pas ", "não", " non ", "未", "않", "не ", "nie "];
    let lower = text.to_lowercase();
    if text.len() > SENTENCE_MAX || pattern::DATE.is_match(text) || holds_any(&lower, &DENIED) {
        return None;
    }
    let kinds = [(&NOTIFIES[..], (5, "")), (&ACTIVATED, (1, ""))];
    kinds.into_iter().find(|(words, _)| holds_any(&lower, words)).map(|(_, told)| told)
}

/// Whether somebody quotes the sentence of an earlier time: trouble is told in the same line, or below a line of prose.
fn is_past(document: &Document, index: usize) -> bool {
    let line = document.line(index);
    let is_told = is_prose(line.trim()) && line.contains(['"', '“', '「', '\'']);
    let mut below = index + 1..document.len().min(index + 1 + TROUBLE_BELOW);
    is_told && (doubt::is_trouble(line) || below.any(|below| doubt::is_trouble(document.line(below))))
}

struct Sentence<'l> {
    name: Option<&'l str>,
    status: u8,
    channel: &'static str,
    end: Option<String>,
}

/// The sentences of a line: one behind each name of a product, or one without a name.
fn sentences(line: &str) -> impl Iterator<Item = Sentence<'_>> {
    let is_heading = |end: usize| line.get(end..).is_some_and(|rest| rest.trim_start().starts_with([':', '：']));
    let names: Vec<_> = pattern::LICENSED_PRODUCT.find_iter(line).filter(|name| is_heading(name.end())).collect();
    let parts: Vec<(Option<&str>, &str)> = if names.is_empty() {
        vec![(None, line)]
    } else {
        let ends = names.iter().skip(1).map(|next| next.start()).chain([line.len()]);
        names
            .iter()
            .zip(ends)
            .map(|(name, end)| (Some(name.as_str()), line.get(name.end()..end).unwrap_or_default()))
            .collect()
    };
    parts.into_iter().filter_map(|(name, text)| {
        let (status, channel) = labels::expiry(text)?;
        Some(Sentence { name, status, channel, end: end(text) })
    })
}

/// The name in the nearest line above, if it ends in a colon.
fn named_above(document: &Document, index: usize) -> Option<(usize, String)> {
    let (above, line) =
        (0..index).rev().map(|above| (above, document.line(above).trim())).find(|(_, line)| !line.is_empty())?;
    let name = line.strip_suffix([':', '：'])?.trim_end();
    (!is_sentence(name)).then(|| (above, name.to_owned()))
}

/// Whether a text leads to the sentence rather than names a product: a command, or the end of what somebody writes.
fn is_sentence(text: &str) -> bool {
    text.contains(['/', '?', '>', '`', '。']) || text.contains(". ") || text.to_lowercase().contains("slmgr")
}

/// The date in a sentence, with its time of day.
fn end(line: &str) -> Option<String> {
    let date = pattern::DATE.find(line).or_else(|| pattern::NAMED_DATE.find(line))?;
    let behind = line.get(date.end()..)?;
    let clock = stamp::find_clock(behind).filter(|clock| clock.start <= 8).map_or(0, |clock| clock.end);
    let half = behind.get(clock..).and_then(|rest| rest.get(..3)).filter(|half| [" AM", " PM"].contains(half));
    let end = date.end() + clock + half.map_or(0, str::len);
    line.get(date.start()..end).map(|end| end.trim().to_owned())
}
