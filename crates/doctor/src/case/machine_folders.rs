//! Folders, and files, of which each holds the evidence of one machine.

use muster_evidence::{EvidenceSet, fact::Fact, is_machine_name};
use std::collections::{BTreeMap, BTreeSet};

/// The machine folder of each source that lies in one. A collector writes files of the same names for each machine, so machine folders
/// are those in whose place another folder may stand in the path of a file. What the same hardware printed was collected twice.
pub(super) fn of(set: &EvidenceSet) -> BTreeMap<usize, String> {
    let mut alike: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for evidence in set.evidence.iter() {
        for (folder, start, rest) in folders(&evidence.file) {
            alike.entry((start, rest)).or_default().insert(folder);
        }
    }
    let machines: BTreeSet<&str> = alike.into_values().filter(|folders| folders.len() > 1).flatten().collect();
    let of_source = set.evidence.iter().enumerate().filter_map(|(file, evidence)| {
        let folder = folders(&evidence.file).find(|(folder, ..)| machines.contains(folder))?.0;
        Some((file, folder.to_owned()))
    });
    let mut found: BTreeMap<usize, String> = of_source.collect();
    if found.is_empty() {
        found = named_files(set);
    }
    if share_hardware(set, &found) { BTreeMap::new() } else { found }
}

/// The files that are named after machines, if several of these print the same product.
fn named_files(set: &EvidenceSet) -> BTreeMap<usize, String> {
    let names =
        set.evidence.iter().enumerate().filter_map(|(file, evidence)| Some((file, file_machine(&evidence.file)?)));
    let names: BTreeMap<usize, String> = names.collect();
    let mut printed: BTreeMap<&str, &str> = BTreeMap::new();
    let is_again = set.facts.iter().any(|fact| {
        let Fact::License(license, cites) = fact else { return false };
        let name = cites.first().and_then(|cite| names.get(&cite.file));
        let Some(name) = name.filter(|_| !license.name.is_empty() && license.status.is_some()) else { return false };
        *printed.entry(&license.name).or_insert(name) != name
    });
    if is_again { names } else { BTreeMap::new() }
}

/// The machine that the name of a file names, beside words for what it holds.
fn file_machine(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut machines = stem.split(['_', ' ']).filter(|word| is_machine_name(word));
    machines.next().filter(|_| machines.next().is_none()).map(str::to_lowercase)
}

/// The name of a machine folder: its last part, without the ending of an archive, lower case.
pub(super) fn name(folder: &str) -> String {
    let name = folder.rsplit(['/', '\\']).next().unwrap_or(folder).to_lowercase();
    name.trim_end_matches(".zip").to_owned()
}

/// Each folder around a file, the outermost first: its path, the path before its name, and the path behind it.
fn folders(path: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    path.match_indices(['/', '\\']).filter_map(|(end, _)| {
        let (folder, rest) = (path.get(..end)?, path.get(end..)?);
        let start = folder.rfind(['/', '\\']).map_or("", |place| folder.get(..place).unwrap_or_default());
        Some((folder, start, rest))
    })
}

/// Whether two folders hold prints of the same hardware: an installation id follows from it.
fn share_hardware(set: &EvidenceSet, folders: &BTreeMap<usize, String>) -> bool {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    set.facts.iter().any(|fact| {
        let Fact::License(license, cites) = fact else { return false };
        let folder = cites.first().and_then(|cite| folders.get(&cite.file));
        let (Some(id), Some(folder)) = (license.installation_id.as_deref(), folder) else { return false };
        *known.entry(id).or_insert(folder) != folder
    })
}
