//! A file that is sent while it is read: a million rows are never in memory at once.

use crate::store::ConsoleError;
use axum::{
    body::{Body, Bytes},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use http_body::Frame;
use std::{
    pin::Pin,
    task::{Context, Poll},
};
use tokio::sync::mpsc;

/// A piece is sent when it has so many bytes.
const PIECE_BYTES: usize = 32 * 1024;
/// Pieces that wait for a browser; the reading of the store waits then.
const PIECES: usize = 4;

/// A file on its way to a browser.
pub(super) struct Download {
    sender: mpsc::Sender<Result<Bytes, BrokeOff>>,
    /// What was added and not sent yet.
    piece: Vec<u8>,
}

/// Sends what `read` adds, under a name.
pub(super) fn send(
    name: &str,
    content_type: &'static str,
    read: impl FnOnce(&mut Download) -> Result<(), ConsoleError> + Send + 'static,
) -> Response {
    let (sender, receiver) = mpsc::channel(PIECES);
    tokio::task::spawn_blocking(move || {
        let mut download = Download { sender, piece: Vec::new() };
        match read(&mut download) {
            Ok(()) => drop(download.send()),
            // The browser sees a download that broke off, and not a shorter list.
            Err(error) => {
                tracing::error!(code = %error.code, %error, "a download broke off");
                drop(download.sender.blocking_send(Err(BrokeOff)));
            }
        }
    });
    let headers = [
        (header::CONTENT_TYPE, content_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (HeaderName::from_static("x-download-options"), "noopen".to_owned()),
    ];
    (headers, Body::new(Pieces(receiver))).into_response()
}

impl Download {
    /// Adds bytes; false if nobody takes them any longer.
    pub(super) fn add(&mut self, bytes: &[u8]) -> bool {
        self.piece.extend(bytes);
        self.piece.len() < PIECE_BYTES || self.send()
    }

    fn send(&mut self) -> bool {
        self.sender.blocking_send(Ok(std::mem::take(&mut self.piece).into())).is_ok()
    }
}

/// The store failed while it was read.
#[derive(Debug, thiserror::Error)]
#[error("the file broke off")]
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
