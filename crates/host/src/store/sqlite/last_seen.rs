//! Lists by times. No index knows when a machine was seen, only in which 30 days: it would be written at every renewal. The history of requests
//! is in that order already, so the machines that were seen last are found along it; few rows are sorted, and only what is left is a pass
//! over all.

use super::{
    SqliteStore,
    few_rows::{cut, is_behind, key},
    group,
    inventory_page::of_found,
};
use crate::{machine_row::MachineRow, store::error::StoreError};
use muster_console::{MachineQuery, MachineSort, MachineState};
use muster_core::time::Moment;
use rusqlite::ToSql;

/// So many requests are looked at for a page.
const REQUESTS_MAX: i64 = 4_000;

impl SqliteStore {
    /// A page of a list by times, or of those that are silent, if it is found without a look at all machines.
    pub(super) fn page_by_time(&self, query: &MachineQuery) -> Result<Option<Vec<MachineRow>>, StoreError> {
        // All of it as it is at one time.
        let snapshot = self.connection.unchecked_transaction()?;
        let page = match self.page_of_few(query)? {
            None => self.page_of_requests(query)?,
            few => few,
        };
        snapshot.finish()?;
        Ok(page)
    }

    /// A page of those that were seen last, if the newest requests lead to enough of them.
    pub(super) fn page_of_requests(&self, query: &MachineQuery) -> Result<Option<Vec<MachineRow>>, StoreError> {
        // Those whose activation has ended ask no more. Behind a clock that was set back, requests are not in the order of their times.
        let is_of_use = query.sort == MachineSort::LastSeenDescending && query.state != Some(MachineState::Ended);
        if !is_of_use || group::clock(&self.connection)?.confirmed.is_some() {
            return Ok(None);
        }
        let place = query.after.as_ref().map(|after| after.last_seen);
        let newest = self.newest_request(place.into_iter().chain(query.seen_until()).min())?;
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
}
