//! The cookie of a session (RFC 6265).

use crate::secret::{Secret, SecretHash};
use axum::http::{HeaderMap, header};

/// The id of a session, 256 bits.
pub(crate) type SessionId = Secret<32>;
/// What a browser holds while it signs in by a provider.
pub(crate) type SignInSecret = Secret<32>;

/// The cookie of one console. Browsers send a cookie to every port of a host, so its name holds the port: two consoles on one
/// machine leave each other's sessions alone. With TLS it is sent by HTTPS alone, and the prefix `__Host-` has browsers refuse one that
/// another host of the domain or a page without TLS sets.
#[derive(Clone, Debug)]
pub(crate) struct SessionCookie {
    name: String,
    /// That of a sign-in which a provider has not answered yet.
    sign_in: String,
    secure: &'static str,
}

impl SessionCookie {
    /// That of the console at `port`.
    pub(crate) fn at(port: u16, has_tls: bool) -> Self {
        let (prefix, secure) = if has_tls { ("__Host-", "; Secure") } else { ("", "") };
        let (name, sign_in) = (format!("{prefix}muster_console_{port}"), format!("{prefix}muster_sign_in_{port}"));
        Self { name, sign_in, secure }
    }

    /// The hash of the session id that a request brought, if it has the form of one.
    pub(crate) fn session(&self, headers: &HeaderMap) -> Option<SecretHash> {
        SessionId::parse(value(headers, &self.name)?).map(|id| id.hash())
    }

    /// The sign-in by a provider that the browser has begun.
    pub(crate) fn sign_in(&self, headers: &HeaderMap) -> Option<SignInSecret> {
        SignInSecret::parse(value(headers, &self.sign_in)?)
    }

    /// Gives a browser what it has to bring back with the provider's answer, within ten minutes. The answer comes from another site,
    /// from which `SameSite=Strict` would bring nothing.
    pub(crate) fn set_sign_in(&self, secret: &SignInSecret) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Lax{}; Max-Age=600", self.sign_in, secret.text(), self.secure)
    }

    /// Takes that away.
    pub(crate) fn clear_sign_in(&self) -> String {
        format!("{}=; Path=/; HttpOnly; SameSite=Lax{}; Max-Age=0", self.sign_in, self.secure)
    }

    /// Gives a browser its session id, until the browser is closed. No script reads it, and no other site has it sent.
    pub(crate) fn set(&self, id: &SessionId) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict{}", self.name, id.text(), self.secure)
    }

    /// Takes it away.
    pub(crate) fn clear(&self) -> String {
        format!("{}=; Path=/; HttpOnly; SameSite=Strict{}; Max-Age=0", self.name, self.secure)
    }
}

fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
}
