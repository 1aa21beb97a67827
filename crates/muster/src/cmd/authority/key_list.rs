//! `muster authority key list`: what was issued, for whom, and what became of it.

use super::key_limit::{limit_document, limit_text};
use crate::out;
use muster_authority::IssuedKey;
use muster_core::lang::Lang;
use muster_proto::instant;
use serde_json::{Value, json};

/// Whether a key is named by `words`, or what is written beside it holds them; letters count the same, large or small.
pub(super) fn is_found(key: &IssuedKey, words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&words);
    key.is_named(&words) || details(key).any(holds)
}

pub(super) fn show(keys: &[IssuedKey], json: bool, lang: Lang) {
    if json {
        return out::json(&keys.iter().map(document).collect::<Vec<_>>());
    }
    for key in keys {
        out::line(&line(key, lang));
    }
}

fn document(key: &IssuedKey) -> Value {
    let limit = limit_document(key.limit);
    json!({
        "partial_key": key.claim.partial(),
        "channel": key.claim.kind.channel(),
        "group": key.claim.group,
        "serial": key.claim.serial,
        "issued": instant::rfc3339(key.issued),
        "blocked": key.blocked.map(instant::rfc3339),
        "computers": key.computers,
        "limit": limit["limit"],
        "ceiling": limit["ceiling"],
        "customer": key.details.customer,
        "order": key.details.order,
        "note": key.details.note,
    })
}

fn line(key: &IssuedKey, lang: Lang) -> String {
    let (claim, used, limit) = (key.claim, key.computers, limit_text(key.limit));
    let day = instant::rfc3339(key.issued);
    let day = day.split('T').next().unwrap_or_default();
    let computers = lang.pick(format!("{used} of {limit} computer(s)"), format!("{used} 台 (上限 {limit})"));
    let blocked = if key.blocked.is_some() { lang.pick("  blocked", "  ブロック済み") } else { "" };
    let written = details(key).collect::<Vec<_>>().join("  ");
    let line = format!(
        "{}  {:<12} {:>4}  {:>8}  {day}  {computers}{blocked}  {written}",
        claim.masked(),
        claim.kind.channel(),
        claim.group,
        claim.serial,
    );
    line.trim_end().to_owned()
}

fn details(key: &IssuedKey) -> impl Iterator<Item = &str> {
    let details = &key.details;
    [&details.customer, &details.order, &details.note].into_iter().filter_map(|text| text.as_deref())
}
