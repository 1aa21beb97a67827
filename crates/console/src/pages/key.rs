//! One product key of the authority, and its block.

use super::{
    code_text::{shown, shown_or_dash},
    frame::Frame,
    holders,
    key_fields::Fields,
    keys::{computers, kind, state, tail},
    order_rows::customer_href,
    response::{html, redirect},
    time_text::utc,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    issued_key::IssuedKeyRow,
    role::Permission,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::keys::product_key::KeyClaim;

#[derive(Template)]
#[template(path = "key.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    /// Why it was not changed; empty if nobody tried.
    problem: String,
    /// The forms that change it, for whoever may.
    edit: Option<Fields>,
    /// Whether the caller may block it.
    may: bool,
    state: &'static str,
    class: &'static str,
    kind: &'static str,
    group: String,
    serial: u32,
    issued: String,
    /// When it was blocked; empty if it is not.
    blocked: String,
    /// When it ends; empty if it does not.
    ends: String,
    /// How many days it lasts from its first activation; empty if that does not say when it ends.
    days: String,
    features: String,
    computers: String,
    /// Where they are listed.
    computers_href: String,
    customer: String,
    /// Where the customer is; empty where there is none.
    customer_href: String,
    order: String,
    note: String,
}

/// The key that the address names.
pub(crate) fn read(call: &Call<'_>) -> Result<IssuedKeyRow, PageError> {
    let number = call.request.query("id").parse().map_err(|_| PageError::NotFound)?;
    let claim = KeyClaim::from_number(number).ok_or(PageError::NotFound)?;
    call.authority()?.key(&claim)?.ok_or(PageError::NotFound)
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, &read(call)?, String::new())
}

/// Shows one, with what is wrong with a change of it.
pub(super) fn page(
    call: &Call<'_>,
    status: StatusCode,
    key: &IssuedKeyRow,
    problem: String,
) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let (state, class) = state(key, call);
    let page = Page {
        frame: Frame::new(call, &format!("{} {}", kind(key.claim.kind, lang), tail(&key.claim))),
        back: links.to("/", &[]),
        action: links.to("/key", &[("id", &key.claim.number().to_string())]),
        problem,
        may: call.may(Permission::BlockKeys),
        edit: call.may(Permission::EditKeys).then(|| Fields::of(call, key)),
        state,
        class,
        kind: kind(key.claim.kind, lang),
        group: format!("{} {}", key.claim.group, shown(&key.group)),
        serial: key.claim.serial,
        issued: utc(key.issued),
        blocked: key.blocked.map(utc).unwrap_or_default(),
        ends: key.ends.map(utc).unwrap_or_default(),
        features: shown(&key.features),
        days: key.days.filter(|_| key.ends.is_none()).map(|days| days.to_string()).unwrap_or_default(),
        computers: computers(key),
        computers_href: links.to("/hosts", &[("kind", holders::ALL), ("key", &key.claim.number().to_string())]),
        customer: shown_or_dash(&key.customer),
        customer_href: customer_href(call, &key.customer),
        order: shown_or_dash(&key.order),
        note: shown_or_dash(&key.note),
    };
    html(status, &page)
}

/// Blocks it, or lifts its block. A key that is so already stays so.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let (blocked, action) = match call.request.form("do") {
        "block" => (true, AuditAction::KeyBlock),
        "unblock" => (false, AuditAction::KeyUnblock),
        _ => return Err(PageError::NotFound),
    };
    let (key, entry) = (read(call)?, call.entry(action));
    if call.authority()?.set_blocked(&key.claim, blocked, &entry.account, call.now)? {
        call.store()?.add_audit(&AuditEntry {
            subject: Some(subject(&key.claim)),
            key_groups: vec![key.claim.group],
            ..entry
        })?;
    }
    Ok(redirect(&call.request.links().to("/key", &[("id", &key.claim.number().to_string())])))
}

/// A key in the audit log of the console.
pub(super) fn subject(claim: &KeyClaim) -> String {
    format!("{} {}", claim.serial, claim.masked())
}
