//! MGADiag's report.

use crate::{check, read_text};

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
        1 genuine.report_version = 1.9.0027.0
        4 genuine.validation_code = 0
        4 genuine.result = Genuine
        4-8 license.name = Windows 7 Professional
        4-8 license.channel = OEM_SLP
        4-8 license.code = 0xC004D401
        5 genuine.cached_validation_code = 0xc004d401
        5 genuine.code = 0xC004D401
        6 genuine.license_type = OEM SLP
        7 os = Windows 7 Professional
        8 genuine.tts_error = M:20110412132517323-
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
        1 genuine.validation_code = 50
        1 genuine.result = Invalid License
        1-3 license.name = Windows
        1-3 license.channel = OEM_SLP
        1-3 license.code = 0xC004C4A2
        2 genuine.cached_validation_code = 0xc004c4a2
        2 genuine.code = 0xC004C4A2
        3 genuine.license_type = OEM SLP",
    );
}

/// Older versions print a word; a page that was copied lost the ends of some lines.
#[test]
fn a_report_of_an_older_version() {
    check(
        "
        Diagnostic Report (1.7.0095.0):
        WGA Data-->
        Validation Status: Not Activated
        Validation Code: 1Cached Validation Code: N/A
        Windows Product Key: *****-*****-QWQWQ-RTRTR-YPYPY
        Windows License Type: Retail
        Windows OS version: 5.1.2600.2.00010300.1.0.hom
        Product Name: N/A
        Resolution Status: N/AWgaER Data-->
        WgaTray.exe Signed By: N/A, hr = 0x80070002",
        "mgadiag
        1 genuine.report_version = 1.7.0095.0
        3 genuine.result = Not Activated
        3-7 license.name = Windows XP
        3-7 license.channel = RETAIL
        3-7 license.partial_key = YPYPY
        3-7 license.status = 0
        4 genuine.validation_code = 1
        4 genuine.result = Not Activated
        5 genuine.partial_key = YPYPY
        6 genuine.license_type = Retail",
    );
}

/// Beside what slmgr prints, the head of the report is no license of its own.
#[test]
fn a_report_with_a_license() {
    check(
        "
        Validation Code: 0
        Windows License Type: Retail
        Name: Windows(R) 7, Professional edition
        Description: Windows Operating System - Windows(R) 7, RETAIL channel
        License Status: Licensed",
        "mgadiag slmgr.dlv.client
        1 genuine.validation_code = 0
        1 genuine.result = Genuine
        2 genuine.license_type = Retail
        3-5 license.name = Windows(R) 7, Professional edition
        3-5 license.channel = RETAIL
        3-5 license.status = 1
        3-5 license.status_word = Licensed",
    );
}

/// The end of a key, hidden or not, and what is printed beside the result.
#[test]
fn the_values_of_a_report() {
    check(
        "
        Diagnostic Report (1.9.0027.0):
        Validation Code: 1
        Cached Online Validation Code: 0x0
        Windows Product Key: *****-*****-*****-*****-YPYPY
        TTS Error: K:20110412132517323-M:20110412132517323-",
        "mgadiag
        1 genuine.report_version = 1.9.0027.0
        2 genuine.validation_code = 1
        2 genuine.result = Not Activated
        2-5 license.name = Windows
        2-5 license.partial_key = YPYPY
        2-5 license.status = 0
        3 genuine.cached_validation_code = 0x0
        4 genuine.partial_key = YPYPY
        5 genuine.tts_error = K:20110412132517323-M:20110412132517323-
        5 genuine.code = tamper",
    );
}

/// What people write around the report is theirs.
#[test]
fn a_code_beside_the_report_counts() {
    check(
        "
        It says 0xC004F059 since the new board.

        Diagnostic Report (1.9.0027.0):
        Windows Validation Data-->
        Windows License Type: OEM SLP
        OGA Data-->
        Office Status: 109 N/A
        Signed By: N/A, hr = 0x80070002

        Somebody else: 0xC004F057 here.",
        "text.code mgadiag
        1 code = 0xC004F059
        3 genuine.report_version = 1.9.0027.0
        5 genuine.license_type = OEM SLP
        10 code = 0xC004F057",
    );
}

/// Each report that stands in a text has its own license.
#[test]
fn two_reports_in_one_text() {
    let report = |name: &str, end: &str| {
        format!(
            "Diagnostic Report (1.9.0027.0):\nValidation Code: 0\nWindows Product Key: *****-*****-*****-*****-{end}\nProduct Name: {name}\n"
        )
    };
    let text = format!("{}\n{}", report("Windows 7 Professional", "YPYPY"), report("Windows 7 Ultimate", "QWQWQ"));
    let rows = read_text(&text).rows();
    let names: Vec<&str> = rows.iter().filter(|row| row.key == "license.name").map(|row| row.value.as_str()).collect();
    assert_eq!(names, ["Windows 7 Professional", "Windows 7 Ultimate"]);
}

/// Windows XP is told by its version, where a report names no product; others are not.
#[test]
fn the_name_of_windows_without_a_product() {
    let name = |version: &str, product: &str| {
        let text = format!(
            "Diagnostic Report (1.9.0027.0):\nValidation Code: 0\nProduct Name: {product}\nWindows OS version: {version}\nWindows Product Key: *****-*****-*****-*****-YPYPY\n"
        );
        let rows = read_text(&text).rows();
        rows.into_iter().find(|row| row.key == "license.name").map(|row| row.value).unwrap_or_default()
    };
    assert_eq!(name("5.1.2600.2.00010300.1.0.hom", "N/A"), "Windows XP");
    assert_eq!(name("6.1.7601.2.00010300.1.0.003", "N/A"), "Windows");
    assert_eq!(name("5.1.2600.2.00010300.1.0.hom", "Windows XP Professional"), "Windows XP Professional");
}
