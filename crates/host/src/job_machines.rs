//! Which machines a job is for. A machine calls itself as it likes, and asks for what it likes: what can be read as an id is an id, a name is
//! that of one machine or of none, and the keys of all are shown before a product key is sealed to them.

use crate::{admin::Admin, error::HostError, machine_row::MachineRow, store::ManagedMachine};
use muster_core::{
    id::{ActivationId, Cmid},
    time::Moment,
};
use muster_trust::jwk::PublicKey;
use std::collections::{BTreeMap, BTreeSet};

/// Machines of one job.
const MACHINES_MAX: usize = 20_000;
/// Machines with one name that the refusal of the name shows.
const NAMESAKES_SHOWN: usize = 10;

/// Which machines of the inventory.
#[derive(Clone, Debug)]
pub enum MachineChoice {
    /// Those with these ids (CMID) or names: what can be read as an id is none but an id, for every machine calls itself as it likes.
    Named(Vec<String>),
    /// All that have asked for a product.
    OfProduct(ActivationId),
}

/// The machines that a choice stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenMachines {
    /// Those that an order can reach, in the order of their ids.
    pub machines: Vec<ManagedRow>,
    /// Those whose agents have announced no keys: id and name.
    pub without_agent: Vec<(Cmid, String)>,
}

impl ChosenMachines {
    /// Each machine that an order can reach, with the thumbprint of its key.
    pub fn keys(&self) -> Vec<(Cmid, String)> {
        self.machines.iter().map(|machine| (machine.cmid, machine.key.clone())).collect()
    }
}

/// A machine that has an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagedRow {
    /// Client machine id.
    pub cmid: Cmid,
    /// Its name as it asked last.
    pub name: String,
    /// The thumbprint of its key (RFC 7638), to be compared with what the machine shows.
    pub key: String,
    /// When its agent announced the key: the first contact.
    pub since: Moment,
}

impl Admin<'_> {
    /// The machines that a choice stands for, to be shown with their keys before a product key is sealed to them.
    ///
    /// # Errors
    /// If a machine is not in the inventory, or if several have the name.
    pub fn choose(&mut self, choice: &MachineChoice) -> Result<ChosenMachines, HostError> {
        let (managed, without_agent) = self.managed(choice)?;
        let machines = managed.into_iter().map(|(machine, name)| ManagedRow::new(&machine, name)).collect();
        Ok(ChosenMachines { machines, without_agent })
    }

    /// The machines of a choice that have an agent, and those that have none.
    pub(crate) fn managed(&mut self, choice: &MachineChoice) -> Result<(Vec<NamedMachine>, Vec<Unmanaged>), HostError> {
        let (mut managed, mut without_agent) = (Vec::new(), Vec::new());
        let chosen = self.chosen(choice)?;
        let cmids = chosen.iter().map(|(cmid, _)| *cmid).collect();
        let mut keys: BTreeMap<Cmid, ManagedMachine> =
            self.store.managed_among(&cmids)?.into_iter().map(|machine| (machine.cmid, machine)).collect();
        for (cmid, name) in chosen {
            match keys.remove(&cmid) {
                Some(machine) => managed.push((machine, name)),
                None => without_agent.push((cmid, name)),
            }
        }
        Ok((managed, without_agent))
    }

    /// The machines, each once, with the name that it had when it asked last.
    fn chosen(&mut self, choice: &MachineChoice) -> Result<Vec<(Cmid, String)>, HostError> {
        let mut found: BTreeMap<Cmid, (Moment, String)> = BTreeMap::new();
        let mut wanted = Wanted::of(choice);
        // A name may be that of any machine; what is named by its id alone is found by it.
        let wanted_ids = wanted.ids_alone(choice);
        let mut take = |row: MachineRow| {
            let taken = match choice {
                MachineChoice::OfProduct(product) => row.product == *product,
                MachineChoice::Named(_) => wanted.takes(&row),
            };
            let newer = || found.get(&row.cmid).is_none_or(|(seen, _)| *seen < row.last_seen);
            if taken && newer() {
                found.insert(row.cmid, (row.last_seen, row.name));
            }
        };
        match wanted_ids {
            Some(ids) => self.store.rows_of(&ids)?.into_iter().for_each(&mut take),
            None => self.each_machine(&mut take)?,
        }
        self.check_wanted(wanted)?;
        if found.len() > MACHINES_MAX {
            return Err(HostError::ManyMachines { found: found.len(), most: MACHINES_MAX });
        }
        Ok(found.into_iter().map(|(cmid, (_, name))| (cmid, name)).collect())
    }

    /// Every id and every name was found, and no name at several machines.
    fn check_wanted(&mut self, Wanted { ids, names }: Wanted) -> Result<(), HostError> {
        let missing = ids.into_iter().find(|(_, found)| !found).map(|(id, _)| id.to_string());
        let missing =
            missing.or_else(|| names.iter().find(|(_, found)| found.is_empty()).map(|(name, _)| name.clone()));
        if let Some(name) = missing {
            return Err(HostError::NoMachine(name));
        }
        let Some((name, several)) = names.into_iter().find(|(_, found)| found.len() > 1) else { return Ok(()) };
        let (found, mut machines) = (several.len(), Vec::new());
        for cmid in several.into_iter().take(NAMESAKES_SHOWN) {
            let machine = self.store.managed_machine(cmid)?;
            machines.push((cmid, machine.as_ref().map(thumbprint)));
        }
        Err(HostError::SeveralMachines { name, found, machines })
    }

    /// The machines whose agents have announced their keys.
    pub fn managed_machines(&mut self) -> Result<Vec<ManagedRow>, HostError> {
        let mut machines = Vec::new();
        let mut next = Some(Cmid::from_bytes([0; 16]));
        while let Some(first) = next {
            let page = self.store.managed_machines_from(first)?;
            next = page.last().and_then(|last| last.cmid.successor());
            machines.extend(page);
        }
        let mut names: BTreeMap<Cmid, (Moment, String)> =
            machines.iter().map(|machine| (machine.cmid, (Moment::from_unix(i64::MIN), String::new()))).collect();
        self.each_machine(|row| {
            if let Some(name) = names.get_mut(&row.cmid).filter(|(seen, _)| *seen < row.last_seen) {
                *name = (row.last_seen, row.name);
            }
        })?;
        let row = |machine: ManagedMachine| {
            ManagedRow::new(&machine, names.remove(&machine.cmid).map(|(_, name)| name).unwrap_or_default())
        };
        Ok(machines.into_iter().map(row).collect())
    }
}

/// A machine with an agent, and its name.
pub(crate) type NamedMachine = (ManagedMachine, String);

impl ManagedRow {
    fn new(machine: &ManagedMachine, name: String) -> Self {
        Self { cmid: machine.cmid, name, key: thumbprint(machine), since: machine.since }
    }
}

/// A machine without an agent, and its name.
pub(crate) type Unmanaged = (Cmid, String);

/// A machine with the thumbprint of its key.
pub(crate) fn key_of((machine, _): &NamedMachine) -> (Cmid, String) {
    (machine.cmid, thumbprint(machine))
}

/// The thumbprint of a machine's key (RFC 7638). Its other key, which product keys are sealed to, is derived from the same secret and
/// never stored without it.
fn thumbprint(machine: &ManagedMachine) -> String {
    PublicKey::from_bytes(&machine.signing).map(|key| key.thumbprint()).unwrap_or_default()
}

/// What names machines, and what was found of it.
#[derive(Default)]
struct Wanted {
    /// Ids, and whether they are there.
    ids: BTreeMap<Cmid, bool>,
    /// Names in small letters, and the machines that have them.
    names: BTreeMap<String, BTreeSet<Cmid>>,
}

impl Wanted {
    fn of(choice: &MachineChoice) -> Self {
        let MachineChoice::Named(words) = choice else { return Self::default() };
        let mut wanted = Self::default();
        for word in words.iter().map(|word| word.trim()) {
            match word.parse() {
                Ok(id) => drop(wanted.ids.insert(id, false)),
                Err(_) => drop(wanted.names.insert(word.to_lowercase(), BTreeSet::new())),
            }
        }
        wanted
    }

    /// The ids, if all are named by them.
    fn ids_alone(&self, choice: &MachineChoice) -> Option<BTreeSet<Cmid>> {
        let alone = matches!(choice, MachineChoice::Named(_)) && self.names.is_empty();
        alone.then(|| self.ids.keys().copied().collect())
    }

    /// Whether a machine is one of them.
    fn takes(&mut self, row: &MachineRow) -> bool {
        let by_id = self.ids.get_mut(&row.cmid).map(|found| *found = true).is_some();
        let by_name = self.names.get_mut(&row.name.to_lowercase()).map(|found| found.insert(row.cmid)).is_some();
        by_id || by_name
    }
}
