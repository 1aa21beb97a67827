//! `dsregcmd /status`.

use crate::check;

#[test]
fn only_the_kind_is_known() {
    check("             AzureAdJoined : YES\n              DomainJoined : YES", "dsreg");
}
