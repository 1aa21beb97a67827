//! `muster authority audit`.

use crate::{
    args::AuditCommand,
    cmd::shown::{audit_printer, audit_verified},
    failure::Failure,
};
use muster_authority::{AuditEntry, Records};
use muster_core::{code, lang::Lang};
use muster_proto::instant;
use std::path::Path;

pub(super) fn run(command: AuditCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        AuditCommand::List { since, json } => {
            let print = audit_printer(since.as_deref(), json, |entry: &AuditEntry| entry.at, line)?;
            Ok(Records::open(directory)?.each_audit_entry(print)?)
        }
        AuditCommand::Verify { noted, json } => {
            let verified = Records::open(directory)?.verify_audit(noted.as_deref())?;
            let head = verified.map_err(|found| Failure::new(code::INVALID_DATA, found))?;
            audit_verified(&head, json, lang);
            Ok(())
        }
    }
}

/// One entry: number, time, action, code, key, holder, who, and what else there is to say.
fn line(entry: &AuditEntry) -> String {
    let action = serde_json::to_value(entry.action).ok();
    let action = action.as_ref().and_then(|action| action.as_str()).unwrap_or_default().to_owned();
    let key = match (&entry.key, entry.serial) {
        (Some(key), Some(serial)) => format!("{key}/{serial}"),
        (Some(key), None) => key.clone(),
        _ => "-".into(),
    };
    let holder = entry.holder.map_or_else(|| "-".into(), |holder| holder.to_string());
    let count = entry.count.map(|count| format!("  x{count}")).unwrap_or_default();
    let detail = entry.detail.as_ref().map(|detail| format!("  {detail}")).unwrap_or_default();
    let (number, at, code, by) = (entry.number, instant::rfc3339(entry.at), entry.code, &entry.by);
    format!("{number:>6}  {at}  {action:<16}  {code}  {key:<12}  {holder}  {by}{count}{detail}")
}
