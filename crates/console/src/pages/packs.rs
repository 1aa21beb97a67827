//! The license packs that the authority has signed, newest first.

use super::{
    frame::Frame,
    paging::{before, cut},
    response::html,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    issued::IssuedPack,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

/// Packs on a page.
const PAGE_ROWS: usize = 50;

#[derive(Template)]
#[template(path = "packs.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    first: String,
    next: String,
}

struct Row {
    version: u32,
    newest: bool,
    signed: bool,
    issued: String,
    until: String,
    /// `bad` for one that has ended.
    class: &'static str,
    products: String,
    key_groups: String,
    revoked: String,
    holders: u32,
    href: String,
    withdrawn: String,
}

/// Packs that the page and the API show.
pub(crate) struct Found {
    pub(crate) packs: Vec<IssuedPack>,
    pub(crate) newest: Option<u32>,
    /// The version that the next ones are before; none if these are the last.
    pub(crate) next: Option<u32>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let mut packs = call.authority()?.packs(before(call, u32::MAX)?, PAGE_ROWS + 1)?;
    let next = cut(&mut packs, PAGE_ROWS).map(|last| last.version);
    Ok(Found { packs, newest: call.authority()?.newest_pack()?, next })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let links = call.request.links();
    let Found { packs, newest, next } = find(call)?;
    let page = Page {
        frame: Frame::new(call, call.lang().pick("License packs", "ライセンス パック")),
        rows: packs.iter().map(|pack| row(call, pack, newest)).collect(),
        first: if call.request.query("before").is_empty() { String::new() } else { links.to("/packs", &[]) },
        next: next.map(|version| links.to("/packs", &[("before", &version.to_string())])).unwrap_or_default(),
    };
    html(StatusCode::OK, &page)
}

fn row(call: &Call<'_>, pack: &IssuedPack, newest: Option<u32>) -> Row {
    let content = pack.content.as_ref();
    let unknown = || call.lang().pick("not known", "不明").to_owned();
    let number = |number: Option<usize>| number.map_or_else(unknown, |number| number.to_string());
    let version = pack.version.to_string();
    Row {
        version: pack.version,
        newest: newest == Some(pack.version),
        signed: pack.signed,
        issued: utc(pack.issued),
        until: content.map_or_else(unknown, |content| utc(content.until)),
        class: if content.is_some_and(|content| content.until <= call.now) { "bad" } else { "" },
        products: number(content.map(|content| content.products)),
        key_groups: number(content.map(|content| content.key_groups)),
        revoked: number(content.map(|content| content.revoked)),
        holders: pack.holders,
        href: call.request.links().to("/hosts", &[("kind", super::holders::ALL), ("pack", &version)]),
        withdrawn: pack.withdrawn.map(utc).unwrap_or_default(),
    }
}
