//! The pools as rows of the store. A pool is read whole, since it holds at most twice its threshold, and decided in memory;
//! then only the rows that changed are written.

use muster_core::{
    host::count::{Member, Pool},
    id::{ApplicationId, Cmid},
    time::Moment,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A member of a pool as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PoolRow {
    pub(super) application: ApplicationId,
    /// Names the row within the pool. A machine that takes the place of another takes its row: PostgreSQL then changes no
    /// index, and the table does not grow.
    pub(super) slot: i64,
    pub(super) cmid: Cmid,
    pub(super) last_seen: Moment,
    /// Orders the members of a pool by their last requests, also within a second. It has gaps.
    pub(super) sequence: i64,
}

/// The stored rows of each pool, oldest request first.
#[derive(Debug, Default)]
pub(super) struct PoolRows(HashMap<ApplicationId, Vec<PoolRow>>);

/// What has to be written so that the stored rows are those of the pools.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PoolChanges {
    pub(super) upserts: Vec<PoolRow>,
    pub(super) deletes: Vec<PoolRow>,
}

impl PoolRows {
    pub(super) fn new(rows: impl IntoIterator<Item = PoolRow>) -> Self {
        let mut pools: HashMap<ApplicationId, Vec<PoolRow>> = HashMap::new();
        for row in rows {
            pools.entry(row.application).or_default().push(row);
        }
        pools.values_mut().for_each(|rows| rows.sort_by_key(|row| row.sequence));
        Self(pools)
    }

    /// The pool of each application; one that has no rows is empty.
    pub(super) fn restore(&self, applications: &[(ApplicationId, u32)]) -> HashMap<ApplicationId, Pool> {
        let member = |row: &PoolRow| Member { cmid: row.cmid, seen: row.last_seen };
        let pool = |(application, threshold): &(ApplicationId, u32)| {
            (*application, Pool::restore(*threshold, self.of(application).iter().map(member)))
        };
        applications.iter().map(pool).collect()
    }

    /// What has to be written for the pools that `changed`.
    pub(super) fn changes(
        &self,
        changed: &BTreeSet<ApplicationId>,
        pools: &HashMap<ApplicationId, Pool>,
    ) -> PoolChanges {
        let mut changes = PoolChanges::default();
        for application in changed {
            if let Some(pool) = pools.get(application) {
                compare(*application, self.of(application), pool, &mut changes);
            }
        }
        changes
    }

    fn of(&self, application: &ApplicationId) -> &[PoolRow] {
        self.0.get(application).map(Vec::as_slice).unwrap_or_default()
    }
}

/// A member that asked again moves to the end of its pool, so every row before the first that is written stays as it is.
fn compare(application: ApplicationId, stored: &[PoolRow], pool: &Pool, changes: &mut PoolChanges) {
    let mut unseen: HashMap<Cmid, &PoolRow> = stored.iter().map(|row| (row.cmid, row)).collect();
    let (mut moved, mut own) = (Vec::new(), HashSet::new());
    let mut last = i64::MIN;
    for member in pool.members() {
        let row = unseen.remove(&member.cmid);
        own.extend(row.map(|row| row.slot));
        match row.filter(|row| moved.is_empty() && row.last_seen == member.seen && row.sequence > last) {
            Some(row) => last = row.sequence,
            None => moved.push((member, row.map(|row| row.slot))),
        }
    }
    let mut gone = stored.iter().filter(|row| !own.contains(&row.slot));
    let mut unused = stored.iter().map(|row| row.slot + 1).max().unwrap_or(0);
    let first = stored.last().map_or(0, |row| row.sequence + 1);
    for (sequence, (member, slot)) in (first..).zip(moved) {
        let slot = slot.or_else(|| gone.next().map(|row| row.slot)).unwrap_or_else(|| {
            unused += 1;
            unused - 1
        });
        changes.upserts.push(PoolRow { application, slot, cmid: member.cmid, last_seen: member.seen, sequence });
    }
    changes.deletes.extend(gone);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const APPLICATION: ApplicationId = ApplicationId::from_bytes([7; 16]);

    fn cmid(number: u8) -> Cmid {
        Cmid::from_bytes([number; 16])
    }

    /// A table as the statements of both engines keep it.
    #[derive(Default)]
    struct Table(HashMap<i64, PoolRow>);

    impl Table {
        fn read(&self) -> PoolRows {
            PoolRows::new(self.0.values().copied())
        }

        fn write(&mut self, changes: &PoolChanges) {
            self.0.retain(|slot, _| changes.deletes.iter().all(|row| row.slot != *slot));
            self.0.extend(changes.upserts.iter().map(|row| (row.slot, *row)));
        }
    }

    /// Lets machines ask, one group a line: `1@10` asks at 10, `-1` is released. What each group writes is `slot:cmid@last_seen#sequence`,
    /// and `slot:-` for a row that it deletes.
    fn check(threshold: u32, groups: &str, expected: &str) {
        let mut table = Table::default();
        let mut found = Vec::new();
        for group in groups.lines() {
            let rows = table.read();
            let mut pools = rows.restore(&[(APPLICATION, threshold)]);
            let pool = pools.get_mut(&APPLICATION).expect("a pool");
            for word in group.split_whitespace() {
                match word.split_once('@') {
                    Some((number, now)) => {
                        pool.admit(
                            cmid(number.parse().expect("a number")),
                            Moment::from_unix(now.parse().expect("a time")),
                        );
                    }
                    None => pool.release(cmid(word.trim_start_matches('-').parse().expect("a number"))),
                }
            }
            let changes = rows.changes(&[APPLICATION].into(), &pools);
            table.write(&changes);
            let text = |PoolRow { slot, cmid, last_seen, sequence, .. }: &PoolRow| {
                format!("{slot}:{}@{}#{sequence}", cmid.as_bytes()[0], last_seen.unix())
            };
            let upserts = changes.upserts.iter().map(text);
            let deletes = changes.deletes.iter().map(|row| format!("{}:-", row.slot));
            found.push(upserts.chain(deletes).collect::<Vec<_>>().join(" "));
        }
        let expected: Vec<&str> = expected.lines().map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn only_rows_that_changed_are_written() {
        let groups = "1@10 2@10 3@10\n2@20\n2@20\n1@20 2@20\n\n4@20 5@20\n-5\n6@90000000 7@90000000";
        let expected = "0:1@10#0 1:2@10#1 2:3@10#2
            1:2@20#3

            0:1@20#4 1:2@20#5

            2:4@20#6 3:5@20#7
            3:-
            0:6@90000000#7 3:7@90000000#8";
        check(2, groups, expected);
    }

    #[test]
    fn a_pool_without_rows_is_empty_and_one_over_its_cap_loses_the_oldest_when_it_changes() {
        let rows = (0..5).map(|number| PoolRow {
            application: APPLICATION,
            slot: i64::from(number),
            cmid: cmid(number),
            last_seen: Moment::from_unix(10),
            sequence: i64::from(number),
        });
        let rows = PoolRows::new(rows);
        let other = ApplicationId::from_bytes([8; 16]);
        let pools = rows.restore(&[(APPLICATION, 1), (other, 1)]);
        assert_eq!((pools[&APPLICATION].members().count(), pools[&other].members().count()), (2, 0));
        let deletes = rows.changes(&[APPLICATION].into(), &pools).deletes;
        assert_eq!(deletes.iter().map(|row| row.sequence).collect::<Vec<_>>(), [0, 1, 2]);
    }

    proptest! {
        /// Whatever machines ask, in whatever order and by whatever clock: the table holds the pool, in its order, and never
        /// more than twice the threshold.
        #[test]
        fn the_table_holds_the_pool(
            threshold in 0u32..4,
            groups in prop::collection::vec(prop::collection::vec((0u8..12, 0i64..6_000_000, any::<bool>()), 0..6), 0..12),
        ) {
            let mut table = Table::default();
            for group in groups {
                let rows = table.read();
                let mut pools = rows.restore(&[(APPLICATION, threshold)]);
                let pool = pools.get_mut(&APPLICATION).expect("a pool");
                for (number, now, released) in group {
                    if released {
                        pool.release(cmid(number));
                    } else {
                        pool.admit(cmid(number), Moment::from_unix(now));
                    }
                }
                table.write(&rows.changes(&[APPLICATION].into(), &pools));
                prop_assert!(table.0.len() <= 2 * threshold.max(1) as usize);
                prop_assert_eq!(table.read().restore(&[(APPLICATION, threshold)]), pools);
            }
        }
    }
}
