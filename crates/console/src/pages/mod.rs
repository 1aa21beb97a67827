//! The pages. Each takes a call and answers it; none changes anything at the host but accounts, sessions,
//! tokens and jobs.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod api;
pub(crate) mod attempt;
pub(crate) mod audit;
pub(crate) mod audit_jsonl;
pub(crate) mod choose_password;
pub(crate) mod code_text;
mod download;
pub(crate) mod events;
mod frame;
pub(crate) mod job;
pub(crate) mod jobs;
pub(crate) mod link;
pub(crate) mod machine;
pub(crate) mod machines;
pub(crate) mod machines_csv;
pub(crate) mod me;
pub(crate) mod message;
pub(crate) mod new_job;
pub(crate) mod overview;
mod password_form;
mod response;
pub(crate) mod setup;
pub(crate) mod sign_in;
mod signed_in;
pub(crate) mod silence;
pub(crate) mod style;
mod time_text;
pub(crate) mod tokens;
