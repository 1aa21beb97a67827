//! Changes of a product key from its page: what is written beside it, its limit, its end. The form brings along what it showed: if somebody else
//! has changed that meanwhile, nothing is changed, and the page says what it is now.

use super::{code_text::shown, key, response::redirect};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    key_change::{KeyChange, KeyChanged, KeyPart, KeyRefusal, KeyWords},
};
use axum::{http::StatusCode, response::Response};
use muster_core::{lang::Lang, time::Moment};
use muster_proto::instant;

/// What is written beside the key.
pub(crate) fn words(call: &Call<'_>) -> Result<Response, PageError> {
    let words = |[customer, order, note]: [&str; 3]| {
        KeyPart::Words(KeyWords { customer: customer.to_owned(), order: order.to_owned(), note: note.to_owned() })
    };
    // What was written by the command may begin or end with spaces.
    let before = ["before-customer", "before-order", "before-note"].map(|name| call.request.form(name));
    let after = ["customer", "order", "note"].map(|name| call.request.form(name).trim());
    change(call, words(before), Some(words(after)))
}

/// How many computers it activates.
pub(crate) fn limit(call: &Call<'_>) -> Result<Response, PageError> {
    let number = |name| call.request.form(name).trim().parse().unwrap_or(0);
    change(call, KeyPart::Limit(number("before")), Some(KeyPart::Limit(number("limit"))))
}

/// When it ends.
pub(crate) fn end(call: &Call<'_>) -> Result<Response, PageError> {
    let before = call.request.form("before").parse().ok().map(Moment::from_unix);
    change(call, KeyPart::End(before), end_of(call.request.form("end")).map(KeyPart::End))
}

/// The end that a date says; none for what is no date.
pub(crate) fn end_of(date: &str) -> Option<Option<Moment>> {
    match date.trim() {
        "" => Some(None),
        date => instant::end_of_day(date).map(Some),
    }
}

fn change(call: &Call<'_>, before: KeyPart, after: Option<KeyPart>) -> Result<Response, PageError> {
    let found = key::read(call)?;
    let Some(after) = after else {
        return key::page(call, StatusCode::UNPROCESSABLE_ENTITY, &found, KeyRefusal::Date.text(call.lang()));
    };
    let change = KeyChange { claim: found.claim, before, after };
    match changed(call, &change)? {
        KeyChanged::Done(_) => {
            let id = found.claim.number().to_string();
            Ok(redirect(&call.request.links().to("/key", &[("id", &id)])))
        }
        KeyChanged::Meanwhile => {
            let key = key::read(call)?;
            let problem = meanwhile(&change.before, &change.after.now(&key), call.lang());
            key::page(call, StatusCode::CONFLICT, &key, problem)
        }
        KeyChanged::Refused(refusal) => {
            key::page(call, StatusCode::UNPROCESSABLE_ENTITY, &found, refusal.text(call.lang()))
        }
    }
}

/// Makes a change, for the page or for the API, and records it.
pub(crate) fn changed(call: &Call<'_>, change: &KeyChange) -> Result<KeyChanged, PageError> {
    let entry = call.entry(match change.after {
        KeyPart::End(_) => AuditAction::KeyEnd,
        KeyPart::Limit(_) => AuditAction::KeyLimit,
        KeyPart::Words(_) => AuditAction::KeyEdit,
    });
    let changed = call.authority()?.change_key(change, &entry.account, call.now)?;
    if matches!(changed, KeyChanged::Done(1..)) {
        let (old, new) = (Some(change.before.text()), Some(change.after.text()));
        let subject = Some(key::subject(&change.claim));
        call.store()?.add_audit(&AuditEntry { subject, old, new, key_groups: vec![change.claim.group], ..entry })?;
    }
    Ok(changed)
}

/// What somebody else has made of it, in words.
fn meanwhile(before: &KeyPart, now: &KeyPart, lang: Lang) -> String {
    let pairs: Vec<(&str, String, String)> = match (before, now) {
        (KeyPart::Words(before), KeyPart::Words(now)) => [
            (lang.pick("Customer", "顧客"), &before.customer, &now.customer),
            (lang.pick("Order", "注文番号"), &before.order, &now.order),
            (lang.pick("Note", "メモ"), &before.note, &now.note),
        ]
        .into_iter()
        .filter(|(_, before, now)| before != now)
        .map(|(name, before, now)| (name, shown(before), shown(now)))
        .collect(),
        (before, now) => vec![(lang.pick("Before, now", "変更前、現在"), value(before, lang), value(now, lang))],
    };
    let told = pairs.iter().map(|(name, before, now)| format!("{name}: “{before}” → “{now}”"));
    let told = told.collect::<Vec<_>>().join(lang.pick("; ", "、"));
    lang.pick(
        format!("Somebody has changed it meanwhile, so yours was not saved. {told}."),
        format!("ほかのユーザーが先に変更したため、保存されませんでした。{told}"),
    )
}

fn value(part: &KeyPart, lang: Lang) -> String {
    match part {
        KeyPart::End(None) => lang.pick("no end", "期限なし").to_owned(),
        KeyPart::End(Some(end)) => instant::last_day(*end),
        part => part.text(),
    }
}
