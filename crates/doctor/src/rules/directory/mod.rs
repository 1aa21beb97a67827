//! ADB: activation by Active Directory.

use super::prelude;

rules! {
    activation_object_missing,
    domain_unreachable,
    retail_edition_with_directory_activation,
    activated_by_directory,
}
