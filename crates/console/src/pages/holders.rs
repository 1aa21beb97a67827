//! Whom the authority has licensed: hosts, unless the address asks for others. Search, filters and place stand in the address.

use super::{
    choice::Choice,
    code_text::shown,
    frame::Frame,
    keys::{search_frame, searched, tail},
    paging::{cut, known},
    response::html,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    license_holder::{HolderCursor, HolderKind, HolderQuery, HolderState, LicenseHolder},
    links::Links,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{keys::product_key::KeyClaim, lang::Lang, time::Moment};

/// Holders on a page.
const PAGE_ROWS: usize = 50;
/// What stands in the address for holders of every kind.
pub(crate) const ALL: &str = "all";

#[derive(Template)]
#[template(path = "holders.html")]
struct Page {
    frame: Frame,
    lang_field: &'static str,
    problem: &'static str,
    search: String,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    /// The number of the key and the version of the pack that the address asks for; empty for all.
    key: String,
    pack: String,
    filtered: bool,
    clear: String,
    /// The newest license pack; empty if there is none.
    newest: String,
    rows: Vec<Row>,
    first: String,
    next: String,
}

/// A holder in a list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) customer: String,
    pub(super) order: String,
    pub(super) key: String,
    pub(super) activated: String,
    pub(super) until: String,
    pub(super) pack: PackHeld,
    pub(super) state: &'static str,
    pub(super) class: &'static str,
}

/// Which pack a holder has, as far as it is known.
pub(super) struct PackHeld {
    pub(super) text: String,
    /// `warn` where it was not the newest.
    pub(super) class: &'static str,
}

/// Holders that the page and the API show.
pub(crate) struct Found {
    query: HolderQuery,
    pub(crate) holders: Vec<LicenseHolder>,
    /// The place that the next page begins behind; none if this is the last.
    pub(crate) next: Option<HolderCursor>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let query = query(call)?;
    let mut holders = call.authority()?.holders(&query)?;
    let next = cut(&mut holders, PAGE_ROWS).map(HolderCursor::of);
    Ok(Found { query, holders, next })
}

fn query(call: &Call<'_>) -> Result<HolderQuery, PageError> {
    let text = |name| call.request.query(name).trim();
    let kind = match text("kind") {
        "" => Some(HolderKind::Host),
        ALL => None,
        id => Some(HolderKind::named(id).ok_or(PageError::NotFound)?),
    };
    let key = |number: &str| number.parse().ok().and_then(KeyClaim::from_number);
    Ok(HolderQuery {
        search: searched(call).0,
        kind,
        state: known(text("state"), HolderState::named)?,
        key: known(text("key"), key)?,
        pack: known(text("pack"), |version| version.parse().ok())?,
        order: None,
        after: known(text("after"), HolderCursor::parse)?,
        limit: PAGE_ROWS + 1,
        now: call.now,
    })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let Found { query, holders, next } = find(call)?;
    let newest = call.authority()?.newest_pack()?;
    let kind = query.kind.map_or(ALL, HolderKind::id);
    let state = query.state.map_or("", HolderState::id);
    let key = query.key.map(|key| key.number().to_string()).unwrap_or_default();
    let pack = query.pack.map(|pack| pack.to_string()).unwrap_or_default();
    let place = |after: &str| {
        let kind = if query.kind == Some(HolderKind::Host) { "" } else { kind };
        let given = [("q", query.search.as_str()), ("kind", kind), ("state", state), ("key", &key), ("pack", &pack)];
        links.to("/hosts", &[&given[..], &[("after", after)]].concat())
    };
    let (frame, problem) = search_frame(call, lang.pick("Hosts", "ホスト"));
    let page = Page {
        frame,
        problem,
        lang_field: links.lang.map_or("", crate::language::id),
        kinds: kinds(kind, lang),
        states: HolderState::ALL
            .map(|state| Choice::new(state.id(), state.name().get(lang), query.state == Some(state)))
            .into(),
        filtered: call.request.pairs().any(|(name, value)| name != "lang" && !value.is_empty()),
        clear: links.to("/hosts", &[]),
        newest: newest.map(|version| version.to_string()).unwrap_or_default(),
        rows: holders.iter().map(|holder| row(holder, newest, call.now, lang, links)).collect(),
        first: query.after.map(|_| place("")).unwrap_or_default(),
        next: next.map(|cursor| place(&cursor.text())).unwrap_or_default(),
        search: query.search.clone(),
        key,
        pack,
    };
    html(StatusCode::OK, &page)
}

fn kinds(chosen: &str, lang: Lang) -> Vec<Choice> {
    let known = HolderKind::ALL.map(|kind| (kind.id(), kind.name().get(lang)));
    let all = [(ALL, lang.pick("All", "すべて"))];
    known.into_iter().chain(all).map(|(id, name)| Choice::new(id, name, id == chosen)).collect()
}

/// A holder in a list.
pub(super) fn row(holder: &LicenseHolder, newest: Option<u32>, now: Moment, lang: Lang, links: Links) -> Row {
    let (state, class) = state(holder, now, lang);
    Row {
        href: links.to("/host", &[("id", &holder.id.to_string())]),
        name: named(&holder.machine, lang),
        kind: holder.kind.name().get(lang),
        customer: shown(&holder.customer),
        order: shown(&holder.order),
        key: tail(&holder.key),
        activated: utc(holder.activated),
        until: until(holder, lang),
        pack: pack_held(holder, newest, lang),
        state,
        class,
    }
}

/// The name that it gave itself; by telephone it gives none.
pub(super) fn named(machine: &str, lang: Lang) -> String {
    if machine.is_empty() { lang.pick("(no name)", "(名前なし)").to_owned() } else { shown(machine) }
}

/// When its license ends.
pub(super) fn until(holder: &LicenseHolder, lang: Lang) -> String {
    holder.until.map_or_else(|| lang.pick("no end", "無期限").to_owned(), utc)
}

/// Which pack it had when it asked last: nothing later is told to the authority.
pub(super) fn pack_held(holder: &LicenseHolder, newest: Option<u32>, lang: Lang) -> PackHeld {
    match holder.pack {
        None => PackHeld { text: lang.pick("not known", "不明").to_owned(), class: "" },
        Some(version) => {
            PackHeld { text: version.to_string(), class: if newest > Some(version) { "warn" } else { "" } }
        }
    }
}

pub(super) fn state(holder: &LicenseHolder, now: Moment, lang: Lang) -> (&'static str, &'static str) {
    let state = holder.state(now);
    let class = if state == HolderState::InForce { "well" } else { "bad" };
    (state.name().get(lang), class)
}
