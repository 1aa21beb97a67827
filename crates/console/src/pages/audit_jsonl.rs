//! The audit log as JSON Lines: each entry as it was recorded, with its hash, oldest first.

use super::download;
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
};
use axum::response::Response;

/// Sends it. That it is taken is its last entry.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
    call.store()?.add_audit(&entry)?;
    let service = call.console.service.clone();
    Ok(download::send("audit.jsonl", "application/jsonl; charset=utf-8", move |download| {
        let (mut store, mut last) = (service.owner().store()?, 0);
        loop {
            let entries = store.audit_after(last)?;
            let Some(newest) = entries.last() else { return Ok(()) };
            last = newest.number;
            for entry in &entries {
                let line = format!("{{\"entry\":{},\"hash\":\"{}\"}}\n", entry.json, entry.hash);
                if !download.add(line.as_bytes()) {
                    return Ok(());
                }
            }
        }
    }))
}
