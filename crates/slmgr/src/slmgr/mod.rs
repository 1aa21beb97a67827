//! `slmgr`: the documented options with `/` or `-`, and what they print.

mod attempt;
mod host;
mod lists;
mod messages;
mod option;
mod pack_line;
mod product;
mod usage;

pub use attempt::attempt_text;
pub use host::{host_block, host_expiry};
pub use lists::{certificate_list, issuance_list, object_list};
pub use messages::*;
pub use option::{HostArgument, Scope, SlmgrOption};
pub use product::{activation_type, description, expiry, expiry_line, product_block, summary_block, unused_block};
pub use usage::usage;
