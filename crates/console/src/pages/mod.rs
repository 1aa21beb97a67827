//! The pages. Each takes a call and answers it; none changes anything at a host but accounts, sessions,
//! tokens and jobs, and at the authority but those, blocks,
//! revocations and what is confirmed.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod api;
pub(crate) mod attempt;
pub(crate) mod audit;
pub(crate) mod audit_jsonl;
mod choice;
pub(crate) mod choose_password;
pub(crate) mod code_text;
mod download;
pub(crate) mod events;
mod frame;
mod health_checks;
pub(crate) mod holder;
pub(crate) mod holders;
pub(crate) mod host;
pub(crate) mod job;
pub(crate) mod job_key;
pub(crate) mod jobs;
pub(crate) mod key;
pub(crate) mod keys;
pub(crate) mod link;
pub(crate) mod machine;
pub(crate) mod machines;
pub(crate) mod machines_csv;
pub(crate) mod me;
pub(crate) mod message;
pub(crate) mod new_job;
pub(crate) mod orders;
pub(crate) mod overview;
pub(crate) mod packs;
mod paging;
mod password_form;
pub(crate) mod phone;
pub(crate) mod provider_sign_in;
mod response;
pub(crate) mod setup;
pub(crate) mod sign_in;
mod signed_in;
pub(crate) mod silence;
pub(crate) mod style;
mod time_text;
pub(crate) mod tokens;
pub(crate) mod webhooks;
