//! systeminfo.

use crate::check;

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
