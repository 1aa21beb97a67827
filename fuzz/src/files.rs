//! Files that an administrator writes, and the client's own state.

use crate::text;
use muster_authority::pack_source::PackSource;
use muster_client::{ClientConfig, decoders};
use muster_host::{HostConfig, TsigKeyFile};
use std::path::Path;

/// `client.toml`.
pub(crate) fn client_toml(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(|text| toml::from_str::<ClientConfig>(text).is_ok())
}

/// `host.toml`.
pub(crate) fn host_toml(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(|text| HostConfig::parse(text, Path::new("host.toml")).is_ok())
}

/// The description of a pack.
pub(crate) fn pack_toml(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(|text| PackSource::parse(text).is_ok())
}

/// `state.json`.
pub(crate) fn state(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(decoders::state)
}

/// The file of a TSIG key.
pub(crate) fn tsig_key(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(|text| TsigKeyFile::parse(text, Path::new("dns.key")).is_ok())
}
