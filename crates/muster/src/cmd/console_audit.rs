//! `muster host audit` and `muster authority audit --console`: the audit log of a web console.

use super::shown::{audit_printer, audit_verified};
use crate::{args::AuditCommand, failure::Failure};
use muster_core::{code, lang::Lang};
use muster_host::{AuditEntry, ConsoleStore, each_audit_entry, verify_audit};
use muster_proto::instant;

pub(super) fn run(command: AuditCommand, store: &mut dyn ConsoleStore, lang: Lang) -> Result<(), Failure> {
    match command {
        AuditCommand::List { since, json } => {
            let print = audit_printer(since.as_deref(), json, |entry: &AuditEntry| entry.at, line)?;
            Ok(each_audit_entry(store, print)?)
        }
        AuditCommand::Verify { noted, json } => {
            let verified = verify_audit(store, noted.as_deref())?;
            let head = verified.map_err(|found| Failure::new(code::INVALID_DATA, found))?;
            audit_verified(&head, json, lang);
            Ok(())
        }
    }
}

/// One entry: number, time, action, code, account, address, and what else there is to say.
fn line(entry: &AuditEntry) -> String {
    let AuditEntry { number, at, action, code, account, account_name, from, subject, old, new, .. } = entry;
    let (at, action) = (instant::rfc3339(*at), action.id());
    let account = if account.is_empty() { "-" } else { account };
    let account = account_name.as_ref().map_or_else(|| account.to_owned(), |name| format!("{account} ({name})"));
    let subject = subject.as_ref().map(|subject| format!("  of {subject}")).unwrap_or_default();
    let old = old.as_ref().map(|old| format!("  {old} ->")).unwrap_or_default();
    let new = new.as_ref().map(|new| format!("  {new}")).unwrap_or_default();
    format!("{number:>6}  {at}  {action:<16}  {code}  {account:<16}  {from}{subject}{old}{new}")
}
