//! What texts say without a code: that a product is not activated, which health of the same product beside it does not answer; and
//! what a host counts, or that DNS names one that is gone.

use muster_doctor::{Source, diagnose, rule::Confidence};

/// The rules of the headline with their products, and the verdict.
fn check(text: &str, heads: &[(&str, &str)], verdict: &str) {
    let diagnosis = diagnose(&[Source { name: "ticket.txt".into(), bytes: text.into() }]);
    let found: Vec<(&str, &str)> =
        diagnosis.headline.iter().map(|head| (head.rule.id, head.product.as_str())).collect();
    assert_eq!((found.as_slice(), diagnosis.verdict().id()), (heads, verdict), "{text}");
}

const WINDOWS: &str = "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_MAK channel\n\
                       Partial Product Key: YPYPY\nLicense Status: Licensed\n";
const OFFICE: &str = "LICENSE NAME: Office 16, Office16ProPlusVL_MAK_AE edition\nLICENSE DESCRIPTION: Office 16, VOLUME_MAK channel\n\
                      LICENSE STATUS:  ---LICENSED---\nLast 5 characters of installed product key: YPYPY\n";

#[test]
fn alone_it_is_a_product_that_fails_for_an_unknown_reason() {
    check("Windows is not activated.", &[("EVI013", "Windows")], "failing");
    check("Word shows Unlicensed Product.", &[("EVI013", "Office")], "failing");
    check("Office がライセンス認証されていません。", &[("EVI013", "Office")], "failing");
    check("If Windows is not activated, call us.", &[("EVI001", "")], "not_seen");
}

#[test]
fn health_of_the_same_product_does_not_answer_it() {
    for complaint in ["Windows is still not activated.", "Windows がライセンス認証されていません。"] {
        let healthy = ("CLI001", "Windows(R), Enterprise");
        check(&format!("{complaint}\n\n{WINDOWS}"), &[healthy, ("EVI014", "")], "not_seen");
        check(&format!("{WINDOWS}\n{complaint}"), &[healthy, ("EVI014", "")], "not_seen");
    }
    check(WINDOWS, &[("CLI001", "Windows(R), Enterprise")], "healthy");
    check(
        &format!("Until May Windows was not activated, it was fixed then.\n\n{WINDOWS}"),
        &[("CLI001", "Windows(R), Enterprise")],
        "healthy",
    );
}

#[test]
fn an_activation_further_down_answers_it() {
    let done = "slmgr /ato\nProduct activated successfully.\n";
    check(&format!("Windows was not activated.\n{WINDOWS}{done}"), &[("CLI018", "Windows(R), Enterprise")], "healthy");
    let (before, healthy) =
        (format!("{WINDOWS}{done}Windows is not activated.\n"), ("CLI001", "Windows(R), Enterprise"));
    check(&before, &[healthy, ("EVI014", "")], "not_seen");
}

#[test]
fn health_of_another_product_does_not_answer_it_either() {
    check(
        &format!("Office is not activated.\n\n{WINDOWS}"),
        &[("EVI013", "Office"), ("CLI001", "Windows(R), Enterprise")],
        "failing",
    );
    check(
        &format!("Windows is not activated.\n\n{OFFICE}"),
        &[("EVI013", "Windows"), ("OFF004", "Office 16, Office16ProPlusVL_MAK_AE")],
        "failing",
    );
}

#[test]
fn a_cause_or_a_failing_print_answers_it() {
    let failing = WINDOWS.replace("Licensed", "Notification\nNotification Reason: 0xC004C003");
    check(&format!("Windows is not activated.\n\n{failing}"), &[("MAK005", "Windows(R), Enterprise")], "failing");
    check("Windows is not activated.\nnslookup finds no SRV record _vlmcs._tcp.\n", &[("DNS001", "KMS")], "failing");
}

const CLIENT: &str = "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                      Partial Product Key: 2YT43\nLicense Status: Notification\nNotification Reason: 0xC004F038\n";

#[test]
fn a_license_that_is_said_to_end_soon_is_no_health() {
    for told in [
        "Your Windows license will expire soon",
        "Windows のライセンスはまもなく期限切れになります",
        "Windows で「ライセンス認証の有効期限がもうすぐ切れます」と表示されます。",
    ] {
        check(told, &[("EVI014", "")], "not_seen");
        check(&format!("{told}\n\n{WINDOWS}"), &[("CLI001", "Windows(R), Enterprise"), ("EVI014", "")], "not_seen");
        let left = |minutes: u64, days: u64| {
            let status = format!("Licensed\nVolume activation expiration: {minutes} minute(s) ({days} day(s))");
            format!("{told}\n\n{}", CLIENT.replace("Notification\nNotification Reason: 0xC004F038", &status))
        };
        check(&left(28_800, 20), &[("CLI002", "Windows(R), Enterprise")], "failing");
        check(&left(5760, 4), &[("CLI003", "Windows(R), Enterprise")], "failing");
        check(&left(230_400, 160), &[("CLI001", "Windows(R), Enterprise"), ("EVI014", "")], "not_seen");
    }
    check(
        &format!("The certificate will expire soon.\n\n{WINDOWS}"),
        &[("CLI001", "Windows(R), Enterprise")],
        "healthy",
    );
}

#[test]
fn a_count_that_is_told_is_a_likely_cause() {
    check("The clients fail, the host's current count stays at 3.", &[("CNT001", "")], "failing");
    check("KMS ホストのカウントは 3 のまま増えません。", &[("CNT001", "")], "failing");
    check("The host's current count is 50.", &[("EVI001", "")], "not_seen");
    check(&format!("Our KMS count is 12 of 25.\n\n{CLIENT}"), &[("CNT001", "Windows(R), Enterprise")], "failing");
    let licensed = CLIENT.replace("Notification\nNotification Reason: 0xC004F038", "Licensed");
    check(&format!("Our KMS count is 3.\n\n{licensed}"), &[("CLI001", "Windows(R), Enterprise")], "healthy");
}

#[test]
fn clones_that_are_told_come_before_the_count() {
    let told = "All clones show the same CMID.";
    check(&format!("{told} The current count stays at 1."), &[("CNT003", "")], "failing");
    check(&format!("{told}\n\n{CLIENT}"), &[("CNT003", "Windows(R), Enterprise")], "failing");
    check("すべての端末で CMID が同じです。", &[("CNT003", "")], "failing");
    check(
        &format!("If clones show the same CMID, rearm them.\n\n{CLIENT}"),
        &[("CNT001", "Windows(R), Enterprise")],
        "failing",
    );
}

#[test]
fn a_record_of_a_host_that_is_gone_is_a_likely_cause() {
    let told = "DNS still points to the decommissioned KMS host kms01.";
    check(told, &[("DNS009", "KMS")], "failing");
    check("廃止した KMS ホスト kms01 の SRV レコードが残っています。", &[("DNS009", "KMS")], "failing");
    check("We deleted the SRV record of the old KMS host kms01.", &[("EVI001", "")], "not_seen");
    let answer = "nslookup -type=srv _vlmcs._tcp\n_vlmcs._tcp.corp.example SRV service location:\n port = 1688\n svr hostname = kms01.corp.example\n";
    for told in ["That server was decommissioned last week.", "kms01 は先週撤去しました。"] {
        check(&format!("{answer}{told}\n\n{CLIENT}"), &[("DNS009", "KMS")], "failing");
    }
    check(
        &format!("{answer}fs07 は先週撤去しました。\n\n{CLIENT}"),
        &[("CNT001", "Windows(R), Enterprise")],
        "failing",
    );
    let licensed = CLIENT.replace("Notification\nNotification Reason: 0xC004F038", "Licensed");
    check(&format!("{told}\n\n{licensed}"), &[("CLI001", "Windows(R), Enterprise")], "healthy");
}

#[test]
fn a_host_that_is_gone_is_no_port_that_is_shut() {
    let failing = CLIENT.replace("0xC004F038", "0xC004F074");
    let test = "PS C:\\> Test-NetConnection kms01 -Port 1688\nComputerName : kms01\nRemotePort : 1688\nTcpTestSucceeded : False\n\n";
    let answer = "nslookup -type=srv _vlmcs._tcp\n_vlmcs._tcp.corp.example SRV service location:\n port = 1688\n svr hostname = kms01.corp.example\n\n";
    for told in ["We scrapped kms01 in May.", "kms01 は 5 月に撤去済みです。"] {
        check(&format!("{answer}{test}{told}\n\n{failing}"), &[("DNS009", "KMS")], "failing");
    }
    check(&format!("{answer}{test}{failing}"), &[("NET002", "Windows(R), Enterprise")], "failing");
}

#[test]
fn no_cause_that_is_told_is_certain() {
    for text in [
        "The current count stays at 3.",
        "All clones show the same CMID.",
        "DNS still names the retired KMS host kms01.",
    ] {
        let diagnosis = diagnose(&[Source { name: "ticket.txt".into(), bytes: text.into() }]);
        assert!(diagnosis.headline.iter().all(|head| head.confidence < Confidence::Certain), "{text}");
    }
}

/// Requests that a host handled, and nothing else: the host lives, and nobody knows how it stands.
#[test]
fn a_host_of_which_only_requests_are_known_is_an_open_question() {
    let request = |code: &str| {
        format!(
            "Event ID: 12290\nSource: Microsoft-Windows-Security-SPP\nAn activation request has been processed.\nInfo:\n\
             {code},25,pc01.corp.example,36f27b39-2fd5-440b-be67-a09996d27a38,2026/9/29 21:46,0,5,0,73111121-5638-40f6-bc11-f1d7b0d64300\n"
        )
    };
    check(&request("0x0"), &[("EVI014", "KMS")], "not_seen");
    check(&request("0xC004F015"), &[("HST005", "")], "failing");
    check(&request("0x80070057"), &[("EVI013", "pc01.corp.example")], "failing");
}

/// The message of the scheduler under the number of another event is the scheduler's.
#[test]
fn the_text_of_slui_counts_more_than_the_number_above_it() {
    let event = |id: u32| {
        format!(
            "Event ID: {id}\nLicense Activation (slui.exe) failed with the following error code:\nhr=0xC004F074\n\
             Command-line arguments:\nRuleId=31e71c49-8da7-4a2f-ad92-45d98a1c79ba;Action=AutoActivate;\
             AppId=55c92734-d682-4d71-983e-d6ec3f16059f;SkuId=73111121-5638-40f6-bc11-f1d7b0d64300;Trigger=TimerEvent\n"
        )
    };
    for id in [8198, 8200] {
        check(&event(id), &[("NET014", "Windows 11 / 10 Enterprise")], "failing");
    }
    let refusal = "Event ID: 8200\nLicense acquisition failure details.\nhr=0xC004F074\n";
    check(refusal, &[("EVI013", "")], "failing");
}
