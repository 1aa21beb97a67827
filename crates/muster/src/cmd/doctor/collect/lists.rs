//! What the commands of a part are repeated for on this machine.

use super::collector::Collector;
use muster_doctor::{
    EvidenceReader,
    collector::{Each, Places, Target, named_hosts, registry_suffixes},
};
use std::{io::Cursor, path::PathBuf};

/// More suffixes are not asked.
const SUFFIXES_MAX: usize = 16;
const VERSIONS: [&str; 3] = ["Office14", "Office15", "Office16"];

impl Collector {
    /// The placeholders of each repetition; none where there is nothing to repeat for.
    pub(super) fn repetitions(&self, each: Each) -> Vec<Places> {
        let places = self.places();
        let if_there = |there: bool| if there { vec![places.clone()] } else { Vec::new() };
        let (client, host) = (self.machinery.state.join("client"), self.machinery.state.join("host"));
        match each {
            Each::Once => vec![places],
            Each::Muster => if_there(client.exists() || host.exists()),
            Each::MusterClient => if_there(client.exists()),
            Each::MusterHost => if_there(host.exists()),
            Each::Host => {
                let of_host = |host: Target| places.with("{host}", host.name).with("{port}", host.port.to_string());
                self.hosts().into_iter().map(of_host).collect()
            }
            Each::Office => {
                let of_folder = |folder: PathBuf| places.with("{office}", folder.display().to_string());
                self.offices().into_iter().map(of_folder).collect()
            }
            Each::Suffix => self.suffixes().into_iter().map(|suffix| places.with("{suffix}", suffix)).collect(),
        }
    }

    /// The hosts that what was collected so far names. Event logs, the largest of it, name none that counts here.
    pub(super) fn hosts(&self) -> Vec<Target> {
        let mut reader = EvidenceReader::default();
        for source in self.sources().iter().filter(|source| !source.name.ends_with(".evtx")) {
            reader.add(&source.name, Cursor::new(&source.bytes));
        }
        named_hosts(&reader.finish())
    }

    /// The suffixes of the registry on Windows, and those that the resolver of this machine searches.
    pub(super) fn suffixes(&self) -> Vec<String> {
        let printed = self.source("dns-settings.txt").map(String::from_utf8_lossy).unwrap_or_default();
        let mut found = registry_suffixes(&printed);
        for suffix in self.machinery.network.iter().flat_map(|network| &network.suffixes) {
            if !found.contains(suffix) {
                found.push(suffix.clone());
            }
        }
        found.truncate(SUFFIXES_MAX);
        found
    }

    /// The folders of `ospp.vbs`. The folders of programs have the same names in every language.
    fn offices(&self) -> Vec<PathBuf> {
        let Some(disk) = self.machinery.system.parent().and_then(|folder| folder.parent()) else { return Vec::new() };
        let programs = ["Program Files", "Program Files (x86)"].map(|name| disk.join(name).join("Microsoft Office"));
        let folders = programs.iter().flat_map(|office| VERSIONS.map(|version| office.join(version)));
        folders.filter(|folder| folder.join("ospp.vbs").is_file()).collect()
    }
}
