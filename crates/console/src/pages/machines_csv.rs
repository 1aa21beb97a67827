//! The list of machines as CSV (RFC 4180), for spreadsheets: a cell that one of them would take for a formula gets an apostrophe in front.

use super::{
    download,
    machines::{self, product_name},
};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    machine::{Machine, MachineState},
    view::ProductName,
};
use axum::response::Response;
use csv::{Terminator, WriterBuilder};
use muster_core::{spreadsheet, time::Moment};
use muster_proto::instant;

const COLUMNS: [&str; 11] = [
    "name",
    "cmid",
    "product",
    "product_name",
    "hardware",
    "state",
    "activated_until",
    "first_seen",
    "last_seen",
    "requests",
    "last_code",
];

/// Sends it, when it is recorded that it is taken.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let query = machines::query(call)?;
    let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
    call.store()?.add_audit(&entry)?;
    let (view, products, now) = (call.console.view.clone(), call.console.view.products()?, call.host_time());
    Ok(download::send("machines.csv", "text/csv; charset=utf-8", move |download| {
        download.add(&record(&COLUMNS));
        view.each_machine(&query, &mut |machine| download.add(&row(&machine, &products, now)))
    }))
}

/// The line of a machine.
fn row(machine: &Machine, products: &[ProductName], now: Moment) -> Vec<u8> {
    record(&[
        machine.name.as_str(),
        &machine.cmid.to_string(),
        &machine.product.to_string(),
        &product_name(machine, products),
        &machine.hardware.to_string(),
        MachineState::of(machine, now).id(),
        &machine.activated_until.map(instant::rfc3339).unwrap_or_default(),
        &instant::rfc3339(machine.first_seen),
        &instant::rfc3339(machine.last_seen),
        &machine.requests.to_string(),
        &machine.last_code.to_string(),
    ])
}

/// A line of cells.
fn record(cells: &[&str]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Memory takes everything.
    drop(writer.write_record(cells.iter().map(|cell| spreadsheet::guarded(cell).into_owned())));
    writer.into_inner().unwrap_or_default()
}
