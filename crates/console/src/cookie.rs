//! The cookie of a session (RFC 6265).

use crate::secret::{Secret, SecretHash};
use axum::http::{HeaderMap, header};

const NAME: &str = "muster_console";

/// The id of a session, 256 bits.
pub(crate) type SessionId = Secret<32>;

/// The hash of the session id that a request brought, if it has the form of one.
pub(crate) fn session(headers: &HeaderMap) -> Option<SecretHash> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, value) = pairs.find(|(name, _)| *name == NAME)?;
    SessionId::parse(value).map(|id| id.hash())
}

/// Gives a browser its session id, until the browser is closed. No script reads it, and no other site has it sent.
pub(crate) fn set(id: &SessionId) -> String {
    format!("{NAME}={}; Path=/; HttpOnly; SameSite=Strict", id.text())
}

/// Takes it away.
pub(crate) fn clear() -> String {
    format!("{NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}
