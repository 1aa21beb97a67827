//! What administrators do with webhooks, on the page and by the API: each is recorded.

use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    store::ConsoleStore,
    webhook::{
        announce::Notice,
        event::WebhookEvent,
        made::made_webhook,
        refusal::WebhookRefusal,
        store::{Delivery, Webhook},
        worker,
    },
};
use serde_json::json;

/// A webhook as somebody wants it.
pub(crate) struct Wanted<'w> {
    pub(crate) name: &'w str,
    pub(crate) url: &'w str,
    pub(crate) events: Vec<WebhookEvent>,
}

/// A webhook that was just made: its secret is shown once.
pub(crate) struct Made {
    pub(crate) webhook: Webhook,
    pub(crate) secret: String,
}

/// Makes one.
pub(crate) fn make(call: &Call<'_>, wanted: Wanted<'_>) -> Result<Result<Made, WebhookRefusal>, PageError> {
    let Made { webhook, secret } = match drawn(call, wanted) {
        Ok(made) => made,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let entry = AuditEntry { new: Some(webhook.url.clone()), ..entry(call, AuditAction::WebhookAdd, &webhook.name) };
    let added = call.store()?.add_webhook(&webhook, &entry)?;
    Ok(if added { Ok(Made { webhook, secret }) } else { Err(WebhookRefusal::Exists) })
}

/// Gives one another address and other events; its secret stays.
pub(crate) fn change(call: &Call<'_>, wanted: Wanted<'_>) -> Result<Result<Webhook, WebhookRefusal>, PageError> {
    let mut store = call.store()?;
    let stored = named(&mut *store, wanted.name)?;
    let changed = match drawn(call, wanted) {
        Ok(Made { webhook, .. }) => Webhook { url: webhook.url, events: webhook.events, ..stored.clone() },
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (old, new) = (Some(stored.url), Some(changed.url.clone()));
    let entry = AuditEntry { old, new, ..entry(call, AuditAction::WebhookChange, &changed.name) };
    if store.change_webhook(&changed, &entry)? { Ok(Ok(changed)) } else { Err(PageError::NotFound) }
}

/// Removes one.
pub(crate) fn remove(call: &Call<'_>, name: &str) -> Result<Webhook, PageError> {
    let mut store = call.store()?;
    let stored = named(&mut *store, name)?;
    let removed = store.remove_webhook(name, &entry(call, AuditAction::WebhookRemove, name))?;
    if removed { Ok(stored) } else { Err(PageError::NotFound) }
}

/// Sends one a test.
pub(crate) fn test(call: &Call<'_>, name: &str) -> Result<Webhook, PageError> {
    let mut store = call.store()?;
    let stored = named(&mut *store, name)?;
    store.add_audit(&entry(call, AuditAction::WebhookTest, name))?;
    let notice = Notice { event: WebhookEvent::Test, data: json!({ "webhook": name }) };
    worker::tell(&mut *store, notice, Some(name), call.now, &call.console.entropy)?;
    Ok(stored)
}

/// How far a delivery is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum DeliveryState {
    Arrived,
    GivenUp,
    OnItsWay,
}

impl DeliveryState {
    pub(crate) fn of(delivery: &Delivery) -> Self {
        match (delivery.delivered, delivery.next) {
            (true, _) => Self::Arrived,
            (false, Some(_)) => Self::OnItsWay,
            (false, None) => Self::GivenUp,
        }
    }

    /// As the API tells it.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::GivenUp => "given-up",
            Self::OnItsWay => "on-its-way",
        }
    }
}

fn drawn(call: &Call<'_>, Wanted { name, url, events }: Wanted<'_>) -> Result<Made, WebhookRefusal> {
    // Whoever has the session or the token, as the audit log has it.
    let maker = call.entry(AuditAction::WebhookAdd).account;
    let (webhook, secret) = made_webhook((name, url), events, &maker, call.now, &call.console.entropy)?;
    Ok(Made { webhook, secret })
}

fn named(store: &mut dyn ConsoleStore, name: &str) -> Result<Webhook, PageError> {
    store.webhooks()?.into_iter().find(|webhook| webhook.name == name).ok_or(PageError::NotFound)
}

fn entry(call: &Call<'_>, action: AuditAction, name: &str) -> AuditEntry {
    AuditEntry { subject: Some(name.to_owned()), ..call.entry(action) }
}
