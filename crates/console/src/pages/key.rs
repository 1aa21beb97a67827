//! One product key of the authority, and its block.

use super::{
    code_text::{shown, shown_or_dash},
    frame::Frame,
    holders,
    keys::{computers, kind, state, tail},
    response::{html, redirect},
    time_text::utc,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    authority_view::IssuedKeyRow,
    call::{Call, PageError},
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
    features: String,
    computers: String,
    /// Where they are listed.
    computers_href: String,
    customer: String,
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
    let (key, lang, links) = (read(call)?, call.lang(), call.request.links());
    let (state, class) = state(&key, lang);
    let page = Page {
        frame: Frame::new(call, &format!("{} {}", kind(key.claim.kind, lang), tail(&key.claim))),
        back: links.to("/", &[]),
        action: links.to("/key", &[("id", &key.claim.number().to_string())]),
        may: call.may(Permission::BlockKeys),
        state,
        class,
        kind: kind(key.claim.kind, lang),
        group: format!("{} {}", key.claim.group, shown(&key.group)),
        serial: key.claim.serial,
        issued: utc(key.issued),
        blocked: key.blocked.map(utc).unwrap_or_default(),
        ends: key.ends.map(utc).unwrap_or_default(),
        features: shown(&key.features),
        computers: computers(&key),
        computers_href: links.to("/hosts", &[("kind", holders::ALL), ("key", &key.claim.number().to_string())]),
        customer: shown_or_dash(&key.customer),
        order: shown_or_dash(&key.order),
        note: shown_or_dash(&key.note),
    };
    html(StatusCode::OK, &page)
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
        call.store()?.add_audit(&AuditEntry { subject: Some(subject(&key.claim)), ..entry })?;
    }
    Ok(redirect(&call.request.links().to("/key", &[("id", &key.claim.number().to_string())])))
}

/// A key in the audit log of the console.
pub(super) fn subject(claim: &KeyClaim) -> String {
    format!("{} {}", claim.serial, claim.masked())
}
