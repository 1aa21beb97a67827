//! The lines of evidence that a finding quotes: those that tell stand first.

use crate::judge::Finding;
use muster_evidence::fact::Cite;

/// Lines quoted on a terminal; the page shows all.
const QUOTES_MAX: usize = 3;
/// Characters of a line on a terminal; the page shows it whole.
const LENGTH_MAX: usize = 150;

/// The few lines that a terminal shows.
pub(super) fn few(found: &Finding) -> &[Cite] {
    found.cites.get(..QUOTES_MAX).unwrap_or(&found.cites)
}

/// A line, cut where it is long.
pub(super) fn short(cite: &Cite) -> String {
    match cite.text.char_indices().nth(LENGTH_MAX) {
        Some((end, _)) => format!("{} …", cite.text.get(..end).unwrap_or_default()),
        None => cite.text.to_string(),
    }
}
