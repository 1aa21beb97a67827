//! Transcripts of PowerShell.

use crate::check;

#[test]
fn the_head_names_the_machine() {
    check(
        "
        Machine: PC-07 (Microsoft Windows NT 10.0.19045.0)
        コンピューター: KEIRI-08 (Microsoft Windows NT 10.0.22631.0)
        COMPUTERNAME=PC-09
        Machine: the one in the corner",
        "sys
        1 computer = PC-07
        2 computer = KEIRI-08
        3 computer = PC-09",
    );
}
