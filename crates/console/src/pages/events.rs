//! The events of the host, newest first.

use super::{
    code_text::shown,
    frame::Frame,
    paging::{before, cut},
    response::html,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    view::Numbered,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::event::Level;
use muster_proto::event::Event;

/// Events on a page.
const PAGE_ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "events.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    first: String,
    next: String,
}

struct Row {
    at: String,
    id: u16,
    level: &'static str,
    class: &'static str,
    sentence: String,
    info: String,
}

/// Events that the page and the API show.
pub(crate) struct Found {
    pub(crate) events: Vec<Numbered<Event>>,
    /// The number that the next ones are before; none if these are the last.
    pub(crate) next: Option<i64>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let mut events = call.host()?.events(before(call, i64::MAX)?, PAGE_ROWS + 1)?;
    let next = cut(&mut events, PAGE_ROWS as usize).map(|last| last.number);
    Ok(Found { events, next })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (links, given) = (call.request.links(), call.request.query("before"));
    let Found { events, next } = find(call)?;
    let next = next.map(|number| links.to("/events", &[("before", &number.to_string())]));
    let page = Page {
        frame: Frame::new(call, call.lang().pick("Events", "イベント")),
        rows: events.iter().map(|event| row(call, event)).collect(),
        first: if given.is_empty() { String::new() } else { links.to("/events", &[]) },
        next: next.unwrap_or_default(),
    };
    html(StatusCode::OK, &page)
}

fn row(call: &Call<'_>, Numbered { value: event, .. }: &Numbered<Event>) -> Row {
    let lang = call.lang();
    let (level, class) = match event.level {
        Level::Error => (lang.pick("Error", "エラー"), "bad"),
        Level::Warning => (lang.pick("Warning", "警告"), "warn"),
        Level::Information => (lang.pick("Information", "情報"), "well"),
    };
    Row {
        at: utc(event.time),
        id: event.id,
        level,
        class,
        sentence: shown(&event.sentence(lang)),
        info: shown(&event.info),
    }
}
