//! What has a date: programmes that end, addresses that move, versions that go out of support.
//!
//! The table is `data/dated.tsv`, so that a rule holds neither an address nor a date. What is in force is a question of the
//! evidence's own date, as nothing here reads a clock.

pub(crate) mod cloud;
pub(crate) mod esu;
pub(crate) mod office;

use muster_evidence::stamp::Stamp;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/dated.tsv");

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Row {
    kind: &'static str,
    /// What it is about: a system, a cloud.
    pub(crate) subject: &'static str,
    pub(crate) name: &'static str,
    pub(crate) value: &'static str,
    /// The last day on which it holds, year first; empty if none is announced.
    pub(crate) until: &'static str,
    /// The end of that day, in seconds since 1970.
    end: Option<i64>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| TABLE.lines().skip(1).filter_map(Row::of).collect());

/// The rows of a kind, in the order of the table.
fn rows(kind: &str) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.kind == kind)
}

impl Row {
    fn of(line: &'static str) -> Option<Self> {
        let mut cells = line.split('\t');
        let [kind, subject, name, value, until] = std::array::from_fn(|_| cells.next());
        let until = until?;
        let end = Stamp::of_client(&format!("{} 23:59", until.replace('-', "/"))).map(Stamp::seconds);
        Some(Self { kind: kind?, subject: subject?, name: name?, value: value?, until, end })
    }

    /// Whether it still holds at a time. What has no end holds, and so does everything where the time is not known.
    pub(crate) fn holds_at(&self, time: Option<i64>) -> bool {
        time.zip(self.end).is_none_or(|(time, end)| time <= end)
    }
}

#[cfg(test)]
mod tests {
    use super::{ROWS, TABLE, rows};
    use std::collections::BTreeSet;

    #[test]
    fn every_row_is_whole_and_named_once() {
        const KINDS: [&str; 8] =
            ["cloud", "cloud-old", "cloud-resolver", "cloud-suffix", "esu", "esu-build", "esu-package", "office"];
        assert!(TABLE.lines().all(|line| line.split('\t').count() == 6 && !line.ends_with('\t')), "a source each");
        let mut seen = BTreeSet::new();
        for row in ROWS.iter() {
            assert!(KINDS.contains(&row.kind) && !row.subject.is_empty() && !row.name.is_empty(), "{row:?}");
            assert!(seen.insert((row.kind, row.subject, row.name)), "twice: {row:?}");
            assert_eq!(row.until.is_empty(), row.end.is_none(), "{row:?}");
        }
    }

    #[test]
    fn ids_are_of_guid_shape_and_years_follow_each_other() {
        let mut ids = BTreeSet::new();
        let (mut system, mut end) = ("", None);
        for row in rows("esu") {
            let shape: Vec<usize> = row.value.split('-').map(str::len).collect();
            assert_eq!(shape, [8, 4, 4, 4, 12], "{row:?}");
            assert!(ids.insert(row.value), "{row:?}");
            assert!(row.subject != system || row.end > end, "{row:?}");
            (system, end) = (row.subject, row.end);
        }
        assert_eq!(ids.len(), 15);
    }

    #[test]
    fn the_last_day_still_holds() {
        let row = rows("esu").next().expect("a row");
        let end = row.end.expect("a day");
        assert!(row.holds_at(Some(end)) && !row.holds_at(Some(end + 60)) && row.holds_at(None));
    }
}
