//! What Muster's own commands, services and documents print, beside what looks like slmgr and ospp and is read as theirs.

mod documents;
mod machines;
mod metrics;
mod origin;
mod service_log;

pub(super) use documents::read as documents;
pub(super) use machines::read as machines;
pub(super) use metrics::read as metrics;
pub(super) use origin::mark;
pub(super) use service_log::read as service_log;
