//! Every table of one store in another. What arrived is compared with what was there.

use super::{
    StoreTransaction,
    error::StoreError,
    sql::{Row, Sql, Value},
};
use crate::{audit_entry::AuditEntry, error::AuthorityError, move_store::MoveStats};
use aws_lc_rs::digest::{Context, SHA256};
use muster_server::audit_chain::ChainVerifier;

pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) read: Sql,
    pub(super) insert: Sql,
}

macro_rules! both {
    ($($part:expr),*) => {
        Sql {
            sqlite: concat!($($part),*),
            #[cfg(feature = "postgres")]
            postgres: concat!($($part),*),
        }
    };
}

/// A table by its name, the columns of its key, its other columns, and a place for each.
macro_rules! table {
    ($name:literal, $key:literal, $others:literal, $places:literal) => {
        Table {
            name: $name,
            read: both!("SELECT ", $key, $others, " FROM ", $name, " ORDER BY ", $key),
            insert: both!("INSERT INTO ", $name, " (", $key, $others, ") VALUES (", $places, ")"),
        }
    };
}

/// A table that another refers to stands before it.
pub(super) const TABLES: &[Table] = &[
    table!("pack", "version", ", issued, source, claims, document, revoked", "$1, $2, $3, $4, $5, $6"),
    table!("root", "id", ", jwk, trusted", "$1, $2, $3"),
    table!("epoch", "id", ", tag, random, restored, first_pack", "$1, $2, $3, $4, $5"),
    table!(
        "product_key",
        "kind, key_group, serial",
        ", partial, issued, blocked, activation_limit, ceiling, customer, order_number, note, features, ends, days",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14"
    ),
    table!(
        "computer",
        "kind, key_group, serial, hardware",
        ", machine, host_key, activations, activated, claims, signed_by, directory, pack",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12"
    ),
    table!(
        "slot",
        "kind, key_group, serial, number",
        ", claims, installation_id, confirmed, sealed, retired, signed_by",
        "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10"
    ),
    table!("returned", "host_key", ", machine, at", "$1, $2, $3"),
    table!("revocation", "holder", ", at", "$1, $2"),
    table!("issuance", "id, version", ", claims, issued", "$1, $2, $3, $4"),
    table!("wrong_guess", "scope", ", since, wrong", "$1, $2, $3"),
    table!("contact", "customer, key_group", ", name, mail, phone, changed", "$1, $2, $3, $4, $5, $6"),
    table!("audit", "number", ", entry, hash", "$1, $2, $3"),
    table!("health_check", "id", ", at", "$1, $2"),
];

/// What was read of a table: how many rows, and what they hold.
#[derive(Clone)]
struct Sum {
    rows: u64,
    content: Context,
}

impl Sum {
    fn new() -> Self {
        Self { rows: 0, content: Context::new(&SHA256) }
    }

    fn take(&mut self, values: &[Value<'_>]) {
        self.rows += 1;
        for value in values {
            let number;
            let (kind, bytes): (u8, &[u8]) = match value {
                Value::Null => (0, &[]),
                Value::Integer(_) | Value::Boolean(_) => {
                    // SQLite has no truth values.
                    number = if let Value::Integer(number) = value {
                        *number
                    } else {
                        i64::from(*value == Value::Boolean(true))
                    };
                    (1, &number.to_be_bytes())
                }
                Value::Text(text) => (2, text.as_bytes()),
                Value::Bytes(bytes) => (3, bytes),
            };
            self.content.update(&[kind]);
            self.content.update(&(bytes.len() as u64).to_be_bytes());
            self.content.update(bytes);
        }
    }

    fn is(self, other: Self) -> bool {
        self.rows == other.rows && self.content.finish().as_ref() == other.content.finish().as_ref()
    }
}

impl StoreTransaction<'_> {
    /// Copies everything into a store that holds nothing.
    pub(crate) fn copy_into(&self, to: &StoreTransaction<'_>) -> Result<MoveStats, AuthorityError> {
        if !to.roots()?.is_empty() {
            return Err(AuthorityError::StoreNotEmpty);
        }
        let (mut rows, mut keys, mut computers) = (0, 0, 0);
        for table in TABLES {
            let here = self.copy_table(table, to)?;
            let there = to.sum(table)?;
            match table.name {
                "product_key" => keys = there.rows,
                "computer" => computers = there.rows,
                _ => {}
            }
            rows += there.rows;
            if !here.is(there) {
                return Err(AuthorityError::Mismatch(table.name));
            }
        }
        let mut verifier = ChainVerifier::new(None);
        to.each_audit(|stored| {
            verifier.take::<AuditEntry>(&stored);
            Ok(())
        })?;
        Ok(MoveStats { rows, keys, computers, audit: verifier.finish()? })
    }

    fn copy_table(&self, table: &Table, to: &StoreTransaction<'_>) -> Result<Sum, AuthorityError> {
        let mut sum = Sum::new();
        self.walk(table.read, |row| {
            let values = values_of(row)?;
            sum.take(&values);
            to.change(table.insert, &values)?;
            Ok(true)
        })?;
        Ok(sum)
    }

    fn sum(&self, table: &Table) -> Result<Sum, AuthorityError> {
        let mut sum = Sum::new();
        self.walk(table.read, |row| {
            sum.take(&values_of(row)?);
            Ok(true)
        })?;
        Ok(sum)
    }
}

fn values_of<'r>(row: &Row<'r>) -> Result<Vec<Value<'r>>, StoreError> {
    (0..row.columns()).map(|place| row.value(place)).collect()
}
