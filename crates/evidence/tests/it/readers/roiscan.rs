//! ROIScan's log and its XML.

use crate::check;

#[test]
fn columns_of_the_log() {
    check(
        "
        Microsoft Customer Support Services - Robust Office Inventory - 01/02/2026
        ComputerName             KEIRI-PC07
        OS Details               Microsoft Windows 10 Enterprise 10.0.19045
        Domain                   corp.example
        ARP ProductName          Microsoft Office LTSC Professional Plus 2021
        Active License           Office21ProPlus2021VL_KMS_Client_AE",
        "roiscan
        2 computer = KEIRI-PC07
        3 os = Microsoft Windows 10 Enterprise 10.0.19045
        4 domain = corp.example
        5 office.product = Microsoft Office LTSC Professional Plus 2021
        6 office.license = Office21ProPlus2021VL_KMS_Client_AE",
    );
    check("<OFFICEINVENTORY>", "roiscan");
}
