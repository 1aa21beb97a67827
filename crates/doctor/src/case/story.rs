//! A text that tells a story: what it tells further down is newer. A state that was told as bad is past where the same text tells
//! below it that the product was activated, and a sentence on the desktop says less than the state that a tool printed.

use super::installed_license::{App, Channel, InstalledLicense};
use muster_core::code::{self, Code};
use muster_evidence::{
    fact::{Cite, Place},
    holds_any,
};
use std::sync::Arc;

/// Where more states are told, a list is told and no story. Each is compared with each.
const STATES_MAX: usize = 200;

impl InstalledLicense {
    /// Whether it is known by what a text tells of it alone.
    pub(super) fn is_told(&self) -> bool {
        self.is_nameless() && self.history.is_empty()
    }

    fn is_nameless(&self) -> bool {
        let license = &self.license;
        let is_named = !license.name.is_empty() || license.activation_id.is_some() || license.partial_key.is_some();
        !is_named && license.cmid.is_none() && license.host.is_none()
    }

    /// Where it is told last: file and place; none if it is told in several files.
    fn told_at(&self) -> Option<(usize, Place)> {
        let outcomes = || self.outcomes.iter().flat_map(|(_, cites)| cites);
        let history = || self.history.iter().flat_map(|event| &event.cites);
        let cites = || self.cites.iter().chain(outcomes()).chain(history());
        let file = cites().next()?.file;
        let places: Option<Vec<Place>> =
            cites().map(|cite| (cite.file == file && cite.line.is_some()).then(|| cite.place())).collect();
        Some((file, places?.into_iter().max()?))
    }

    fn is_told_well(&self) -> bool {
        let succeeded = |(code, _): &(Option<Code>, _)| !code.is_some_and(Code::is_failure);
        self.license.status == Some(1) || self.license.status.is_none() && self.outcomes.last().is_some_and(succeeded)
    }

    /// Whether it is what the desktop of an evaluation shows.
    fn is_sentence(&self) -> bool {
        self.license.code == Some(code::GRACE_EXPIRED) && self.license.status_word.is_none()
    }

    /// Whether a tool printed it with the time that is left.
    fn is_printed_for_a_time(&self) -> bool {
        self.license.status_word.is_some() && self.license.minutes_left.is_some_and(|left| left > 0)
    }

    /// Whether it is told of a machine that the lines of another one do not name.
    fn is_of_another_machine(&self, other: &Self) -> bool {
        let lines = |installed: &Self| -> Vec<String> {
            let outcomes = installed.outcomes.iter().flat_map(|(_, cites)| cites);
            installed.cites.iter().chain(outcomes).map(|cite| cite.text.to_lowercase()).collect()
        };
        let others = lines(other);
        let is_named = |machine: &str| others.iter().any(|line| machines(line).any(|own| own == machine));
        let own = lines(self);
        let tells = |sentence: &&str| holds_any(sentence, &["licens", "activat", "/ato"]);
        own.iter().flat_map(|line| line.split(". ").filter(tells)).flat_map(machines).any(|machine| !is_named(machine))
    }

    /// Whether it is a bad state that a later activation under another name may have ended.
    fn may_be_past(&self) -> bool {
        let is_of_another_name = self.is_nameless() || self.channel() == Channel::Evaluation;
        is_of_another_name && self.app() != App::Office && self.license.status.is_some_and(|status| status != 1)
    }

    /// Whether a command activated this Windows further down in the text that shows the other.
    fn was_activated_since(&self, past: &Self) -> bool {
        let is_other = self.channel() != Channel::Evaluation && !self.is_host() && self.app() == App::Windows;
        let Some((file, place)) = past.told_at().filter(|_| is_other) else { return false };
        let below = |cite: &Cite| cite.file == file && cite.place() > place;
        let activated =
            |(code, cites): &(Option<Code>, Vec<Cite>)| !code.is_some_and(Code::is_failure) && cites.iter().all(below);
        self.outcomes.last().is_some_and(activated) && !self.is_of_another_machine(past)
    }

    fn takes_past(&mut self, past: Self) {
        if self.license.channel.is_empty() && past.channel() != Channel::Evaluation {
            Arc::make_mut(&mut self.license).channel.clone_from(&past.license.channel);
        }
        if self.license.rearms_left.is_none() && past.license.rearms_left.is_some() {
            Arc::make_mut(&mut self.license).rearms_left = past.license.rearms_left;
        }
        self.cites.extend(past.cites.iter().cloned());
        self.past_failures.push((past.license.code, past.cites));
    }
}

/// The words of a text in small letters that are names as machines have them: letters and a number, `srv01`; none of a product.
fn machines(text: &str) -> impl Iterator<Item = &str> {
    const PRODUCTS: [&str; 7] = ["windows", "win", "server", "office", "ltsc", "ltsb", "kb"];
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        let is_name = letters.len() >= 2 && word.ends_with(|c: char| c.is_ascii_digit());
        is_name
            && letters.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
            && !PRODUCTS.contains(&letters)
    })
}

/// Puts what each text tells of a product without a name together, if it ends well; and gives to a Windows that a command activated
/// what the same text shows above it: the evaluation that it was, or a state without a name.
pub(super) fn end(licenses: &mut Vec<InstalledLicense>) {
    if licenses.iter().filter(|one| one.is_told() || one.may_be_past()).count() > STATES_MAX {
        return;
    }
    let mut at = 0;
    while at < licenses.len() {
        let past = licenses.get(at).filter(|past| past.may_be_past());
        match past.and_then(|past| licenses.iter().position(|well| well.was_activated_since(past))) {
            Some(well) => {
                let past = licenses.remove(at);
                let well = well - usize::from(well > at);
                licenses.get_mut(well).into_iter().for_each(|well| well.takes_past(past.clone()));
            }
            None => at += 1,
        }
    }
    let mut at = 0;
    while at < licenses.len() {
        let past = past_of(licenses, at);
        at -= past.iter().filter(|place| **place < at).count();
        let taken: Vec<InstalledLicense> = past.into_iter().rev().map(|place| licenses.remove(place)).collect();
        if let Some(well) = licenses.get_mut(at) {
            taken.into_iter().rev().for_each(|past| well.takes_past(past));
        }
        at += 1;
    }
}

/// Where the states stand that are past since this one is told, in the order of their places.
fn past_of(licenses: &[InstalledLicense], at: usize) -> Vec<usize> {
    let well = licenses.get(at).filter(|well| well.is_told() && well.is_told_well());
    let Some((well, (file, place))) = well.and_then(|well| Some((well, well.told_at()?))) else { return Vec::new() };
    let is_newer = |other: &InstalledLicense| other.told_at().is_some_and(|at| at.1 > place);
    let is_answered =
        |other: &InstalledLicense| !is_newer(other) || well.is_printed_for_a_time() && other.is_sentence();
    let of_text = |other: &InstalledLicense| other.is_told() && other.told_at().is_some_and(|at| at.0 == file);
    let bad = || licenses.iter().enumerate().filter(|(_, other)| of_text(other) && !other.is_told_well());
    // A state that is told further down, or of another machine, holds.
    let ends_well = bad().all(|(_, other)| is_answered(other) && !well.is_of_another_machine(other));
    bad().filter(|_| ends_well).map(|(place, _)| place).collect()
}
