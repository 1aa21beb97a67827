//! `muster authority key list`: what was issued, for whom, and what became of it.

use super::key_limit::{limit_document, limit_text};
use crate::out;
use muster_authority::{IssuedKey, KeyTerms, LastRestore};
use muster_core::lang::Lang;
use muster_proto::{features, instant};
use serde_json::{Value, json};

/// Whether a key is named by `words`, or what is written beside it holds them; letters count the same, large or small.
pub(super) fn is_found(key: &IssuedKey, words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&words);
    key.is_named(&words) || details(key).any(holds)
}

/// Lists keys; after a restore, those that were issued between the backup and the restore are not among them.
pub(super) fn show(keys: &[IssuedKey], restored: Option<LastRestore>, json: bool, lang: Lang) {
    let restored = restored.map(|last| instant::rfc3339(last.at));
    if json {
        return out::json(&keys.iter().map(|key| document(key, restored.as_deref())).collect::<Vec<_>>());
    }
    for key in keys {
        out::line(&line(key, lang));
    }
    if let Some(at) = restored {
        out::line(&lang.pick(
            format!("The authority was restored at {at}: keys that were issued between the backup and then are not listed."),
            format!("認証局は {at} に復元されました。バックアップから復元までの間に発行されたキーは、この一覧に含まれません。"),
        ));
    }
}

fn document(key: &IssuedKey, restored: Option<&str>) -> Value {
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
        "features": features::as_json(&key.terms.features),
        "ends": key.terms.ends.map(instant::rfc3339),
        "days": key.terms.days,
        "authority_restored": restored,
    })
}

fn line(key: &IssuedKey, lang: Lang) -> String {
    let (claim, used, limit) = (key.claim, key.computers, limit_text(key.limit));
    let day = instant::rfc3339(key.issued);
    let day = day.split('T').next().unwrap_or_default();
    let computers = lang.pick(format!("{used} of {limit} computer(s)"), format!("{used} 台 (上限 {limit})"));
    let blocked = if key.blocked.is_some() { lang.pick("  blocked", "  ブロック済み") } else { "" };
    let (terms, written) = (terms(&key.terms, lang), details(key).collect::<Vec<_>>().join("  "));
    let line = format!(
        "{}  {:<12} {:>4}  {:>8}  {day}  {computers}{blocked}{terms}  {written}",
        claim.masked(),
        claim.kind.channel(),
        claim.group,
        claim.serial,
    );
    line.trim_end().to_owned()
}

/// `  until 2027-12-31  [edition=pro, export]`.
fn terms(terms: &KeyTerms, lang: Lang) -> String {
    let ends = match (terms.ends.map(instant::last_day), terms.days) {
        (Some(day), _) => lang.pick(format!("  until {day}"), format!("  {day} まで")),
        (None, Some(days)) => lang.pick(
            format!("  {days} days from its first activation"),
            format!("  最初のライセンス認証から {days} 日間"),
        ),
        (None, None) => String::new(),
    };
    let features = if terms.features.is_empty() { String::new() } else { format!("  [{}]", terms.features) };
    ends + &features
}

fn details(key: &IssuedKey) -> impl Iterator<Item = &str> {
    let details = &key.details;
    [&details.customer, &details.order, &details.note].into_iter().filter_map(|text| text.as_deref())
}
