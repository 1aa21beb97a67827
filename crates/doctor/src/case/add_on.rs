//! Add-on licenses for Extended Security Updates (ESU), and the time at which the evidence is judged.

use super::{facts::Case, installed_license::InstalledLicense};
use crate::dated::esu::{Year, year_of};
use std::collections::HashMap;

impl InstalledLicense {
    /// The year of Extended Security Updates that it is for; none for any other license.
    pub(crate) fn esu_year(&self) -> Option<Year> {
        year_of(self.license.activation_id.as_deref(), &self.license.name)
    }
}

/// The newest licensed year of each system, by its name.
pub(crate) struct NewestYears(HashMap<&'static str, &'static str>);

impl NewestYears {
    pub(crate) fn of(licenses: &[InstalledLicense]) -> Self {
        let mut newest: HashMap<&str, &str> = HashMap::new();
        for year in licenses.iter().filter(|installed| installed.is_licensed()).filter_map(InstalledLicense::esu_year) {
            let known = newest.entry(year.subject).or_insert(year.name);
            *known = year.name.max(*known);
        }
        Self(newest)
    }

    /// Whether an add-on of a later year of the same system is licensed, so that this one is history.
    pub(crate) fn outdate(&self, installed: &InstalledLicense) -> bool {
        let is_past = |year: Year| self.0.get(year.subject).is_some_and(|newest| *newest > year.name);
        installed.esu_year().is_some_and(is_past)
    }
}

impl Case {
    /// The add-ons for Extended Security Updates among the licenses in use.
    pub(crate) fn extended_security_updates(&self) -> impl Iterator<Item = (usize, &InstalledLicense, Year)> {
        let licenses = self.licenses.iter().enumerate();
        licenses.filter_map(|(index, installed)| Some((index, installed, installed.esu_year()?)))
    }

    /// Whether a license in force is for a year of Extended Security Updates, and neither a time in the evidence nor a date that
    /// somebody wrote says whether that is over.
    pub(crate) fn is_undated_add_on(&self, installed: &InstalledLicense) -> bool {
        let written = || self.derived.newest_written.as_deref();
        let is_written_before = |year: Year| written().is_some_and(|date| date <= year.until);
        let is_open = |year: Year| self.newest_time().is_none() && !is_written_before(year);
        installed.is_well() && installed.esu_year().is_some_and(is_open)
    }

    /// The newest time in the evidence, in seconds since 1970.
    pub(crate) fn newest_time(&self) -> Option<i64> {
        self.derived.newest_time
    }
}
