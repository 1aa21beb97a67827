//! Product keys, and the ids that activate one by telephone.

pub mod installation_id;
pub mod product_key;
pub mod serial;
mod typed;
