//! CNT: the count of a host, and the client machine ids that it counts.

use super::prelude;

rules! {
    count_below_threshold,
    servers_activate_clients_do_not,
    duplicate_cmid,
    count_stuck,
    image_not_generalized,
    duplicate_office_cmid,
    windows_and_office_count_apart,
    count_zero,
    image_generalized,
}
