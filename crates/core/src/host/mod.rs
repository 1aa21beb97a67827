//! What an activation host decides about requests.

pub mod access_list;
pub mod count;
pub mod counters;
pub mod group;
pub mod history;
pub mod rate_limit;
pub mod refusals;
pub mod report;
pub mod request;
pub mod rollback;
pub mod settings;
