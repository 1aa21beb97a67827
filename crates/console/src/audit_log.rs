//! The audit log of a console from its first entry to its last, as an administrator reads it at the command line.

use crate::{
    audit::AuditEntry,
    store::{ConsoleError, ConsoleStore},
};
use muster_core::{authority::key_groups::KeyGroups, code, sentence};
use muster_server::audit_chain::{ChainBreak, ChainHead, ChainVerifier, ChainedEntry};

/// Goes through the audit log, oldest first.
///
/// # Errors
/// If the store fails, or an entry is not understood.
pub fn each_audit_entry(
    store: &mut dyn ConsoleStore,
    mut take: impl FnMut(&AuditEntry, &ChainedEntry),
) -> Result<(), ConsoleError> {
    each_chained(store, |stored| {
        let damaged = |error| ConsoleError {
            code: code::STATE_DAMAGED,
            detail: sentence!(
                "the store is damaged: entry {number} of the audit log: {error}",
                "ストアが破損しています。監査ログのエントリ {number}: {error}",
                number = stored.number
            ),
        };
        take(&stored.entry().map_err(damaged)?, stored);
        Ok(())
    })
}

/// Verifies the chain of the audit log; the inner error is the first break in it. A hash that was `noted` earlier has to be in it.
///
/// # Errors
/// If the store fails.
pub fn verify_audit(
    store: &mut dyn ConsoleStore,
    noted: Option<&str>,
) -> Result<Result<ChainHead, ChainBreak>, ConsoleError> {
    let mut verifier = ChainVerifier::new(noted);
    each_chained(store, |stored| {
        verifier.take::<AuditEntry>(stored);
        Ok(())
    })?;
    Ok(verifier.finish())
}

fn each_chained(
    store: &mut dyn ConsoleStore,
    mut take: impl FnMut(&ChainedEntry) -> Result<(), ConsoleError>,
) -> Result<(), ConsoleError> {
    let mut last = 0;
    loop {
        let entries = store.audit_after(&KeyGroups::All, last)?;
        let Some(newest) = entries.last() else { return Ok(()) };
        last = newest.number;
        entries.iter().try_for_each(&mut take)?;
    }
}
