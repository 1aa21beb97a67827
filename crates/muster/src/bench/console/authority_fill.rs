//! An authority that has issued much: what its one host got is written again, under other keys and ids, so that every license is as it is in truth.

use super::host_fill::failed;
use crate::failure::Failure;
use muster_core::keys::product_key::{KeyClaim, KeyKind};
use rusqlite::Connection;
use std::path::Path;

/// Product keys, two computers each.
const KEYS: u32 = 50_000;

/// A product key, by its number, and a holder of what was written.
pub(super) struct Filled {
    pub(super) key: u32,
    pub(super) holder: String,
}

pub(super) fn fill(store: &Path) -> Result<Filled, Failure> {
    let mut connection = Connection::open(store).map_err(failed)?;
    let transaction = connection.transaction().map_err(failed)?;
    transaction.execute(include_str!("fill_keys.sql"), [KEYS]).map_err(failed)?;
    transaction.execute(include_str!("fill_computers.sql"), [2 * KEYS]).map_err(failed)?;
    transaction.execute(include_str!("fill_revocations.sql"), []).map_err(failed)?;
    let find = "SELECT json_extract(claims, '$.sub'), key_group, serial FROM computer WHERE serial < 1000 ORDER BY activated LIMIT 1";
    let (holder, group, serial): (String, u16, u32) =
        transaction.query_row(find, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(failed)?;
    transaction.commit().map_err(failed)?;
    let claim = KeyClaim::new(KeyKind::Host, group, serial).ok_or_else(|| failed("a key has no number"))?;
    Ok(Filled { key: claim.number(), holder })
}
