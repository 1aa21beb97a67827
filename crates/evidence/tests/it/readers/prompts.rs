//! Prompts that name machines.

use crate::check;

#[test]
fn prompts_of_two_machines_tell_them_apart() {
    check(
        "
        NAV-1> cscript slmgr.vbs /ato
        Error: 0x80072EE7

        受付 (隣の机)> cscript slmgr.vbs /ato
        Error: 0xC004F074
        ",
        "slmgr.short
        1 computer = NAV-1
        1-2 outcome.code = 0x80072EE7
        4 computer = 受付
        4-5 outcome.code = 0xC004F074",
    );
}

#[test]
fn one_machine_needs_no_name_and_a_quotation_has_none() {
    check(
        "
        NAV-1> cscript slmgr.vbs /ato
        Error: 0x80072EE7
        > slmgr /ato gave the same
        PS> ipconfig
        ",
        "slmgr.short
        1-2 outcome.code = 0x80072EE7",
    );
}
