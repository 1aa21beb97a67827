//! A code is judged by where it stood: at which command, in which event, in a state, or in prose.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, Verdict, diagnose, report, rule::Confidence};

fn of(text: &str) -> Diagnosis {
    diagnose(&[Source { name: "evidence.txt".into(), bytes: text.into() }])
}

fn fired(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.findings.iter().map(|found| found.rule.id).collect()
}

fn first(diagnosis: &Diagnosis) -> (&'static str, Confidence) {
    diagnosis.headline.first().map_or(("", Confidence::Possible), |head| (head.rule.id, head.confidence))
}

const OFFICE_KEY: &str =
    "C:\\Program Files\\Microsoft Office\\Office16>cscript ospp.vbs /inpkey:XXXXX-XXXXX-XXXXX-XXXXX-WFG99
---Processing--------------------------
---------------------------------------
ERROR CODE: 0xC004F069
ERROR DESCRIPTION: The Software Licensing Service reported that the product SKU is not found.
---------------------------------------
---Exiting-----------------------------
";

#[test]
fn an_attempt_without_a_state_line_is_no_notification() {
    let mail = "> C:\\Program Files\\Microsoft Office\\Office16>cscript ospp.vbs /act\n> ---Processing--------------------------\n\
                > ERROR CODE: 0xC004F056\n> ---Exiting-----------------------------\n";
    for text in [mail, "C:\\>slmgr /ato\nError: 0xC004F056\n"] {
        let diagnosis = of(text);
        assert!(!fired(&diagnosis).contains(&"CLI020"), "{text}: {:?}", fired(&diagnosis));
        assert_eq!(diagnosis.verdict().id(), "failing");
    }
}

/// An edition is not guessed from a code: at a command that installs a key it is about the key, and Office has no evaluation server.
#[test]
fn the_missing_sku_of_a_key_command_is_about_the_key() {
    let windows = "C:\\Windows\\system32>slmgr /ipk NPPR9-XXXXX-XXXXX-XXXXX-XXXXX\n\
                   Error: 0xC004F069 The Software Licensing Service reported that the product SKU is not found.\n";
    let japanese = "C:\\Windows\\system32>cscript slmgr.vbs -ipk XXXXX-XXXXX-XXXXX-XXXXX-8XDDG\nエラー: 0xC004F069\n";
    for text in [OFFICE_KEY, windows, japanese] {
        let diagnosis = of(text);
        assert_eq!(first(&diagnosis), ("KEY013", Confidence::Likely), "{text}: {:?}", fired(&diagnosis));
        assert!(!fired(&diagnosis).contains(&"KEY006"), "{text}");
    }
    assert_eq!(of(OFFICE_KEY).headline[0].product, "Office");
}

#[test]
fn no_product_is_called_nothing() {
    let event = "Log Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          5/4/2026 9:12:01\n\
                 Event ID:      8198\nComputer:      SV1\nDescription:\nLicense Activation (slui.exe) failed with the following error code:\n\
                 hr=0xC004F069\nCommand-line arguments:\nRuleId=31e71c49;Action=AutoActivate\n";
    for lang in [Lang::En, Lang::Ja] {
        let said = report::text(&of(event), lang);
        assert!(!said.contains("   is an evaluation") && !said.contains("   は評価版"), "{said}");
    }
}

#[test]
fn a_judgement_of_genuineness_is_no_altered_file() {
    for code in ["0xC004F064", "0xC004F065"] {
        for text in [format!("C:\\>slmgr /ato\nError: {code}\n"), format!("C:\\>slmgr /ato\nエラー: {code}\n")] {
            let diagnosis = of(&text);
            assert_eq!(first(&diagnosis).0, "INT008", "{text}");
            assert!(!report::text(&diagnosis, Lang::Ja).contains("改ざん"), "{text}");
        }
    }
}

#[test]
fn a_key_that_is_not_found_and_a_service_that_is_stopped_have_findings_of_their_own() {
    let key = of("C:\\>slmgr /ipk XXXXX-XXXXX-XXXXX-XXXXX-8XDDG\nError: 0x80070490\n");
    assert_eq!(first(&key).0, "KEY011");
    let service = of("C:\\>slmgr /ato\nError: 0x80070426\n");
    assert_eq!(first(&service).0, "SVC020");
}

/// A prompt in the system folder is elevated: then it is the service that is refused.
#[test]
fn a_refusal_at_an_elevated_prompt_is_of_the_service() {
    let elevated = of(
        "管理者: コマンド プロンプト\nC:\\Windows\\System32>cscript slmgr.vbs /ato\nエラー: 0x80070005 アクセスが拒否されました\n",
    );
    assert_eq!(first(&elevated), ("SVC004", Confidence::Likely), "{:?}", fired(&elevated));
    let plain = of("C:\\Users\\ann>cscript slmgr.vbs /ato\nError: 0x80070005 Access denied\n");
    assert_eq!(first(&plain).0, "SVC003", "{:?}", fired(&plain));
}

#[test]
fn what_only_prose_says_is_never_certain() {
    for text in [
        "A colleague wrote that he got 0xC004F050 last year.",
        "先週から 0xC004F041 が表示されると利用者から連絡がありました。",
        "They say 80070422 comes up.",
    ] {
        let diagnosis = of(text);
        let certain: Vec<_> =
            diagnosis.findings.iter().filter(|found| found.confidence == Confidence::Certain).collect();
        assert!(
            certain.iter().all(|found| found.rule.id == "EVI013" || found.rule.id == "EVI010"),
            "{text}: {certain:?}"
        );
        assert_ne!(diagnosis.verdict().id(), "healthy");
    }
}

/// The command of one tool is not about the other's product.
#[test]
fn an_error_of_office_is_not_laid_at_the_door_of_windows() {
    let windows = "Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Partial Product Key: 2YT43
License Status: Licensed
Volume activation expiration: 250000 minute(s) (174 day(s))

";
    let diagnosis = of(&format!("{windows}{OFFICE_KEY}"));
    let heads: Vec<(&str, &str)> =
        diagnosis.headline.iter().map(|head| (head.product.as_str(), head.verdict.id())).collect();
    assert_eq!(heads, [("Office", "failing"), ("Windows(R), Enterprise", "healthy")]);
}

/// What people tell of a look-up or a port test is a cause, and never a certain one.
#[test]
fn a_told_look_up_and_a_told_port_test_are_likely_causes() {
    for (text, rule) in [
        ("0xC004F074 on all new clients.\nnslookup -type=srv _vlmcs._tcp returns Non-existent domain.\n", "DNS001"),
        ("新しいクライアントで 0xC004F074 が表示されます。\nSRV レコードが DNS に登録されていません。\n", "DNS001"),
        ("0xC004F074 on all new clients.\ntelnet kms1.corp.example 1688 fails from there.\n", "NET002"),
        ("新しいクライアントで 0xC004F074 が表示されます。\nポート 1688 に接続できません。\n", "NET002"),
    ] {
        assert_eq!(first(&of(text)), (rule, Confidence::Likely), "{text}");
        assert!(!report::text(&of(text), Lang::En).contains(" to :1688"), "{text}");
    }
}

/// A host's own output stands above the code that its clients get.
#[test]
fn a_code_of_clients_beside_the_output_of_a_host_is_of_a_client() {
    let host = "Name: Windows(R), ServerStandard edition\n\
                Description: Windows(R) Operating System, VOLUME_KMS_WS22 channel\nLicense Status: Licensed\n\
                Key Management Service is enabled on this machine\n    Current count: 4\n";
    let counted = of(&format!("{host}\nbut all clients show 0xC004F038\n"));
    assert_eq!((counted.verdict(), first(&counted).0), (Verdict::Failing, "CNT001"));
    let other = of(&format!("{host}\nbut once it showed 0xC004F00F\n"));
    assert_ne!(first(&other).0, "CNT001");
    assert_eq!(other.verdict(), Verdict::NotSeen);
}
