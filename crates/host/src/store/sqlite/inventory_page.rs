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
use rusqlite::{Rows, ToSql, params};

/// Rows whose names may hold what is searched for are looked at one by one, up to so many names; of more, the first are soon found along the list.
const NAMES_MAX: usize = 5_000;
/// Letters that the index knows together.
const LETTERS: usize = 3;

/// The inventory with the state of each row, and what of it a query finds.
macro_rules! of_found {
    ($file:literal) => {
        concat!(include_str!("machine_with_state.sql"), include_str!("machine_found.sql"), include_str!($file))
    };
}

pub(super) use of_found;

/// The same of rows whose names may hold what is searched for.
macro_rules! of_searched {
    ($file:literal) => {
        concat!(include_str!("machine_searched.sql"), include_str!("machine_found.sql"), include_str!($file))
    };
}

impl InventoryPages for SqliteStore {
    fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        if let Some(names) = self.rare(query)? {
            return self.searched(query, &names);
        }
        let is_silent = query.unseen_days.is_some();
        if (is_silent || !query.sort.is_by_name())
            && let Some(page) = self.page_by_time(query)?
        {
            return Ok(page);
        }
        match query.sort {
            MachineSort::LastSeen => self.paged(of_found!("machine_page_seen.sql"), query, &[]),
            MachineSort::LastSeenDescending => self.paged(of_found!("machine_page_seen_desc.sql"), query, &[]),
            MachineSort::Until => self.paged(of_found!("machine_page_until.sql"), query, &[]),
            MachineSort::UntilDescending => self.paged(of_found!("machine_page_until_desc.sql"), query, &[]),
            MachineSort::Name if is_silent => self.paged(of_found!("machine_page_state_name.sql"), query, &[]),
            _ if is_silent => self.paged(of_found!("machine_page_state_name_desc.sql"), query, &[]),
            _ if query.state.is_some() || query.product.is_some() => self.page_of_standings(query),
            _ if !query.search.is_empty() => self.page_of_names(query),
            MachineSort::Name => self.paged(include_str!("machine_page_name.sql"), query, &[]),
            MachineSort::NameDescending => self.paged(include_str!("machine_page_name_desc.sql"), query, &[]),
        }
    }

    fn machines_found_from(&mut self, query: &MachineQuery, first: RowKey) -> Result<Vec<MachineRow>, StoreError> {
        self.found(of_found!("machine_found_from.sql"), query, Some(first), PAGE_ROWS, &[])
    }

    fn machines_counted(&mut self, query: &MachineQuery, most: u32) -> Result<u32, StoreError> {
        let text = if self.are_silent_few(query)? {
            include_str!("machine_count_silent.sql")
        } else {
            of_found!("machine_count.sql")
        };
        self.with_found(text, query, None, most, &[], |rows| Ok(rows.next()?.map_or(Ok(0), |row| row.get(0))?))
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
    /// The numbers of the names that may hold what is searched for, as JSON, if there are few of them.
    fn rare(&self, query: &MachineQuery) -> Result<Option<String>, StoreError> {
        if query.search.is_empty() {
            return Ok(None);
        }
        let (text, value) = match letters(&query.search) {
            Some(letters) => (include_str!("machine_text_letters.sql"), letters),
            None => (include_str!("machine_text_short.sql"), query.pattern()),
        };
        let names: Vec<i64> = self.rows(text, params![value, NAMES_MAX + 1], |row| row.get(0))?;
        Ok((names.len() <= NAMES_MAX).then(|| format!("{names:?}")))
    }

    /// A page of rows with certain names, given by their numbers.
    fn searched(&self, query: &MachineQuery, names: &str) -> Result<Vec<MachineRow>, StoreError> {
        let text = match query.sort {
            MachineSort::LastSeen => of_searched!("machine_page_seen.sql"),
            MachineSort::LastSeenDescending => of_searched!("machine_page_seen_desc.sql"),
            MachineSort::Until => of_searched!("machine_page_until.sql"),
            MachineSort::UntilDescending => of_searched!("machine_page_until_desc.sql"),
            MachineSort::Name => of_searched!("machine_page_state_name.sql"),
            MachineSort::NameDescending => of_searched!("machine_page_state_name_desc.sql"),
        };
        self.paged(text, query, &[&names])
    }

    /// A page by name of what is searched for: names are read without their rows, up to those that fill it.
    fn page_of_names(&self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        let snapshot = self.connection.unchecked_transaction()?;
        let (names, named) = if query.sort == MachineSort::NameDescending {
            (include_str!("machine_text_down.sql"), include_str!("machine_named_down.sql"))
        } else {
            (include_str!("machine_text_up.sql"), include_str!("machine_named_up.sql"))
        };
        let (after, limit) = (query.after.as_ref(), query.limit as usize);
        let mut find = self.connection.prepare_cached(names)?;
        let mut names = find.query(params![query.pattern(), after.map(|after| &after.name)])?;
        let mut found = Vec::new();
        while found.len() < limit
            && let Some(name) = names.next()?
        {
            let name: String = name.get(0)?;
            let key = after.filter(|after| after.name == name).map(|after| after.key);
            let cmid = key.map(|(cmid, ..)| *cmid.as_bytes());
            let product = key.map(|(_, product, _)| *product.as_bytes());
            let hardware = key.map(|(.., hardware)| *hardware.as_bytes());
            let values = params![name, cmid, product, hardware, limit - found.len()];
            found.extend(self.rows(named, values, rows::machine)?);
        }
        drop(names);
        drop(find);
        snapshot.finish()?;
        Ok(found)
    }

    /// Runs the statement of a page, with a place in its order.
    fn paged(&self, text: &str, query: &MachineQuery, others: &[&dyn ToSql]) -> Result<Vec<MachineRow>, StoreError> {
        let after = query.after.as_ref();
        let value = after.map(|MachineCursor { name, last_seen, until, .. }| -> Box<dyn ToSql> {
            if query.sort.is_by_name() {
                Box::new(name.clone())
            } else {
                Box::new(query.sort.number(*last_seen, *until))
            }
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
        let mut found = Vec::new();
        self.each_found(text, query, key, limit, others, |row| {
            found.push(row);
            true
        })?;
        Ok(found)
    }

    /// The same row by row, until `each` returns false.
    pub(super) fn each_found(
        &self,
        text: &str,
        query: &MachineQuery,
        key: Option<RowKey>,
        limit: u32,
        others: &[&dyn ToSql],
        mut each: impl FnMut(MachineRow) -> bool,
    ) -> Result<(), StoreError> {
        self.with_found(text, query, key, limit, others, |rows| {
            while let Some(row) = rows.next()? {
                if !each(rows::machine(row)?) {
                    break;
                }
            }
            Ok(())
        })
    }

    fn with_found<T>(
        &self,
        text: &str,
        query: &MachineQuery,
        key: Option<RowKey>,
        limit: u32,
        others: &[&dyn ToSql],
        read: impl FnOnce(&mut Rows<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (now, pattern) = (query.now.unix(), query.pattern());
        let product = query.product.map(|product| *product.as_bytes());
        let state = query.state.map_or(0, MachineState::number);
        let cmid = key.map(|(cmid, ..)| *cmid.as_bytes());
        let after_product = key.map(|(_, product, _)| *product.as_bytes());
        let hardware = key.map(|(.., hardware)| *hardware.as_bytes());
        let silent = query.seen_until().map(Moment::unix);
        let waiting = code::COUNT_TOO_LOW.0;
        let values = params![now, waiting, pattern, product, state, limit, cmid, after_product, hardware, silent];
        let mut find = self.connection.prepare_cached(text)?;
        read(&mut find.query(&*[values, others].concat())?)
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
    use crate::machine_row::MachineRow;
    use muster_console::{MachineCursor, MachineQuery, MachineSort, MachineState};
    use muster_core::time::Moment;

    /// A store that knows sixty machines.
    fn filled(folder: &tempfile::TempDir) -> SqliteStore {
        let store = SqliteStore::open(&folder.path().join("host.db")).expect("a store");
        store.connection.execute_batch(include_str!("test_machines.sql")).expect("machines");
        store
    }

    fn query(sort: MachineSort, state: Option<MachineState>) -> MachineQuery {
        let now = Moment::from_unix(1_500);
        MachineQuery {
            search: String::new(),
            state,
            product: None,
            unseen_days: None,
            sort,
            after: None,
            limit: 7,
            now,
        }
    }

    /// All pages of a query, as long as there are any.
    fn pages(mut query: MachineQuery, page: impl Fn(&MachineQuery) -> Vec<MachineRow>) -> Vec<MachineRow> {
        let mut found: Vec<MachineRow> = Vec::new();
        loop {
            let rows = page(&query);
            let Some(last) = rows.last() else { return found };
            let key = (last.cmid, last.product, last.hardware);
            let until = last.activated_until;
            query.after = Some(MachineCursor { name: last.name.clone(), last_seen: last.last_seen, until, key });
            found.extend(rows);
        }
    }

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
        for text in [include_str!("machine_text_up.sql"), include_str!("machine_text_down.sql")] {
            let plan = plan(text);
            assert!(plan.starts_with("SEARCH machine_text USING COVERING INDEX") && !plan.contains("TEMP"), "{plan}");
        }
        for text in [include_str!("machine_named_up.sql"), include_str!("machine_named_down.sql")] {
            let plan = plan(text);
            assert!(plan.contains("INDEX machine_name (name=? AND ") && !plan.contains("TEMP"), "{plan}");
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
    fn months_and_those_that_are_silent_are_found_in_an_index() {
        for text in [include_str!("month_next.sql"), include_str!("month_size.sql")] {
            let plan = plan(text);
            assert!(plan.contains("USING COVERING INDEX machine_seen_month (seen_month"), "{plan}");
        }
        for text in [include_str!("month_rows.sql"), include_str!("machine_count_silent.sql")] {
            let plan = plan(text);
            assert!(plan.contains("INDEX machine_seen_month (seen_month"), "{plan}");
        }
    }

    #[test]
    fn those_seen_last_are_found_along_the_history() {
        let plan = plan(of_found!("machine_recent.sql"));
        let history =
            "SEARCH request USING INTEGER PRIMARY KEY (rowid>? AND rowid<?); SEARCH machine USING PRIMARY KEY";
        assert!(plan.starts_with(history) && !plan.contains("TEMP"), "{plan}");
    }

    #[test]
    fn a_search_reads_what_the_letters_name() {
        let plan = plan(of_searched!("machine_page_seen.sql"));
        assert!(plan.contains("json_each VIRTUAL TABLE") && plan.contains("INDEX machine_name (name=?)"), "{plan}");
        assert!(!plan.contains("SCAN machine;"), "{plan}");
    }

    #[test]
    fn a_page_of_names_is_that_of_their_rows() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = filled(&folder);
        for (sort, text) in [
            (MachineSort::Name, include_str!("machine_page_name.sql")),
            (MachineSort::NameDescending, include_str!("machine_page_name_desc.sql")),
        ] {
            let query = MachineQuery { search: "PC-1".into(), ..query(sort, None) };
            let rows = pages(query.clone(), |query| store.page_of_names(query).expect("a page"));
            assert_eq!(rows.len(), 30, "ten names");
            assert_eq!(rows, pages(query, |query| store.paged(text, query, &[]).expect("a page")));
        }
    }

    /// Of few rows, and along the history of requests, it is the same as of a pass over all.
    #[test]
    fn a_page_by_times_is_the_same_however_it_is_found() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = filled(&folder);
        let history = |query: &MachineQuery| store.page_of_requests(query).expect("a page").unwrap_or_default();
        for (sort, text) in [
            (MachineSort::LastSeen, of_found!("machine_page_seen.sql")),
            (MachineSort::LastSeenDescending, of_found!("machine_page_seen_desc.sql")),
            (MachineSort::Until, of_found!("machine_page_until.sql")),
            (MachineSort::UntilDescending, of_found!("machine_page_until_desc.sql")),
        ] {
            for state in [None].into_iter().chain(MachineState::ALL.map(Some)) {
                let pass = pages(query(sort, state), |query| store.paged(text, query, &[]).expect("a page"));
                assert_eq!(pass.len(), if state.is_some() { 15 } else { 60 });
                let few = pages(query(sort, state), |query| store.page_of_few(query).expect("a page").expect("few"));
                assert_eq!(few, pass, "{sort:?} {state:?}");
                if (sort, state) == (MachineSort::LastSeenDescending, None) {
                    assert_eq!(pages(query(sort, state), history), pass[..56], "up to the last whole page");
                }
            }
        }
        assert!(history(&query(MachineSort::LastSeen, None)).is_empty(), "there is no such way");
        store.connection.execute_batch("UPDATE clock SET confirmed = 0").expect("confirmed");
        assert!(
            history(&query(MachineSort::LastSeenDescending, None)).is_empty(),
            "requests are not in the order of their times"
        );
    }

    /// More rows than are sorted have to be passed over.
    #[test]
    fn what_lies_in_a_month_of_many_is_not_sorted() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = filled(&folder);
        store.connection.execute_batch(include_str!("test_many.sql")).expect("machines");
        let few = |query: &MachineQuery| store.page_of_few(query).expect("a page").map(|rows| rows.len());
        let silent = |days| MachineQuery {
            unseen_days: Some(days),
            now: Moment::from_unix(62 * 86_400),
            ..query(MachineSort::Name, None)
        };
        assert_eq!(few(&query(MachineSort::LastSeen, None)), Some(7), "the first month has enough");
        assert_eq!(few(&query(MachineSort::LastSeenDescending, None)), None);
        assert_eq!((few(&silent(40)), few(&silent(30))), (Some(7), None));
        let are_few = |days| store.are_silent_few(&silent(days)).expect("sizes");
        assert_eq!([40, 30].map(are_few), [true, false]);
        assert_eq!(few(&query(MachineSort::Until, None)), Some(7));
        assert_eq!(few(&query(MachineSort::UntilDescending, None)), None);
        assert_eq!(few(&query(MachineSort::Until, Some(MachineState::Waiting))), Some(7));
    }

    #[test]
    fn letters_are_asked_for_three_at_a_time() {
        assert_eq!(letters("pc"), None);
        assert_eq!(letters("p\"c-").as_deref(), Some("\"p\"\"c\" AND \"\"\"c-\""));
        assert_eq!(letters("会計課").as_deref(), Some("\"会計課\""));
    }
}
