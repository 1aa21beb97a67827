//! Whose keys somebody sees: those of all key groups, or of some alone. Vendors keep product lines apart by it.

use crate::keys::product_key::GROUPS;
use std::collections::BTreeSet;

/// More are a mistake: whoever sees so many is not limited.
const GROUPS_MAX: usize = 64;

/// The key groups that somebody sees. Whatever belongs to another one is to him as if it were not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyGroups {
    /// Every one.
    All,
    /// These alone.
    Only(BTreeSet<u16>),
}

impl KeyGroups {
    /// Reads what [`Self::text`] wrote, also with spaces, as people type it; an empty text is all of them.
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim().is_empty() {
            return Some(Self::All);
        }
        let groups: BTreeSet<u16> = text.split(',').map(|group| group.trim().parse().ok()).collect::<Option<_>>()?;
        let fits = groups.len() <= GROUPS_MAX && groups.iter().all(|group| *group < GROUPS);
        fits.then_some(Self::Only(groups))
    }

    /// What is in one or the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(own), Self::Only(other)) => Self::Only(own.into_iter().chain(other).collect()),
            _ => Self::All,
        }
    }

    /// Whether this group is one of them.
    pub fn has(&self, group: u16) -> bool {
        match self {
            Self::All => true,
            Self::Only(groups) => groups.contains(&group),
        }
    }

    /// Whether it is not all of them.
    pub fn is_limited(&self) -> bool {
        *self != Self::All
    }

    /// Their numbers; none for all.
    pub fn numbers(&self) -> Option<Vec<u16>> {
        match self {
            Self::All => None,
            Self::Only(groups) => Some(groups.iter().copied().collect()),
        }
    }

    /// Their numbers with commas; empty for all.
    pub fn text(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::Only(groups) => groups.iter().map(u16::to_string).collect::<Vec<_>>().join(","),
        }
    }

    /// As a statement of a store is told it: each number between commas; empty for all.
    pub fn pattern(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::Only(_) => format!(",{},", self.text()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KeyGroups;

    #[test]
    fn a_list_is_read_as_it_is_written_and_a_wrong_one_limits_nobody_to_all() {
        for (typed, text) in [("", ""), ("  ", ""), ("90", "90"), (" 91, 90 ,91", "90,91"), ("0,255", "0,255")] {
            let groups = KeyGroups::parse(typed).expect(typed);
            assert_eq!(groups.text(), text, "{typed}");
            assert_eq!(KeyGroups::parse(&groups.text()), Some(groups));
        }
        for typed in [",", "90,", "x", "90 91", "256", "65536", "-1", "90;91"] {
            assert_eq!(KeyGroups::parse(typed), None, "{typed}");
        }
        let many = (0..65).map(|group| group.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(KeyGroups::parse(&many), None);
    }

    #[test]
    fn a_limit_has_its_own_groups_alone() {
        let groups = KeyGroups::parse("90,91").expect("a list");
        assert_eq!([9, 90, 91, 901].map(|group| groups.has(group)), [false, true, true, false]);
        assert!(groups.is_limited() && !KeyGroups::All.is_limited() && KeyGroups::All.has(7));
        assert_eq!((groups.pattern().as_str(), KeyGroups::All.pattern().as_str()), (",90,91,", ""));
    }
}
