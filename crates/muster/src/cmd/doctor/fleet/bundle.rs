//! Reads one bundle after the other into the fleet. A bundle that cannot be read is named, and the next one follows.

use super::{super::evidence, pages::Pages, tree::Bundle};
use crate::failure::Failure;
use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, EvidenceSet,
    fleet::{Fleet, Origin, Reason, Unread},
    inventory::{Inventory, Piece},
    mask::Mask,
};
use std::{fs::File, io, thread};

/// A larger file is read piece by piece, if it is a table of many machines.
const WHOLE_MAX: u64 = 4 * 1024 * 1024;

pub(super) struct Reader<'r> {
    pub(super) fleet: &'r mut Fleet,
    pub(super) pages: Option<&'r mut Pages>,
    pub(super) mask: Option<&'r mut Mask>,
    pub(super) lang: Lang,
}

impl Reader<'_> {
    pub(super) fn add(&mut self, bundle: &Bundle) -> Result<(), Failure> {
        let origin = self.origin(bundle);
        match inventory(bundle) {
            Ok(Some(inventory)) => return self.add_inventory(&origin, bundle, inventory),
            Ok(None) => {}
            Err(error) => return self.failed(&origin, &error.to_string()),
        }
        let mut set = match evidence(std::slice::from_ref(&bundle.path)) {
            Ok(set) => set,
            Err(failure) => return self.failed(&origin, &failure.text(self.lang)),
        };
        if let Some(mask) = &mut self.mask {
            mask.apply(&mut set);
        }
        if self.fleet.add_files(&origin, &set) {
            for diagnosis in Diagnosis::each(&set) {
                self.add_machine(&origin, &diagnosis)?;
            }
        }
        Ok(())
    }

    fn origin(&mut self, bundle: &Bundle) -> Origin {
        let Bundle { customer, name, .. } = bundle;
        let Some(mask) = &mut self.mask else {
            return Origin { customer: customer.clone(), bundle: name.clone(), page: None };
        };
        let customer = if customer.is_empty() { String::new() } else { mask.bundle(customer) };
        Origin { customer, bundle: mask.bundle(name), page: None }
    }

    fn failed(&mut self, origin: &Origin, words: &str) -> Result<(), Failure> {
        let Origin { customer, bundle, .. } = origin.clone();
        self.fleet.add_unread(Unread {
            customer,
            bundle,
            file: String::new(),
            reason: Reason::Failed(words.to_owned()),
        });
        Ok(())
    }

    /// Reads as many pieces at a time as there are processors.
    fn add_inventory(
        &mut self,
        origin: &Origin,
        bundle: &Bundle,
        mut inventory: Inventory<File>,
    ) -> Result<(), Failure> {
        let width = thread::available_parallelism().map_or(1, usize::from);
        let mut is_read = false;
        loop {
            let pieces: io::Result<Vec<Piece>> =
                std::iter::from_fn(|| inventory.next_piece().transpose()).take(width).collect();
            let pieces = match pieces {
                Ok(pieces) if pieces.is_empty() => break,
                Ok(pieces) => pieces,
                Err(error) => return self.failed(origin, &error.to_string()),
            };
            for (recognised, diagnoses) in self.diagnosed(pieces, &bundle.name) {
                is_read |= recognised;
                for diagnosis in &diagnoses {
                    self.add_machine(origin, diagnosis)?;
                }
            }
        }
        if is_read { Ok(()) } else { self.failed(origin, Reason::Nothing.text(self.lang)) }
    }

    /// The machines of pieces, in their order, and whether anything of each was recognised.
    fn diagnosed(&mut self, pieces: Vec<Piece>, name: &str) -> Vec<(bool, Vec<Diagnosis>)> {
        let judged = |set: &EvidenceSet| {
            let recognised = set.evidence.iter().any(|evidence| !evidence.kinds.is_empty());
            (recognised, if recognised { Diagnosis::each(set).collect() } else { Vec::new() })
        };
        if let Some(mask) = &mut self.mask {
            // The pseudonyms are numbered in the order of the table.
            let masked = |piece: Piece| {
                let mut set = piece.read(name);
                mask.apply(&mut set);
                judged(&set)
            };
            return pieces.into_iter().map(masked).collect();
        }
        thread::scope(|scope| {
            let all: Vec<_> = pieces.into_iter().map(|piece| scope.spawn(move || judged(&piece.read(name)))).collect();
            all.into_iter().filter_map(|one| one.join().ok()).collect()
        })
    }

    fn add_machine(&mut self, origin: &Origin, diagnosis: &Diagnosis) -> Result<(), Failure> {
        let page = self.pages.as_mut().map(|pages| pages.write(origin, diagnosis)).transpose()?;
        self.fleet.add(&Origin { page, ..origin.clone() }, diagnosis);
        Ok(())
    }
}

/// The bundle as a large table of many machines; none for anything else.
fn inventory(bundle: &Bundle) -> io::Result<Option<Inventory<File>>> {
    let metadata = bundle.path.metadata()?;
    if !metadata.is_file() || metadata.len() <= WHOLE_MAX {
        return Ok(None);
    }
    Inventory::open(File::open(&bundle.path)?)
}
