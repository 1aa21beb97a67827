//! Lists that number the states of a license.

use crate::{read_text, shown};

/// How often a text tells of a license.
fn states(text: &str) -> usize {
    shown(&read_text(text)).matches("license").count()
}

const STATED: &str = "Name: Windows(R), Professional edition\nLicenseStatus: 5\n";

#[test]
fn numbered_states_are_no_machine() {
    let alone = states(STATED);
    assert!(alone > 0);
    for list in [
        "$names = @{\n 0 = 'Unlicensed'\n 1 = 'Licensed'\n 5 = 'Notification'\n}",
        "Status0 = \"Lisanssız\"\nStatus1 = \"Lisanslı\"\nStatus2 = \"Bildirim\"",
        "0 = ライセンスされていません\n1 = ライセンスされています\n2 = 初期猶予期間",
        "0 -> not licensed\n1 -> licensed\n2 -> in grace",
    ] {
        assert_eq!(states(list), 0, "{list}");
        assert_eq!(states(&format!("{STATED}\n{list}")), alone, "{list}");
    }
}

#[test]
fn machines_and_short_lists_are_no_list_of_states() {
    let machines = "PC-1 = Windows 10 Pro, Licensed\nPC-2 = Windows 10 Pro, Licensed\nPC-3 = Windows 10 Pro, Licensed";
    assert!(states(machines) > 0);
}
