//! PostgreSQL under the store. Several authorities may share a database, and any of them may die.

use super::{
    engine::{EngineTransaction, StoreTransaction},
    error::StoreError,
    sql::{Row, Sql, Value},
};
use crate::error::AuthorityError;
use muster_core::{lang::Text, sentence};
use muster_server::postgres::{Postgres, PostgresError, Schema, transaction::Transaction};
use tokio_postgres::{
    Statement,
    types::{ToSql, Type},
};

const HOST: Text = Text { en: "an activation host", ja: "ライセンス認証ホスト" };

/// A host has machines in its own.
pub(crate) const SCHEMA: Schema = Schema { migrations: MIGRATIONS, foreign: &[("machine", HOST)] };

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/postgres/001.sql"),
    include_str!("../../migrations/postgres/002.sql"),
    include_str!("../../migrations/postgres/003.sql"),
    include_str!("../../migrations/postgres/004.sql"),
];

/// Rows that are held at once where there may be very many.
const FETCHED: &str = "FETCH 1000 FROM walk";

pub(super) fn write<T>(
    database: &mut Postgres,
    work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
) -> Result<T, AuthorityError> {
    let begin = include_str!("postgres/begin_write.sql");
    database.transaction(begin, |transaction| work(&StoreTransaction::new(EngineTransaction::Postgres(transaction))))
}

pub(super) fn read<T>(
    database: &mut Postgres,
    work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
) -> Result<T, AuthorityError> {
    let begin = include_str!("postgres/begin_read.sql");
    database.transaction(begin, |transaction| work(&StoreTransaction::new(EngineTransaction::Postgres(transaction))))
}

pub(super) fn query(
    transaction: &Transaction<'_>,
    find: Sql,
    values: &[Value<'_>],
) -> Result<Vec<tokio_postgres::Row>, StoreError> {
    Ok(transaction.run(async |session| {
        let statement = session.statement(find.postgres).await?;
        session.client.query(&statement, &typed(&statement, values)).await
    })?)
}

pub(super) fn execute(transaction: &Transaction<'_>, change: Sql, values: &[Value<'_>]) -> Result<u64, StoreError> {
    Ok(transaction.run(async |session| {
        let statement = session.statement(change.postgres).await?;
        session.client.execute(&statement, &typed(&statement, values)).await
    })?)
}

/// By a cursor: what is found may be more than memory holds.
pub(super) fn walk(
    transaction: &Transaction<'_>,
    find: Sql,
    each: &mut dyn FnMut(&Row<'_>) -> Result<bool, AuthorityError>,
) -> Result<(), AuthorityError> {
    let declare = format!("DECLARE walk NO SCROLL CURSOR FOR {}", find.postgres);
    transaction.run(async |session| session.client.batch_execute(&declare).await).map_err(StoreError::from)?;
    let mut more = true;
    while more {
        let rows = transaction.run(async |session| session.client.query(FETCHED, &[]).await);
        let rows = rows.map_err(StoreError::from)?;
        more = !rows.is_empty();
        for row in &rows {
            if !each(&Row::Postgres(row))? {
                more = false;
                break;
            }
        }
    }
    let closed = transaction.run(async |session| session.client.batch_execute("CLOSE walk").await);
    Ok(closed.map_err(StoreError::from)?)
}

/// The values in the types that the statement takes them in.
fn typed<'v>(statement: &Statement, values: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    debug_assert_eq!(values.len(), statement.params().len(), "a statement takes as many values as it names");
    values.iter().zip(statement.params()).map(|(value, kind)| as_type(value, kind)).collect()
}

fn as_type<'v>(value: &'v Value<'v>, kind: &Type) -> &'v (dyn ToSql + Sync) {
    match value {
        Value::Null if *kind == Type::INT8 => &None::<i64>,
        Value::Null if *kind == Type::BYTEA => &None::<&[u8]>,
        Value::Null => &None::<&str>,
        // SQLite has no truth values.
        Value::Integer(number) if *kind == Type::BOOL => {
            if *number != 0 {
                &true
            } else {
                &false
            }
        }
        Value::Integer(number) => number,
        Value::Boolean(value) => value,
        Value::Text(text) => text,
        Value::Bytes(bytes) => bytes,
    }
}

/// The value at a place of a row.
pub(super) fn value(row: &tokio_postgres::Row, place: usize) -> Result<Value<'_>, StoreError> {
    let kind = row.columns().get(place).map(tokio_postgres::Column::type_);
    let value = match kind {
        Some(&Type::INT8) => row.try_get::<_, Option<i64>>(place).map(Value::from),
        Some(&Type::BOOL) => row.try_get::<_, Option<bool>>(place).map(Value::from),
        Some(&Type::TEXT) => row.try_get::<_, Option<&str>>(place).map(Value::from),
        Some(&Type::BYTEA) => row.try_get::<_, Option<&[u8]>>(place).map(Value::from),
        _ => {
            return Err(StoreError::Damaged(sentence!(
                "column {place} of a row is of the type {kind:?}",
                "行の列 {place} の型が {kind:?} です"
            )));
        }
    };
    value.map_err(|error| PostgresError::from(error).into())
}
