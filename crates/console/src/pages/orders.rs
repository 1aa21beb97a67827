//! The orders that keys were issued for, and one of them with its keys and what they have activated.

use super::{
    code_text::shown,
    customer,
    frame::Frame,
    holders,
    keys::{self, KeyRow, search_frame, searched},
    order_rows::{Row, customer_href, row, without},
    paging::cut,
    response::{html, redirect},
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    issued::{IssuedOrder, OrderQuery},
    issued_key::KeyQuery,
    key_change::{KeyChanged, OrderChange},
    license_holder::{CustomerOrder, HolderQuery},
    role::Permission,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::lang::Lang;
use std::collections::BTreeSet;

/// Orders on a page.
const PAGE_ROWS: usize = 50;
/// Keys of an order on its page, and holders of licenses.
const PARTS_MAX: usize = 100;

#[derive(Template)]
#[template(path = "orders.html")]
struct Page {
    frame: Frame,
    lang_field: &'static str,
    problem: &'static str,
    search: String,
    clear: String,
    rows: Vec<Row>,
    first: String,
    next: String,
}

#[derive(Template)]
#[template(path = "order.html")]
struct OrderPage {
    frame: Frame,
    back: String,
    /// Why it was not changed; empty if nobody tried.
    problem: String,
    /// Where it is changed; empty for whoever may not.
    action: String,
    customer: String,
    order: String,
    customer_href: String,
    keys: Vec<KeyRow>,
    rows: Vec<holders::Row>,
    /// Whether there are more than the page shows, and the most that it does.
    more: bool,
    most: usize,
}

/// Orders that the page and the API show.
pub(crate) struct Found {
    query: OrderQuery,
    pub(crate) orders: Vec<IssuedOrder>,
    /// The order that the next ones are behind; none if these are the last.
    pub(crate) next: Option<CustomerOrder>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let ((search, _), after) = (searched(call), call.request.query("after"));
    let after = (!after.is_empty()).then(|| CustomerOrder::parse(after));
    let query = OrderQuery { search, customer: None, after, limit: PAGE_ROWS + 1 };
    let mut orders = call.authority()?.orders(&query)?;
    let next = cut(&mut orders, PAGE_ROWS).map(|last| last.order.clone());
    Ok(Found { query, orders, next })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let links = call.request.links();
    let Found { query, orders, next } = find(call)?;
    let place = |after: &str| links.to("/orders", &[("q", &query.search), ("after", after)]);
    let (frame, problem) = search_frame(call, call.lang().pick("Orders", "注文"));
    let page = Page {
        frame,
        problem,
        lang_field: links.lang.map_or("", crate::language::id),
        clear: if query.search.is_empty() { String::new() } else { links.to("/orders", &[]) },
        rows: orders.iter().map(|order| row(call, order)).collect(),
        first: query.after.as_ref().map(|_| place("")).unwrap_or_default(),
        next: next.map(|order| place(&order.text())).unwrap_or_default(),
        search: query.search.clone(),
    };
    html(StatusCode::OK, &page)
}

fn title(order: &CustomerOrder, lang: Lang) -> String {
    if order.is_none() {
        return without(lang).to_owned();
    }
    let parts = [&order.customer, &order.order].into_iter().filter(|part| !part.is_empty());
    parts.map(|part| shown(part)).collect::<Vec<_>>().join(" ")
}

/// Shows one.
pub(crate) fn show_one(call: &Call<'_>) -> Result<Response, PageError> {
    page_of(call, StatusCode::OK, String::new())
}

/// Gives its keys another customer and number. Two orders become one only where that was asked for: it cannot be taken back.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let (before, text) = (named(call), |name| call.request.form(name).trim().to_owned());
    let after = CustomerOrder { customer: text("new-customer"), order: text("new-order") };
    let [all_orders, merge] = ["all", "merge"].map(|name| call.request.form(name) == "1");
    let lang = call.lang();
    match changed(call, &OrderChange { before, after: after.clone(), all_orders, merge })? {
        KeyChanged::Done(_) => {
            let place = [("customer", after.customer.as_str()), ("order", after.order.as_str())];
            Ok(redirect(&call.request.links().to("/order", &place)))
        }
        KeyChanged::Meanwhile => {
            let problem = lang.pick(
                "Somebody has changed it meanwhile, so yours was not saved: no key has this customer and order any more.",
                "ほかのユーザーが先に変更したため、保存されませんでした。この顧客と注文番号のキーはありません。",
            );
            page_of(call, StatusCode::CONFLICT, problem.to_owned())
        }
        KeyChanged::Refused(refusal) => page_of(call, StatusCode::UNPROCESSABLE_ENTITY, refusal.text(lang)),
    }
}

/// Makes a change, for the page or for the API, and records it.
pub(crate) fn changed(call: &Call<'_>, change: &OrderChange) -> Result<KeyChanged, PageError> {
    if change.before == change.after {
        return Ok(KeyChanged::Done(0));
    }
    let (entry, key_groups) = (call.entry(AuditAction::OrderEdit), key_groups(call, change)?);
    let changed = call.authority()?.change_order(change, &entry.account, call.now)?;
    if let KeyChanged::Done(keys) = changed {
        let written = |order: &CustomerOrder| format!("customer {:?}, order {:?}", order.customer, order.order);
        let (old, new) = (Some(written(&change.before)), Some(format!("{}; keys: {keys}", written(&change.after))));
        call.store()?.add_audit(&AuditEntry { old, new, key_groups, ..entry })?;
    }
    Ok(changed)
}

/// The key groups of all keys that a change is about.
fn key_groups(call: &Call<'_>, change: &OrderChange) -> Result<Vec<u16>, PageError> {
    let CustomerOrder { customer, .. } = &change.before;
    if change.all_orders && !customer.is_empty() {
        return customer::key_groups(call, customer);
    }
    let (search, order) = (String::new(), Some(change.before.clone()));
    let keys = call.authority()?.keys(&KeyQuery { search, state: None, order, after: None, limit: usize::MAX })?;
    Ok(keys.iter().map(|key| key.claim.group).collect::<BTreeSet<_>>().into_iter().collect())
}

fn named(call: &Call<'_>) -> CustomerOrder {
    CustomerOrder { customer: call.request.query("customer").to_owned(), order: call.request.query("order").to_owned() }
}

fn page_of(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let (lang, links, view, order) = (call.lang(), call.request.links(), call.authority()?, named(call));
    let of = || Some(order.clone());
    let keys = KeyQuery { search: String::new(), state: None, order: of(), after: None, limit: PARTS_MAX + 1 };
    let mut keys = view.keys(&keys)?;
    if keys.is_empty() && problem.is_empty() {
        return Err(PageError::NotFound);
    }
    let holders = HolderQuery {
        search: String::new(),
        kind: None,
        state: None,
        key: None,
        pack: None,
        order: of(),
        after: None,
        limit: PARTS_MAX + 1,
        now: call.now,
    };
    let (mut holders, newest) = (view.holders(&holders)?, view.newest_pack()?);
    let more = keys.len().max(holders.len()) > PARTS_MAX;
    keys.truncate(PARTS_MAX);
    holders.truncate(PARTS_MAX);
    let page = OrderPage {
        frame: Frame::new(call, &title(&order, lang)),
        back: links.to("/orders", &[]),
        problem,
        action: if call.may(Permission::EditKeys) && !keys.is_empty() {
            links.to("/order", &[("customer", &order.customer), ("order", &order.order)])
        } else {
            String::new()
        },
        customer: order.customer.clone(),
        order: order.order.clone(),
        customer_href: customer_href(call, &order.customer),
        keys: keys.iter().map(|key| keys::row(call, key)).collect(),
        rows: holders.iter().map(|holder| holders::row(holder, newest, call.now, lang, links)).collect(),
        more,
        most: PARTS_MAX,
    };
    html(status, &page)
}
