//! TOK: activation by a certificate (token-based activation).

mod certificate_does_not_activate;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[&certificate_does_not_activate::RULE];
