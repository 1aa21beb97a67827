//! Codes of states that people tell outside of any print: a grace period is a state, a license in force no trouble.

use muster_doctor::{Source, diagnose, rule::Confidence};

/// The rule of the headline, and what is said of the machine.
fn head(text: &str) -> (&'static str, &'static str) {
    let diagnosis = diagnose(&[Source { name: "mail.txt".into(), bytes: text.into() }]);
    assert!(diagnosis.headline.iter().all(|head| head.confidence < Confidence::Certain || head.rule.id == "EVI001"));
    (diagnosis.headline.first().map_or("", |head| head.rule.id), diagnosis.verdict().id())
}

#[test]
fn a_grace_period_is_a_state() {
    for (text, rule) in [
        ("On the new PC slmgr shows 0x4004F00C.", "CLI019"),
        ("新しい PC では 0x4004F00C と表示されます。", "CLI019"),
        ("After the new mainboard it says 0x4004F00D.", "SVC023"),
        ("マザーボードを交換したところ、4004F00D が表示されました。", "SVC023"),
        ("The portal lists 0x4004FC06 for it", "CLI019"),
        ("| PC | Reason |\n|---|---|\n| PC-A17 | 0x4004F00D |\n", "CLI006"),
        ("PC\tReason\nPC-A17\t0x4004F00D\n", "CLI006"),
    ] {
        assert_eq!(head(text), (rule, "failing"), "{text}");
    }
}

#[test]
fn a_license_in_force_is_no_trouble() {
    for text in [
        "It shows 0x4004F040.",
        "0x4004F040 と表示されています。",
        "Our Office shows the code 0x4004F401.",
        "| PC | Reason |\n|---|---|\n| PC-A17 | 0x4004FC04 |\n",
    ] {
        assert_eq!(head(text), ("CLI001", "healthy"), "{text}");
    }
}

/// A failure beside it, a doubt or a lesson takes the health away.
#[test]
fn a_license_in_force_is_not_believed_beside_trouble() {
    assert_eq!(head("It shows 0x4004F040 and 0xC004F074.").1, "failing");
    assert_eq!(head("0x4004F00C と 0xC004F074 が表示されます。").1, "failing");
    for text in [
        "It should show 0x4004F040.",
        "It never shows 0x4004F040.",
        "0x4004F040 means that it is licensed.",
        "Yesterday it showed 0x4004F040.",
        "0x4004F00C の場合は猶予期間内です。",
        "0x4004F040 は表示されません。",
        "You should then see the following:\n\n0x4004F040\n",
    ] {
        assert_eq!(head(text), ("EVI001", "not_seen"), "{text}");
    }
}
