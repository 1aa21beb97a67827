//! Lists by when machines were seen. No index knows that: it would be written at every renewal. The history of requests is in that order
//! already, so the machines that were seen last are found along it; few rows are sorted, and only what is left is a pass over all.

use super::{SqliteStore, group, inventory_page::of_found, rows, standings::Share};
use crate::{
    machine_row::MachineRow,
    store::{error::StoreError, row_key::RowKey},
};
use muster_console::{MachineQuery, MachineSort, MachineState};
use muster_core::time::Moment;
use rusqlite::{OptionalExtension, ToSql, params, types::FromSql};

/// So many rows are read and sorted; they cost less than a pass over a million.
const SORTED_MAX: u32 = 20_000;
/// So many requests are looked at for a page.
const REQUESTS_MAX: i64 = 4_000;

impl SqliteStore {
    /// A page of a list by when machines were seen, if it is found without a look at all of them.
    pub(super) fn page_by_last_seen(&self, query: &MachineQuery) -> Result<Option<Vec<MachineRow>>, StoreError> {
        // All of it as it is at one time.
        let snapshot = self.connection.unchecked_transaction()?;
        let page = match self.page_of_few(query)? {
            None => self.page_of_requests(query)?,
            few => few,
        };
        snapshot.finish()?;
        Ok(page)
    }

    /// A page of standings that hold few rows.
    fn page_of_few(&self, query: &MachineQuery) -> Result<Option<Vec<MachineRow>>, StoreError> {
        let (mut left, mut wanted) = (SORTED_MAX, Vec::new());
        if query.state.is_none() && query.product.is_none() {
            return Ok(None);
        }
        for standing in self.standings(query.product)? {
            let share = standing.share_of(query);
            if share == Share::Nothing {
                continue;
            }
            let size = params![standing.product.as_bytes(), standing.number, left + 1];
            let rows: u32 = self.one(include_str!("standing_size.sql"), size)?.unwrap_or(0);
            let Some(fewer) = left.checked_sub(rows) else { return Ok(None) };
            left = fewer;
            wanted.push((standing, share));
        }
        let (mut found, is_activated) = (Vec::new(), query.state == Some(MachineState::Activated));
        for (standing, share) in wanted {
            let values = params![standing.product.as_bytes(), standing.number, query.pattern()];
            let rows = self.rows(include_str!("standing_rows.sql"), values, rows::machine)?;
            let is_in =
                |row: &MachineRow| share == Share::All || (row.activated_until > Some(query.now)) == is_activated;
            found.extend(rows.into_iter().filter(|row| is_in(row) && is_behind(row, query)));
        }
        Ok(Some(cut(found, query)))
    }

    /// A page of those that were seen last, if the newest requests lead to enough of them.
    fn page_of_requests(&self, query: &MachineQuery) -> Result<Option<Vec<MachineRow>>, StoreError> {
        // Those whose activation has ended ask no more. Behind a clock that was set back, requests are not in the order of their times.
        let is_of_use = query.sort == MachineSort::LastSeenDescending && query.state != Some(MachineState::Ended);
        if !is_of_use || group::clock(&self.connection)?.confirmed.is_some() {
            return Ok(None);
        }
        let newest = self.newest_request(query.after.as_ref().map(|after| after.last_seen))?;
        let (mut found, mut is_whole) = (Vec::<MachineRow>::new(), false);
        let places: [&dyn ToSql; 2] = [&newest, &REQUESTS_MAX];
        self.each_found(of_found!("machine_recent.sql"), query, None, query.limit, &places, |row| {
            let last = found.last().map_or(row.last_seen, |last| last.last_seen);
            // Of one second all are needed: they stand in the order of their keys.
            is_whole = found.len() >= query.limit as usize && row.last_seen < last;
            let again = found.iter().rev().take_while(|before| before.last_seen == row.last_seen);
            let goes_on = !is_whole && row.last_seen <= last;
            if goes_on && is_behind(&row, query) && !again.into_iter().any(|before| key(before) == key(&row)) {
                found.push(row);
            }
            goes_on
        })?;
        Ok(is_whole.then(|| cut(found, query)))
    }

    /// The newest request that is not after `time`: requests are in the order of their times.
    fn newest_request(&self, time: Option<Moment>) -> Result<i64, StoreError> {
        let last: i64 = self.one(include_str!("request_last.sql"), &[])?.unwrap_or(0);
        let Some(time) = time else { return Ok(last) };
        let (mut from, mut to) = (0, last);
        while from < to {
            let middle = to - (to - from) / 2;
            let at: Option<i64> = self.one(include_str!("request_time.sql"), &[&middle])?;
            if at.is_none_or(|at| at <= time.unix()) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        Ok(from)
    }

    /// The only column of the first row.
    fn one<T: FromSql>(&self, text: &str, values: &[&dyn ToSql]) -> Result<Option<T>, StoreError> {
        let mut find = self.connection.prepare_cached(text)?;
        Ok(find.query_row(values, |row| row.get(0)).optional()?)
    }
}

fn key(row: &MachineRow) -> RowKey {
    (row.cmid, row.product, row.hardware)
}

/// Whether a row comes behind the place that a page begins at.
fn is_behind(row: &MachineRow, query: &MachineQuery) -> bool {
    let place = (row.last_seen, key(row));
    query.after.as_ref().map(|after| (after.last_seen, after.key)).is_none_or(|after| match query.sort {
        MachineSort::LastSeenDescending => place < after,
        _ => place > after,
    })
}

/// The first rows in the order of the query. It is that of SQLite: numbers by their values, then the keys by their bytes.
fn cut(mut rows: Vec<MachineRow>, query: &MachineQuery) -> Vec<MachineRow> {
    rows.sort_by_key(|row| (row.last_seen, key(row)));
    if query.sort == MachineSort::LastSeenDescending {
        rows.reverse();
    }
    rows.truncate(query.limit as usize);
    rows
}
