//! Which rule speaks for a code: `data/code_rules.tsv`. A code whose rule is `state` is no failure.

use muster_core::code::Code;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/code_rules.tsv");

/// Each code with its rule, in the order of the table.
static RULES: LazyLock<Vec<(Code, &str)>> = LazyLock::new(|| {
    let row = |line: &'static str| {
        let (code, rule) = line.split_once('\t')?;
        Some((code.parse().ok()?, rule))
    };
    TABLE.lines().skip(1).filter_map(row).collect()
});

/// The codes of a rule.
pub(super) fn codes_of(rule: &str) -> Vec<Code> {
    RULES.iter().filter(|(_, known)| *known == rule).map(|(code, _)| *code).collect()
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
