//! What the host of Muster on this machine says of its health.

use muster_doctor::probe::{HEALTH, HEALTH_MAX};
use muster_platform::deadline::{Deadline, DeadlineStream};
use serde_json::Value;
use std::{
    io::{self, ErrorKind, Read, Write},
    net::{Ipv4Addr, SocketAddr},
};

/// The port on which the host answers, by its own status; none if it does not run.
pub(super) fn port(status: &[u8]) -> Option<u16> {
    let status: Value = serde_json::from_slice(status).ok()?;
    status.get("listening")?.as_u64().and_then(|port| u16::try_from(port).ok())
}

/// The document of `GET /health`.
pub(super) fn get(port: u16, deadline: Deadline) -> io::Result<Vec<u8>> {
    let mut stream = DeadlineStream::connect(&[SocketAddr::from((Ipv4Addr::LOCALHOST, port))], deadline)?;
    stream.write_all(HEALTH)?;
    let mut answer = Vec::new();
    stream.take(HEALTH_MAX).read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let body = end.and_then(|end| answer.get(end + 4..)).unwrap_or_default();
    let is_document = answer.starts_with(b"HTTP/1.") && serde_json::from_slice::<Value>(body).is_ok();
    // A host with a certificate is asked by TLS, which this is not.
    is_document.then(|| body.to_vec()).ok_or_else(|| ErrorKind::InvalidData.into())
}
