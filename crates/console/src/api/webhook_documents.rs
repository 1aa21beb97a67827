//! Webhooks as the API takes and tells them. A secret is told once, to whom made it.

use crate::{
    webhook::store::{Delivery, Webhook},
    webhook_change::{DeliveryState, Made},
};
use muster_core::time::Moment;
use muster_proto::instant::rfc3339;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All webhooks.
#[derive(Serialize, ToSchema)]
pub(crate) struct WebhookList {
    pub(crate) webhooks: Vec<WebhookDocument>,
}

/// Where what happens is posted to.
#[derive(Serialize, ToSchema)]
pub(crate) struct WebhookDocument {
    name: String,
    url: String,
    /// What it is told, besides tests.
    events: Vec<&'static str>,
    /// The account, or `token` and the name of the token, that made it.
    maker: String,
    #[schema(format = DateTime)]
    created: String,
}

/// A webhook that was just made.
#[derive(Serialize, ToSchema)]
pub(crate) struct MadeWebhookDocument {
    webhook: WebhookDocument,
    /// What its messages are signed with: `whsec_` and Base64. It is told this once.
    secret: String,
}

/// A webhook as it is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WantedWebhook {
    /// 1 to 64 characters, no spaces and nothing invisible.
    pub(crate) name: String,
    /// Begins with `https://` or `http://`, and names no account.
    pub(crate) url: String,
    /// What it is told: the events of docs/console.md. All of the service without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) events: Option<Vec<String>>,
}

/// Which webhook.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamedWebhook {
    pub(crate) name: String,
}

/// Some of the deliveries.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeliveryPage {
    pub(crate) deliveries: Vec<DeliveryDocument>,
    /// `before` of the next page; null on the last.
    pub(crate) next: Option<i64>,
}

/// A message, and how far it is.
#[derive(Serialize, ToSchema)]
pub(crate) struct DeliveryDocument {
    /// Its number in the log.
    number: i64,
    /// `webhook-id` of the message, the same at each try.
    id: String,
    webhook: String,
    event: String,
    #[schema(format = DateTime)]
    created: String,
    /// `arrived`, `given-up` or `on-its-way`.
    state: &'static str,
    /// Tries so far.
    attempts: u32,
    #[schema(format = DateTime)]
    last: Option<String>,
    /// When it is tried again.
    #[schema(format = DateTime)]
    next: Option<String>,
    /// How the last try ended: a status, or why there was none.
    outcome: String,
}

impl WebhookDocument {
    pub(super) fn new(webhook: &Webhook) -> Self {
        Self {
            name: webhook.name.clone(),
            url: webhook.url.clone(),
            events: webhook.events.iter().map(|event| event.id()).collect(),
            maker: webhook.maker.clone(),
            created: rfc3339(webhook.created),
        }
    }
}

impl MadeWebhookDocument {
    pub(super) fn new(Made { webhook, secret }: Made) -> Self {
        Self { webhook: WebhookDocument::new(&webhook), secret }
    }
}

impl DeliveryDocument {
    pub(super) fn new(delivery: Delivery) -> Self {
        let state = DeliveryState::of(&delivery).id();
        let Delivery { number, message, attempts, next, last, outcome, delivered: _ } = delivery;
        let time = |moment: Option<Moment>| moment.map(rfc3339);
        Self {
            number,
            id: message.id,
            webhook: message.webhook,
            event: message.event,
            created: rfc3339(message.created),
            state,
            attempts,
            last: time(last),
            next: time(next),
            outcome,
        }
    }
}
