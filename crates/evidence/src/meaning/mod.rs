//! What instances mean, whatever syntax and tool wrote them: licenses, settings of the service, results of commands, events,
//! tests of ports.

mod event;
mod license;
mod product_name;
mod result;
mod state;
mod status;
pub(crate) mod status_word;
mod values;

use crate::{
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    instance::{Instance, Property, names::Name},
    kind::Kind,
    machine_name, pattern,
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

/// `Name` in a list that names the product elsewhere, if its value is a name as machines have them: `LAB-07`.
fn named_machine(instance: &Instance) -> Option<&Property> {
    const OF_PRODUCTS: [&str; 8] = ["Windows", "Office", "Visio", "Project", "Server", "Pro", "Enterprise", "Standard"];
    let own = instance.named(&["name"]).filter(|own| !holds_any(&own.value, &OF_PRODUCTS))?;
    let names_product = |other: &Property| other.name != own.name && holds_any(&other.value, &["Windows", "Office"]);
    (is_machine(&own.value) && instance.all(Name::Product).any(names_product)).then_some(own)
}

/// Whether a name is one as machines have them: `LAB-07`.
fn is_machine(name: &str) -> bool {
    let is_own = name.contains(['-', '.']) || name.ends_with(|c: char| c.is_ascii_digit());
    is_own && pattern::HOST_NAME.is_match(name)
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
    let other =
        || instance.properties.iter().chain(&instance.around).find(|own| own.meaning() == Some(Name::ComputerElse));
    let other = || other().filter(|own| machine_name::may_be_machine(&own.value));
    let named_around = || instance.around.iter().find(|own| own.name == "name" && is_machine(&own.value));
    let name = instance.first(Name::Computer).or_else(around).or_else(|| named_machine(instance));
    let name = name.or_else(named_around).or_else(other);
    let name = name.filter(|own| !own.value.is_empty())?;
    Some(Meaning::observed(kind, ObservationKind::Computer, "vamt", &name.value))
}
