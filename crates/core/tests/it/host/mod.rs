//! What a host decides.

mod access_list;
mod count;
mod group;
mod rate_limit;
mod request;
