//! How a list of machines stands in an address: which machines, in which order, what of each. Neither the page of it nor the language is
//! part of that.

use crate::{
    machine::MachineState,
    machine_columns::{MachineColumn, MachineGroup},
    machine_query::{MachineQuery, MachineSort, UNSEEN_DAYS_MAX},
};
use muster_core::time::Moment;

/// The names that it has there.
const NAMES: [&str; 7] = ["q", "state", "product", "unseen", "sort", "columns", "group"];
/// The most bytes of an address that a view keeps.
pub(crate) const KEPT_MAX: usize = 2_000;

/// A list of machines as people see it.
#[derive(Clone, Debug)]
pub(crate) struct MachineList {
    pub(crate) query: MachineQuery,
    /// What is told of each beside its name.
    pub(crate) columns: Vec<MachineColumn>,
    pub(crate) group: Option<MachineGroup>,
}

impl MachineList {
    /// The list from its beginning that an address asks for; none if it says what no list shows.
    pub(crate) fn read<'a>(value: impl Fn(&str) -> &'a str, now: Moment) -> Option<Self> {
        let [search, state, product, unseen, sort, columns, group] = NAMES.map(|name| value(name).trim());
        let query = MachineQuery {
            search: search.to_owned(),
            state: given(state, MachineState::named)?,
            product: given(product, |id| id.parse().ok())?,
            unseen_days: given(unseen, days)?,
            sort: given(sort, MachineSort::named)?.unwrap_or_default(),
            after: None,
            limit: 0,
            now,
        };
        let columns = given(columns, MachineColumn::parse)?.unwrap_or_else(|| MachineColumn::USUAL.into());
        Some(Self { query, columns, group: given(group, MachineGroup::named)? })
    }

    /// The list that [`Self::text`] wrote, or whoever calls the API; none if it says anything else.
    pub(crate) fn parse(text: &str, now: Moment) -> Option<Self> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let count = |name: &str| pairs.iter().filter(|(known, _)| known == name).count();
        let known =
            text.len() <= KEPT_MAX && pairs.iter().all(|(name, _)| NAMES.contains(&name.as_str()) && count(name) == 1);
        let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
        Self::read(value, now).filter(|_| known && pairs.iter().all(|(_, value)| !value.contains('\0')))
    }

    /// What stands in the address; empty for what nobody chose.
    pub(crate) fn pairs(&self) -> [(&'static str, String); 7] {
        let query = &self.query;
        let sort = if query.sort == MachineSort::default() { "" } else { query.sort.id() };
        let values = [
            query.search.clone(),
            query.state.map_or("", MachineState::id).to_owned(),
            query.product.map(|product| product.to_string()).unwrap_or_default(),
            query.unseen_days.map(|days| days.to_string()).unwrap_or_default(),
            sort.to_owned(),
            MachineColumn::text(&self.columns),
            self.group.map_or("", MachineGroup::id).to_owned(),
        ];
        let mut values = values.into_iter();
        NAMES.map(|name| (name, values.next().unwrap_or_default()))
    }

    /// The same as a text that a view keeps: one for each list.
    pub(crate) fn text(&self) -> String {
        let pairs = self.pairs();
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish()
    }
}

/// Days as they stand in an address.
pub(crate) fn days(text: &str) -> Option<u32> {
    let days = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    (1..=UNSEEN_DAYS_MAX).contains(&days).then_some(days)
}

/// What is given, read; none if it is not known.
fn given<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::MachineList;
    use muster_core::time::Moment;

    #[test]
    fn a_list_is_read_as_it_is_written_and_nothing_else_is() {
        let read = |text: &str| MachineList::parse(text, Moment::from_unix(0)).map(|list| list.text());
        let long = format!("q={}", "a".repeat(1_999));
        let product = "product=03030303-0303-0303-0303-030303030303";
        let columns = "columns=last_seen%2Ccmid&group=state";
        let unseen = "unseen=30&sort=until";
        for text in ["", "q=a+b%26&state=waiting&sort=-seen", product, unseen, columns] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
        assert_eq!(read("sort=name&state=&q=+%E4%BC%9A+").as_deref(), Some("q=%E4%BC%9A"), "one for each list");
        assert_eq!(read("columns=cmid,cmid&group=").as_deref(), Some("columns=cmid"), "each once");
        let usual = "columns=product_name,state,activated_until,last_seen,last_code";
        assert_eq!(read(usual).as_deref(), Some(""), "as if nobody had chosen");
        let wrong = ["after=x", "lang=ja", "q=a&q=b", "state=x", "product=1", "sort=x", "q=%00", "x", &long];
        for text in wrong.into_iter().chain([
            "columns=x",
            "columns=cmid,",
            "group=cmid",
            "unseen=0",
            "unseen=%2B1",
            "unseen=10000",
        ]) {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
