//! MGADiag's report.

use crate::check;

/// A code beside what is absent is no failure.
#[test]
fn validation_license_type_and_marker() {
    check(
        "
        Diagnostic Report (1.9.0027.0):
        -----------------------------------------
        Windows Validation Data-->
        Validation Code: 0
        Cached Online Validation Code: N/A, hr = 0xc004d401
        Windows License Type: OEM SLP
        Product Name: Windows 7 Professional
        TTS Error: M:20110412132517323-
        HealthStatus: 0x0000000000000000
        Office Details: N/A, hr = 0x80070002
        BIOS valid for OA 2.0: yes, but no SLIC table",
        "mgadiag
        5 genuine.code = 0xC004D401
        6 genuine.license_type = OEM SLP
        7 os = Windows 7 Professional
        8 genuine.code = tamper
        11 oem_marker = no",
    );
}

/// People paste the part that they understand.
#[test]
fn a_part_without_its_header() {
    check(
        "
        Validation Code: 50
        Cached Online Validation Code: 0xc004c4a2
        Windows License Type: OEM SLP",
        "mgadiag
        2 genuine.code = 0xC004C4A2
        3 genuine.license_type = OEM SLP",
    );
}
