//! INT: what an owner of the machine did not set up.

mod full_product_key_in_evidence;
mod protection_files_altered;
mod unapproved_host;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] =
    &[&unapproved_host::RULE, &full_product_key_in_evidence::RULE, &protection_files_altered::RULE];
