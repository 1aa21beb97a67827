//! `slmgr /xpr`.

use crate::check;

#[test]
fn the_expiry_of_a_product() {
    check(
        "
        Windows(R), Enterprise edition:
            Volume activation will expire 30/11/2026 7:36:14",
        "slmgr.short
        1-2 license.name = Windows(R), Enterprise edition
        1-2 license.channel = VOLUME
        1-2 license.status = 1",
    );
}

#[test]
fn every_state_in_a_sentence() {
    for (sentence, status) in [
        ("The machine is permanently activated.", 1),
        ("Initial grace period ends 1/2/2026", 2),
        ("Additional grace period ends 1/2/2026", 3),
        ("Non-genuine grace period ends 1/2/2026", 4),
        ("Windows(R) is in Notification mode", 5),
        ("处于通知模式", 5),
        ("Extended grace period ends 1/2/2026", 6),
    ] {
        check(
            &format!("Product:\n    {sentence}"),
            &format!("slmgr.short\n1-2 license.name = Product\n1-2 license.status = {status}"),
        );
    }
}

#[test]
fn a_license_for_a_time() {
    check(
        "
        Windows(R), EnterpriseEval edition:
            Timebased activation will expire 2/1/2027 8:15:00 AM",
        "slmgr.short
        1-2 license.name = Windows(R), EnterpriseEval edition
        1-2 license.channel = TIMEBASED_EVAL
        1-2 license.status = 1",
    );
}

#[test]
fn the_word_of_the_script_typed_as_two() {
    for word in ["Time based", "Time-based"] {
        check(
            &format!("# {word} activation will expire on 2/1/2027"),
            "slmgr.short\n1 license.channel = TIMEBASED_EVAL\n1 license.status = 1",
        );
    }
}
