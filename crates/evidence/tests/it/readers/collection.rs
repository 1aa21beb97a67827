//! What the collector writes of itself.

use crate::check;

#[test]
fn a_manifest_names_the_machine_and_tells_of_missing_rights() {
    check(
        "muster-collect manifest 1
        COMPUTERNAME=DESK-0417
        Code page: 932
        Elevated: no",
        "sys collect
        2 computer = DESK-0417
        4 not_elevated = Elevated: no",
    );
    check("muster-collect manifest 1\nElevated: yes", "collect");
}

/// A command that failed is no answer of that command, and its exit code none of an activation.
#[test]
fn errors_are_no_answers() {
    check(
        "muster-collect errors 1
        time.txt: w32tm /query /status: exit code -2147023838
        slmgr-dlv.txt: cscript //nologo slmgr.vbs /dlv: exit code 0xC004F074",
        "collect",
    );
}
