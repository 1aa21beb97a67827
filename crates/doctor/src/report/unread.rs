//! The files that could not be read: what they hold may change everything else in a report.

use crate::diagnosis::Diagnosis;
use muster_core::lang::Lang;

/// Each of them with the reason.
pub(super) fn files(diagnosis: &Diagnosis, lang: Lang) -> impl Iterator<Item = String> {
    let closed = diagnosis.evidence.iter().filter_map(|evidence| Some((&evidence.file, evidence.unread?.text())));
    closed.map(move |(file, reason)| format!("{file}: {}", reason.get(lang)))
}
