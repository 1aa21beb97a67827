//! TIM: the clocks of client and host.

mod clock_skew;
mod clock_skew_in_host_log;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[&clock_skew::RULE, &clock_skew_in_host_log::RULE];
