//! What was issued, as the operators' pages list it: holders of licenses with their keys, orders, license packs.

use super::{ActivatedRow, StoreTransaction, activated_row, audit::chained};
use crate::error::AuthorityError;
use muster_console::{CustomerOrder, IssuedOrder, IssuedPack, PackContent};
use muster_core::{id::HostId, time::Moment};
use muster_server::audit_chain::ChainedEntry;
use rusqlite::{Row, params};

/// A computer with what was written beside its key.
pub(crate) struct HolderRow {
    pub(crate) activated: ActivatedRow,
    pub(crate) customer: Option<String>,
    pub(crate) order: Option<String>,
    pub(crate) revoked: Option<Moment>,
}

impl StoreTransaction<'_> {
    /// Calls `each` for every computer, those that asked last first, until it returns false.
    pub(crate) fn each_holder(
        &self,
        mut each: impl FnMut(HolderRow) -> Result<bool, AuthorityError>,
    ) -> Result<(), AuthorityError> {
        let mut find = self.0.prepare(include_str!("holder_list.sql"))?;
        for row in find.query_map([], holder_row)? {
            if !each(row?)? {
                break;
            }
        }
        Ok(())
    }

    /// Calls `each` for every order, by customer and number, until it returns false.
    pub(crate) fn each_order(&self, mut each: impl FnMut(IssuedOrder) -> bool) -> Result<(), AuthorityError> {
        let mut find = self.0.prepare(include_str!("order_list.sql"))?;
        for row in find.query_map([], order_row)? {
            if !each(row?) {
                break;
            }
        }
        Ok(())
    }

    /// The packs before a version, newest first.
    pub(crate) fn packs_before(&self, version: u32, limit: usize) -> Result<Vec<IssuedPack>, AuthorityError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.rows(include_str!("pack_list.sql"), params![version, limit], pack_row)
    }

    /// What the newest `searched` entries of the audit log say of a holder, newest first.
    pub(crate) fn audit_of(
        &self,
        holder: HostId,
        searched: u32,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, AuthorityError> {
        self.rows(include_str!("audit_of_holder.sql"), params![holder.to_string(), searched, limit], chained)
    }

    /// The entries after a number, oldest first.
    pub(crate) fn audit_after(&self, number: i64, limit: u32) -> Result<Vec<ChainedEntry>, AuthorityError> {
        self.rows(include_str!("audit_after.sql"), params![number, limit], chained)
    }

    /// How many entries the audit log has.
    pub(crate) fn audit_count(&self) -> Result<u32, AuthorityError> {
        Ok(self.0.query_row(include_str!("audit_count.sql"), [], |row| row.get(0))?)
    }
}

fn holder_row(row: &Row<'_>) -> rusqlite::Result<HolderRow> {
    Ok(HolderRow {
        activated: activated_row(row)?,
        customer: row.get("customer")?,
        order: row.get("order_number")?,
        revoked: row.get::<_, Option<i64>>("revoked_at")?.map(Moment::from_unix),
    })
}

fn order_row(row: &Row<'_>) -> rusqlite::Result<IssuedOrder> {
    Ok(IssuedOrder {
        order: CustomerOrder { customer: row.get("customer")?, order: row.get("order_number")? },
        keys: row.get("keys")?,
        blocked: row.get("blocked")?,
        computers: row.get("computers")?,
        issued: Moment::from_unix(row.get("issued")?),
    })
}

fn pack_row(row: &Row<'_>) -> rusqlite::Result<IssuedPack> {
    let content = |until| {
        Ok::<_, rusqlite::Error>(PackContent {
            until: Moment::from_unix(until),
            products: row.get("products")?,
            key_groups: row.get("key_groups")?,
            revoked: row.get("revoked")?,
        })
    };
    Ok(IssuedPack {
        version: row.get("version")?,
        issued: Moment::from_unix(row.get("issued")?),
        signed: row.get("signed")?,
        withdrawn: row.get::<_, Option<i64>>("withdrawn")?.map(Moment::from_unix),
        content: row.get::<_, Option<i64>>("until")?.map(content).transpose()?,
        holders: row.get("holders")?,
    })
}
