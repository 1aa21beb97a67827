//! One holder of a license: what it has, what was done with it, and what revoking it reaches, which is shown before it is done.

use super::{
    code_text::{shown, shown_or_dash},
    frame::Frame,
    holders::{PackHeld, named, pack_held, state, until},
    keys::{computers, tail},
    response::{html, redirect},
    time_text::utc,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    license_holder::{HolderDetail, HolderEvent, HolderKind},
    role::Permission,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{code, lang::Lang};

/// The page of a holder, and that of its revocation.
pub(crate) const PATH: &str = "/host";
pub(crate) const REVOCATION: &str = "/host/revocation";

#[derive(Template)]
#[template(path = "holder.html")]
struct Page {
    frame: Frame,
    back: String,
    state: &'static str,
    class: &'static str,
    facts: Vec<(&'static str, String)>,
    pack: PackHeld,
    newest: String,
    /// The key, its link, whether it is blocked, and what it has activated.
    key: String,
    key_href: String,
    key_blocked: bool,
    others: u32,
    others_href: String,
    /// When it was revoked; empty if it was not.
    revoked: String,
    /// What of the newest pack does not say so yet; empty if it does.
    pending: bool,
    /// Where it is revoked, or the revocation lifted; empty for whoever may not.
    revocation: String,
    events: Vec<Event>,
}

struct Event {
    at: String,
    action: String,
    by: String,
    code: String,
    class: &'static str,
}

#[derive(Template)]
#[template(path = "revocation.html")]
struct Revocation {
    frame: Frame,
    back: String,
    action: String,
    name: String,
    customer: String,
    kind: HolderKind,
    key: String,
    revoked: bool,
    until: String,
    products: Vec<String>,
    others: u32,
    newest: String,
}

/// The holder that the address names.
pub(crate) fn read(call: &Call<'_>) -> Result<HolderDetail, PageError> {
    let id = call.request.query("id").parse().map_err(|_| PageError::NotFound)?;
    call.authority()?.holder(id)?.ok_or(PageError::NotFound)
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (detail, lang, links) = (read(call)?, call.lang(), call.request.links());
    let holder = &detail.holder;
    let (state, class) = state(holder, call.now, lang);
    let (id, key) = (holder.id.to_string(), holder.key.number().to_string());
    let row = call.authority()?.key(&holder.key)?;
    let page = Page {
        frame: Frame::new(call, &named(&holder.machine, lang)),
        back: links.to("/hosts", &[]),
        state,
        class,
        facts: facts(&detail, row.as_ref().map(computers), lang),
        pack: pack_held(holder, detail.newest_pack, lang),
        newest: detail.newest_pack.map(|version| version.to_string()).unwrap_or_default(),
        key: tail(&holder.key),
        key_href: links.to("/key", &[("id", &key)]),
        key_blocked: holder.key_blocked,
        others: detail.others,
        others_href: links.to("/hosts", &[("kind", super::holders::ALL), ("key", &key)]),
        revoked: holder.revoked.map(utc).unwrap_or_default(),
        pending: holder.revoked.is_some() != detail.pack_revokes,
        revocation: if call.may(Permission::RevokeLicenses) {
            links.to(REVOCATION, &[("id", &id)])
        } else {
            String::new()
        },
        events: detail.history.iter().map(event).collect(),
    };
    html(StatusCode::OK, &page)
}

fn facts(detail: &HolderDetail, computers: Option<String>, lang: Lang) -> Vec<(&'static str, String)> {
    let holder = &detail.holder;
    vec![
        (lang.pick("Kind", "種類"), holder.kind.name().get(lang).to_owned()),
        (lang.pick("Id", "ID"), holder.id.to_string()),
        (lang.pick("Customer", "顧客"), shown_or_dash(&holder.customer)),
        (lang.pick("Order", "注文番号"), shown_or_dash(&holder.order)),
        (lang.pick("Products", "製品"), shown_or_dash(&detail.products.join(", "))),
        (lang.pick("Activated last", "最後のライセンス認証"), utc(holder.activated)),
        (lang.pick("Activations it has taken", "使用したライセンス認証の回数"), holder.activations.to_string()),
        (
            lang.pick("Computers of the key", "キーを使用したコンピューター"),
            computers.unwrap_or_else(|| "–".to_owned()),
        ),
        (lang.pick("License ends", "ライセンスの期限"), until(holder, lang)),
    ]
}

fn event(event: &HolderEvent) -> Event {
    let well = event.code == code::SUCCESS;
    Event {
        at: utc(event.at),
        action: shown(&event.action),
        by: shown(&event.by),
        code: if well { String::new() } else { event.code.to_string() },
        class: if well { "well" } else { "bad" },
    }
}

/// Shows what revoking its license reaches, or lifting the revocation.
pub(crate) fn ask(call: &Call<'_>) -> Result<Response, PageError> {
    let (detail, lang, links) = (read(call)?, call.lang(), call.request.links());
    let (holder, id) = (&detail.holder, detail.holder.id.to_string());
    let revoked = holder.revoked.is_some();
    let title = if revoked {
        lang.pick("Lift the revocation", "失効の取り消し")
    } else {
        lang.pick("Revoke the license", "ライセンスの失効")
    };
    let page = Revocation {
        frame: Frame::new(call, title),
        back: links.to(PATH, &[("id", &id)]),
        action: links.to(REVOCATION, &[("id", &id)]),
        name: named(&holder.machine, lang),
        customer: shown(&holder.customer),
        kind: holder.kind,
        key: tail(&holder.key),
        revoked,
        until: until(holder, lang),
        products: detail.products.iter().map(|name| shown(name)).collect(),
        others: detail.others,
        newest: detail.newest_pack.map(|version| version.to_string()).unwrap_or_default(),
    };
    html(StatusCode::OK, &page)
}

/// Revokes its license, or lifts the revocation. One that is so already stays so.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let (revoked, action) = match call.request.form("do") {
        "revoke" => (true, AuditAction::LicenseRevoke),
        "reinstate" => (false, AuditAction::LicenseReinstate),
        _ => return Err(PageError::NotFound),
    };
    let (detail, entry) = (read(call)?, call.entry(action));
    let id = detail.holder.id;
    if call.authority()?.set_revoked(id, revoked, &entry.account, call.now)? {
        call.store()?.add_audit(&AuditEntry {
            subject: Some(id.to_string()),
            key_groups: vec![detail.holder.key.group],
            ..entry
        })?;
    }
    Ok(redirect(&call.request.links().to(PATH, &[("id", &id.to_string())])))
}
