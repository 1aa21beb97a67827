//! Heads above the prints of several machines.

use crate::check;

#[test]
fn a_head_counts_where_another_of_its_form_stands_above_a_print() {
    check(
        "
        === pc-1 ===
        License Status: Licensed
        === pc-2 ===
        License Status: Notification
        ",
        "cim sys
        1 computer = pc-1
        2 license.status = 1
        2 license.status_word = Licensed
        3 computer = pc-2
        4 license.status = 5
        4 license.status_word = Notification",
    );
}

#[test]
fn a_single_head_and_steps_name_no_machine() {
    for head in ["=== pc-1 ===", "=== step-2 ===", "pc-1 is the second one"] {
        check(
            &format!("=== pc-1 ===\nLicense Status: Licensed\n{head}\nLicense Status: Notification\n"),
            "cim
            2 license.status = 1
            2 license.status_word = Licensed
            4 license.status = 5
            4 license.status_word = Notification",
        );
    }
}
