//! The list of machines as CSV (RFC 4180), for spreadsheets: a cell that one of them would take for a formula gets an apostrophe in front.
//! It is sent while it is read: a million machines are never in memory at once.

use super::machines::{self, product_name};
use crate::{
    call::{Call, PageError},
    machine::{Machine, MachineState},
    view::{HostView, ProductName},
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use csv::{Terminator, WriterBuilder};
use http_body::Frame;
use muster_core::{spreadsheet, time::Moment};
use muster_proto::instant;
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::sync::mpsc;

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
const DISPOSITION: &str = "attachment; filename=\"machines.csv\"";
/// A piece is sent when it has so many bytes.
const PIECE_BYTES: usize = 32 * 1024;
/// Pieces that wait for a browser; the reading of the store waits then.
const PIECES: usize = 4;

/// Sends it.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let query = machines::query(call)?;
    let (sender, receiver) = mpsc::channel(PIECES);
    let (view, products, now): (Arc<dyn HostView>, _, _) =
        (call.console.view.clone(), call.console.view.products()?, call.host_time());
    tokio::task::spawn_blocking(move || {
        let mut table = Table { sender, piece: record(&COLUMNS), products, now };
        let read = view.each_machine(&query, &mut |machine| table.add(&machine));
        match read {
            Ok(()) => drop(table.send()),
            // The browser sees a download that broke off, and not a shorter list.
            Err(error) => {
                tracing::error!(code = %error.code, %error, "a list of machines broke off");
                drop(table.sender.blocking_send(Err(BrokeOff)));
            }
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, DISPOSITION),
        (HeaderName::from_static("x-download-options"), "noopen"),
    ];
    Ok((headers, Body::new(Pieces(receiver))).into_response())
}

/// What has been read and not sent yet.
struct Table {
    sender: mpsc::Sender<Result<Bytes, BrokeOff>>,
    piece: Vec<u8>,
    products: Vec<ProductName>,
    now: Moment,
}

impl Table {
    /// Adds a line; false if nobody takes it any longer.
    fn add(&mut self, machine: &Machine) -> bool {
        let product = machine.product.to_string();
        let cells = [
            machine.name.as_str(),
            &machine.cmid.to_string(),
            &product,
            &product_name(machine, &self.products),
            &machine.hardware.to_string(),
            MachineState::of(machine, self.now).id(),
            &machine.activated_until.map(instant::rfc3339).unwrap_or_default(),
            &instant::rfc3339(machine.first_seen),
            &instant::rfc3339(machine.last_seen),
            &machine.requests.to_string(),
            &machine.last_code.to_string(),
        ];
        self.piece.extend(record(&cells));
        self.piece.len() < PIECE_BYTES || self.send()
    }

    fn send(&mut self) -> bool {
        self.sender.blocking_send(Ok(std::mem::take(&mut self.piece).into())).is_ok()
    }
}

/// A line of cells.
fn record(cells: &[&str]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Memory takes everything.
    drop(writer.write_record(cells.iter().map(|cell| spreadsheet::guarded(cell).into_owned())));
    writer.into_inner().unwrap_or_default()
}

/// The store failed while it was read.
#[derive(Debug, thiserror::Error)]
#[error("the list broke off")]
struct BrokeOff;

/// A body that is sent as it is made.
struct Pieces(mpsc::Receiver<Result<Bytes, BrokeOff>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BrokeOff;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BrokeOff>>> {
        self.0.poll_recv(cx).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
