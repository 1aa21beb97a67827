//! What the doctor reads.

use muster_core::lang::Lang;
use muster_doctor::{Source, diagnose, report};
use muster_evidence::{probe as answers, read};

/// An event log.
pub(crate) fn event_log(bytes: &[u8]) -> bool {
    let set = read(&[Source { name: "Application.evtx".into(), bytes: [b"ElfFile\0", bytes].concat() }]);
    assert_eq!(set.evidence.len(), 1);
    true
}

/// A zip archive.
pub(crate) fn archive(bytes: &[u8]) -> bool {
    let set = read(&[Source { name: "bundle.zip".into(), bytes: [b"PK\x03\x04", bytes].concat() }]);
    assert!(!set.evidence.is_empty());
    true
}

/// A cabinet, a tar archive, gzip or a mail, by its own first bytes.
pub(crate) fn container(bytes: &[u8]) -> bool {
    let set = read(&[Source { name: "bundle".into(), bytes: bytes.to_vec() }]);
    assert!(!set.evidence.is_empty());
    true
}

/// The answer to a bind.
pub(crate) fn probe(bytes: &[u8]) -> bool {
    let _ = answers::listener(bytes);
    answers::answer_length(bytes).is_some()
}

/// A text: every reader, every rule, and the page.
pub(crate) fn text(bytes: &[u8]) -> bool {
    let diagnosis = diagnose(&[Source { name: "evidence.txt".into(), bytes: bytes.to_vec() }]);
    assert_eq!(report::html(&diagnosis, None, Lang::Ja).matches("<script").count(), 1, "the page's own script alone");
    true
}
