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
        2 license.key_channel = Volume:GVLK
        2 license.partial_key = 2YT43
        2 license.status = 1
        2 license.status_word = Licensed
        2 license.cmid = 11111111-2222-4333-8444-555555555555
        3 computer.vamt = pc-2.corp.example
        3 license.name = Windows 10 Enterprise
        3 license.key_channel = Volume:GVLK
        3 license.partial_key = 2YT43
        3 license.status = 5",
    );
}

/// Every name of Windows has a comma; the console quotes it, scripts do not.
#[test]
fn names_with_commas_shift_no_column() {
    for name in ["\"Windows(R), Education edition\"", "Windows(R), Education edition"] {
        check(
            &format!(
                "FullyQualifiedDomainName,ProductName,LicenseStatus,PartialProductKey,KmsHost,LastErrorCode\n\
                 pc-1.corp.example,{name},Notification,2YT43,KMS1.corp.example,-1073418124"
            ),
            "vamt
            2 computer.vamt = pc-1.corp.example
            2 license.name = Windows(R), Education edition
            2 license.partial_key = 2YT43
            2 license.status = 5
            2 license.status_word = Notification
            2 license.code = 0xC004F074
            2 license.registered_host = kms1.corp.example:1688",
        );
    }
}
