//! What the agent of a machine has told, as a file that the doctor reads too. Who takes it is recorded.

use super::{machine, machine_evidence::told};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    view::{HeldEvidence, MachineDetail, ProductName},
};
use axum::{
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use muster_core::id::Cmid;

/// What a machine has told, when it is recorded that somebody takes that.
pub(crate) fn read(call: &Call<'_>) -> Result<(Cmid, HeldEvidence, Vec<ProductName>), PageError> {
    let (MachineDetail { rows, evidence, .. }, products) = machine::read(call)?;
    let cmid = rows.first().map(|row| row.cmid).ok_or(PageError::NotFound)?;
    let held = evidence.ok_or(PageError::NotFound)?;
    let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
    call.store()?.add_audit(&entry)?;
    Ok((cmid, held, products))
}

/// Sends it.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let (cmid, held, products) = read(call)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"muster-evidence-{cmid}.txt\"")),
        (HeaderName::from_static("x-download-options"), "noopen".to_owned()),
    ];
    Ok((headers, told(cmid, &held, &products)).into_response())
}
