//! Versions of Office: until when Microsoft mends them.

use super::{Row, rows};

/// The version of this year.
pub(crate) fn version(year: &str) -> Option<&'static Row> {
    rows("office").find(|row| row.name == year)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn every_version_that_a_host_serves_has_an_end() {
        for year in ["2010", "2013", "2016", "2019", "2021", "2024"] {
            assert!(version(year).is_some_and(|version| !version.until.is_empty()), "{year}");
        }
    }
}
