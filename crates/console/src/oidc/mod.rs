//! Sign-in by an OpenID Connect provider: the authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636). What is asked, and
//! whether an ID token is believed, is decided by pure functions; [`provider`] talks to the provider.

mod discovery;
pub(crate) mod flow;
pub(crate) mod id_token;
mod key_set;
pub(crate) mod provider;
pub(crate) mod settings;
