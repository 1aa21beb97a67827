//! Lists that VAMT exported.

use crate::check;

#[test]
fn one_license_for_each_row() {
    check(
        "
        FullyQualifiedDomainName,ProductName,ProductKeyType,LicenseStatus,PartialProductKey,CMID
        pc-1.corp.example,Windows 10 Enterprise,Volume:GVLK,Licensed,2YT43,11111111-2222-4333-8444-555555555555
        pc-2.corp.example,Windows 10 Enterprise,Volume:GVLK,5,2YT43,",
        "vamt
        2 computer.vamt = pc-1.corp.example
        2 license.name = Windows 10 Enterprise
        2 license.partial_key = 2YT43
        2 license.status = 1
        2 license.cmid = 11111111-2222-4333-8444-555555555555
        3 computer.vamt = pc-2.corp.example
        3 license.name = Windows 10 Enterprise
        3 license.partial_key = 2YT43
        3 license.status = 5",
    );
}
