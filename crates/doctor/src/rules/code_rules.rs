//! Which rule speaks for a code: `data/code_rules.tsv`. A code whose rule is `state` is no failure.

use muster_core::code::Code;
use std::{collections::HashMap, sync::LazyLock};

const TABLE: &str = include_str!("../../data/code_rules.tsv");

/// Each code with its rule, in the order of the table.
static RULES: LazyLock<Vec<(Code, &str)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (code, rule) = line.split_once('\t')?;
        Some((code.parse().ok()?, rule))
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

static BY_RULE: LazyLock<HashMap<&str, Vec<Code>>> = LazyLock::new(|| {
    let mut found: HashMap<&str, Vec<Code>> = HashMap::new();
    RULES.iter().for_each(|(code, rule)| found.entry(rule).or_default().push(*code));
    found
});

/// The codes of a rule, in the order of the table.
pub(super) fn codes_of(rule: &str) -> &'static [Code] {
    BY_RULE.get(rule).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::{RULES, TABLE};
    use crate::{all_rules, explain::code::cause_and_fix};
    use std::collections::BTreeSet;

    #[test]
    fn every_row_names_a_code_of_the_table_and_a_rule() {
        let known: BTreeSet<&str> = all_rules().iter().map(|rule| rule.id).collect();
        assert_eq!(RULES.len(), TABLE.lines().count() - 1, "a row is malformed");
        let codes: BTreeSet<u32> = RULES.iter().map(|(code, _)| code.0).collect();
        assert_eq!(codes.len(), RULES.len(), "a code stands twice");
        for (code, rule) in RULES.iter() {
            assert!(cause_and_fix(*code).is_some(), "{code} is not explained");
            assert!(*rule == "state" || known.contains(rule), "{code}: no rule {rule}");
        }
    }
}
