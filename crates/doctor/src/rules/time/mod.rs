//! TIM: the clocks of client and host.

use super::prelude;

rules! {
    clock_skew,
    clock_skew_in_host_log,
}
