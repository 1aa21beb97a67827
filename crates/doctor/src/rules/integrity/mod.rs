//! INT: what an owner of the machine did not set up.

use super::prelude;

rules! {
    unapproved_host,
    full_product_key_in_evidence,
    protection_files_altered,
}
