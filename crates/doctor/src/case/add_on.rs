//! Add-on licenses for Extended Security Updates (ESU), and the time at which the evidence is judged.

use super::{facts::Case, installed_license::InstalledLicense};
use crate::dated::esu::{Year, year_of};

impl InstalledLicense {
    /// The year of Extended Security Updates that it is for; none for any other license.
    pub(crate) fn esu_year(&self) -> Option<Year> {
        year_of(self.license.activation_id.as_deref(), &self.license.name)
    }

    /// Whether an add-on of a later year of the same system is licensed, so that this one is history.
    pub(crate) fn is_of_past_year(&self, licenses: &[Self]) -> bool {
        let Some(year) = self.esu_year() else { return false };
        let later = |other: Year| other.subject == year.subject && other.name > year.name;
        licenses.iter().any(|other| other.is_licensed() && other.esu_year().is_some_and(later))
    }
}

impl Case {
    /// The add-ons for Extended Security Updates among the licenses in use.
    pub(crate) fn extended_security_updates(&self) -> impl Iterator<Item = (usize, &InstalledLicense, Year)> {
        let licenses = self.licenses.iter().enumerate();
        licenses.filter_map(|(index, installed)| Some((index, installed, installed.esu_year()?)))
    }

    /// Whether a license in force is for a year of Extended Security Updates, and no time in the evidence says whether that is over.
    pub(crate) fn is_undated_add_on(&self, installed: &InstalledLicense) -> bool {
        installed.is_well() && installed.esu_year().is_some() && self.newest_time().is_none()
    }

    /// The newest time in the evidence, in seconds since 1970.
    pub(crate) fn newest_time(&self) -> Option<i64> {
        let printed = self.licenses.iter().filter_map(|installed| Some(installed.license.at?.seconds()));
        printed.chain(self.events.iter().chain(&self.requests).filter_map(|event| event.at)).max()
    }
}
