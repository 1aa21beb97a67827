//! What the tests share: a vendor's world in a temporary folder, processes, and raw HTTP.

pub(crate) mod bind;
pub(crate) mod http;
pub(crate) mod postgres;
pub(crate) mod preload;
pub(crate) mod process;
pub(crate) mod samba;
pub(crate) mod slapd;
pub(crate) mod softhsm;
pub(crate) mod tls;
pub(crate) mod world;
