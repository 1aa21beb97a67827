//! The pages. Each takes a call and answers it; none changes anything at the host.

mod code_text;
pub(crate) mod events;
mod frame;
pub(crate) mod machine;
pub(crate) mod machines;
pub(crate) mod machines_csv;
pub(crate) mod message;
pub(crate) mod overview;
mod response;
pub(crate) mod setup;
pub(crate) mod sign_in;
mod signed_in;
pub(crate) mod style;
mod time_text;
