//! Lists of few rows by times. Rows that lie together in an index, by the 30 days in which their activations end or in which they were last
//! seen, are read one block after another in the order of the list, and sorted, as long as they are few.

use super::{
    SqliteStore, rows,
    standings::{Share, Standing},
};
use crate::{
    machine_row::MachineRow,
    store::{error::StoreError, row_key::RowKey},
};
use muster_console::{MachineQuery, MachineSort, MachineState};
use rusqlite::{OptionalExtension, ToSql, params, types::FromSql};

/// So many rows are read and sorted; they cost less than a pass over a million.
pub(super) const SORTED_MAX: u32 = 20_000;
/// Seconds of a month; the statements have the same.
const MONTH_SECONDS: i64 = 30 * 86_400;

/// Rows that lie together in an index.
#[derive(Clone, Copy)]
enum Block {
    /// Those last seen in one month.
    Month(i64),
    Standing(Standing),
}

/// Blocks in the order of a list. Those of one place have to be sorted together.
type Places = Vec<Vec<Block>>;

impl SqliteStore {
    /// A page of a list, if the rows that may stand on it are few: found by where they stand, or by when they were last seen.
    pub(super) fn page_of_few(&self, query: &MachineQuery) -> Result<Option<Vec<MachineRow>>, StoreError> {
        for places in [self.by_standing(query)?, self.by_month(query)?].into_iter().flatten() {
            if let Some(page) = self.page_of_places(query, places)? {
                return Ok(Some(page));
            }
        }
        Ok(None)
    }

    /// By where rows stand; none where that leaves out none, nor sorts them.
    fn by_standing(&self, query: &MachineQuery) -> Result<Option<Places>, StoreError> {
        let by_end = matches!(query.sort, MachineSort::Until | MachineSort::UntilDescending);
        if !by_end && query.state.is_none() && query.product.is_none() {
            return Ok(None);
        }
        let mut standings = self.standings(query.product)?;
        standings.retain(|standing| standing.share_of(query) != Share::Nothing);
        if !by_end {
            return Ok(Some(vec![standings.into_iter().map(Block::Standing).collect()]));
        }
        // Those that were never activated are last in both orders.
        let place = |standing: &Standing| (standing.number < 0, standing.number.max(-1));
        standings.sort_by_key(place);
        if query.sort.is_descending() {
            let activated = standings.partition_point(|standing| standing.number >= 0);
            standings[..activated].reverse();
        }
        let alike = standings.chunk_by(|one, next| place(one) == place(next));
        Ok(Some(alike.map(|standings| standings.iter().copied().map(Block::Standing).collect()).collect()))
    }

    /// By when rows were last seen; none where that leaves out none, nor sorts them.
    fn by_month(&self, query: &MachineQuery) -> Result<Option<Places>, StoreError> {
        let by_seen = matches!(query.sort, MachineSort::LastSeen | MachineSort::LastSeenDescending);
        if !by_seen && query.unseen_days.is_none() {
            return Ok(None);
        }
        let month = |time: muster_core::time::Moment| time.unix() / MONTH_SECONDS;
        let place = query.after.as_ref().filter(|_| by_seen).map(|after| month(after.last_seen));
        let until = query.seen_until().map(month);
        let is_wanted = |month: &i64| {
            until.is_none_or(|until| *month <= until)
                && place.is_none_or(|place| if query.sort.is_descending() { *month <= place } else { *month >= place })
        };
        let mut months: Vec<i64> = self.months()?.into_iter().filter(is_wanted).collect();
        if query.sort.is_descending() {
            months.reverse();
        }
        let blocks = months.into_iter().map(Block::Month);
        Ok(Some(if by_seen { blocks.map(|block| vec![block]).collect() } else { vec![blocks.collect()] }))
    }

    /// The first rows of places, if those that have to be looked at are few.
    fn page_of_places(&self, query: &MachineQuery, places: Places) -> Result<Option<Vec<MachineRow>>, StoreError> {
        let (mut left, mut found) = (SORTED_MAX, Vec::new());
        for blocks in places {
            for block in &blocks {
                let Some(fewer) = left.checked_sub(self.size(*block, left + 1)?) else { return Ok(None) };
                left = fewer;
            }
            for block in blocks {
                let rows = self.rows_of(block, query)?;
                found.extend(rows.into_iter().filter(|row| is_asked_for(row, query) && is_behind(row, query)));
            }
            if found.len() >= query.limit as usize {
                break;
            }
        }
        Ok(Some(cut(found, query)))
    }

    fn size(&self, block: Block, most: u32) -> Result<u32, StoreError> {
        let size = match block {
            Block::Month(month) => self.one(include_str!("month_size.sql"), params![month, most])?,
            Block::Standing(Standing { product, number }) => {
                self.one(include_str!("standing_size.sql"), params![product.as_bytes(), number, most])?
            }
        };
        Ok(size.unwrap_or(0))
    }

    /// Those of a block whose names the query looks for.
    fn rows_of(&self, block: Block, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        let pattern = query.pattern();
        match block {
            Block::Month(month) => self.rows(include_str!("month_rows.sql"), params![month, pattern], rows::machine),
            Block::Standing(Standing { product, number }) => {
                let values = params![product.as_bytes(), number, pattern];
                self.rows(include_str!("standing_rows.sql"), values, rows::machine)
            }
        }
    }

    /// The months in which rows were last seen, in their order. Each is found by one step in an index.
    fn months(&self) -> Result<Vec<i64>, StoreError> {
        let (mut found, mut after) = (Vec::new(), i64::MIN);
        while let Some(month) = self.one(include_str!("month_next.sql"), params![after])? {
            found.push(month);
            after = month;
        }
        Ok(found)
    }

    /// Whether those that were not seen since are few.
    pub(super) fn are_silent_few(&self, query: &MachineQuery) -> Result<bool, StoreError> {
        let Some(until) = query.seen_until().map(|until| until.unix() / MONTH_SECONDS) else { return Ok(false) };
        let mut left = SORTED_MAX;
        for month in self.months()?.into_iter().filter(|month| *month <= until) {
            let Some(fewer) = left.checked_sub(self.size(Block::Month(month), left + 1)?) else { return Ok(false) };
            left = fewer;
        }
        Ok(true)
    }

    /// The only column of the first row.
    pub(super) fn one<T: FromSql>(&self, text: &str, values: &[&dyn ToSql]) -> Result<Option<T>, StoreError> {
        let mut find = self.connection.prepare_cached(text)?;
        Ok(find.query_row(values, |row| row.get(0)).optional()?)
    }
}

pub(super) fn key(row: &MachineRow) -> RowKey {
    (row.cmid, row.product, row.hardware)
}

/// Whether the query finds a row, whatever its name is.
fn is_asked_for(row: &MachineRow, query: &MachineQuery) -> bool {
    let state = MachineState::told(row.activated_until, row.last_code, query.now);
    query.state.is_none_or(|wanted| wanted == state)
        && query.product.is_none_or(|product| product == row.product)
        && query.seen_until().is_none_or(|until| row.last_seen <= until)
}

/// Where a row stands in the order of a query. It is that of SQLite: texts by their bytes and numbers by their values, then the keys by
/// their bytes.
fn place(name: &str, number: i64, key: RowKey, sort: MachineSort) -> (&str, i64, RowKey) {
    if sort.is_by_name() { (name, 0, key) } else { ("", number, key) }
}

fn place_of(row: &MachineRow, sort: MachineSort) -> (&str, i64, RowKey) {
    place(&row.name, sort.number(row.last_seen, row.activated_until), key(row), sort)
}

/// Whether a row comes behind the place that a page begins at.
pub(super) fn is_behind(row: &MachineRow, query: &MachineQuery) -> bool {
    let sort = query.sort;
    query.after.as_ref().is_none_or(|after| {
        let begins = place(&after.name, sort.number(after.last_seen, after.until), after.key, sort);
        if sort.is_descending() { place_of(row, sort) < begins } else { place_of(row, sort) > begins }
    })
}

/// The first rows in the order of the query.
pub(super) fn cut(mut rows: Vec<MachineRow>, query: &MachineQuery) -> Vec<MachineRow> {
    rows.sort_by(|one, other| place_of(one, query.sort).cmp(&place_of(other, query.sort)));
    if query.sort.is_descending() {
        rows.reverse();
    }
    rows.truncate(query.limit as usize);
    rows
}
