//! The audit log of the console, as an administrator reads it at the command line.

use crate::{admin::Admin, error::HostError, store::StoreError};
use muster_console::AuditEntry;
use muster_server::audit_chain::{ChainBreak, ChainHead, ChainVerifier, ChainedEntry};

impl Admin<'_> {
    /// Goes through the audit log, oldest first.
    pub fn each_audit_entry(&mut self, mut take: impl FnMut(&AuditEntry, &ChainedEntry)) -> Result<(), HostError> {
        self.each_chained(|stored| {
            let damaged = |_| StoreError::Damaged("the audit log (`muster host audit verify` names the place)".into());
            take(&stored.entry().map_err(damaged)?, stored);
            Ok(())
        })
    }

    /// Verifies the chain of the audit log; the error is the first break in it. A hash that was `noted` earlier has to be in it.
    pub fn verify_audit(&mut self, noted: Option<&str>) -> Result<Result<ChainHead, ChainBreak>, HostError> {
        let mut verifier = ChainVerifier::new(noted);
        self.each_chained(|stored| {
            verifier.take::<AuditEntry>(stored);
            Ok(())
        })?;
        Ok(verifier.finish())
    }

    fn each_chained(&mut self, mut take: impl FnMut(&ChainedEntry) -> Result<(), StoreError>) -> Result<(), HostError> {
        let mut last = 0;
        loop {
            let entries = self.store.audit_after(last)?;
            let Some(newest) = entries.last() else { return Ok(()) };
            last = newest.number;
            entries.iter().try_for_each(&mut take)?;
        }
    }
}
