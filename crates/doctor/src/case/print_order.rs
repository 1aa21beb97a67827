//! What a console shows further down is newer: a status that is printed after the result of a command, and the reverse.

use super::installed_license::{Channel, InstalledLicense, Printed};
use muster_core::code::Code;
use muster_evidence::{
    Evidence, Kind,
    fact::{Cite, License},
};
use std::sync::Arc;

/// A client of a host that has at least so many minutes left was activated within the last day: 179 of 180 days.
const JUST_RENEWED: u64 = 179 * 1440;

/// The place of a print. None outside of the outputs of a console: the rows of a list have no order in time.
pub(super) fn printed(evidence: &[Evidence], cites: &[Cite]) -> Option<Printed> {
    const CONSOLE: [Kind; 6] =
        [Kind::MgaDiag, Kind::OsppOther, Kind::OsppStatus, Kind::SlmgrClient, Kind::SlmgrHost, Kind::SlmgrShort];
    let last = cites.last()?;
    let kinds = &evidence.get(last.file)?.kinds;
    kinds.iter().any(|kind| CONSOLE.contains(kind)).then_some((last.file, last.place())).filter(|_| last.line.is_some())
}

impl InstalledLicense {
    /// Takes the status of a later print in the same file in place of an earlier one. The lines of the later one come first.
    pub(super) fn take_newer(&mut self, newer: &License, cites: &[Cite], printed: Option<Printed>) {
        let is_later = self.printed.zip(printed).is_some_and(|(old, new)| old.0 == new.0 && old.1 < new.1);
        // Two rows of a list without the names of their machines may be of two machines: the one that is licensed hides no other.
        let is_of_file = || self.cites.first().zip(cites.first()).is_some_and(|(old, new)| old.file == new.file);
        let is_row = self.printed.is_none() && printed.is_none() && is_of_file();
        let is_worse = is_row && self.license.status == Some(1) && newer.status.is_some_and(|status| status != 1);
        if !(is_later || is_worse) || newer.status.is_none() {
            return;
        }
        let is_other = newer.code.is_some() && newer.code != self.license.code;
        if newer.status != self.license.status || is_other {
            let old = Arc::make_mut(&mut self.license);
            old.status = newer.status;
            old.status_word.clone_from(&newer.status_word);
            old.code = newer.code;
            old.minutes_left = newer.minutes_left;
            self.cites.splice(0..0, cites.iter().cloned());
        }
        self.printed = printed;
    }

    /// Brings the results of commands and the printed status of one file into the order of the text.
    pub(super) fn settle_printed(&mut self) {
        let Some((file, printed)) = self.printed else { return };
        let place = |cites: &[Cite]| cites.first().filter(|cite| cite.file == file).map(Cite::place);
        let is_later = |cites: &[Cite]| place(cites).is_some_and(|at| at > printed);
        let is_failure = |code: Option<Code>| code.is_some_and(Code::is_failure);
        let last = self.outcomes.iter().rfind(|(_, cites)| is_later(cites)).cloned();
        match last {
            Some((code, cites)) if !is_failure(code) => self.activated(&cites),
            Some(_) => {}
            None if self.license.status == Some(1) && self.was_just_activated() => {
                let is_past = |code, cites: &[Cite]| is_failure(code) && place(cites).is_some_and(|at| at < printed);
                self.past_failures = self.outcomes.extract_if(.., |(code, cites)| is_past(*code, cites)).collect();
            }
            None => {}
        }
    }

    /// A command activated it after its status was printed.
    fn activated(&mut self, cites: &[Cite]) {
        let stale = self.status_lines();
        if self.license.status == Some(5) {
            self.past_failures.push((self.license.code, stale.clone()));
        }
        let license = Arc::make_mut(&mut self.license);
        license.status = Some(1);
        (license.status_word, license.code, license.minutes_left) = (None, None, None);
        let name = self.cites.first().cloned();
        self.cites.retain(|cite| !stale.contains(cite) || Some(cite) == name.as_ref());
        self.cites.splice(self.cites.len().min(1)..self.cites.len().min(1), cites.iter().cloned());
    }

    /// Whether a printed "Licensed" cannot be older than a failure shortly before it: a client that a host activated stays licensed
    /// for months while its renewals fail.
    fn was_just_activated(&self) -> bool {
        self.channel() != Channel::KmsClient || self.license.minutes_left.is_none_or(|left| left >= JUST_RENEWED)
    }
}
