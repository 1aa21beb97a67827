//! Webhooks of the console in PostgreSQL: those of all hosts of the database. Two hosts send no delivery twice.

use super::{PostgresStore, audit, console::of_database, rows};
use crate::store::error::StoreError;
use muster_console::{AuditEntry, ConsoleError, Delivery, NoteChange, QueuedDelivery, Webhook, WebhookStore};
use muster_core::{sentence, time::Moment};
use muster_server::postgres::{Session as DatabaseSession, Value};
use tokio_postgres::Row;

impl WebhookStore for PostgresStore {
    fn webhooks(&mut self) -> Result<Vec<Webhook>, ConsoleError> {
        Ok(self.read(include_str!("console_webhook_list.sql"), &[], webhook)?)
    }

    fn add_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let added = insert(session, webhook).await?;
            if added {
                audit::append(session, entry).await?;
            }
            Ok(added)
        })?)
    }

    fn change_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let row: [&Value<'_>; 3] = [&webhook.name, &webhook.url, &webhook.event_ids()];
            let changed = !session.query(include_str!("console_webhook_update.sql"), &row).await?.is_empty();
            if changed {
                audit::append(session, entry).await?;
            }
            Ok(changed)
        })?)
    }

    fn remove_webhook(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let removed = !session.query(include_str!("console_webhook_delete.sql"), &[&name]).await?.is_empty();
            if removed {
                session.execute(include_str!("console_webhook_abandon.sql"), &[&name]).await?;
                audit::append(session, entry).await?;
            }
            Ok(removed)
        })?)
    }

    fn import_webhook(&mut self, webhook: &Webhook) -> Result<(), ConsoleError> {
        let stored = self.database.run(async |session| insert(session, webhook).await.map_err(of_database));
        Ok(stored.map(drop).map_err(StoreError::from)?)
    }

    fn webhook_notes(&mut self) -> Result<Vec<(String, i64)>, ConsoleError> {
        let note = |row: &Row| Ok((row.try_get("subject")?, row.try_get("value")?));
        Ok(self.read(include_str!("console_note_list.sql"), &[], note)?)
    }

    fn queue_deliveries(
        &mut self,
        change: Option<&NoteChange>,
        deliveries: &[QueuedDelivery],
    ) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let made = match change {
                Some(change) => note(session, change).await?,
                None => true,
            };
            for QueuedDelivery { id, webhook, event, body, created } in deliveries.iter().filter(|_| made) {
                let row: [&Value<'_>; 5] = [id, webhook, event, body, &created.unix()];
                session.execute(include_str!("console_delivery_insert.sql"), &row).await?;
            }
            Ok(made)
        })?)
    }

    fn claim_deliveries(&mut self, now: Moment, until: Moment, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        Ok(self.transaction(async |session| {
            let values: [&Value<'_>; 3] = [&now.unix(), &until.unix(), &i64::from(limit)];
            let found = session.query(include_str!("console_delivery_claim.sql"), &values).await?;
            found.iter().map(delivery).collect()
        })?)
    }

    fn finish_delivery(&mut self, delivery: &Delivery) -> Result<(), ConsoleError> {
        let Delivery { number, attempts, next, last, outcome, delivered, .. } = delivery;
        let (next, last) = (next.map(Moment::unix), last.map(Moment::unix));
        let values: [&Value<'_>; 6] = [number, &i64::from(*attempts), &next, &last, outcome, delivered];
        Ok(self.change(include_str!("console_delivery_finish.sql"), &values)?)
    }

    fn pending_deliveries(&mut self) -> Result<u32, ConsoleError> {
        let pending = |row: &Row| Ok(row.try_get::<_, i64>("pending")?);
        let found = self.read(include_str!("console_delivery_pending.sql"), &[], pending)?;
        Ok(found.first().map_or(0, |pending| u32::try_from(*pending).unwrap_or(u32::MAX)))
    }

    fn deliveries_before(&mut self, number: i64, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        let values: [&Value<'_>; 2] = [&number, &i64::from(limit)];
        Ok(self.read(include_str!("console_delivery_before.sql"), &values, delivery)?)
    }

    fn prune_deliveries(&mut self, before: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("console_delivery_prune.sql"), &[&before.unix()])?)
    }
}

/// Whether there was none of its name.
async fn insert(session: &DatabaseSession, webhook: &Webhook) -> Result<bool, StoreError> {
    let Webhook { name, url, secret, maker, created, .. } = webhook;
    let (events, created) = (webhook.event_ids(), created.unix());
    let row: [&Value<'_>; 6] = [name, url, &secret.as_slice(), &events, maker, &created];
    Ok(!session.query(include_str!("console_webhook_insert.sql"), &row).await?.is_empty())
}

/// Whether it was still as it was read.
async fn note(session: &DatabaseSession, change: &NoteChange) -> Result<bool, StoreError> {
    let NoteChange { subject, from, to } = change;
    let changed = match (from, to) {
        (None, None) => return Ok(true),
        (None, Some(to)) => session.query(include_str!("console_note_insert.sql"), &[subject, to]).await?,
        (Some(from), Some(to)) => session.query(include_str!("console_note_update.sql"), &[subject, from, to]).await?,
        (Some(from), None) => session.query(include_str!("console_note_delete.sql"), &[subject, from]).await?,
    };
    Ok(!changed.is_empty())
}

fn webhook(row: &Row) -> Result<Webhook, StoreError> {
    let secret: &[u8] = row.try_get("secret")?;
    Ok(Webhook {
        name: row.try_get("name")?,
        url: row.try_get("url")?,
        secret: secret
            .try_into()
            .map_err(|_| StoreError::Damaged(sentence!("a webhook's secret", "Webhook のシークレット")))?,
        events: Webhook::events_from(row.try_get("events")?),
        maker: row.try_get("maker")?,
        created: rows::moment(row, "created")?,
    })
}

fn delivery(row: &Row) -> Result<Delivery, StoreError> {
    let moment = |name| Ok::<_, StoreError>(row.try_get::<_, Option<i64>>(name)?.map(Moment::from_unix));
    Ok(Delivery {
        number: row.try_get("number")?,
        message: QueuedDelivery {
            id: row.try_get("id")?,
            webhook: row.try_get("webhook")?,
            event: row.try_get("event")?,
            body: row.try_get("body")?,
            created: rows::moment(row, "created")?,
        },
        attempts: u32::try_from(row.try_get::<_, i64>("attempts")?).unwrap_or(u32::MAX),
        next: moment("next_at")?,
        last: moment("last_at")?,
        outcome: row.try_get("outcome")?,
        delivered: row.try_get("delivered")?,
    })
}
