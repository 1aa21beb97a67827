//! A text that tells a story: what it tells further down is newer. A state that was told as bad is past where the same text tells
//! below it that the product was activated, and a sentence on the desktop says less than the state that a tool printed.

use super::installed_license::InstalledLicense;
use muster_core::code::{self, Code};

impl InstalledLicense {
    /// Whether it is known by what a text tells of it alone.
    fn is_told(&self) -> bool {
        let license = &self.license;
        let is_named = !license.name.is_empty() || license.activation_id.is_some() || license.partial_key.is_some();
        !is_named && license.cmid.is_none() && license.host.is_none() && self.history.is_empty()
    }

    /// Where it is told last: file and line; none if it is told in several files.
    fn told_at(&self) -> Option<(usize, u32)> {
        let cites = || self.cites.iter().chain(self.outcomes.iter().flat_map(|(_, cites)| cites));
        let file = cites().next()?.file;
        let lines: Option<Vec<u32>> = cites().map(|cite| cite.line.filter(|_| cite.file == file)).collect();
        Some((file, lines?.into_iter().max()?))
    }

    fn is_told_well(&self) -> bool {
        let succeeded = |(code, _): &(Option<Code>, _)| !code.is_some_and(Code::is_failure);
        self.license.status == Some(1) || self.license.status.is_none() && self.outcomes.last().is_some_and(succeeded)
    }

    /// Whether it is what the desktop of an evaluation shows.
    fn is_sentence(&self) -> bool {
        self.license.code == Some(code::GRACE_EXPIRED) && self.license.status_word.is_none()
    }

    fn takes_past(&mut self, past: Self) {
        if self.license.channel.len() < past.license.channel.len() {
            self.license.channel = past.license.channel;
        }
        self.license.rearms_left = self.license.rearms_left.or(past.license.rearms_left);
        self.cites.extend(past.cites.iter().cloned());
        self.past_failures.push((past.license.code, past.cites));
    }
}

/// Puts what each text tells of a product without a name together, if it ends well.
pub(super) fn end(licenses: &mut Vec<InstalledLicense>) {
    let mut at = 0;
    while let Some(well) = licenses.get(at) {
        let place = well.told_at().filter(|_| well.is_told() && well.is_told_well());
        let is_printed = well.license.status == Some(1) && well.license.minutes_left.is_some_and(|left| left > 0);
        if let Some((file, line)) = place {
            let of_text = |other: &InstalledLicense| other.is_told() && other.told_at().is_some_and(|at| at.0 == file);
            let is_newer = |other: &InstalledLicense| other.told_at().is_some_and(|at| at.1 > line);
            let is_answered = |other: &InstalledLicense| !is_newer(other) || is_printed && other.is_sentence();
            let others = || licenses.iter().enumerate().filter(|(place, other)| *place != at && of_text(other));
            // A state that is told further down holds.
            if others().all(|(_, other)| other.is_told_well() || is_answered(other)) {
                let past: Vec<usize> =
                    others().filter(|(_, other)| !other.is_told_well()).map(|(own, _)| own).collect();
                at -= past.iter().filter(|own| **own < at).count();
                let taken: Vec<InstalledLicense> = past.iter().rev().map(|own| licenses.remove(*own)).collect();
                if let Some(well) = licenses.get_mut(at) {
                    taken.into_iter().rev().for_each(|past| well.takes_past(past));
                }
            }
        }
        at += 1;
    }
}
