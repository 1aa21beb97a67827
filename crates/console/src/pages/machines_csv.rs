//! The list of machines as CSV (RFC 4180), for spreadsheets: a cell that one of them would take for a formula gets an apostrophe in front.

use super::{download, machines};
use crate::{
    api::documents::MachineDocument,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
};
use axum::response::Response;
use csv::{Terminator, WriterBuilder};
use muster_core::spreadsheet;

/// Sends it, when it is recorded that it is taken.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let query = machines::query(call)?;
    let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
    call.store()?.add_audit(&entry)?;
    let (view, products, now) = (call.host()?.clone(), call.host()?.products()?, call.host_time());
    Ok(download::send("machines.csv", "text/csv; charset=utf-8", move |download| {
        download.add(&record(&MachineDocument::COLUMNS));
        view.each_machine(&query, &mut |machine| {
            download.add(&record(&MachineDocument::new(&machine, &products, now).cells()))
        })
    }))
}

/// A line of cells.
fn record(cells: &[impl AsRef<str>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Memory takes everything.
    drop(writer.write_record(cells.iter().map(|cell| spreadsheet::guarded(cell.as_ref()).into_owned())));
    writer.into_inner().unwrap_or_default()
}
