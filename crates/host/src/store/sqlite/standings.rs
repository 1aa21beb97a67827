//! Rows of the inventory by where they stand: the 30 days in which an activation ends, or that there was none. Rows of one product and one
//! standing lie in an index by their names, and a page by name is put together of the beginnings of each.

use super::{SqliteStore, rows};
use crate::{
    machine_row::MachineRow,
    store::{console_parts::StateCount, error::StoreError, row_key::RowKey},
};
use muster_console::{MachineQuery, MachineSort, MachineState};
use muster_core::{
    id::{ActivationId, Cmid, HardwareId},
    time::Moment,
};
use rusqlite::params;

/// Seconds of a standing; the statements have the same.
const SECONDS: i64 = 30 * 86_400;
const WAITING: i64 = -1;
const REFUSED: i64 = -2;

/// Rows of one product that stand alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) product: ActivationId,
    pub(super) number: i64,
}

/// What of a standing is in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    All,
    Nothing,
    /// Each row by itself: its activation ends in the 30 days that it is.
    Some,
}

impl Standing {
    /// What of it the query asks for.
    pub(super) fn share_of(self, query: &MachineQuery) -> Share {
        query.state.map_or(Share::All, |state| self.share(state, query.now))
    }

    fn share(self, state: MachineState, now: Moment) -> Share {
        let (from, to) = (self.number.saturating_mul(SECONDS), self.number.saturating_add(1).saturating_mul(SECONDS));
        // The first holds what ended before 1970 too.
        let has_ended = to <= now.unix();
        let goes_on = from > now.unix() && self.number > 0;
        let whole = |is: bool| if is { Share::All } else { Share::Nothing };
        match (self.number, state) {
            (WAITING, state) => whole(state == MachineState::Waiting),
            (REFUSED, state) => whole(state == MachineState::Refused),
            (_, MachineState::Waiting | MachineState::Refused) => Share::Nothing,
            (_, state) if has_ended => whole(state == MachineState::Ended),
            (_, state) if goes_on => whole(state == MachineState::Activated),
            _ => Share::Some,
        }
    }
}

/// The name of a row, and the row. Their order is that of SQLite: texts by their bytes, then the keys.
type Place = (String, RowKey);

/// A list of one standing: whether rows are judged each by itself, and the order.
macro_rules! list {
    ($order:literal, $searched:expr, $mixed:expr) => {
        match ($searched, $mixed) {
            (false, false) => concat!(include_str!("standing_name.sql"), include_str!($order)),
            (false, true) => {
                concat!(include_str!("standing_name.sql"), include_str!("standing_mixed.sql"), include_str!($order))
            }
            (true, false) => {
                concat!(include_str!("standing_name.sql"), include_str!("standing_searched.sql"), include_str!($order))
            }
            (true, true) => concat!(
                include_str!("standing_name.sql"),
                include_str!("standing_searched.sql"),
                include_str!("standing_mixed.sql"),
                include_str!($order)
            ),
        }
    };
}

pub(super) fn list(descending: bool, searched: bool, mixed: bool) -> &'static str {
    if descending {
        list!("standing_name_down.sql", searched, mixed)
    } else {
        list!("standing_name_up.sql", searched, mixed)
    }
}

impl SqliteStore {
    /// A page by name of what a query finds.
    pub(super) fn page_of_standings(&self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        // All of it as it is at one time.
        let snapshot = self.connection.unchecked_transaction()?;
        let (standings, mut places) = (self.standings(query.product)?, Vec::new());
        // Where each row has to be looked at, none is that comes behind what was found before.
        for share in [Share::All, Share::Some] {
            for standing in standings.iter().filter(|standing| standing.share_of(query) == share) {
                places.extend(self.places(*standing, share == Share::Some, query, bound(&places, query))?);
                places.sort();
                if query.sort == MachineSort::NameDescending {
                    places.reverse();
                }
                places.truncate(query.limit as usize);
            }
        }
        let mut found = Vec::new();
        for (_, (cmid, product, hardware)) in places {
            let key = params![cmid.as_bytes(), product.as_bytes(), hardware.as_bytes()];
            found.extend(self.rows(include_str!("machine_read.sql"), key, rows::machine)?);
        }
        snapshot.finish()?;
        Ok(found)
    }

    /// How many machines of each product are in each state.
    pub(super) fn state_counts(&self, now: Moment) -> Result<Vec<StateCount>, StoreError> {
        let snapshot = self.connection.unchecked_transaction()?;
        let counts = self.rows(include_str!("standing_counts.sql"), &[], |row| {
            let product = ActivationId::from_bytes(row.get("product")?);
            Ok((Standing { product, number: row.get("standing")? }, row.get::<_, u64>("machines")?))
        })?;
        let mut found: Vec<StateCount> = Vec::new();
        let mut add = |product, state: MachineState, machines| {
            let same = |count: &&mut StateCount| count.product == product && count.state == state.number();
            match found.iter_mut().find(same) {
                _ if machines == 0 => {}
                Some(count) => count.machines += machines,
                None => found.push(StateCount { product, state: state.number(), machines }),
            }
        };
        for (standing, machines) in counts {
            let product = standing.product;
            let whole = MachineState::ALL.into_iter().find(|state| standing.share(*state, now) == Share::All);
            if let Some(state) = whole {
                add(product, state, machines);
                continue;
            }
            let values = params![product.as_bytes(), standing.number, now.unix()];
            let activated = self.rows(include_str!("standing_activated.sql"), values, |row| row.get("machines"))?;
            let activated: u64 = activated.first().copied().unwrap_or(0);
            add(product, MachineState::Activated, activated);
            add(product, MachineState::Ended, machines.saturating_sub(activated));
        }
        snapshot.finish()?;
        Ok(found)
    }

    /// Where rows stand, of one product or of all. Each is found by one step in an index.
    pub(super) fn standings(&self, product: Option<ActivationId>) -> Result<Vec<Standing>, StoreError> {
        let mut next = product.map_or_else(|| self.product_after(&[]), |product| Ok(Some(product)))?;
        let mut found = Vec::new();
        while let Some(id) = next {
            let mut after = i64::MIN;
            let find = include_str!("standing_next.sql");
            while let Some(number) = self.rows(find, params![id.as_bytes(), after], |row| row.get(0))?.pop() {
                found.push(Standing { product: id, number });
                after = number;
            }
            next = if product.is_some() { None } else { self.product_after(id.as_bytes())? };
        }
        Ok(found)
    }

    fn product_after(&self, product: &[u8]) -> Result<Option<ActivationId>, StoreError> {
        let find = include_str!("standing_next_product.sql");
        Ok(self.rows(find, params![product], |row| row.get(0).map(ActivationId::from_bytes))?.pop())
    }

    /// The first rows of a standing that the query finds, up to a name.
    fn places(
        &self,
        Standing { product, number }: Standing,
        mixed: bool,
        query: &MachineQuery,
        bound: Option<&String>,
    ) -> Result<Vec<Place>, StoreError> {
        let after = query.after.as_ref();
        let name = after.map(|after| &after.name);
        let key = after.map(|after| after.key);
        let cmid = key.map(|(cmid, ..)| *cmid.as_bytes());
        let of_product = key.map(|(_, product, _)| *product.as_bytes());
        let hardware = key.map(|(.., hardware)| *hardware.as_bytes());
        let (pattern, now) = (query.pattern(), query.now.unix());
        let is_activated = query.state == Some(MachineState::Activated);
        let values = params![
            product.as_bytes(),
            number,
            pattern,
            now,
            is_activated,
            name,
            cmid,
            of_product,
            hardware,
            query.limit,
            bound
        ];
        self.rows(list(query.sort == MachineSort::NameDescending, !query.search.is_empty(), mixed), values, |row| {
            let cmid = Cmid::from_bytes(row.get("cmid")?);
            let product = ActivationId::from_bytes(row.get("product")?);
            Ok((row.get("name")?, (cmid, product, HardwareId::from_bytes(row.get("hardware")?))))
        })
    }
}

/// The name that no place of the page comes behind; none as long as there are not enough.
fn bound<'a>(places: &'a [Place], query: &MachineQuery) -> Option<&'a String> {
    places.last().filter(|_| places.len() >= query.limit as usize).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::{REFUSED, SECONDS, Share, Standing, WAITING};
    use muster_console::MachineState::{self, Activated, Ended, Refused, Waiting};
    use muster_core::{id::ActivationId, time::Moment};

    #[test]
    fn a_standing_is_of_one_state_but_where_now_lies_in_it() {
        let product = ActivationId::from_bytes([1; 16]);
        let states = |number, now| {
            let of = |state: &MachineState| Standing { product, number }.share(*state, Moment::from_unix(now));
            [Activated, Ended, Waiting, Refused].map(|state| of(&state))
        };
        let (all, no, some) = (Share::All, Share::Nothing, Share::Some);
        assert_eq!(states(WAITING, 0), [no, no, all, no]);
        assert_eq!(states(REFUSED, 0), [no, no, no, all]);
        assert_eq!(states(7, 7 * SECONDS - 1), [all, no, no, no]);
        assert_eq!(states(7, 7 * SECONDS), [some, some, no, no]);
        assert_eq!(states(7, 8 * SECONDS - 1), [some, some, no, no]);
        assert_eq!(states(7, 8 * SECONDS), [no, all, no, no]);
        assert_eq!(states(0, -1), [some, some, no, no], "what ended before 1970 stands there too");
    }
}
