//! ADB: activation by Active Directory.

mod activated_by_directory;
mod activation_object_missing;
mod domain_unreachable;
mod retail_edition_with_directory_activation;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &activation_object_missing::RULE,
    &domain_unreachable::RULE,
    &retail_edition_with_directory_activation::RULE,
    &activated_by_directory::RULE,
];
