//! What instances mean, whatever syntax and tool wrote them: licenses, settings of the service, results of commands, events,
//! tests of ports.

mod event;
mod license;
mod result;
mod state;
pub(crate) mod status_word;

use crate::{
    fact::{Fact, Observation, ObservationKind},
    instance::{Instance, names::Name},
    kind::Kind,
};

/// A fact without its places, and the kind of evidence that it is.
pub(crate) struct Meaning {
    pub(crate) kind: Kind,
    pub(crate) fact: Fact,
}

impl Meaning {
    fn observed(kind: Kind, what: ObservationKind, about: &str, value: &str) -> Self {
        let observation = Observation { kind: what, about: about.to_owned(), value: value.to_owned() };
        Self { kind, fact: Fact::Observation(observation, Vec::new()) }
    }
}

/// What an instance says; nothing if it has nothing to do with activation.
pub(crate) fn of(instance: &Instance) -> Vec<Meaning> {
    let readers = [event::read, result::read, license::read, state::read];
    let mut found = readers.iter().map(|read| read(instance)).find(|found| !found.is_empty()).unwrap_or_default();
    if let Some(said) = computer(instance, &found) {
        found.extend(build(instance, said.kind));
        found.insert(0, said);
    }
    found
}

/// Version and build of the system, in a list of many machines.
fn build(instance: &Instance, kind: Kind) -> Option<Meaning> {
    const NAMES: [&str; 5] =
        ["osversion", "operatingsystemversion", "windowsversion", "operatingsystemversionnumber", "osbuild"];
    let version = &instance.named_around(&NAMES)?.value;
    let version = version.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
    let is_version = version.split('.').count() >= 3 && version.split('.').all(|part| !part.is_empty());
    is_version.then(|| Meaning::observed(kind, ObservationKind::OsBuild, "", version))
}

/// The machine that a license of a list of many is on.
fn computer(instance: &Instance, meanings: &[Meaning]) -> Option<Meaning> {
    let kind = meanings.iter().find(|meaning| matches!(meaning.fact, Fact::License(..)))?.kind;
    let around = || instance.around.iter().find(|own| own.meaning() == Some(Name::Computer));
    let name = instance.first(Name::Computer).or_else(around).filter(|own| !own.value.is_empty())?;
    Some(Meaning::observed(kind, ObservationKind::Computer, "vamt", &name.value))
}
