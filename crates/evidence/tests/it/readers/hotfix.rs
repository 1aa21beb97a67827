//! Lists of installed updates.

use crate::check;

#[test]
fn systeminfo_wmic_and_get_hotfix() {
    check(
        "
        Hotfix(s):                 2 Hotfix(s) Installed.
                                   [01]: KB5027215
        http://support.microsoft.com/?kbid=5028166  PC-1  Security Update  KB5028166
        PC-1  Security Update  KB5029244  NT AUTHORITY\\SYSTEM
        kb971033
        Known issue of KB2885698
        See KB2885698 for details.",
        "sys
        2 hotfix = KB5027215
        3 hotfix = KB5028166
        4 hotfix = KB5029244
        5 hotfix = KB971033",
    );
}

#[test]
fn a_row_that_findstr_left_has_no_page() {
    check(
        "Update                                KB971033   NT AUTHORITY\\SYSTEM   11/14/2013",
        "sys\n1 hotfix = KB971033",
    );
    check("The update of KB971033 is long ago", "");
}

/// Who names this update tells what happened.
#[test]
fn the_update_that_has_windows_judged_not_genuine_may_be_told() {
    for text in [
        "All of them have the update KB971033",
        "Auf den Clients ist das Update KB 971033 installiert",
        "更新プログラム KB971033 がインストールされていました",
    ] {
        check(text, "\n1 told_in_prose.genuine_update =");
    }
    for text in [
        "KB971033 is not installed on any of them",
        "更新プログラム KB971033 はインストールされていません",
        "They have KB2952664",
    ] {
        check(text, "");
    }
}
