//! Saved views of the list of machines: the own ones, those that everybody sees, and the form that saves the list which the address holds.

use super::{
    code_text::shown,
    frame::Frame,
    name::LENGTH_MAX,
    product_name::named_product,
    response::{html, redirect},
    time_text::utc,
    view_links::{PATH, address},
};
use crate::{
    call::{Call, PageError},
    machine_address::MachineList,
    machine_columns::MachineColumn,
    role::Permission,
    saved_view::{SavedView, ViewKey},
    view::ProductName,
    view_change::{self, EVERYBODY, ViewFault},
    view_refusal::ViewRefusal,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::lang::Lang;

/// Where those are changed that everybody sees.
pub(crate) const SHARED: &str = "/views/shared";

#[derive(Template)]
#[template(path = "views.html")]
struct Page {
    frame: Frame,
    list: String,
    problem: String,
    name: String,
    name_max: usize,
    action: String,
    /// The form that saves a list; none where the address holds none.
    wanted: Option<Wanted>,
    own: Vec<Row>,
    shared: Vec<Row>,
    /// Where those of everybody are changed; empty for whoever may not.
    sharing: String,
}

/// A list that can be saved.
struct Wanted {
    query: String,
    what: String,
}

struct Row {
    /// As it is stored.
    id: String,
    name: String,
    href: String,
    what: String,
    maker: String,
    created: String,
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new())
}

/// Does what the pressed button says to a view of whoever calls.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    let (form, own) = (|name| call.request.form(name), view_change::own(call));
    let key = key(own, form("name"));
    match form("do") {
        "add" => answer(call, view_change::add(call, own, form("name"), form("view"))),
        "rename" => answer(call, view_change::rename(call, &key, form("new"))),
        "remove" => answer(call, view_change::remove(call, &key).map_err(ViewFault::Page)),
        _ => Err(PageError::NotFound),
    }
}

/// Does it to one that everybody sees, or lets everybody see one.
pub(crate) fn change_shared(call: &Call<'_>) -> Result<Response, PageError> {
    let (form, own) = (|name| call.request.form(name), view_change::own(call));
    let shared = key(EVERYBODY, form("name"));
    match form("do") {
        "share" => answer(call, view_change::give(call, &key(own, form("name")), EVERYBODY)),
        "keep" => answer(call, view_change::give(call, &shared, own)),
        "rename" => answer(call, view_change::rename(call, &shared, form("new"))),
        "remove" => answer(call, view_change::remove(call, &shared).map_err(ViewFault::Page)),
        _ => Err(PageError::NotFound),
    }
}

fn key(owner: &str, name: &str) -> ViewKey {
    ViewKey { owner: owner.to_owned(), name: name.to_owned() }
}

fn answer(call: &Call<'_>, done: Result<SavedView, ViewFault>) -> Result<Response, PageError> {
    match done {
        Ok(_) => Ok(redirect(&call.request.links().to(PATH, &[]))),
        Err(ViewFault::Page(error)) => Err(error),
        Err(ViewFault::Refused(refusal)) => {
            let exists = refusal == ViewRefusal::Exists;
            let status = if exists { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            page(call, status, refusal.text(call.lang()))
        }
    }
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let products = call.host()?.products()?;
    let (shared, own) = view_change::seen(call)?.into_iter().partition::<Vec<_>, _>(SavedView::is_shared);
    let row = |view| row(call, view, &products);
    let may = call.may(Permission::ShareViews);
    let wanted = wanted(call)?;
    let page = Page {
        frame: Frame::new(call, lang.pick("Saved views", "保存したビュー")),
        list: links.to("/machines", &[]),
        name: if wanted.is_some() { call.request.form("name").to_owned() } else { String::new() },
        problem,
        name_max: LENGTH_MAX,
        action: links.to(PATH, &[]),
        wanted: wanted.map(|list| Wanted { query: list.text(), what: what(&list, &products, lang) }),
        own: own.into_iter().map(row).collect(),
        shared: shared.into_iter().map(row).collect(),
        sharing: if may { links.to(SHARED, &[]) } else { String::new() },
    };
    html(status, &page)
}

/// The list that can be saved: that of the address, or of the form that was refused.
fn wanted(call: &Call<'_>) -> Result<Option<MachineList>, PageError> {
    match call.request.query("view") {
        "" => Ok(Some(call.request.form("view"))
            .filter(|text| !text.is_empty())
            .and_then(|text| MachineList::parse(text, call.now))),
        text => MachineList::parse(text, call.now).ok_or(PageError::NotFound).map(Some),
    }
}

fn row(call: &Call<'_>, view: SavedView, products: &[ProductName]) -> Row {
    let list = MachineList::parse(&view.query, call.now);
    Row {
        name: shown(&view.key.name),
        href: address(call, &view),
        what: list.map_or_else(|| shown(&view.query), |list| what(&list, products, call.lang())),
        maker: shown(&view.maker),
        created: utc(view.created),
        id: view.key.name,
    }
}

/// What a list shows, in words.
fn what(list: &MachineList, products: &[ProductName], lang: Lang) -> String {
    let query = &list.query;
    let mut words = Vec::new();
    if !query.search.is_empty() {
        words.push(format!("{} {}", lang.pick("name contains", "名前に含む文字列:"), shown(&query.search)));
    }
    words.extend(query.state.map(|state| format!("{} {}", lang.pick("state:", "状態:"), state.name().get(lang))));
    words.extend(
        query.product.map(|id| format!("{} {}", lang.pick("product:", "製品:"), shown(&named_product(id, products)))),
    );
    words.extend(query.unseen_days.map(|days| {
        lang.pick(format!("no request for {days} days"), format!("{days} 日間、要求がないコンピューター"))
    }));
    if words.is_empty() {
        words.push(lang.pick("all machines", "すべてのコンピューター").to_owned());
    }
    words.push(query.sort.name().get(lang).to_owned());
    words.extend(
        list.group.map(|group| format!("{} {}", lang.pick("grouped by", "グループ化:"), group.name().get(lang))),
    );
    if list.columns != MachineColumn::USUAL {
        let names: Vec<_> = list.columns.iter().map(|column| column.name().get(lang)).collect();
        words.push(format!("{} {}", lang.pick("columns:", "列:"), names.join(lang.pick(", ", "・"))));
    }
    words.join(lang.pick("; ", "、"))
}
