//! Folders of which each holds the evidence of one machine.

use muster_evidence::{EvidenceSet, fact::Fact};
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
    let found: BTreeMap<usize, String> = of_source.collect();
    if share_hardware(set, &found) { BTreeMap::new() } else { found }
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
