//! Tokens of the console's API in PostgreSQL: those of all hosts of the database.

use super::{
    PostgresStore, audit,
    console::{hash, of_database},
    rows,
};
use crate::store::error::StoreError;
use muster_console::{ApiToken, AuditEntry, ConsoleError, LimitedRole, SecretHash, TokenStore};
use muster_core::time::Moment;
use muster_server::postgres::{Session as DatabaseSession, Value};
use tokio_postgres::Row;

impl TokenStore for PostgresStore {
    fn tokens(&mut self) -> Result<Vec<ApiToken>, ConsoleError> {
        Ok(self.read(include_str!("console_token_list.sql"), &[], token)?.into_iter().flatten().collect())
    }

    fn token(&mut self, hash: &SecretHash) -> Result<Option<ApiToken>, ConsoleError> {
        let found = self.read(include_str!("console_token_read.sql"), &[&hash.as_bytes().as_slice()], token)?;
        Ok(found.into_iter().next().flatten())
    }

    fn add_token(&mut self, token: &ApiToken, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let added = insert(session, token).await?;
            if added {
                audit::append(session, entry).await?;
            }
            Ok(added)
        })?)
    }

    fn remove_token(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            let rows = session.query(include_str!("console_token_delete.sql"), &[&name]).await?;
            if !rows.is_empty() {
                audit::append(session, entry).await?;
            }
            Ok(!rows.is_empty())
        })?)
    }

    fn use_token(&mut self, hash: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        let values: [&Value<'_>; 2] = [&hash.as_bytes().as_slice(), &now.unix()];
        Ok(self.change(include_str!("console_token_use.sql"), &values)?)
    }

    fn import_token(&mut self, token: &ApiToken) -> Result<(), ConsoleError> {
        let stored = self.database.run(async |session| insert(session, token).await.map_err(of_database));
        Ok(stored.map(drop).map_err(StoreError::from)?)
    }
}

/// Whether there was none of its name.
async fn insert(session: &DatabaseSession, token: &ApiToken) -> Result<bool, StoreError> {
    let ApiToken { hash, name, scope, maker, created, until, used } = token;
    let (created, until, used) = (created.unix(), until.unix(), used.map(Moment::unix));
    let row: [&Value<'_>; 7] = [&hash.as_bytes().as_slice(), name, &scope.text(), maker, &created, &until, &used];
    Ok(!session.query(include_str!("console_token_insert.sql"), &row).await?.is_empty())
}

/// A token; none where the role is not known: it permits nothing.
fn token(row: &Row) -> Result<Option<ApiToken>, StoreError> {
    let Some(scope) = LimitedRole::parse(row.try_get("scope")?) else { return Ok(None) };
    Ok(Some(ApiToken {
        hash: hash(row.try_get("hash")?)?,
        name: row.try_get("name")?,
        scope,
        maker: row.try_get("maker")?,
        created: rows::moment(row, "created")?,
        until: rows::moment(row, "until")?,
        used: row.try_get::<_, Option<i64>>("used")?.map(Moment::from_unix),
    }))
}
