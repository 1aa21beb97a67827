//! What a host decides.

mod access_list;
mod count;
mod counters;
mod group;
mod history;
mod rate_limit;
mod refusals;
pub(crate) mod request;
