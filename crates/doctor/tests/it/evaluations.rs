//! Evaluations of Windows: a client setup key does not fit them, and one that never reached Microsoft ends early.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, diagnose, rule::Confidence};

fn of(text: &str) -> Diagnosis {
    diagnose(&[Source { name: "mail.txt".into(), bytes: text.into() }])
}

fn fired(text: &str) -> Vec<&'static str> {
    let diagnosis = of(text);
    diagnosis.headline.iter().chain(&diagnosis.findings).map(|finding| finding.rule.id).collect()
}

const PRINT: &str = "Name: Windows(R), ServerStandardEval edition\n\
                     Description: Windows(R) Operating System, TIMEBASED_EVAL channel\nPartial Product Key: YPYPY\n";

#[test]
fn a_setup_key_on_an_evaluation_is_not_the_hosts_fault() {
    for (text, is_told) in [
        ("Current Edition : ServerStandardEval\n\nC:\\> slmgr /ato\nError: 0xC004F015\n".to_owned(), false),
        (format!("{PRINT}License Status: Licensed\n\nC:\\> slmgr /ato\nError: 0xC004F015\n"), false),
        (
            format!(
                "C:\\> slmgr /ipk YPYPY-YPYPY-YPYPY-YPYPY-YPYPY\nError: 0xC004F069\n\n{PRINT}License Status: Licensed\n"
            ),
            false,
        ),
        (format!("{PRINT}License Status: Initial grace period\n\nC:\\> slmgr /ato\nError: 0xC004F015\n"), false),
        ("This is Windows Server 2022 Standard Evaluation.\nThe setup key gives 0xC004F015.".to_owned(), true),
        ("Windows 11 Enterprise Evaluation: slmgr /ipk with the GVLK says 0xC004F069".to_owned(), true),
        ("Windows Server 2022 の評価版です。GVLK をインストールすると 0xC004F015 になります。".to_owned(), true),
        ("評価版の Windows Server に GVLK を入れると 0xC004F069 が表示されます".to_owned(), true),
    ] {
        let found = fired(&text);
        assert_eq!(found.first(), Some(&"KEY006"), "{text}\n{found:?}");
        assert!(!found.iter().any(|rule| ["HST005", "EVI013", "KEY013"].contains(rule)), "{text}\n{found:?}");
        let is_certain = of(&text).headline.first().is_some_and(|head| head.confidence == Confidence::Certain);
        assert_eq!(is_certain, !is_told, "{text}");
    }
}

#[test]
fn what_is_no_evaluation_stays_with_the_host() {
    for text in [
        "Windows Server 2022 Standard: slmgr /ato says 0xC004F015",
        "This server was converted from the evaluation edition, now slmgr /ato says 0xC004F015",
        "Windows Server 2022 (評価版ではありません) で 0xC004F015 が表示されます",
        "If this were an evaluation edition I would understand. slmgr /ato says 0xC004F015",
    ] {
        let found = fired(text);
        assert!(found.contains(&"HST005") && !found.contains(&"KEY006"), "{text}\n{found:?}");
    }
    assert_eq!(fired("We run Windows Server 2022 Evaluation.").first(), Some(&"KEY023"));
}

#[test]
fn an_evaluation_is_the_cause_where_people_tell_of_trouble_with_its_license_alone() {
    for text in [
        "The lab VM is a Windows Server 2025 Evaluation.\nEvent 8198: it cannot activate.",
        "評価版の Windows Server です。\nライセンス認証に失敗します。",
    ] {
        let found = of(text);
        let head = found.headline.first().expect("a headline");
        assert_eq!((head.rule.id, head.confidence), ("KEY006", Confidence::Likely), "{text}");
    }
    // Trouble with something else tells nothing of the license but that it is an evaluation.
    for text in [
        "The lab VM is a Windows Server 2025 Evaluation.\nIts backup cannot start.",
        "評価版の Windows Server です。\nバックアップに失敗します。",
    ] {
        assert_eq!((fired(text).first(), of(text).verdict().id()), (Some(&"KEY023"), "not_seen"), "{text}");
    }
    let rule = "Windows Server evaluation ISOs are free. If activation fails, rebuild the VM.";
    assert_eq!(fired(rule).first(), Some(&"EVI001"));
    let known = "The lab VM is a Windows Server 2025 Evaluation.\nIt cannot activate: 0x80072EE7";
    assert_ne!(fired(known).first(), Some(&"KEY006"));
}

/// The popup of a command names no product; the print below it does.
#[test]
fn a_key_that_an_evaluation_refuses_is_no_wrong_key() {
    let refused = "slmgr.vbs /ipk XXXXX-XXXXX-XXXXX-XXXXX-J464C\n[popup]\nError: 0xC004F069 On a computer running Microsoft \
                   Windows non-core edition, run 'slui.exe 0x2a 0xC004F069' to display the error text.\n\n";
    let licensed =
        format!("{PRINT}License Status: Licensed\nTimebased activation expiration: 172801 minute(s) (120 day(s))\n");
    assert_eq!(fired(&format!("{refused}{licensed}")).first(), Some(&"KEY006"));
}

#[test]
fn days_that_an_evaluation_is_told_to_have_left_are_its_state() {
    for text in [
        "Our Windows Server is an evaluation.\nAfter the restart the period was extended to 180 days.",
        "評価版の Windows Server です。\n再起動後、期間が 180 日に延長されました。",
    ] {
        assert_eq!(fired(text).first(), Some(&"CLI023"), "{text}");
    }
    let rule = "Our Windows Server is an evaluation.\nThe period can be extended to 180 days.";
    assert_eq!(fired(rule).first(), Some(&"KEY023"));
}

#[test]
fn an_evaluation_that_is_licensed_is_healthy_and_said_to_be_one() {
    let licensed =
        format!("{PRINT}License Status: Licensed\nTimebased activation expiration: 203040 minute(s) (141 day(s))\n");
    assert_eq!(fired(&licensed).first(), Some(&"CLI023"));
    assert!(!fired(&licensed).iter().any(|rule| ["KEY006", "KEY014"].contains(rule)));
    assert_eq!(of(&licensed).verdict().id(), "healthy");
    let ends = licensed.replace("203040 minute(s) (141", "14400 minute(s) (10");
    assert_eq!((fired(&ends).first(), of(&ends).verdict().id()), (Some(&"CLI023"), "failing"));
    // Of trouble that a text tells above it, that it is over says more.
    assert_eq!(fired(&format!("slmgr /ato\nError: 0x80072EE7\n\n{licensed}")).first(), Some(&"CLI018"));
}

#[test]
fn an_end_that_is_told_in_own_words_is_one_where_nothing_else_is_known() {
    for ended in [
        "Windows 11 evaluation box\nIt says the license has expired and powers off after an hour.",
        "評価版の Windows Server です。\n1 時間ほどで勝手にシャットダウンします。",
    ] {
        let diagnosis = of(ended);
        let head = diagnosis.headline.first().expect("a headline");
        assert_eq!((head.rule.id, head.confidence), ("KEY014", Confidence::Likely), "{ended}");
        assert_eq!(fired(&format!("{ended}\n\n{PRINT}License Status: Licensed\nTimebased activation expiration: 203040 minute(s) (141 day(s))\n")).first(), Some(&"CLI018"));
        assert!(!fired(&format!("{ended}\nslmgr /ato\nError: 0x80072EE7")).contains(&"KEY014"), "{ended}");
    }
    let past = "Evaluation copy: \"the license has expired\" and it shut down every hour. Then slmgr /ato, and Windows is now \"valid for 90 days\".";
    assert_eq!(fired(&format!("Windows 11 Enterprise\n{past}")).first(), Some(&"CLI018"));
}

/// The steps of a diagnosis, as a reader sees them.
fn steps(text: &str) -> Vec<String> {
    let diagnosis = of(text);
    assert_eq!(diagnosis.headline.first().map(|head| head.rule.id), Some("KEY014"), "{text}");
    diagnosis.steps.iter().map(|step| step.text(Lang::En).to_owned()).collect()
}

#[test]
fn an_evaluation_that_never_reached_microsoft_is_activated_before_it_is_converted() {
    let ended = format!("{PRINT}License Status: Notification\nNotification Reason: 0xC004F009 (grace time expired).\n");
    for text in [
        format!("{ended}\nC:\\> slmgr /ato\nError: 0x80072EE7\n"),
        "The evaluation has expired, it was never online. slmgr /ato says 0x80072EE7".to_owned(),
        "評価期間が終了しました。slmgr /ato では 0x80072EE2 が表示されます。".to_owned(),
    ] {
        let steps = steps(&text);
        let place = |part: &str| steps.iter().position(|step| step.contains(part));
        assert_eq!(place("reach Microsoft"), Some(0), "{text}\n{steps:?}");
        assert!(place("Convert the evaluation") > Some(0), "{text}\n{steps:?}");
    }
    let online = steps(&ended);
    assert!(!online.iter().any(|step| step.contains("reach Microsoft")), "{online:?}");
}

#[test]
fn an_end_that_is_only_supposed_is_none() {
    for text in [
        "What happens when the evaluation has expired?",
        "If the evaluation has expired, reinstall",
        "評価期間が終了した場合は再インストールしてください",
    ] {
        assert_eq!(fired(text).first(), Some(&"EVI001"), "{text}");
    }
}
