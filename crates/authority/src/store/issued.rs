//! What was issued, as the operators' pages list it: holders of licenses with their keys, license packs.

use super::{
    IssuedLicense, StoreTransaction,
    audit::chained,
    error::StoreError,
    followers::FollowerGroup,
    key_claim, kind_to_db, page,
    sql::{Row, Sql, Value, sql, sql_of_engine, sql_of_parts, values},
};
use crate::error::AuthorityError;
use muster_console::{CustomerOrder, IssuedPack, PackContent};
use muster_core::{
    authority::key_groups::KeyGroups, id::HostId, id::NotAnId, keys::product_key::KeyClaim, sentence, time::Moment,
};
use muster_server::audit_chain::ChainedEntry;
use std::cmp::Reverse;

/// A computer as lists show it, with what was written beside its key; its license is not read.
pub(crate) struct HolderRow {
    pub(crate) claim: KeyClaim,
    pub(crate) key_blocked: bool,
    pub(crate) holder: HostId,
    pub(crate) machine: String,
    pub(crate) activations: u32,
    pub(crate) activated: Moment,
    /// When its license ends; nothing says so of one that does not.
    pub(crate) until: Option<Moment>,
    pub(crate) issued: IssuedLicense,
    pub(crate) customer: Option<String>,
    pub(crate) order: Option<String>,
    pub(crate) revoked: Option<Moment>,
}

/// Which holders a statement leaves out. What it finds may be too much: whoever asks looks at each.
pub(crate) struct HolderFilter {
    /// A pattern of `LIKE`, and what a key or an id may be; nothing is left out where it is empty.
    pub(crate) pattern: String,
    pub(crate) word: String,
    /// 1 for hosts, 2 for directories, 3 for machines; 0 for all.
    pub(crate) kind: u8,
    pub(crate) expires_by: Option<Moment>,
    pub(crate) only_revoked: bool,
    pub(crate) key: Option<KeyClaim>,
    pub(crate) pack: Option<u32>,
    pub(crate) order: Option<CustomerOrder>,
    /// Only those behind this one.
    pub(crate) after: (Moment, String),
    /// How many are read at once.
    pub(crate) rows: u32,
}

impl HolderFilter {
    /// All of them, by many.
    pub(crate) fn none() -> Self {
        Self {
            pattern: String::new(),
            word: String::new(),
            kind: 0,
            expires_by: None,
            only_revoked: false,
            key: None,
            pack: None,
            order: None,
            after: (Moment::from_unix(i64::MAX), String::new()),
            rows: page::ROWS_MAX,
        }
    }
}

/// A signed pack.
pub(crate) struct SignedPackRow {
    pub(crate) version: u32,
    pub(crate) issued: Moment,
    pub(crate) document: String,
}

impl StoreTransaction<'_> {
    /// Calls `each` for the holders of these key groups that a filter leaves, those that asked last first, until it returns false. They are read some at a time.
    pub(crate) fn each_holder(
        &self,
        groups: &KeyGroups,
        mut filter: HolderFilter,
        mut each: impl FnMut(HolderRow) -> Result<bool, AuthorityError>,
    ) -> Result<(), AuthorityError> {
        loop {
            let rows = self.holders(groups, &filter)?;
            let is_last = rows.len() < filter.rows as usize;
            if let Some(last) = rows.last() {
                filter.after = (last.activated, last.holder.to_string());
            }
            for row in rows {
                if !each(row)? {
                    return Ok(());
                }
            }
            if is_last {
                return Ok(());
            }
        }
    }

    /// Those of each key group by themselves, as its index has them: nobody waits for what he does not see, nor learns by that how much it is.
    fn holders(&self, groups: &KeyGroups, filter: &HolderFilter) -> Result<Vec<HolderRow>, AuthorityError> {
        let Some(groups) = groups.numbers() else { return self.holders_of(None, filter) };
        let mut found = Vec::new();
        for group in groups {
            found.extend(self.holders_of(Some(group), filter)?);
        }
        found.sort_by_cached_key(|row| (Reverse(row.activated.unix()), row.holder.to_string()));
        found.truncate(filter.rows as usize);
        Ok(found)
    }

    fn holders_of(&self, group: Option<u16>, filter: &HolderFilter) -> Result<Vec<HolderRow>, AuthorityError> {
        let (tail, word) = (page::key_tail(&filter.word), filter.word.to_lowercase());
        let (key, order) = (filter.key.map(|key| (kind_to_db(key.kind), key.group, key.serial)), filter.order.as_ref());
        let values = values![
            &filter.pattern,
            &tail,
            &word,
            filter.kind,
            filter.after.0.unix(),
            &filter.after.1,
            filter.expires_by.map(Moment::unix),
            u8::from(filter.only_revoked),
            key.map(|(kind, ..)| kind),
            key.map(|(_, group, _)| group),
            key.map(|(.., serial)| serial),
            filter.pack,
            order.map(|order| &order.customer),
            order.map(|order| &order.order),
            filter.rows,
        ];
        let values = [&values[..], &group.map(Value::from).into_iter().collect::<Vec<_>>()].concat();
        self.rows(holder_list(group.is_some()), &values, holder_row)
    }

    /// The computer of these key groups whose license names this holder, and that license.
    pub(crate) fn holder(&self, groups: &KeyGroups, id: HostId) -> Result<Option<(HolderRow, String)>, AuthorityError> {
        let read = |row: &Row<'_>| Ok((holder_row(row)?, row.get("claims")?));
        self.row(sql!("holder_read.sql"), values![&id.to_string(), &groups.pattern()], read)
    }

    /// Those of a group, those that asked last first.
    pub(crate) fn followers(
        &self,
        groups: &KeyGroups,
        group: &FollowerGroup,
        now: Moment,
        limit: u32,
    ) -> Result<Vec<HolderRow>, AuthorityError> {
        let ((is_host, pack, signed_by), groups) = (group.key(), groups.pattern());
        let values = values![now.unix(), is_host, pack, signed_by, limit, &groups];
        self.rows(sql!("follower_list.sql"), values, holder_row)
    }

    /// The packs before a version, newest first, with what is counted of these key groups.
    pub(crate) fn packs_before(
        &self,
        groups: &KeyGroups,
        version: u32,
        limit: usize,
    ) -> Result<Vec<IssuedPack>, AuthorityError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.rows(sql_of_engine!("pack_list.sql"), values![version, limit, &groups.pattern()], pack_row)
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

/// The statement of a list of holders, of one key group or of all.
pub(super) fn holder_list(of_group: bool) -> Sql {
    if of_group {
        sql_of_parts!(
            own "holder_list_keys.sql",
            common "holder_list_group.sql",
            own "holder_list_begin.sql",
            common "holder_list_group.sql",
            own "holder_list_end.sql",
        )
    } else {
        sql_of_parts!(own "holder_list_keys.sql", own "holder_list_begin.sql", own "holder_list_end.sql")
    }
}

fn holder_row(row: &Row<'_>) -> Result<HolderRow, AuthorityError> {
    let holder: String = row.get("holder")?;
    let damaged = |error: NotAnId| {
        StoreError::Damaged(sentence!(lang =>
            "the holder of a license: {error}",
            "ライセンスの所有者: {error}",
            error = error.text(lang)
        ))
    };
    let holder = holder.parse().map_err(damaged)?;
    let expires = row.get::<Option<i64>>("expires")?.map(Moment::from_unix);
    let is_permanent: bool = row.get("is_permanent")?;
    Ok(HolderRow {
        claim: key_claim(row)?,
        key_blocked: row.get("key_blocked")?,
        holder,
        machine: row.get("machine")?,
        activations: row.get("activations")?,
        activated: Moment::from_unix(row.get("activated")?),
        until: expires.filter(|_| !is_permanent),
        issued: IssuedLicense {
            signed_by: row.get("signed_by")?,
            directory: row.get("directory")?,
            pack: row.get("pack")?,
        },
        customer: row.get("customer")?,
        order: row.get("order_number")?,
        revoked: row.get::<Option<i64>>("revoked_at")?.map(Moment::from_unix),
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
