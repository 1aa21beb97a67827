//! What the store keeps of webhooks: themselves, deliveries, and what was announced.

use super::event::WebhookEvent;
use crate::{audit::AuditEntry, error::ConsoleError};
use muster_core::time::Moment;

/// Where messages go.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its name, unique among webhooks.
    pub name: String,
    /// The address of the receiver.
    pub url: String,
    /// What messages are signed with. The receiver has it as well: it cannot be stored as a hash.
    pub secret: [u8; 32],
    /// What it is told; one that is not known any more is left out.
    pub events: Vec<WebhookEvent>,
    /// The account that made it.
    pub maker: String,
    /// When it was made.
    pub created: Moment,
}

/// A message on its way to a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedDelivery {
    /// Its id, the same at each try.
    pub id: String,
    /// The webhook's name.
    pub webhook: String,
    /// The id of the event.
    pub event: String,
    /// What is posted.
    pub body: String,
    /// When it happened.
    pub created: Moment,
}

/// A message, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number in the log.
    pub number: i64,
    /// The message.
    pub message: QueuedDelivery,
    /// Tries so far.
    pub attempts: u32,
    /// When it is tried next; none if it arrived or was given up.
    pub next: Option<Moment>,
    /// When it was tried last.
    pub last: Option<Moment>,
    /// How that ended: a status, or why there was none. Nothing else of an answer is kept.
    pub outcome: String,
    /// Whether it arrived.
    pub delivered: bool,
}

/// A change of what is remembered as announced: made only if it is still as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteChange {
    /// What about.
    pub subject: String,
    /// As it was read; none if there was nothing.
    pub from: Option<i64>,
    /// As it becomes; none forgets it.
    pub to: Option<i64>,
}

/// The webhooks of an open store.
pub trait WebhookStore {
    /// All webhooks, in the order of their names.
    fn webhooks(&mut self) -> Result<Vec<Webhook>, ConsoleError>;
    /// Stores a new webhook and records it, in one transaction; false if there is one of its name.
    fn add_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Gives the webhook of its name this address and these events, and records it, in one transaction; false if there is none.
    fn change_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Removes the webhook of this name, gives up what is on its way to it, and records it, in one transaction; false if there is none.
    fn remove_webhook(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Stores a webhook of another store.
    fn import_webhook(&mut self, webhook: &Webhook) -> Result<(), ConsoleError>;
    /// What is remembered as announced.
    fn webhook_notes(&mut self) -> Result<Vec<(String, i64)>, ConsoleError>;
    /// Makes the change, if there is one, and stores deliveries to be made at once, in one transaction; false, and nothing is stored, if
    /// somebody else has made it.
    fn queue_deliveries(
        &mut self,
        change: Option<&NoteChange>,
        deliveries: &[QueuedDelivery],
    ) -> Result<bool, ConsoleError>;
    /// Deliveries that are due at `now`, at most `limit`: nobody else is given them before `until`.
    fn claim_deliveries(&mut self, now: Moment, until: Moment, limit: u32) -> Result<Vec<Delivery>, ConsoleError>;
    /// Stores how a try ended.
    fn finish_delivery(&mut self, delivery: &Delivery) -> Result<(), ConsoleError>;
    /// How many deliveries are on their way.
    fn pending_deliveries(&mut self) -> Result<u32, ConsoleError>;
    /// The `limit` deliveries before a number, newest first.
    fn deliveries_before(&mut self, number: i64, limit: u32) -> Result<Vec<Delivery>, ConsoleError>;
    /// Removes what is not on its way any more and happened before a moment.
    fn prune_deliveries(&mut self, before: Moment) -> Result<(), ConsoleError>;
}

impl Webhook {
    /// Its events as the store keeps them.
    pub fn event_ids(&self) -> String {
        self.events.iter().map(|event| event.id()).collect::<Vec<_>>().join(",")
    }

    /// The events that [`Self::event_ids`] wrote.
    pub fn events_from(ids: &str) -> Vec<WebhookEvent> {
        ids.split(',').filter_map(WebhookEvent::named).collect()
    }

    /// Whether it is told of an event.
    pub(crate) fn takes(&self, event: WebhookEvent) -> bool {
        event == WebhookEvent::Test || self.events.contains(&event)
    }
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("name", &self.name).field("url", &self.url).finish_non_exhaustive()
    }
}
