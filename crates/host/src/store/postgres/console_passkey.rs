//! Passkeys of the console's accounts in PostgreSQL: those of all hosts of the database.

use super::{PostgresStore, audit, console::of_database, rows};
use crate::store::error::StoreError;
use muster_console::{AuditEntry, ConsoleError, PASSKEYS_MAX, Passkey, PasskeyStore};
use muster_core::{sentence, time::Moment};
use muster_server::postgres::{Session as DatabaseSession, Value};
use tokio_postgres::Row;

impl PasskeyStore for PostgresStore {
    fn passkeys(&mut self, account: Option<&str>) -> Result<Vec<Passkey>, ConsoleError> {
        Ok(self.read(include_str!("console_passkey_list.sql"), &[&account], passkey)?)
    }

    fn passkey(&mut self, id: &[u8]) -> Result<Option<Passkey>, ConsoleError> {
        Ok(self.read(include_str!("console_passkey_read.sql"), &[&id], passkey)?.pop())
    }

    fn add_passkey(&mut self, passkey: &Passkey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            // No change of the account comes between.
            session.client.batch_execute(include_str!("console_account_lock.sql")).await?;
            let added = insert(session, passkey).await?;
            if added {
                audit::append(session, entry).await?;
            }
            Ok(added)
        })?)
    }

    fn remove_passkey(&mut self, account: &str, id: &[u8], entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let removed = session.query(include_str!("console_passkey_delete.sql"), &[&account, &id]).await?;
            if !removed.is_empty() {
                audit::append(session, entry).await?;
            }
            Ok(!removed.is_empty())
        })?)
    }

    fn use_passkey(&mut self, before: &Passkey, credential: &str, now: Moment) -> Result<bool, ConsoleError> {
        let values: [&Value<'_>; 4] = [&before.id, &before.credential, &credential, &now.unix()];
        Ok(self.transaction(async |session| {
            Ok(!session.query(include_str!("console_passkey_use.sql"), &values).await?.is_empty())
        })?)
    }

    fn import_passkey(&mut self, passkey: &Passkey) -> Result<(), ConsoleError> {
        let stored = self.database.run(async |session| insert(session, passkey).await.map_err(of_database));
        Ok(stored.map(drop).map_err(StoreError::from)?)
    }
}

/// Whether the account may have it.
async fn insert(session: &DatabaseSession, passkey: &Passkey) -> Result<bool, StoreError> {
    let Passkey { id, account, site, user_handle, name, credential, created, used } = passkey;
    let (user_handle, created, used) = (user_handle.as_slice(), created.unix(), used.map(Moment::unix));
    let most = i64::from(PASSKEYS_MAX);
    let row: [&Value<'_>; 9] = [id, account, site, &user_handle, name, credential, &created, &used, &most];
    Ok(!session.query(include_str!("console_passkey_insert.sql"), &row).await?.is_empty())
}

fn passkey(row: &Row) -> Result<Passkey, StoreError> {
    let (user_handle, used): (&[u8], Option<i64>) = (row.try_get("user_handle")?, row.try_get("used")?);
    let damaged =
        |_| StoreError::Damaged(sentence!("a user handle has another length", "ユーザー ハンドルの長さが異なります"));
    Ok(Passkey {
        id: row.try_get("id")?,
        account: row.try_get("account")?,
        site: row.try_get("site")?,
        user_handle: user_handle.try_into().map_err(damaged)?,
        name: row.try_get("name")?,
        credential: row.try_get("credential")?,
        created: rows::moment(row, "created")?,
        used: used.map(Moment::from_unix),
    })
}
