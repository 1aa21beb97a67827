//! systeminfo.

use crate::{check, read_text};

/// What somebody tells behind the banner stays for others.
#[test]
fn the_banner_before_a_text_without_its_line_breaks() {
    let rows = read_text(
        "C:\\>ver Microsoft Windows [Version 10.0.19045.3803] When I run slmgr /ato a window says error 0x803F7001 and nothing else.",
    )
    .rows();
    assert!(rows.iter().any(|row| row.key == "os.build" && row.value == "10.0.19045.3803"));
    assert!(rows.iter().any(|row| row.value == "0x803F7001"), "{rows:?}");
}

#[test]
fn names_domain_and_build() {
    check(
        "
        Host Name:                 PC-1
        OS Name:                   Microsoft Windows 10 Enterprise
        OS Version:                10.0.19045 N/A Build 19045
        Domain:                    corp.example",
        "sys
        1 computer = PC-1
        2 os = Microsoft Windows 10 Enterprise
        3 os.build = 10.0.19045
        4 domain = corp.example",
    );
    check(
        "
        ホスト名:               KEIRI-PC07
        OS 名:                  Microsoft Windows 11 Pro
        OS バージョン:          10.0.22631 N/A ビルド 22631
        ドメイン:               corp.example",
        "sys
        1 computer = KEIRI-PC07
        2 os = Microsoft Windows 11 Pro
        4 domain = corp.example",
    );
}
