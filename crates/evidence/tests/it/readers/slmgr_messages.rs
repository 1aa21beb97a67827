//! Sentences of slmgr and ospp on a line of their own.

use crate::check;

#[test]
fn keys_hosts_and_licenses() {
    check(
        "
        Microsoft (R) Windows Script Host Version 5.812
        Installed product key NPPR9-FWDCX-D2C8J-H872K-2YT43 successfully.
        Uninstalled product key successfully.
        Key Management Service machine name set to KMS1.corp.example:1688 successfully.
        Error: Activation ID (2E28138A-847F-42BC-9752-61B03FFF33CD) not found.",
        "slmgr.short
        2 key.installed = 2YT43
        3 key.removed = yes
        4 host_set = kms1.corp.example:1688
        5 not_installed = 2e28138a-847f-42bc-9752-61b03fff33cd",
    );
}

#[test]
fn what_keeps_a_script_from_running() {
    check(
        "
        Windows Script Host access is disabled on this machine. Contact your administrator for details.
        This operation requires elevated privileges.",
        "slmgr.short
        1 script_barred = Windows Script Host access is disabled on this machine. Contact your administrator for details.
        2 not_elevated = This operation requires elevated privileges.",
    );
}

#[test]
fn a_command_that_the_machine_does_not_have() {
    for (line, command) in [
        (
            "Get-OSLicenseInfo : The term 'Get-OSLicenseInfo' is not recognized as the name of a cmdlet",
            "Get-OSLicenseInfo",
        ),
        ("'slmgr' is not recognized as an internal or external command,", "slmgr"),
        ("用語 'Get-KmsLicenseInfo' は、コマンドレットの名前として認識されません。", "Get-KmsLicenseInfo"),
    ] {
        check(line, &format!("slmgr.short\n1 command.missing = {command}"));
    }
    check("Host kms-license.corp.example not found: 3(NXDOMAIN)", "");
}

#[test]
fn an_office_without_a_key_as_people_tell_it() {
    check(
        "ospp.vbs /dstatus returns \"No installed product keys detected\".",
        "1 product_key = none
        1 told_in_prose =",
    );
    check("What if it says \"No installed product keys detected\"?", "");
}
