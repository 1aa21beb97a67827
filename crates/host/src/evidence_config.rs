//! `[evidence]` in `host.toml`: how long what managed machines upload is kept.

use muster_core::time::Span;
use serde::Deserialize;

/// How long the evidence of managed machines is kept, and whether any is taken.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceConfig {
    /// In days; with 0 the host takes none.
    #[serde(default = "evidence_days")]
    pub days: u32,
}

impl Default for EvidenceConfig {
    fn default() -> Self {
        Self { days: evidence_days() }
    }
}

impl EvidenceConfig {
    pub(crate) fn keep(self) -> Span {
        Span::days(self.days.min(36_500))
    }
}

/// As long as a machine that does not ask any more is counted.
fn evidence_days() -> u32 {
    30
}
