//! Registry values of .reg files and of `reg query`.

use crate::check;

#[test]
fn a_reg_file() {
    check(
        r#"
        Windows Registry Editor Version 5.00

        [HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform]
        "KeyManagementServiceName"="KMS1.corp.example"
        "SkipRearm"=dword:0000000a

        [HKEY_LOCAL_MACHINE\SOFTWARE\Contoso]
        "Secret"="never read""#,
        r"reg
        4 registry.SoftwareProtectionPlatform\KeyManagementServiceName = KMS1.corp.example
        5 registry.SoftwareProtectionPlatform\SkipRearm = 10",
    );
}

#[test]
fn reg_query() {
    check(
        r"
        HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\sppsvc
            Start    REG_DWORD    0x4
            ImagePath    REG_EXPAND_SZ    %SystemRoot%\system32\sppsvc.exe",
        r"reg
        2 registry.sppsvc\Start = 4
        3 registry.sppsvc\ImagePath = %SystemRoot%\system32\sppsvc.exe",
    );
}

#[test]
fn suffixes_of_the_machine() {
    check(
        "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters
            Domain    REG_SZ    Corp.Example
            SearchList    REG_SZ    corp.example,lab.example",
        "reg
        2 primary_suffix = corp.example
        3 search_list = corp.example
        3 search_list = lab.example",
    );
}

/// PowerShell and people name the roots in short; a card's own domain is not that of the machine.
#[test]
fn short_roots_and_keys_of_cards() {
    check(
        r"
        HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces\{5f0c}
            Domain    REG_SZ    guest.example
            SearchList    REG_SZ    guest.example,,
        HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters
            Domain    REG_SZ
            Hostname    REG_SZ    pc-1
        HKU\S-1-5-20\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform
            SkipRearm    REG_DWORD    0x1
        HKLM\SOFTWARE\Contoso
            SkipRearm    REG_DWORD    0x1",
        r"reg
        3 search_list = guest.example
        8 registry.SoftwareProtectionPlatform\SkipRearm = 1",
    );
}
