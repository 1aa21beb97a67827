//! A piece of evidence before anything is read of it.

/// One piece of evidence: a file, or a pasted text.
#[derive(Clone, Debug)]
pub struct Source {
    /// For the reader of the report. A name decides nothing.
    pub name: String,
    /// Read as they are: text of any encoding, an event log, a zip archive.
    pub bytes: Vec<u8>,
}
