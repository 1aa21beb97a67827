//! Looks what is to be told, and sends what is due. Only this thread waits for receivers.

use super::{
    announce::{self, Notice},
    event::WebhookEvent,
    retry::{Outcome, next_try},
    sender,
    store::{Delivery, NoteChange, Webhook},
};
use crate::{
    secret::Secret,
    service::Service,
    store::{ConsoleError, ConsoleStore},
};
use muster_core::time::{Moment, Span};
use muster_platform::{clock::Clock, entropy::Entropy};
use std::{thread, time::Duration};

/// How often it is looked whether anything is to be sent.
pub(crate) const EVERY: Duration = Duration::from_secs(5);
/// How often the service is asked what is to be told.
const OBSERVED_EVERY: Span = Span::minutes(1);
/// Messages that are sent at once.
const AT_ONCE: u32 = 8;
/// Messages on their way; while there are so many, nothing further is looked for: it is told later.
const PENDING_MAX: u32 = 1_000;
/// For how long nobody else sends what is being sent: longer than a try takes.
const CLAIMED: Span = Span::minutes(2);
/// How long deliveries are kept.
const KEPT: Span = Span::days(30);

/// The webhooks of a service at work.
pub struct WebhookWorker {
    service: Service,
    clock: Clock,
    entropy: Entropy,
    /// When it was looked last what is to be told, and whether there were webhooks then.
    observed: Option<(Moment, bool)>,
}

impl WebhookWorker {
    /// Those of a service.
    pub fn new(service: Service, clock: Clock, entropy: Entropy) -> Self {
        Self { service, clock, entropy, observed: None }
    }

    /// Looks what is to be told, at most once a minute, and sends what is due. It blocks while receivers answer, at most for 10 seconds.
    ///
    /// # Errors
    /// If the store fails.
    pub fn run_once(&mut self) -> Result<(), ConsoleError> {
        let now = self.clock.now();
        let due = self.observed.is_none_or(|(at, _)| at > now || now.since(at) >= OBSERVED_EVERY);
        if !due && self.observed.is_some_and(|(_, any)| !any) {
            // Where nobody is to be told anything, the store is asked once a minute.
            return Ok(());
        }
        let mut store = self.service.owner().store()?;
        let webhooks = store.webhooks()?;
        if due {
            observe(&self.service, &mut *store, &webhooks, now, &self.entropy)?;
            store.prune_deliveries(now - KEPT)?;
            self.observed = Some((now, !webhooks.is_empty()));
        }
        if !webhooks.is_empty() {
            send_due(&mut *store, &webhooks, now)?;
        }
        Ok(())
    }
}

/// Queues what is to be told.
fn observe(
    service: &Service,
    store: &mut dyn ConsoleStore,
    webhooks: &[Webhook],
    now: Moment,
    entropy: &Entropy,
) -> Result<(), ConsoleError> {
    let notes: announce::Notes = store.webhook_notes()?.into_iter().collect();
    if webhooks.is_empty() {
        // Who begins anew is not told what happened meanwhile.
        for (subject, from) in notes {
            store.queue_deliveries(Some(&NoteChange { subject, from: Some(from), to: None }), &[])?;
        }
        return Ok(());
    }
    if store.pending_deliveries()? >= PENDING_MAX {
        return Ok(());
    }
    for (change, notices) in announce::changes(service.owner().observe(&notes, now)?, &notes, now) {
        let queued = announce::deliveries(&notices, webhooks, now, || message_id(entropy));
        store.queue_deliveries(Some(&change), &queued)?;
    }
    Ok(())
}

/// Queues one event, if anybody is to be told of it. The caller is no request of a machine.
pub(crate) fn tell(
    store: &mut dyn ConsoleStore,
    notice: Notice,
    only: Option<&str>,
    now: Moment,
    entropy: &Entropy,
) -> Result<(), ConsoleError> {
    let webhooks = store.webhooks()?;
    let told: Vec<Webhook> =
        webhooks.into_iter().filter(|webhook| only.is_none_or(|name| webhook.name == name)).collect();
    if notice.event != WebhookEvent::Test && store.pending_deliveries()? >= PENDING_MAX {
        return Ok(());
    }
    let queued = announce::deliveries(&[notice], &told, now, || message_id(entropy));
    if !queued.is_empty() {
        store.queue_deliveries(None, &queued)?;
    }
    Ok(())
}

fn message_id(entropy: &Entropy) -> String {
    format!("msg_{}", Secret::<16>::draw(entropy).text())
}

fn send_due(store: &mut dyn ConsoleStore, webhooks: &[Webhook], now: Moment) -> Result<(), ConsoleError> {
    let due = store.claim_deliveries(now, now + CLAIMED, AT_ONCE)?;
    let tried: Vec<Delivery> = thread::scope(|scope| {
        let tries: Vec<_> = due
            .into_iter()
            .map(|delivery| {
                let webhook = webhooks.iter().find(|webhook| webhook.name == delivery.message.webhook);
                (delivery.clone(), scope.spawn(move || tried(webhook, &delivery, now)))
            })
            .collect();
        let ended = |(delivery, tried): (Delivery, thread::ScopedJoinHandle<'_, Outcome>)| {
            let outcome = tried.join().unwrap_or(Outcome::Failed("the sender failed"));
            finished(delivery, &outcome, now)
        };
        tries.into_iter().map(ended).collect()
    });
    tried.iter().try_for_each(|delivery| {
        let (webhook, event, outcome) = (&delivery.message.webhook, &delivery.message.event, &delivery.outcome);
        if !delivery.delivered {
            tracing::warn!(webhook, event, outcome, attempts = delivery.attempts, "a webhook was not reached");
        }
        store.finish_delivery(delivery)
    })
}

fn tried(webhook: Option<&Webhook>, delivery: &Delivery, now: Moment) -> Outcome {
    // Removed meanwhile.
    webhook.map_or(Outcome::Answered(410), |webhook| sender::send(webhook, delivery, now))
}

fn finished(delivery: Delivery, outcome: &Outcome, now: Moment) -> Delivery {
    let attempts = delivery.attempts + 1;
    Delivery {
        attempts,
        next: next_try(outcome, attempts, now),
        last: Some(now),
        outcome: outcome.text(),
        delivered: outcome.is_delivered(),
        ..delivery
    }
}
