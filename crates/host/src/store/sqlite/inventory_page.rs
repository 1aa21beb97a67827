//! The inventory as the console reads it, in SQLite: what a search finds by its letters where that is little, else from the beginning of an index.

use super::{SqliteStore, rows};
use crate::{
    machine_row::MachineRow,
    store::{
        console_parts::{InventoryPages, StateCount},
        error::StoreError,
        interface::{PAGE_ROWS, Page},
        row_key::RowKey,
    },
};
use muster_console::{MachineCursor, MachineQuery, MachineSort, MachineState};
use muster_core::{code, event::RequestHandled, id::Cmid, time::Moment};
use rusqlite::{ToSql, params};

/// Names that may hold what is searched for are looked at one by one, up to so many; of more, the first are soon found along the list.
const NAMES_MAX: u32 = 5_000;
/// Letters that the index knows together.
const LETTERS: usize = 3;

/// The inventory with the state of each row, and what of it a query finds.
macro_rules! of_found {
    ($file:literal) => {
        concat!(include_str!("machine_with_state.sql"), include_str!("machine_found.sql"), include_str!($file))
    };
}

/// The same of rows whose names may hold what is searched for.
macro_rules! of_searched {
    ($file:literal) => {
        concat!(include_str!("machine_searched.sql"), include_str!("machine_found.sql"), include_str!($file))
    };
}

impl InventoryPages for SqliteStore {
    fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        if let Some(letters) = self.rare(&query.search)? {
            return self.searched(query, &letters);
        }
        match query.sort {
            MachineSort::LastSeen => self.paged(of_found!("machine_page_seen.sql"), query, &[]),
            MachineSort::LastSeenDescending => self.paged(of_found!("machine_page_seen_desc.sql"), query, &[]),
            _ if query.state.is_some() || query.product.is_some() => self.page_of_standings(query),
            MachineSort::Name => self.paged(include_str!("machine_page_name.sql"), query, &[]),
            MachineSort::NameDescending => self.paged(include_str!("machine_page_name_desc.sql"), query, &[]),
        }
    }

    fn machines_found_from(&mut self, query: &MachineQuery, first: RowKey) -> Result<Vec<MachineRow>, StoreError> {
        self.found(of_found!("machine_found_from.sql"), query, Some(first), PAGE_ROWS, &[])
    }

    fn machine_rows(&mut self, cmid: Cmid, limit: u32) -> Result<Vec<MachineRow>, StoreError> {
        self.rows(include_str!("machine_rows.sql"), params![cmid.as_bytes(), limit], rows::machine)
    }

    fn machine_requests(&mut self, cmid: Cmid, newest: u32, limit: u32) -> Result<Page<RequestHandled>, StoreError> {
        let values = params![cmid.as_bytes(), newest, limit];
        self.rows(include_str!("machine_requests.sql"), values, rows::request)
    }

    fn machine_states(&mut self, now: Moment) -> Result<Vec<StateCount>, StoreError> {
        self.state_counts(now)
    }
}

impl SqliteStore {
    /// What the index is asked for a search that it answers with few names; none for one that is too short, or that many hold.
    fn rare(&self, search: &str) -> Result<Option<String>, StoreError> {
        let Some(letters) = letters(search) else { return Ok(None) };
        let count =
            self.rows(include_str!("machine_text_count.sql"), params![letters, NAMES_MAX + 1], |row| row.get(0))?;
        let names: u32 = count.first().copied().unwrap_or(0);
        Ok((names <= NAMES_MAX).then_some(letters))
    }

    /// A page of rows whose names may hold what is searched for.
    fn searched(&self, query: &MachineQuery, letters: &str) -> Result<Vec<MachineRow>, StoreError> {
        let text = match query.sort {
            MachineSort::LastSeen => of_searched!("machine_page_seen.sql"),
            MachineSort::LastSeenDescending => of_searched!("machine_page_seen_desc.sql"),
            MachineSort::Name => of_searched!("machine_page_state_name.sql"),
            MachineSort::NameDescending => of_searched!("machine_page_state_name_desc.sql"),
        };
        self.paged(text, query, &[&letters])
    }

    /// Runs the statement of a page, with a place in its order.
    fn paged(&self, text: &str, query: &MachineQuery, others: &[&dyn ToSql]) -> Result<Vec<MachineRow>, StoreError> {
        let after = query.after.as_ref();
        let by_name = matches!(query.sort, MachineSort::Name | MachineSort::NameDescending);
        let value = after.map(|MachineCursor { name, last_seen, .. }| -> Box<dyn ToSql> {
            if by_name { Box::new(name.clone()) } else { Box::new(last_seen.unix()) }
        });
        let place: &dyn ToSql = &value;
        self.found(text, query, after.map(|after| after.key), query.limit, &[&[place], others].concat())
    }

    /// Runs a statement over what a query finds, with a place in its order.
    fn found(
        &self,
        text: &str,
        query: &MachineQuery,
        key: Option<RowKey>,
        limit: u32,
        others: &[&dyn ToSql],
    ) -> Result<Vec<MachineRow>, StoreError> {
        let (now, pattern) = (query.now.unix(), query.pattern());
        let product = query.product.map(|product| *product.as_bytes());
        let state = query.state.map_or(0, MachineState::number);
        let cmid = key.map(|(cmid, ..)| *cmid.as_bytes());
        let after_product = key.map(|(_, product, _)| *product.as_bytes());
        let hardware = key.map(|(.., hardware)| *hardware.as_bytes());
        let values = params![now, code::COUNT_TOO_LOW.0, pattern, product, state, limit, cmid, after_product, hardware];
        self.rows(text, &[values, others].concat(), rows::machine)
    }
}

/// Every three letters that stand together in a text, as the index is asked for all of them; none if there are not so many.
fn letters(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let quoted = |three: &[char]| format!("\"{}\"", three.iter().collect::<String>().replace('"', "\"\""));
    let all: Vec<String> = characters.windows(LETTERS).map(quoted).collect();
    if all.is_empty() { None } else { Some(all.join(" AND ")) }
}

#[cfg(test)]
mod tests {
    use super::{super::standings::list, SqliteStore, letters};

    /// How SQLite would run a statement.
    fn plan(text: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("host.db")).expect("a store");
        let mut explain = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("a plan");
        let values = std::iter::repeat_n(rusqlite::types::Null, explain.parameter_count());
        let steps =
            explain.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3)).expect("steps");
        steps.collect::<Result<Vec<_>, _>>().expect("texts").join("; ")
    }

    /// A million rows are not passed for one page.
    #[test]
    fn a_page_by_name_begins_in_the_index() {
        for text in [include_str!("machine_page_name.sql"), include_str!("machine_page_name_desc.sql")] {
            let plan = plan(text);
            assert!(plan.contains("SEARCH machine USING COVERING INDEX machine_name"), "{plan}");
        }
    }

    /// Whatever else a list by name shows, it begins in an index too.
    #[test]
    fn a_page_of_a_standing_begins_in_an_index() {
        for descending in [false, true] {
            for (searched, mixed) in [(false, false), (false, true), (true, false), (true, true)] {
                let plan = plan(list(descending, searched, mixed));
                let index = "machine_standing_name (product=? AND standing=? AND ";
                assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{plan}");
            }
        }
        for text in [include_str!("standing_next.sql"), include_str!("standing_next_product.sql")] {
            let plan = plan(text);
            assert!(plan.starts_with("SEARCH machine USING COVERING INDEX"), "{plan}");
        }
    }

    /// By when machines were seen: an index of that would be written at every renewal, and along another each row would be fetched by
    /// itself.
    #[test]
    fn a_page_by_last_seen_is_one_pass() {
        for text in [of_found!("machine_page_seen.sql"), of_found!("machine_page_seen_desc.sql")] {
            let plan = plan(text);
            assert!(plan.contains("SCAN machine") && !plan.contains("INDEX machine_"), "{plan}");
        }
    }

    #[test]
    fn a_search_reads_what_the_letters_name() {
        let plan = plan(of_searched!("machine_page_seen.sql"));
        assert!(
            plan.contains("machine_trigram VIRTUAL TABLE") && plan.contains("INDEX machine_name (name=?)"),
            "{plan}"
        );
        assert!(!plan.contains("SCAN machine;"), "{plan}");
    }

    #[test]
    fn letters_are_asked_for_three_at_a_time() {
        assert_eq!(letters("pc"), None);
        assert_eq!(letters("p\"c-").as_deref(), Some("\"p\"\"c\" AND \"\"\"c-\""));
        assert_eq!(letters("会計課").as_deref(), Some("\"会計課\""));
    }
}
