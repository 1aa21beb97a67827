//! `ospp`: the documented options `/name` and `/name:value`, and what they print.
//!
//! Labels and answers are English in every language, as the documented tool's are: scripts read them. Descriptions of codes
//! are in the user's language.

mod activation;
mod history;
mod lists;
mod messages;
mod option;
mod status;
mod usage;

pub use activation::{attempt_outcome, attempt_start, installation_id};
pub use history::{HistoryEvent, acquisition_event, history, kms_event};
pub use lists::{certificate_list, issuance_list};
pub use messages::*;
pub use option::OsppOption;
pub use status::{status_block, unused_block};
pub use usage::usage;
