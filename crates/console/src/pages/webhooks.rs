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
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    webhook::{
        announce::Notice,
        event::WebhookEvent,
        made::made_webhook,
        refusal::WebhookRefusal,
        store::{Delivery, Webhook},
        worker,
    },
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::lang::Lang;
use serde_json::json;

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

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new(), None)
}

/// Does what the pressed button says.
pub(crate) fn change(call: &Call<'_>) -> Result<Response, PageError> {
    match call.request.form("do") {
        "add" => add(call),
        "remove" => remove(call),
        "test" => test(call),
        _ => Err(PageError::NotFound),
    }
}

fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let (lang, refused) = (call.lang(), |problem| page(call, StatusCode::UNPROCESSABLE_ENTITY, problem, None));
    let events: Vec<WebhookEvent> =
        WebhookEvent::of(call.console.service.kind()).filter(|event| is_chosen(call, *event)).collect();
    let maker = call.session.as_ref().map(|session| session.account.clone()).unwrap_or_default();
    let made = made_webhook(
        (call.request.form("name"), call.request.form("url")),
        events,
        &maker,
        call.now,
        &call.console.entropy,
    );
    let (webhook, secret) = match made {
        Ok(made) => made,
        Err(problem) => return refused(problem.text(lang).to_owned()),
    };
    let entry = entry(call, AuditAction::WebhookAdd, &webhook.name);
    if !call.store()?.add_webhook(&webhook, &AuditEntry { new: Some(webhook.url.clone()), ..entry })? {
        let problem = WebhookRefusal::Exists.text(lang);
        return page(call, StatusCode::CONFLICT, problem.to_owned(), None);
    }
    page(call, StatusCode::OK, String::new(), Some(Made { name: shown(&webhook.name), secret }))
}

fn remove(call: &Call<'_>) -> Result<Response, PageError> {
    let name = call.request.form("name");
    if !call.store()?.remove_webhook(name, &entry(call, AuditAction::WebhookRemove, name))? {
        return Err(PageError::NotFound);
    }
    Ok(redirect(&call.request.links().to("/webhooks", &[])))
}

fn test(call: &Call<'_>) -> Result<Response, PageError> {
    let (name, mut store) = (call.request.form("name"), call.store()?);
    if !store.webhooks()?.iter().any(|webhook| webhook.name == name) {
        return Err(PageError::NotFound);
    }
    store.add_audit(&entry(call, AuditAction::WebhookTest, name))?;
    let notice = Notice { event: WebhookEvent::Test, data: json!({ "webhook": name }) };
    worker::tell(&mut *store, notice, Some(name), call.now, &call.console.entropy)?;
    Ok(redirect(&call.request.links().to("/webhooks", &[])))
}

fn entry(call: &Call<'_>, action: AuditAction, name: &str) -> AuditEntry {
    AuditEntry { subject: Some(name.to_owned()), ..call.entry(action) }
}

fn is_chosen(call: &Call<'_>, event: WebhookEvent) -> bool {
    !call.request.form(event.id()).is_empty()
}

fn page(call: &Call<'_>, status: StatusCode, problem: String, made: Option<Made>) -> Result<Response, PageError> {
    let (lang, links, mut store) = (call.lang(), call.request.links(), call.store()?);
    let given = call.request.query("before");
    let mut deliveries = store.deliveries_before(before(call, i64::MAX)?, PAGE_ROWS + 1)?;
    let next = cut(&mut deliveries, PAGE_ROWS as usize).map(|last| last.number.to_string());
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
        next: next.map(|number| links.to("/webhooks", &[("before", &number)])).unwrap_or_default(),
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
    let (state, class) = match (delivery.delivered, delivery.next) {
        (true, _) => (lang.pick("Arrived", "配信済み"), "well"),
        (false, Some(_)) => (lang.pick("On its way", "配信待ち"), if delivery.attempts > 0 { "warn" } else { "" }),
        (false, None) => (lang.pick("Given up", "中止"), "bad"),
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
