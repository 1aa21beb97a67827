//! Whether the installed Windows is an evaluation.

use super::{App, Case, Channel, InstalledLicense};
use muster_evidence::fact::{Cite, ObservationKind};

impl Case {
    /// The lines that tell in a sentence that Windows is an evaluation.
    pub(crate) fn told_evaluation(&self) -> impl Iterator<Item = &Cite> {
        self.told("evaluation").map(|(_, cites)| cites).chain(self.told_cause("eval")).flatten()
    }

    /// Whether this is an evaluation, by its channel, else by what DISM or a person tells of Windows.
    pub(crate) fn is_evaluation(&self, installed: &InstalledLicense) -> bool {
        let edition = || self.observations(ObservationKind::Edition).any(|(one, _)| one.value.contains("Eval"));
        // The tools' own names tell it: `Windows(R), EnterpriseEval edition`.
        let name = installed.name().to_lowercase();
        let is_other_edition = name.starts_with("windows(r)") && !name.contains("eval");
        match installed.channel() {
            Channel::Evaluation => true,
            Channel::Unknown if is_other_edition => false,
            Channel::Unknown | Channel::KmsClient if installed.app() != App::Office => {
                let is_nameless = installed.channel() == Channel::Unknown;
                is_nameless && self.derived.has_evaluation || edition() || self.told_evaluation().next().is_some()
            }
            _ => false,
        }
    }
}
