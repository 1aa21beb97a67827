//! Parts of a print of slmgr.

use crate::check;

#[test]
fn the_end_of_a_print_in_several_languages() {
    for (key, status, word) in [
        ("Partial Product Key", "License Status", "Notification"),
        ("プロダクト キーの一部", "ライセンスの状態", "通知"),
    ] {
        check(
            &format!(
                "{key}: 2YT43\n{status}: {word}\nNotification Reason: 0xC004F074.\nRemaining SKU rearm count: 1001\n"
            ),
            &format!(
                "slmgr.dlv.client
                1-4 license.partial_key = 2YT43
                1-4 license.status = 5
                1-4 license.status_word = {word}
                1-4 license.code = 0xC004F074"
            ),
        );
    }
}

#[test]
fn a_host_by_its_counts() {
    check(
        "
        Current count: 12
        Listening on Port: 1688
        DNS publishing enabled
        KMS priority: Normal",
        "slmgr.dlv.host
        1-4 license.channel = VOLUME_KMS
        1-4 license.count = 12
        1-4 license.listening_port = 1688
        1-4 license.dns_publishing = true
        1-4 license.priority = Normal",
    );
}

/// One label may be anything's.
#[test]
fn one_label_is_no_print() {
    check(
        "License Status: Licensed\nMaximum users: 25",
        "cim\n1-2 license.status = 1\n1-2 license.status_word = Licensed",
    );
    check("Name: Windows 11\nActivation ID: see below", "");
}

#[test]
fn a_product_that_somebody_named() {
    check(
        "
        製品名: Windows(R), Education edition
        ライセンスの状態: 通知
        プロダクト キーの一部: 2YT43",
        "slmgr.dlv.client
        2-3 license.name = Windows(R), Education edition
        2-3 license.partial_key = 2YT43
        2-3 license.status = 5
        2-3 license.status_word = 通知",
    );
}

/// Notes of a person: the channel has a line of its own, and a remark stands behind the reason.
#[test]
fn the_channel_and_the_reason_in_notes() {
    check(
        "Name: Windows(R), ServerStandardEval edition
        Channel: TIMEBASED_EVAL
        License Status: Notification
        Reason: 0xC004F009 — it is over",
        "slmgr.dlv.client
        1-4 license.name = Windows(R), ServerStandardEval edition
        1-4 license.channel = TIMEBASED_EVAL
        1-4 license.status = 5
        1-4 license.status_word = Notification
        1-4 license.code = 0xC004F009",
    );
}

#[test]
fn the_requests_that_a_host_refused() {
    check(
        "
        Current count: 12
        Listening on Port: 1690
        Total requests received: 9
        Failed requests received: 3",
        "slmgr.dlv.host
        1-4 license.channel = VOLUME_KMS
        1-4 license.count = 12
        1-4 license.listening_port = 1690
        1-4 license.total_requests = 9
        1-4 license.failed_requests = 3",
    );
}

/// A part of a print ends at a blank line, a prompt or an event: what stands behind it is of something else.
#[test]
fn what_stands_behind_a_part_is_of_something_else() {
    let part = "License Status: Notification\nPartial Product Key: 2YT43\n";
    let read = "slmgr.dlv.client\n1-2 license.partial_key = 2YT43\n1-2 license.status = 5\n1-2 license.status_word = Notification";
    check(part, read);
    for end in ["\n", "C:\\Windows\\system32>\n", "-----\n"] {
        check(
            &format!("{part}{end}Description: VOLUME_MAK channel\n"),
            &format!("{read}\n4 license.channel = VOLUME_MAK"),
        );
    }
}
