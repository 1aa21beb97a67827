//! Causes that somebody tells in words alone.

use muster_core::lang::Lang;
use muster_doctor::{Source, diagnose, rule::Confidence};

/// The rule of the first headline, its confidence, and its sentence.
fn headline_of(text: &str) -> (&'static str, Confidence, String) {
    let diagnosis = diagnose(&[Source { name: "mail.txt".into(), bytes: text.into() }]);
    let head = diagnosis.headline.first().expect("a headline");
    (head.rule.id, head.confidence, head.sentence(Lang::En))
}

#[test]
fn a_told_cause_is_likely_and_says_that_nothing_shows_it() {
    for (rule, text) in [
        ("CNT004", "Sixty desktops and the KMS host counts one:\nall are copies of one image with the very same ID."),
        ("TIM001", "検証 VM の時刻を 9 時間進めてしまい、KMS 認証ができない。"),
        ("KEY003", "Un collègue a saisi la clé KMS sur les postes clients."),
        ("HST012", "Die CSVLK ist aufgebraucht, der neue KMS-Host wird nicht aktiviert."),
        ("SVC009", "Der Lizenzserver ist gut, aber tokens.dat war beschädigt."),
        ("HST020", "KMSホストと同じマシンに Office を入れたら、その Office だけ認証できない。"),
    ] {
        let (found, confidence, sentence) = headline_of(text);
        assert_eq!((found, confidence), (rule, Confidence::Likely), "{text}");
        assert!(sentence.contains("no output here shows it"), "{sentence}");
    }
}

#[test]
fn what_a_tool_prints_comes_before_what_is_told() {
    let told = "I think that the KMS server was powered off and no client reaches it.\n\n";
    let printed = "Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\nError: ";
    assert_eq!(headline_of(&format!("{told}{printed}0xC004F038 The count is insufficient.\n")).0, "CNT001");
    let well = "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                Partial Product Key: 2YT43\nLicense Status: Licensed\n";
    let diagnosis = diagnose(&[Source { name: "mail.txt".into(), bytes: format!("{told}{well}").into() }]);
    assert_eq!(diagnosis.verdict().id(), "healthy");
}

#[test]
fn a_told_cause_stands_behind_the_symptom_that_a_code_names() {
    let told = "sppsvc: NETWORK SERVICE had been stripped from the key SoftwareProtectionPlatform.\n";
    assert_eq!(headline_of(&format!("slmgr /ato: 0x80070005\n\n{told}")).0, "SVC004");
    assert_eq!(headline_of("slmgr /ato: 0x80070005\n").0, "SVC003");
    let low = "VDI が 60 台ありますが、KMS のカウントが 1 から増えません。";
    assert_eq!(headline_of(&format!("{low}60 台とも同じCMIDになっていました。")).0, "CNT004");
    assert_eq!(headline_of(low).0, "CNT001");
}

/// An evaluation that was never activated shows the same state as one that is over.
#[test]
fn an_evaluation_without_a_way_to_microsoft_is_not_over() {
    let printed = "Name: Windows(R), ServerStandardEval edition\n\
                   Description: Windows(R) Operating System, TIMEBASED_EVAL channel\n\
                   License Status: Notification\nNotification Reason: 0xC004F009 (grace time expired).\n";
    assert_eq!(headline_of(printed).0, "KEY014");
    let told = "The guest was installed this morning. The lab network is isolated and has no route to Microsoft, \
                so the evaluation could not be activated.\n\n";
    assert_eq!(headline_of(&format!("{told}{printed}")).0, "MAK007");
}
