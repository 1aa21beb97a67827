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

/// Beside the name stands what somebody says of the machine.
#[test]
fn a_head_may_say_more_than_the_name() {
    for [first, second] in
        [["--- Dell PC1-01 ---", "--- PC assemblé PC1-02 ---"], ["◆左（PC1-01、正常）", "◆右（PC1-02、NG）"]]
    {
        check(
            &format!("{first}\nLicense Status: Licensed\n{second}\nLicense Status: Notification\n"),
            "cim sys
            1 computer = PC1-01
            2 license.status = 1
            2 license.status_word = Licensed
            3 computer = PC1-02
            4 license.status = 5
            4 license.status_word = Notification",
        );
    }
    for [first, second] in
        [["--- Update KB-501 ---", "--- Update KB-502 ---"], ["--- from A1-01 to B1-01 ---", "--- back ---"]]
    {
        let text = format!("{first}\nLicense Status: Licensed\n{second}\nLicense Status: Notification\n");
        assert!(!crate::read_text(&text).rows().iter().any(|row| row.key == "computer"), "{text}");
    }
}

#[test]
fn machines_may_be_numbered_and_called_in_japanese() {
    for [first, second] in
        [["#### PC1 : pc-1 ####", "#### PC2 : pc-2 ####"], ["=== Client 1: pc-1 ===", "=== Client 2: pc-2 ==="]]
    {
        check(
            &format!("{first}\nLicense Status: Licensed\n{second}\nLicense Status: Licensed\n"),
            "cim sys
            1 computer = pc-1
            2 license.status = 1
            2 license.status_word = Licensed
            3 computer = pc-2
            4 license.status = 1
            4 license.status_word = Licensed",
        );
    }
    check(
        "
        ■営業PC-01
        ライセンスの状態: ライセンスされています
        ■営業PC-02
        ライセンスの状態: 通知
        ",
        "cim sys
        1 computer = 営業PC-01
        2 license.status = 1
        2 license.status_word = ライセンスされています
        3 computer = 営業PC-02
        4 license.status = 5
        4 license.status_word = 通知",
    );
    check(
        "
        ■手順1
        ライセンスの状態: ライセンスされています
        ■手順2
        ライセンスの状態: 通知
        ",
        "cim
        2 license.status = 1
        2 license.status_word = ライセンスされています
        4 license.status = 5
        4 license.status_word = 通知",
    );
}
