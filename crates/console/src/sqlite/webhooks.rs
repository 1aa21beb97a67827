//! Webhooks, their deliveries, and what was announced.

use super::{ConsoleDatabase, DatabaseFault, Statements, audit};
use crate::{
    audit::AuditEntry,
    store::ConsoleError,
    webhook::store::{Delivery, NoteChange, QueuedDelivery, Webhook, WebhookStore},
};
use muster_core::time::Moment;
use rusqlite::{Connection, Row, params};

impl<D: ConsoleDatabase> WebhookStore for D {
    fn webhooks(&mut self) -> Result<Vec<Webhook>, ConsoleError> {
        Ok(self.rows(include_str!("webhook_list.sql"), &[], webhook)?)
    }

    fn add_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let added = insert(transaction, webhook)?;
            if added {
                audit::append(transaction, entry)?;
            }
            Ok(added)
        })?)
    }

    fn change_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let row = params![webhook.name, webhook.url, webhook.event_ids()];
            let changed = transaction.execute(include_str!("webhook_update.sql"), row)? > 0;
            if changed {
                audit::append(transaction, entry)?;
            }
            Ok(changed)
        })?)
    }

    fn remove_webhook(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let removed = transaction.execute(include_str!("webhook_delete.sql"), [name])? > 0;
            if removed {
                transaction.execute(include_str!("webhook_abandon.sql"), [name])?;
                audit::append(transaction, entry)?;
            }
            Ok(removed)
        })?)
    }

    fn import_webhook(&mut self, webhook: &Webhook) -> Result<(), ConsoleError> {
        Ok(insert(self.connection(), webhook).map(drop)?)
    }

    fn webhook_notes(&mut self) -> Result<Vec<(String, i64)>, ConsoleError> {
        Ok(self.rows(include_str!("note_list.sql"), &[], |row| Ok((row.get("subject")?, row.get("value")?)))?)
    }

    fn queue_deliveries(
        &mut self,
        change: Option<&NoteChange>,
        deliveries: &[QueuedDelivery],
    ) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let made = change.map_or(Ok(true), |change| note(transaction, change))?;
            for QueuedDelivery { id, webhook, event, body, created } in deliveries.iter().filter(|_| made) {
                let mut add = transaction.prepare_cached(include_str!("delivery_insert.sql"))?;
                add.execute(params![id, webhook, event, body, created.unix()])?;
            }
            Ok(made)
        })?)
    }

    fn claim_deliveries(&mut self, now: Moment, until: Moment, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        let values = params![now.unix(), until.unix(), limit];
        Ok(self.rows(include_str!("delivery_claim.sql"), values, delivery)?)
    }

    fn finish_delivery(&mut self, delivery: &Delivery) -> Result<(), ConsoleError> {
        let Delivery { number, attempts, next, last, outcome, delivered, .. } = delivery;
        let (next, last) = (next.map(Moment::unix), last.map(Moment::unix));
        let values = params![number, attempts, next, last, outcome, delivered];
        Ok(self.change(include_str!("delivery_finish.sql"), values)?)
    }

    fn pending_deliveries(&mut self) -> Result<u32, ConsoleError> {
        let found = self.rows(include_str!("delivery_pending.sql"), &[], |row| row.get(0))?;
        Ok(found.first().copied().unwrap_or_default())
    }

    fn deliveries_before(&mut self, number: i64, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        Ok(self.rows(include_str!("delivery_before.sql"), params![number, limit], delivery)?)
    }

    fn prune_deliveries(&mut self, before: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("delivery_prune.sql"), params![before.unix()])?)
    }
}

/// Whether there was none of its name.
fn insert(connection: &Connection, webhook: &Webhook) -> Result<bool, DatabaseFault> {
    let Webhook { name, url, secret, maker, created, .. } = webhook;
    let row = params![name, url, secret, webhook.event_ids(), maker, created.unix()];
    Ok(connection.prepare_cached(include_str!("webhook_insert.sql"))?.execute(row)? > 0)
}

/// Whether it was still as it was read.
fn note(connection: &Connection, change: &NoteChange) -> Result<bool, DatabaseFault> {
    let NoteChange { subject, from, to } = change;
    let changed = match (from, to) {
        (None, None) => return Ok(true),
        (None, Some(to)) => connection.execute(include_str!("note_insert.sql"), params![subject, to])?,
        (Some(from), Some(to)) => connection.execute(include_str!("note_update.sql"), params![subject, from, to])?,
        (Some(from), None) => connection.execute(include_str!("note_delete.sql"), params![subject, from])?,
    };
    Ok(changed > 0)
}

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    Ok(Webhook {
        name: row.get("name")?,
        url: row.get("url")?,
        secret: row.get("secret")?,
        events: Webhook::events_from(row.get_ref("events")?.as_str()?),
        maker: row.get("maker")?,
        created: Moment::from_unix(row.get("created")?),
    })
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let moment = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(name)?.map(Moment::from_unix));
    Ok(Delivery {
        number: row.get("number")?,
        message: QueuedDelivery {
            id: row.get("id")?,
            webhook: row.get("webhook")?,
            event: row.get("event")?,
            body: row.get("body")?,
            created: Moment::from_unix(row.get("created")?),
        },
        attempts: row.get("attempts")?,
        next: moment("next_at")?,
        last: moment("last_at")?,
        outcome: row.get("outcome")?,
        delivered: row.get("delivered")?,
    })
}
