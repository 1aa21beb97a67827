//! The audit log as JSON Lines: each entry as it was recorded, with its hash, oldest first. Somebody who sees some key groups alone gets the entries
//! about them, without what says where in the log they stand: nothing can be verified by those.

use super::{
    audit::{damaged, without_place},
    download,
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
};
use axum::response::Response;

/// Sends it. That it is taken is its last entry.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
    call.store()?.add_audit(&entry)?;
    let (service, groups) = (call.console.service.clone(), call.groups());
    Ok(download::send("audit.jsonl", "application/jsonl; charset=utf-8", move |download| {
        let (mut store, mut last) = (service.owner().store()?, 0);
        loop {
            let entries = store.audit_after(&groups, last)?;
            let Some(newest) = entries.last() else { return Ok(()) };
            last = newest.number;
            for entry in &entries {
                let (json, hash) = if groups.is_limited() {
                    let json = without_place(entry).and_then(|entry| serde_json::to_string(&entry)).map_err(damaged)?;
                    (json, "")
                } else {
                    (entry.json.clone(), entry.hash.as_str())
                };
                let line = format!("{{\"entry\":{json},\"hash\":\"{hash}\"}}\n");
                if !download.add(line.as_bytes()) {
                    return Ok(());
                }
            }
        }
    }))
}
