//! How people tell a cause in words alone: the words, and what takes from a sentence that it tells one.

pub(crate) mod in_order;
pub(crate) mod table;
pub(crate) mod taught;
