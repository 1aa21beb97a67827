//! Texts that tell a story: what they tell further down is newer.

use muster_doctor::{Source, diagnose};

/// The rule of the first headline, and the verdict.
fn headline_of(text: &str) -> (&'static str, &'static str) {
    let diagnosis = diagnose(&[Source { name: "notes.md".into(), bytes: text.into() }]);
    (diagnosis.headline.first().map_or("", |head| head.rule.id), diagnosis.verdict().id())
}

#[test]
fn a_state_that_was_cured_further_down_is_past() {
    for text in [
        "First boot: Windows License is expired\nNext boot: Windows License valid for 90 days\n",
        "- **License Status:** Notification\n- **Notification Reason:** `0xC004F009`\n\nThen slmgr /ato\nResult: \"Product activated \
         successfully.\"\n\nIn the end `slmgr /dlv` showed **License Status: Licensed** with 90 days remaining.\n",
        "\"Windows License is expired\" and it shut down. With a network: `slmgr /ato` → *Product activated successfully*\n",
    ] {
        let (rule, verdict) = headline_of(text);
        assert_eq!(verdict, "healthy", "{text}: {rule}");
    }
}

#[test]
fn what_failed_again_further_down_holds() {
    let text = "In May: Windows License valid for 90 days\nSince today: LicenseStatus is 5\n";
    assert_eq!(headline_of(text).1, "failing");
}

/// What the desktop shows is as good as what it showed before.
#[test]
fn an_evaluation_that_ended_since_is_over() {
    let text = "After the setup: Windows License valid for 90 days\nSince today: Windows License is expired\n";
    assert_eq!(headline_of(text).1, "failing");
}

#[test]
fn the_success_of_one_machine_cures_no_other() {
    for text in [
        "PC1: LicenseStatus 5\nPC2: LicenseStatus 1\n",
        "SRV01 never activates, LicenseStatus is 5.\nOn SRV-02: License Status: Licensed.\n",
    ] {
        assert_eq!(headline_of(text).1, "failing", "{text}");
    }
    let same = "SRV01: LicenseStatus is 5\nNew route, then on SRV01 slmgr /ato: Product activated successfully\n";
    assert_eq!(headline_of(same).1, "healthy");
}

const DONE: &str = "C:\\>slmgr /ato\nActivating Windows(R), ServerStandard edition (9bd77860-9b31-4b7b-96ad-2564017315bf) ...\n\
                    Product activated successfully.\n";
const DONE_JA: &str = "C:\\>slmgr /ato\nWindows(R), ServerStandard edition (9bd77860-9b31-4b7b-96ad-2564017315bf) をライセンス認証しています...\n\
                       製品は正常にライセンス認証されました。\n";

#[test]
fn a_bad_state_above_a_command_that_activated_is_past() {
    let printed = "Name: Windows(R), ServerStandard edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                   Partial Product Key: TMDXC\nLicense Status: Notification\nNotification Reason: 0xC004F00F.\n\n";
    let evaluation = "Name: Windows(R), ServerStandardEval edition\nDescription: Windows(R) Operating System, TIMEBASED_EVAL channel\n\
                      License Status: Notification\nNotification Reason: 0xC004F009.\n\n";
    let nameless = "License Status: Notification\nNotification Reason: 0xC004F00F\n    Registered KMS machine name: 10.0.0.20:1688\n\n";
    for done in [DONE, DONE_JA] {
        for before in [printed, evaluation, nameless] {
            assert_eq!(headline_of(&format!("{before}{done}")), ("CLI018", "healthy"), "{before}");
        }
        // What is shown below the command is newer, and so is what another machine shows.
        assert_eq!(headline_of(&format!("{done}\n{evaluation}")).1, "failing");
        assert_eq!(headline_of(&format!("{done}\n{nameless}")).1, "failing");
        let failed = done
            .replace("Product activated successfully.", "Error: 0xC004F069")
            .replace("製品は正常にライセンス認証されました。", "エラー: 0xC004F069");
        assert_eq!(headline_of(&format!("{evaluation}{failed}")).1, "failing");
    }
}

#[test]
fn a_port_that_was_opened_before_the_activation_is_open() {
    let test = |open: &str| {
        format!(
            "PS C:\\> Test-NetConnection kms1 -Port 1688\nComputerName : kms1\nRemotePort : 1688\nTcpTestSucceeded : {open}\n\n"
        )
    };
    let says_shut = |text: String| {
        let diagnosis = diagnose(&[Source { name: "notes.txt".into(), bytes: text.into() }]);
        diagnosis.findings.iter().any(|found| found.rule.id.starts_with("NET"))
    };
    let failed = DONE.replace("Product activated successfully.", "Error: 0xC004F074");
    assert!(!says_shut(format!("{failed}\n{}{}{DONE}", test("False"), test("True"))));
    assert!(says_shut(format!("{}{}{failed}", test("True"), test("False"))));
}

/// The print of a license without its id does not take the failures from the attempts that have one.
#[test]
fn failures_before_a_command_that_activated_are_told() {
    let event = "Event ID: 8198\nLicense Activation (slui.exe) failed with the following error code:\nhr=0xC004F074\n\
                 Command-line arguments:\nRuleId=eeba1977-569e-4571-b639-7623d8bfecc0;Action=AutoActivate;\
                 AppId=55c92734-d682-4d71-983e-d6ec3f16059f;SkuId=73111121-5638-40f6-bc11-f1d7b0d64300;Trigger=TimerEvent\n\n";
    let attempt = |result: &str| {
        format!(
            "C:\\>slmgr /ato\nActivating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\n{result}\n\n"
        )
    };
    let license = "C:\\>slmgr /dli\nName: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                   Partial Product Key: 2YT43\nLicense Status: Licensed\n";
    let recovered = |text: String| {
        let diagnosis = diagnose(&[Source { name: "notes.txt".into(), bytes: text.into() }]);
        (diagnosis.findings.iter().any(|found| found.rule.id == "CLI018"), diagnosis.verdict().id())
    };
    for result in ["Product activated successfully.", "製品は正常にライセンス認証されました。"] {
        assert_eq!(recovered(format!("{event}{}{license}", attempt(result))), (true, "healthy"), "{result}");
        assert_eq!(recovered(format!("{}{license}", attempt(result))), (false, "healthy"), "{result}");
    }
    let failed = attempt("Error: 0xC004F074 No host could be contacted.");
    assert_eq!(recovered(format!("{event}{failed}{license}")), (false, "failing"));
}

#[test]
fn no_page_about_a_client_holds_a_command_for_a_server() {
    let set = |text: &str| {
        let diagnosis = diagnose(&[Source { name: "notes.md".into(), bytes: text.into() }]);
        let page = muster_doctor::report::text(&diagnosis, muster_core::lang::Lang::En);
        page.contains("/Set-Edition")
    };
    assert!(set("Windows Server 2022 Standard Evaluation: LicenseStatus is 5\n"));
    assert!(!set("Windows 11 Enterprise Evaluation: LicenseStatus is 5\n"));
}

const PRINT: &str = "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                     Partial Product Key: 2YT43\nLicense Status: Notification\nNotification Reason: 0xC004F074\n\n";

#[test]
fn a_recovery_that_is_told_below_the_trouble_is_believed() {
    for told in [
        "After the firewall change the activation went through.",
        "With the new route slmgr /ato succeeded.",
        "In the end I was able to activate Windows.",
        "Since the reboot Windows is activated again.",
        "経路を直したあと、認証されました。",
        "再認証で問題なくライセンス取得できました。",
    ] {
        for trouble in ["PC-07 shows 0xC004F074.\n", "Windows: 0xC004F074 が表示されました。\n", PRINT] {
            let (rule, verdict) = headline_of(&format!("{trouble}\n{told}\n"));
            assert_eq!(verdict, "healthy", "{trouble}{told}: {rule}");
        }
        assert_eq!(headline_of(&format!("It shows 0xC004F074.\n{told}\n")).0, "CLI018", "{told}");
    }
}

#[test]
fn a_recovery_that_is_wished_for_of_others_or_over_is_none() {
    for told in [
        "I hope that the activation went through.",
        "If the activation went through, close the ticket.",
        "The activation went through on the other PC.",
        "My colleague was able to activate Windows.",
        "PC-08 is activated again.",
        "Office is now activated.",
        "Windows is not activated again.",
        "The activation went through. Today: 0xC004F074 again.",
        "The activation went through.\nSince Monday the watermark is back.",
        "経路を直せば認証されました、となるはずです。",
        "他の PC は認証されました。",
        "認証されましたか。",
        "Two of them are now activated.",
        "One is now activated.",
        "The KMS host is now activated.",
        "KMS ホストは認証されました。",
        "It was activated again, then it came back.",
        "The activation went through.\nOn Monday the error came back.",
        "The user is now licensed.",
        "BitLocker is now activated.",
        "Support claimed it is now activated.",
        "ユーザーは認証されました。",
        "プロキシの認証が通りました。",
        "1 台だけ認証されました。",
    ] {
        let text = format!("PC-07: Windows shows 0xC004F074.\n{told}\n");
        assert_eq!(headline_of(&text).1, "failing", "{text}");
    }
}

/// A print without the name of its product is of the only Windows above it; with another product above, of none.
#[test]
fn a_later_print_without_a_name_is_of_the_only_product() {
    let first = "C:\\> slmgr /xpr\nWindows(R), Professional edition:\n    Windows is in Notification mode\n\n";
    let office =
        "LICENSE NAME: Office 16, Office16ProPlusVL_KMS_Client edition\nLICENSE STATUS:  ---NOTIFICATIONS---\n\n";
    let last = "C:\\> slmgr /xpr\n    The machine is permanently activated.\n";
    assert_eq!(headline_of(&format!("{first}{last}")), ("CLI001", "healthy"));
    assert_eq!(headline_of(&format!("{last}{first}")).1, "failing");
    assert_eq!(headline_of(&format!("{office}{last}")).1, "failing");
}
