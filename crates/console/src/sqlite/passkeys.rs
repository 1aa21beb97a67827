//! Passkeys.

use super::{ConsoleDatabase, DatabaseFault, Statements, audit};
use crate::{
    audit::AuditEntry,
    passkey::store::{PASSKEYS_MAX, Passkey, PasskeyStore},
    store::ConsoleError,
};
use muster_core::time::Moment;
use rusqlite::{Connection, Row, params};

impl<D: ConsoleDatabase> PasskeyStore for D {
    fn passkeys(&mut self, account: Option<&str>) -> Result<Vec<Passkey>, ConsoleError> {
        Ok(self.rows(include_str!("passkey_list.sql"), params![account], passkey)?)
    }

    fn passkey(&mut self, id: &[u8]) -> Result<Option<Passkey>, ConsoleError> {
        Ok(self.rows(include_str!("passkey_read.sql"), params![id], passkey)?.pop())
    }

    fn add_passkey(&mut self, passkey: &Passkey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let added = insert(transaction, passkey)?;
            if added {
                audit::append(transaction, entry)?;
            }
            Ok(added)
        })?)
    }

    fn remove_passkey(&mut self, account: &str, id: &[u8], entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let removed = transaction.execute(include_str!("passkey_delete.sql"), params![account, id])? > 0;
            if removed {
                audit::append(transaction, entry)?;
            }
            Ok(removed)
        })?)
    }

    fn use_passkey(&mut self, before: &Passkey, credential: &str, now: Moment) -> Result<bool, ConsoleError> {
        let values = params![before.id, before.credential, credential, now.unix()];
        let execute = |connection: &Connection| connection.execute(include_str!("passkey_use.sql"), values);
        Ok(execute(self.connection()).map_err(DatabaseFault::from)? > 0)
    }

    fn import_passkey(&mut self, passkey: &Passkey) -> Result<(), ConsoleError> {
        Ok(insert(self.connection(), passkey).map(drop)?)
    }
}

/// Whether the account may have it.
fn insert(connection: &Connection, passkey: &Passkey) -> Result<bool, DatabaseFault> {
    let Passkey { id, account, site, user_handle, name, credential, created, used } = passkey;
    let used = used.map(Moment::unix);
    let row = params![id, account, site, user_handle, name, credential, created.unix(), used, PASSKEYS_MAX];
    Ok(connection.prepare_cached(include_str!("passkey_insert.sql"))?.execute(row)? > 0)
}

fn passkey(row: &Row<'_>) -> rusqlite::Result<Passkey> {
    Ok(Passkey {
        id: row.get("id")?,
        account: row.get("account")?,
        site: row.get("site")?,
        user_handle: row.get("user_handle")?,
        name: row.get("name")?,
        credential: row.get("credential")?,
        created: Moment::from_unix(row.get("created")?),
        used: row.get::<_, Option<i64>>("used")?.map(Moment::from_unix),
    })
}
