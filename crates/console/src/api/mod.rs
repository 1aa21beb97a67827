//! The API: what the pages show, as JSON, to programs that show a token. Each operation reads what its page reads, with the same
//! parameters; what changes something takes a message.

mod answer;
pub(crate) mod authority_operations;
mod customer_documents;
pub(crate) mod customer_operations;
pub(crate) mod documents;
mod evidence_documents;
pub(crate) mod evidence_operations;
mod host_document;
mod issued_documents;
mod job_documents;
mod key_documents;
pub(crate) mod key_operations;
pub(crate) mod list_operations;
mod message;
mod metric_documents;
pub(crate) mod openapi;
pub(crate) mod operation;
pub(crate) mod operations;
mod parameters;
pub(crate) mod problem;
mod root_documents;
mod view_documents;
pub(crate) mod view_operations;
mod webhook_documents;
pub(crate) mod webhook_operations;

pub(crate) use parameters::check;
