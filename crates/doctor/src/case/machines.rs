//! Sorts the facts of several machines apart, so that each machine is judged by its own.

use super::{
    conclusions::SharedCmid,
    installed_license::{Channel, channel, is_printed_in_use},
    machine_folders,
    machine_names::{beginning, of_source, only, same_machine},
    printed_cmids,
};
use muster_evidence::{
    EvidenceSet,
    fact::{Cite, EventField, Fact, License, ObservationKind, Place},
    product,
};
use std::{
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

/// A machine and what its case is built of.
pub(crate) struct Machine<'e> {
    /// Lower case; empty where the evidence does not name it.
    pub(crate) name: String,
    /// The facts about the machine and about what serves all machines: hosts, DNS, the network.
    pub(crate) facts: Vec<&'e Fact>,
    /// The name of the machine of what serves all, by the first place of the fact.
    serves_all: Rc<BTreeMap<CitedPlace, String>>,
    /// The client machine ids that more than one machine prints.
    pub(super) shared_cmids: Rc<BTreeMap<String, SharedCmid>>,
}

/// File, place in it, and record of a cite.
type CitedPlace = (usize, Place, Option<u64>);

impl<'e> Machine<'e> {
    /// All facts of the evidence, whatever machines they are about.
    pub(crate) fn all(set: &'e EvidenceSet) -> Self {
        Self {
            name: String::new(),
            facts: set.facts.iter().collect(),
            serves_all: Rc::default(),
            shared_cmids: Rc::default(),
        }
    }

    /// Whether all of these lines are about something that serves all machines.
    pub(crate) fn is_about_others(&self, cites: &[Cite]) -> bool {
        !cites.is_empty() && cites.iter().all(|cite| self.serves_all.contains_key(&place(cite)))
    }

    /// The machine of the first line that is about something that serves all machines, else this one.
    pub(crate) fn of_cites(&self, cites: &[Cite]) -> String {
        let other = cites.iter().find_map(|cite| self.serves_all.get(&place(cite)));
        other.unwrap_or(&self.name).clone()
    }
}

/// The machines of the evidence that hold client licenses, in the order of the evidence. Where it is one, or none, everything belongs
/// to it: a client is judged together with its host.
pub(crate) fn sort_apart(set: &EvidenceSet) -> Vec<Machine<'_>> {
    let owners = owners(set);
    let (clients, others): (Vec<Owned>, Vec<Owned>) =
        by_owner(set, &owners).into_iter().partition(|owned| is_client(&owned.facts(set)));
    if clients.len() < 2 {
        let name = clients.first().and_then(|owned| owned.name.clone()).unwrap_or_default();
        return vec![Machine { name, ..Machine::all(set) }];
    }
    let others: Vec<usize> = others.into_iter().flat_map(|owned| owned.indices).collect();
    let serves_all = serves_all(set, &owners, &others);
    let named = clients.iter().filter_map(|owned| Some((owned.name.as_deref()?, owned.facts(set))));
    let shared_cmids = Rc::new(printed_cmids::shared(named));
    let machine = |owned: Owned| {
        let mut indices = [owned.indices.as_slice(), &others].concat();
        indices.sort_unstable();
        let facts = indices.into_iter().filter_map(|index| set.facts.get(index)).collect();
        let (serves_all, shared_cmids) = (Rc::clone(&serves_all), Rc::clone(&shared_cmids));
        Machine { name: owned.name.unwrap_or_default(), facts, serves_all, shared_cmids }
    };
    clients.into_iter().map(machine).collect()
}

/// Every machine of a list of many by what the list says of it alone; of any other evidence the machines of [`sort_apart`], and
/// those that hold no client license but a name.
pub(crate) fn each(set: &EvidenceSet) -> Vec<Machine<'_>> {
    let owners = owners(set);
    let all = by_owner(set, &owners);
    let is_list = all.iter().filter(|owned| owned.name.is_some()).count() > 1 && set.facts.iter().any(is_row_of_list);
    let alone = |owned: &Owned| Machine {
        name: owned.name.clone().unwrap_or_default(),
        facts: owned.facts(set),
        serves_all: Rc::default(),
        shared_cmids: Rc::default(),
    };
    if is_list {
        return all.iter().map(alone).collect();
    }
    let mut machines = sort_apart(set);
    if machines.len() > 1 {
        let others = all.iter().filter(|owned| owned.name.is_some() && !is_client(&owned.facts(set)));
        machines.extend(others.map(alone));
    }
    machines
}

/// Whether a row of a list of many machines says it.
fn is_row_of_list(fact: &Fact) -> bool {
    matches!(fact, Fact::Observation(observation, _)
        if observation.kind == ObservationKind::Computer && observation.about == "vamt")
}

/// The facts of one machine, or those of none, by their indices.
struct Owned {
    name: Option<String>,
    indices: Vec<usize>,
}

impl Owned {
    fn facts<'e>(&self, set: &'e EvidenceSet) -> Vec<&'e Fact> {
        self.indices.iter().filter_map(|index| set.facts.get(*index)).collect()
    }
}

/// The facts by their owners, in the order in which these first come.
fn by_owner(set: &EvidenceSet, owners: &[Option<String>]) -> Vec<Owned> {
    let mut places: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut found: Vec<Owned> = Vec::new();
    for index in 0..set.facts.len() {
        let Some(owner) = owners.get(index) else { continue };
        let place = *places.entry(owner.as_deref()).or_insert(found.len());
        if place == found.len() {
            found.push(Owned { name: owner.clone(), indices: Vec::new() });
        }
        if let Some(owned) = found.get_mut(place) {
            owned.indices.push(index);
        }
    }
    found
}

/// The name of the machine of each place of these facts.
fn serves_all(set: &EvidenceSet, owners: &[Option<String>], indices: &[usize]) -> Rc<BTreeMap<CitedPlace, String>> {
    let facts = indices.iter().filter_map(|index| Some((set.facts.get(*index)?, owners.get(*index)?)));
    let places = facts.flat_map(|(fact, owner)| {
        fact.cites().iter().map(move |cite| (place(cite), owner.clone().unwrap_or_default()))
    });
    Rc::new(places.collect())
}

fn place(cite: &Cite) -> CitedPlace {
    (cite.file, cite.place(), cite.record)
}

/// The machine of each fact: as its source says; else the only one that is named in its machine folder; else that folder itself;
/// else, without such folders, the only one that is named at all.
fn owners(set: &EvidenceSet) -> Vec<Option<String>> {
    let folders = machine_folders::of(set);
    let mut owners: Vec<Option<String>> = vec![None; set.facts.len()];
    let mut by_source: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, fact) in set.facts.iter().enumerate() {
        by_source.entry(source(fact)).or_default().push(index);
    }
    for (file, indices) in &by_source {
        let facts: Vec<&Fact> = indices.iter().filter_map(|index| set.facts.get(*index)).collect();
        for (index, name) in indices.iter().zip(of_source(&facts, set.evidence.get(*file))) {
            owners[*index] = name;
        }
    }
    let folder_of = |fact: &Fact| folders.get(&source(fact)).map(String::as_str);
    let mut names: BTreeMap<Option<&str>, Vec<&String>> = BTreeMap::new();
    for (fact, own) in set.facts.iter().zip(&owners) {
        names.entry(folder_of(fact)).or_default().extend(own);
    }
    let named_in = |folder: Option<&str>| only(names.get(&folder).into_iter().flatten().copied());
    let mut of_folder: BTreeMap<Option<&str>, Option<String>> = names
        .keys()
        .flatten()
        .map(|folder| (Some(*folder), named_in(Some(folder)).or_else(|| Some(machine_folders::name(folder)))))
        .collect();
    of_folder.insert(None, if folders.is_empty() { named_in(None) } else { None });
    for (fact, owner) in set.facts.iter().zip(owners.iter_mut()).filter(|(_, owner)| owner.is_none()) {
        *owner = of_folder.get(&folder_of(fact)).cloned().flatten();
    }
    unify(&mut owners);
    owners
}

/// Gives one machine one name: that of the directory, where it is known.
fn unify(owners: &mut [Option<String>]) {
    let mut known: Vec<String> = owners.iter().flatten().cloned().collect();
    known.sort_by(|one, other| (other.len(), one).cmp(&(one.len(), other)));
    known.dedup();
    // Names of one machine begin alike, so only those are compared.
    let mut alike: HashMap<String, Vec<String>> = HashMap::new();
    known.into_iter().for_each(|name| alike.entry(beginning(&name)).or_default().push(name));
    for owner in owners.iter_mut().flatten() {
        let known = alike.get(&beginning(owner)).into_iter().flatten();
        if let Some(full) = known.into_iter().find(|full| same_machine(full, owner)) {
            owner.clone_from(full);
        }
    }
}

fn source(fact: &Fact) -> usize {
    fact.cites().first().map_or(0, |cite| cite.file)
}

/// Whether facts of one machine show a client: its license, its attempts, or the result of its commands.
fn is_client(facts: &[&Fact]) -> bool {
    let is_of_host = |license: &License| channel(license) == Channel::KmsHost;
    let is_host_id = |id: &str| product::by_id(&id.to_lowercase()).is_some_and(|product| product.is_host);
    let is_host = facts.iter().any(|fact| match fact {
        Fact::License(license, _) => is_of_host(license),
        Fact::Event(record, _) => record.id == 12290,
        _ => false,
    });
    facts.iter().any(|fact| match fact {
        Fact::License(license, _) => !is_of_host(license) && is_printed_in_use(license),
        Fact::Outcome(outcome, _) => !is_host && !outcome.activation_id.as_deref().is_some_and(is_host_id),
        Fact::Event(record, _) => {
            let id = record.field(EventField::ActivationId);
            record.id == 12288 || matches!(record.id, 12289 | 8198 | 8196 | 8200 | 1014) && !is_host_id(id) && !is_host
        }
        _ => false,
    })
}
