//! What was issued, as the operators' pages list it: holders of licenses with their keys, orders, license packs.

use super::{
    ActivatedRow, StoreTransaction, activated_row,
    audit::chained,
    sql::{Row, sql, sql_of_engine, values},
};
use crate::error::AuthorityError;
use muster_console::{CustomerOrder, IssuedOrder, IssuedPack, PackContent};
use muster_core::{id::HostId, time::Moment};
use muster_server::audit_chain::ChainedEntry;

/// A computer with what was written beside its key.
pub(crate) struct HolderRow {
    pub(crate) activated: ActivatedRow,
    pub(crate) customer: Option<String>,
    pub(crate) order: Option<String>,
    pub(crate) revoked: Option<Moment>,
}

/// A signed pack.
pub(crate) struct SignedPackRow {
    pub(crate) version: u32,
    pub(crate) issued: Moment,
    pub(crate) document: String,
}

impl StoreTransaction<'_> {
    /// Calls `each` for every computer, those that asked last first, until it returns false.
    pub(crate) fn each_holder(
        &self,
        mut each: impl FnMut(HolderRow) -> Result<bool, AuthorityError>,
    ) -> Result<(), AuthorityError> {
        self.walk(sql_of_engine!("holder_list.sql"), |row| each(holder_row(row)?))
    }

    /// The computer whose license names this holder.
    pub(crate) fn holder(&self, id: HostId) -> Result<Option<HolderRow>, AuthorityError> {
        self.row(sql_of_engine!("holder_read.sql"), values![&id.to_string()], holder_row)
    }

    /// Calls `each` for every order, by customer and number, until it returns false.
    pub(crate) fn each_order(&self, mut each: impl FnMut(IssuedOrder) -> bool) -> Result<(), AuthorityError> {
        self.walk(sql!("order_list.sql"), |row| Ok(each(order_row(row)?)))
    }

    /// The packs before a version, newest first.
    pub(crate) fn packs_before(&self, version: u32, limit: usize) -> Result<Vec<IssuedPack>, AuthorityError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.rows(sql_of_engine!("pack_list.sql"), values![version, limit], pack_row)
    }

    /// Every pack that was signed, oldest first.
    pub(crate) fn signed_packs(&self) -> Result<Vec<SignedPackRow>, AuthorityError> {
        self.rows(sql!("pack_signed.sql"), &[], |row| {
            let issued = Moment::from_unix(row.get("issued")?);
            Ok(SignedPackRow { version: row.get("version")?, issued, document: row.get("document")? })
        })
    }

    /// The entries of the audit log that name a holder, newest first.
    pub(crate) fn audit_of(&self, holder: HostId, limit: u32) -> Result<Vec<ChainedEntry>, AuthorityError> {
        self.rows(sql_of_engine!("audit_of_holder.sql"), values![&holder.to_string(), limit], chained)
    }

    /// Whether no entry before this number names the holder.
    pub(crate) fn is_first_audit(&self, holder: HostId, number: u32) -> Result<bool, AuthorityError> {
        let find = sql_of_engine!("audit_is_first.sql");
        self.value(find, values![&holder.to_string(), number])
    }

    /// The entries after a number, oldest first.
    pub(crate) fn audit_after(&self, number: i64, limit: u32) -> Result<Vec<ChainedEntry>, AuthorityError> {
        self.rows(sql!("audit_after.sql"), values![number, limit], chained)
    }

    /// How many entries the audit log has.
    pub(crate) fn audit_count(&self) -> Result<u32, AuthorityError> {
        self.value(sql!("audit_count.sql"), &[])
    }
}

fn holder_row(row: &Row<'_>) -> Result<HolderRow, AuthorityError> {
    Ok(HolderRow {
        activated: activated_row(row)?,
        customer: row.get("customer")?,
        order: row.get("order_number")?,
        revoked: row.get::<Option<i64>>("revoked_at")?.map(Moment::from_unix),
    })
}

fn order_row(row: &Row<'_>) -> Result<IssuedOrder, AuthorityError> {
    Ok(IssuedOrder {
        order: CustomerOrder { customer: row.get("customer")?, order: row.get("order_number")? },
        keys: row.get("keys")?,
        blocked: row.get("blocked")?,
        computers: row.get("computers")?,
        issued: Moment::from_unix(row.get("issued")?),
    })
}

fn pack_row(row: &Row<'_>) -> Result<IssuedPack, AuthorityError> {
    let content = |until| {
        Ok::<_, AuthorityError>(PackContent {
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
        withdrawn: row.get::<Option<i64>>("withdrawn")?.map(Moment::from_unix),
        content: row.get::<Option<i64>>("until")?.map(content).transpose()?,
        holders: row.get("holders")?,
    })
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use crate::{
        audit_entry::{AuditAction, AuditEntry},
        store::{
            Store,
            sql::{Sql, values},
        },
    };
    use muster_core::{id::HostId, time::Moment};

    const NOW: Moment = Moment::from_unix(1_795_255_200);

    /// A store whose log names a holder, another, none, and the first again.
    fn store(folder: &tempfile::TempDir) -> (Store, HostId, HostId) {
        let store = Store::open(&folder.path().join("authority.db")).expect("a store");
        let [one, other] = [1, 2].map(|id| HostId::from_random([id; 16]));
        let entry = |holder| AuditEntry { holder, ..AuditEntry::new(AuditAction::Activate, "192.0.2.7", NOW) };
        let add = |holder| store.write(|tx| tx.add_audit(entry(holder))).expect("added");
        [Some(one), Some(other), None, Some(one)].into_iter().for_each(add);
        (store, one, other)
    }

    #[test]
    fn an_entry_is_the_first_of_its_holder_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, one, other) = store(&folder);
        let first = |holder, number| store.read(|tx| tx.is_first_audit(holder, number)).expect("the log");
        assert_eq!([first(one, 1), first(other, 2), first(one, 4)], [true, true, false]);
        let numbers = |holder, limit| {
            let found = store.read(|tx| tx.audit_of(holder, limit)).expect("the log");
            found.iter().map(|stored| stored.number).collect::<Vec<_>>()
        };
        assert_eq!((numbers(one, 50), numbers(one, 1), numbers(other, 50)), (vec![4, 1], vec![4], vec![2]));
    }

    /// A log has millions of entries, and both are asked for where somebody waits.
    #[test]
    fn the_entries_of_a_holder_are_found_without_reading_the_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let (store, ..) = store(&folder);
        for find in [
            concat!("EXPLAIN QUERY PLAN ", include_str!("sqlite/audit_of_holder.sql")),
            concat!("EXPLAIN QUERY PLAN ", include_str!("sqlite/audit_is_first.sql")),
        ] {
            let explain = Sql {
                sqlite: find,
                #[cfg(feature = "postgres")]
                postgres: find,
            };
            let plan = store.read(|tx| tx.rows(explain, values!["", 1_u32], |row| row.get("detail")));
            let plan: Vec<String> = plan.expect("a plan");
            assert!(plan.iter().any(|step| step.contains("audit USING INDEX audit_holder")), "{plan:?}");
        }
    }
}
