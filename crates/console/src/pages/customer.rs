//! A customer: whom to ask there, and its orders. The form brings along what it showed: if somebody else has changed that meanwhile, nothing is changed.

use super::{
    code_text::shown,
    frame::Frame,
    order_rows::{CUSTOMER, Row, row},
    response::{html, redirect},
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    customer::{Contact, ContactChange, Customer},
    issued::OrderQuery,
    key_change::KeyChanged,
    role::Permission,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

/// Orders on the page.
const ORDERS_MAX: usize = 100;

#[derive(Template)]
#[template(path = "customer.html")]
struct Page {
    frame: Frame,
    back: String,
    /// Why it was not changed; empty if nobody tried.
    problem: String,
    /// Where it is changed; empty for whoever may not.
    action: String,
    /// As they are stored, for the form.
    contact: Contact,
    facts: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    more: bool,
    most: usize,
}

/// The customer that the address names.
pub(crate) fn read(call: &Call<'_>) -> Result<Customer, PageError> {
    named(call, call.request.query("name"))
}

/// A customer.
pub(crate) fn named(call: &Call<'_>, name: &str) -> Result<Customer, PageError> {
    call.authority()?.customer(name)?.ok_or(PageError::NotFound)
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, &read(call)?, String::new())
}

/// Changes its contact.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let (customer, lang) = (read(call)?, call.lang());
    let text = |name| call.request.form(name).to_owned();
    let before = Contact { name: text("before-name"), mail: text("before-mail"), phone: text("before-phone") };
    let text = |name| call.request.form(name).trim().to_owned();
    let after = Contact { name: text("name"), mail: text("mail"), phone: text("phone") };
    match changed(call, &ContactChange { customer: customer.name.clone(), before, after })? {
        KeyChanged::Done(_) => Ok(redirect(&call.request.links().to(CUSTOMER, &[("name", &customer.name)]))),
        KeyChanged::Meanwhile => {
            let problem = lang.pick(
                "Somebody has changed it meanwhile, so yours was not saved. This is how it is now.",
                "ほかのユーザーが先に変更したため、保存されませんでした。現在の内容を表示しています。",
            );
            page(call, StatusCode::CONFLICT, &read(call)?, problem.to_owned())
        }
        KeyChanged::Refused(refusal) => page(call, StatusCode::UNPROCESSABLE_ENTITY, &customer, refusal.text(lang)),
    }
}

/// Makes a change, for the page or for the API, and records it.
pub(crate) fn changed(call: &Call<'_>, change: &ContactChange) -> Result<KeyChanged, PageError> {
    let entry = call.entry(AuditAction::ContactEdit);
    let changed = call.authority()?.change_contact(change, &entry.account, call.now)?;
    if matches!(changed, KeyChanged::Done(1..)) {
        let (old, new) = (Some(change.before.text()), Some(change.after.text()));
        let (subject, key_groups) = (Some(change.customer.clone()), key_groups(call, &change.customer)?);
        call.store()?.add_audit(&AuditEntry { subject, old, new, key_groups, ..entry })?;
    }
    Ok(changed)
}

/// The key groups of all keys of a customer that the caller sees.
pub(super) fn key_groups(call: &Call<'_>, customer: &str) -> Result<Vec<u16>, PageError> {
    Ok(call.authority()?.customer(customer)?.map(|customer| customer.key_groups).unwrap_or_default())
}

fn page(call: &Call<'_>, status: StatusCode, customer: &Customer, problem: String) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let of_customer = Some(customer.name.clone());
    let query = OrderQuery { search: String::new(), customer: of_customer, after: None, limit: ORDERS_MAX + 1 };
    let mut orders = call.authority()?.orders(&query)?;
    let more = orders.len() > ORDERS_MAX;
    orders.truncate(ORDERS_MAX);
    let Contact { name, mail, phone } = &customer.contact;
    let facts = [
        (lang.pick("Contact", "連絡先"), name),
        (lang.pick("Mail", "メール アドレス"), mail),
        (lang.pick("Telephone", "電話番号"), phone),
    ];
    let page = Page {
        frame: Frame::new(call, &shown(&customer.name)),
        back: links.to("/orders", &[]),
        problem,
        action: if call.may(Permission::EditKeys) {
            links.to(CUSTOMER, &[("name", &customer.name)])
        } else {
            String::new()
        },
        facts: facts.into_iter().map(|(label, text)| (label, super::code_text::shown_or_dash(text))).collect(),
        contact: customer.contact.clone(),
        rows: orders.iter().map(|order| row(call, order)).collect(),
        more,
        most: ORDERS_MAX,
    };
    html(status, &page)
}
