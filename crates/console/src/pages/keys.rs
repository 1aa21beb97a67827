//! The product keys of the authority: search, filter and place stand in the address. A key is known by its last characters.

use super::{
    choice::Choice,
    code_text::shown,
    frame::Frame,
    paging::{cut, known},
    response::html,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    issued_key::{IssuedKeyRow, KeyQuery, KeyState},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    keys::product_key::{KeyClaim, KeyError, KeyKind, MASK, ProductKey},
    lang::Lang,
};

/// Keys on a page.
const PAGE_ROWS: usize = 50;

#[derive(Template)]
#[template(path = "keys.html")]
struct Page {
    frame: Frame,
    lang_field: &'static str,
    problem: &'static str,
    search: String,
    states: Vec<Choice>,
    filtered: bool,
    clear: String,
    keys: Vec<KeyRow>,
    first: String,
    next: String,
}

/// A key in a list.
pub(super) struct KeyRow {
    pub(super) href: String,
    pub(super) tail: String,
    pub(super) serial: u32,
    pub(super) kind: &'static str,
    pub(super) customer: String,
    pub(super) order: String,
    pub(super) issued: String,
    pub(super) computers: String,
    pub(super) full: bool,
    pub(super) state: &'static str,
    pub(super) class: &'static str,
}

/// Keys that the page and the API show.
pub(crate) struct Found {
    query: KeyQuery,
    pub(crate) keys: Vec<IssuedKeyRow>,
    /// The number that the next ones are behind; none if these are the last.
    pub(crate) next: Option<u32>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let state = known(call.request.query("state"), KeyState::named)?;
    let after = known(call.request.query("after"), |number| number.parse().ok())?;
    let (search, _) = searched(call);
    let query = KeyQuery { search, state, order: None, after, limit: PAGE_ROWS + 1 };
    let mut keys = call.authority()?.keys(&query)?;
    let next = cut(&mut keys, PAGE_ROWS).map(|last| last.claim.number());
    Ok(Found { query, keys, next })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (lang, links) = (call.lang(), call.request.links());
    let Found { query, keys, next } = find(call)?;
    let title = lang.pick("Product keys", "プロダクト キー");
    let (frame, problem) = search_frame(call, title);
    let address = |after: &str| {
        let state = query.state.map_or("", KeyState::id);
        links.to("/", &[("q", &query.search), ("state", state), ("after", after)])
    };
    let page = Page {
        frame,
        lang_field: links.lang.map_or("", crate::language::id),
        problem,
        states: KeyState::ALL
            .map(|state| Choice::new(state.id(), state.name().get(lang), query.state == Some(state)))
            .into(),
        filtered: !query.search.is_empty() || query.state.is_some(),
        clear: links.to("/", &[]),
        keys: keys.iter().map(|key| row(call, key)).collect(),
        first: query.after.map(|_| address("")).unwrap_or_default(),
        next: next.map(|number| address(&number.to_string())).unwrap_or_default(),
        search: query.search.clone(),
    };
    html(StatusCode::OK, &page)
}

/// A key in a list.
pub(super) fn row(call: &Call<'_>, key: &IssuedKeyRow) -> KeyRow {
    let (lang, (state, class)) = (call.lang(), state(key, call));
    KeyRow {
        href: call.request.links().to("/key", &[("id", &key.claim.number().to_string())]),
        tail: tail(&key.claim),
        serial: key.claim.serial,
        kind: kind(key.claim.kind, lang),
        customer: shown(&key.customer),
        order: shown(&key.order),
        issued: utc(key.issued),
        computers: computers(key),
        full: key.computers as usize >= key.limit.computers(),
        state,
        class,
    }
}

/// What is searched for, and whether that was a whole key: one finds nothing, and is repeated nowhere.
pub(super) fn searched(call: &Call<'_>) -> (String, bool) {
    let search = call.request.query("q").trim();
    let whole = is_whole_key(search);
    (if whole { String::new() } else { search.to_owned() }, whole)
}

/// The frame of a page that searches, and what is wrong with the search.
pub(super) fn search_frame(call: &Call<'_>, title: &str) -> (Frame, &'static str) {
    let problem = call.lang().pick(
        "Search for the last five characters of a key, never for a whole key.",
        "プロダクト キー全体ではなく、末尾の 5 文字で検索してください。",
    );
    if searched(call).1 { (Frame::without_address(call, title), problem) } else { (Frame::new(call, title), "") }
}

/// Whether a text is a whole product key, right or mistyped, in whatever way keys are pasted.
fn is_whole_key(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let grouped = groups.len() == 5 && groups.iter().all(|group| group.chars().count() == 5);
    // Names of customers have vowels.
    let typed = matches!(text.parse::<ProductKey>(), Ok(_) | Err(KeyError::Check));
    (grouped || typed) && !text.starts_with(MASK)
}

/// A key by its last characters.
pub(super) fn tail(claim: &KeyClaim) -> String {
    format!("…-{}", claim.partial())
}

pub(super) fn kind(kind: KeyKind, lang: Lang) -> &'static str {
    match kind {
        KeyKind::Host => lang.pick("Host key", "ホスト キー"),
        KeyKind::Multiple => "MAK",
        KeyKind::Setup => lang.pick("Setup key", "セットアップ キー"),
    }
}

pub(super) fn state(key: &IssuedKeyRow, call: &Call<'_>) -> (&'static str, &'static str) {
    let (state, lang) = (key.state(), call.lang());
    match state {
        KeyState::Blocked => (state.name().get(lang), "bad"),
        KeyState::Issued if key.has_ended(call.now) => (lang.pick("Ended", "期限切れ"), "bad"),
        KeyState::Issued => (state.name().get(lang), "well"),
    }
}

/// How many computers it has activated, of how many.
pub(super) fn computers(key: &IssuedKeyRow) -> String {
    format!("{} / {}", key.computers, key.limit.computers())
}
