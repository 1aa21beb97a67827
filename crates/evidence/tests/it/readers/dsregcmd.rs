//! `dsregcmd /status`.

use crate::check;

#[test]
fn whether_the_machine_is_joined() {
    check("             AzureAdJoined : YES\n              DomainJoined : YES", "dsreg\n1 entra_joined = yes");
    check("             AzureAdJoined : NO", "dsreg\n1 entra_joined = no");
    check("* **AzureAdJoined** : YES", "dsreg\n1 entra_joined = yes");
    check("AzureAdJoined : MAYBE", "");
    check("                AzureAdPrt : YES\n                AzureAdPrt : NO", "");
}
