//! Webhooks: all of them with the form that makes one, and below the log of what was sent to them.

use super::{
    choice::Choice,
    code_text::{shown, shown_or_dash},
    frame::Frame,
    paging::{before, cut},
    response::{html, redirect},
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    webhook::{
        event::WebhookEvent,
        refusal::WebhookRefusal,
        store::{Delivery, Webhook},
    },
    webhook_change::{self, DeliveryState, Wanted},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::lang::Lang;

/// Deliveries on a page.
const PAGE_ROWS: u32 = 50;

#[derive(Template)]
#[template(path = "webhooks.html")]
struct Page {
    frame: Frame,
    action: String,
    problem: String,
    name: String,
    url: String,
    events: Vec<Choice>,
    rows: Vec<Row>,
    made: Option<Made>,
    deliveries: Vec<DeliveryRow>,
    first: String,
    next: String,
}

/// A webhook that was just made: its secret is shown once.
struct Made {
    name: String,
    secret: String,
}

struct Row {
    /// As it is stored.
    id: String,
    name: String,
    url: String,
    events: String,
    maker: String,
    created: String,
}

struct DeliveryRow {
    created: String,
    webhook: String,
    event: String,
    attempts: u32,
    state: &'static str,
    class: &'static str,
    outcome: String,
    last: String,
    next: String,
    id: String,
}

/// Deliveries that the page and the API show.
pub(crate) struct Found {
    pub(crate) deliveries: Vec<Delivery>,
    /// The number that the next ones are before; none if these are the last.
    pub(crate) next: Option<i64>,
}

/// What the address asks for.
pub(crate) fn find(call: &Call<'_>) -> Result<Found, PageError> {
    let mut deliveries = call.store()?.deliveries_before(before(call, i64::MAX)?, PAGE_ROWS + 1)?;
    let next = cut(&mut deliveries, PAGE_ROWS as usize).map(|last| last.number);
    Ok(Found { deliveries, next })
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new(), None)
}

/// Does what the pressed button says.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    match call.request.form("do") {
        "add" => add(call),
        "remove" => done(call, webhook_change::remove(call, call.request.form("name"))),
        "test" => done(call, webhook_change::test(call, call.request.form("name"))),
        _ => Err(PageError::NotFound),
    }
}

fn done(call: &Call<'_>, done: Result<Webhook, PageError>) -> Result<Response, PageError> {
    done.map(|_| redirect(&call.request.links().to("/webhooks", &[])))
}

fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let events = WebhookEvent::of(call.console.service.kind()).filter(|event| is_chosen(call, *event)).collect();
    let wanted = Wanted { name: call.request.form("name"), url: call.request.form("url"), events };
    match webhook_change::make(call, wanted)? {
        Ok(webhook_change::Made { webhook, secret }) => {
            page(call, StatusCode::OK, String::new(), Some(Made { name: shown(&webhook.name), secret }))
        }
        Err(refusal) => {
            let exists = refusal == WebhookRefusal::Exists;
            let status = if exists { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            page(call, status, refusal.text(call.lang()).to_owned(), None)
        }
    }
}

fn is_chosen(call: &Call<'_>, event: WebhookEvent) -> bool {
    !call.request.form(event.id()).is_empty()
}

fn page(call: &Call<'_>, status: StatusCode, problem: String, made: Option<Made>) -> Result<Response, PageError> {
    let (lang, links, mut store) = (call.lang(), call.request.links(), call.store()?);
    let given = call.request.query("before");
    let Found { deliveries, next } = find(call)?;
    let typed = |name| if problem.is_empty() { String::new() } else { call.request.form(name).to_owned() };
    let choice = |event: WebhookEvent| {
        Choice::new(event.id(), event.name().get(lang), problem.is_empty() || is_chosen(call, event))
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("Webhooks", "Webhook")),
        action: links.to("/webhooks", &[]),
        name: typed("name"),
        url: typed("url"),
        events: WebhookEvent::of(call.console.service.kind()).map(choice).collect(),
        rows: store.webhooks()?.into_iter().map(|webhook| row(webhook, lang)).collect(),
        made,
        deliveries: deliveries.iter().map(|delivery| delivery_row(delivery, lang)).collect(),
        first: if given.is_empty() { String::new() } else { links.to("/webhooks", &[]) },
        next: next.map(|number| links.to("/webhooks", &[("before", &number.to_string())])).unwrap_or_default(),
        problem,
    };
    html(status, &page)
}

fn row(webhook: Webhook, lang: Lang) -> Row {
    let events: Vec<&str> = webhook.events.iter().map(|event| event.name().get(lang)).collect();
    Row {
        name: shown(&webhook.name),
        url: shown(&webhook.url),
        events: events.join(", "),
        maker: shown(&webhook.maker),
        created: utc(webhook.created),
        id: webhook.name,
    }
}

fn delivery_row(delivery: &Delivery, lang: Lang) -> DeliveryRow {
    let message = &delivery.message;
    let (state, class) = match DeliveryState::of(delivery) {
        DeliveryState::Arrived => (lang.pick("Arrived", "配信済み"), "well"),
        DeliveryState::OnItsWay => {
            (lang.pick("On its way", "配信待ち"), if delivery.attempts > 0 { "warn" } else { "" })
        }
        DeliveryState::GivenUp => (lang.pick("Given up", "中止"), "bad"),
    };
    let event = WebhookEvent::named(&message.event)
        .map_or_else(|| shown(&message.event), |known| known.name().get(lang).to_owned());
    let at = |moment: Option<_>| moment.map_or_else(|| "–".to_owned(), utc);
    DeliveryRow {
        created: utc(message.created),
        webhook: shown(&message.webhook),
        event,
        attempts: delivery.attempts,
        state,
        class,
        outcome: shown_or_dash(&delivery.outcome),
        last: at(delivery.last),
        next: at(delivery.next),
        id: message.id.clone(),
    }
}
