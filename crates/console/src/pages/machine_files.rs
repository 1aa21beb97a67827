//! The list of machines as CSV (RFC 4180), for spreadsheets, and as JSON: with the columns that its address names, or all.

use super::{download, machines};
use crate::{
    api::documents::MachineDocument,
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    machine_columns::MachineColumn,
    machine_query::MachineQuery,
    store::ConsoleError,
    view::{HostView, ProductName},
};
use axum::response::Response;
use csv::{Terminator, WriterBuilder};
use muster_core::{spreadsheet, time::Moment};
use serde_json::{Map, Value};
use std::sync::Arc;

/// A list on its way into a file.
struct MachineFile {
    host: Arc<dyn HostView>,
    query: MachineQuery,
    /// The names of its fields.
    columns: Vec<&'static str>,
    products: Vec<ProductName>,
    now: Moment,
}

/// Sends it as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe in front.
pub(crate) fn csv(call: &Call<'_>) -> Result<Response, PageError> {
    let file = MachineFile::taken(call)?;
    Ok(download::send("machines.csv", "text/csv; charset=utf-8", move |download| {
        download.add(&record(&file.columns));
        file.each(|document| download.add(&record(&file.cells(document))))
    }))
}

/// Sends it as JSON: an array, one machine a line.
pub(crate) fn json(call: &Call<'_>) -> Result<Response, PageError> {
    let file = MachineFile::taken(call)?;
    Ok(download::send("machines.json", "application/json", move |download| {
        let mut before = "[\n";
        file.each(|document| {
            let object = file.object(&document).to_string();
            download.add([std::mem::replace(&mut before, ",\n"), &object].concat().as_bytes())
        })?;
        download.add(if before == "[\n" { b"[]\n" } else { b"\n]\n" });
        Ok(())
    }))
}

impl MachineFile {
    /// The file that the address asks for, when it is recorded that it is taken.
    fn taken(call: &Call<'_>) -> Result<Self, PageError> {
        let list = machines::list(call)?;
        let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
        call.store()?.add_audit(&entry)?;
        let columns = if call.request.query("columns").trim().is_empty() {
            MachineDocument::COLUMNS.into()
        } else {
            std::iter::once("name").chain(list.columns.iter().map(|column| MachineColumn::id(*column))).collect()
        };
        let (host, products, now) = (call.host()?.clone(), call.host()?.products()?, call.host_time());
        Ok(Self { host, query: list.query, columns, products, now })
    }

    fn each(&self, mut add: impl FnMut(MachineDocument) -> bool) -> Result<(), ConsoleError> {
        self.host
            .each_machine(&self.query, &mut |machine| add(MachineDocument::new(&machine, &self.products, self.now)))
    }

    fn cells(&self, document: MachineDocument) -> Vec<String> {
        let cells = MachineDocument::COLUMNS.into_iter().zip(document.cells()).collect::<Vec<_>>();
        let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map(|(_, cell)| cell.clone());
        self.columns.iter().filter_map(cell).collect()
    }

    fn object(&self, document: &MachineDocument) -> Value {
        let whole = serde_json::to_value(document).unwrap_or_default();
        let field = |column: &&str| ((*column).to_owned(), whole.get(column).cloned().unwrap_or_default());
        Value::Object(self.columns.iter().map(field).collect::<Map<_, _>>())
    }
}

/// A line of cells.
fn record(cells: &[impl AsRef<str>]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Memory takes everything.
    drop(writer.write_record(cells.iter().map(|cell| spreadsheet::guarded(cell.as_ref()).into_owned())));
    writer.into_inner().unwrap_or_default()
}
