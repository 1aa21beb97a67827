//! Tokens of the API.

use super::{ConsoleDatabase, DatabaseFault, Statements, audit};
use crate::{
    api_token::{ApiToken, TokenStore},
    audit::AuditEntry,
    limited_role::LimitedRole,
    secret::SecretHash,
    store::ConsoleError,
};
use muster_core::time::Moment;
use rusqlite::{Connection, Row, params};

impl<D: ConsoleDatabase> TokenStore for D {
    fn tokens(&mut self) -> Result<Vec<ApiToken>, ConsoleError> {
        Ok(self.rows(include_str!("token_list.sql"), &[], token)?.into_iter().flatten().collect())
    }

    fn token(&mut self, hash: &SecretHash) -> Result<Option<ApiToken>, ConsoleError> {
        Ok(self.rows(include_str!("token_read.sql"), params![hash.as_bytes()], token)?.pop().flatten())
    }

    fn add_token(&mut self, token: &ApiToken, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let added = insert(transaction, token)?;
            if added {
                audit::append(transaction, entry)?;
            }
            Ok(added)
        })?)
    }

    fn remove_token(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let removed = transaction.execute(include_str!("token_delete.sql"), [name])? > 0;
            if removed {
                audit::append(transaction, entry)?;
            }
            Ok(removed)
        })?)
    }

    fn use_token(&mut self, hash: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        Ok(self.change(include_str!("token_use.sql"), params![hash.as_bytes(), now.unix()])?)
    }

    fn import_token(&mut self, token: &ApiToken) -> Result<(), ConsoleError> {
        Ok(insert(self.connection(), token).map(drop)?)
    }
}

/// Whether there was none of its name.
fn insert(connection: &Connection, token: &ApiToken) -> Result<bool, DatabaseFault> {
    let ApiToken { hash, name, scope, maker, created, until, used } = token;
    let used = used.map(Moment::unix);
    let row = params![hash.as_bytes(), name, scope.text(), maker, created.unix(), until.unix(), used];
    Ok(connection.prepare_cached(include_str!("token_insert.sql"))?.execute(row)? > 0)
}

/// A token; none where the role is not known: it permits nothing.
fn token(row: &Row<'_>) -> rusqlite::Result<Option<ApiToken>> {
    let Some(scope) = LimitedRole::parse(row.get_ref("scope")?.as_str()?) else { return Ok(None) };
    Ok(Some(ApiToken {
        hash: SecretHash::from_bytes(row.get("hash")?),
        name: row.get("name")?,
        scope,
        maker: row.get("maker")?,
        created: Moment::from_unix(row.get("created")?),
        until: Moment::from_unix(row.get("until")?),
        used: row.get::<_, Option<i64>>("used")?.map(Moment::from_unix),
    }))
}
