//! Product keys and ids of phone activation.

mod installation_id;
mod product_key;
mod serial;
