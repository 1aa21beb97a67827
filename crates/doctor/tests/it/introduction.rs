//! A success in a text that teaches, quotes, remembers or compares is none of the machine; the same lines below what somebody
//! did are.

use muster_doctor::{Source, diagnose};

fn verdict(text: &str) -> &'static str {
    diagnose(&[Source { name: "post.txt".into(), bytes: text.into() }]).verdict().id()
}

const PRINT: &str = "    Name: Windows(R), Enterprise edition\n    Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n    \
                     License Status: Licensed";
const STATE: &str = "License Status: Licensed";
const DONE: &str = "Product activated successfully.";
const STATE_JA: &str = "ライセンスの状態: ライセンスされています";
const DONE_JA: &str = "製品は正常にライセンス認証されました。";

/// Each success below a sentence that makes it none of the machine, and below one that differs in that alone.
#[test]
fn the_sentence_above_says_whose_success_it_is() {
    for (success, unbelieved, believed) in [
        (STATE, "After the reboot, slmgr /dli should show", "After the reboot, slmgr /dli shows"),
        (STATE, "Run slmgr /dlv and look for", "I ran slmgr /dlv and found"),
        (DONE, "Expected result:", "Result:"),
        (DONE, "The wiki says the following appears:", "The console says the following:"),
        (DONE, "Beispiel:", "Ausgabe:"),
        (PRINT, "You should then see the following output:", "I then see the following output:"),
        (PRINT, "It should look different, but you will see", "It should look different, but now I see"),
        (PRINT, "On the other server slmgr /dlv says:", "On this server slmgr /dlv says:"),
        (STATE, "Last month it said:", "Today it said:"),
        (DONE_JA, "手順書には次のメッセージが表示されるとあります。", "次のメッセージが表示されました。"),
        (STATE_JA, "期待される結果:", "実行結果:"),
        (STATE_JA, "別のサーバーでは", "このサーバーでは"),
        (STATE_JA, "先月は", "今日は"),
    ] {
        let below = |sentence: &str| verdict(&format!("Hello,\n\n{sentence}\n\n{success}\n"));
        assert_eq!(below(unbelieved), "not_seen", "{unbelieved}\n{success}");
        assert_eq!(below(believed), "healthy", "{believed}\n{success}");
    }
}

#[test]
fn the_rest_of_a_sentence_below_says_so_too() {
    for (success, unbelieved, believed) in [
        (STATE, "is what you should see.", "is what I see."),
        (DONE, "We never see this message.", "We see this message."),
        (STATE_JA, "と表示されることを確認してください。", "と表示されました。"),
        (DONE_JA, "が表示されれば完了です。", "が表示されました。"),
        (DONE_JA, "このメッセージは表示されません。", "このメッセージが表示されました。"),
    ] {
        let above = |sentence: &str| verdict(&format!("slmgr\n\n{success}\n\n{sentence}\n"));
        assert_eq!(above(unbelieved), "not_seen", "{success}\n{unbelieved}");
        assert_eq!(above(believed), "healthy", "{success}\n{believed}");
    }
}

/// A quotation of a success answers no failure, unless somebody tells that it came then.
#[test]
fn a_quoted_success_beside_a_failure_is_believed_if_it_was_seen_then() {
    for (text, expected) in [
        (
            "Thirty clients get 0xC004F038. The script logs\n\n\"Product activated successfully.\"\n\neach night.",
            "failing",
        ),
        ("\"Product activated successfully.\"\n\nThirty clients get 0xC004F038 all the same.", "failing"),
        (
            "The client got 0xC004F038. After the update I ran it again:\n\n\"Product activated successfully.\"",
            "healthy",
        ),
        ("The script logs\n\n\"Product activated successfully.\"\n\neach night.", "healthy"),
        (
            "エラー 0xC004F038 が出ます。ログには\n\n「製品は正常にライセンス認証されました。」\n\nと残っています。",
            "failing",
        ),
        (
            "エラー 0xC004F038 が出ていました。再度実行したところ\n\n「製品は正常にライセンス認証されました。」",
            "healthy",
        ),
    ] {
        assert_eq!(verdict(text), expected, "{text}");
    }
}

/// What fails is believed wherever it stands, and a print behind a prompt is a print.
#[test]
fn only_a_success_in_words_is_doubted() {
    let failing = PRINT.replace("Licensed", "Notification");
    assert_eq!(verdict(&format!("It should show Licensed. The output is an example:\n\n{failing}")), "failing");
    assert_eq!(verdict(&format!("You should see the output below.\n\nC:\\>slmgr /dlv\n{PRINT}")), "healthy");
    assert_eq!(verdict(&format!("Example output:\n\n{PRINT}")), "healthy");
}

/// Who compares codes has none of them; who got one has it.
#[test]
fn a_text_that_explains_codes_is_no_machine() {
    for (text, expected) in [
        ("What is the difference between 0xC004C003 and 0xC004C008?", "not_seen"),
        ("0xC004C060 means that the key is blocked, 0xC004C003 means that it is invalid.", "not_seen"),
        ("We get 0xC004C060 and 0xC004C003. What does that mean for us?", "failing"),
        ("What does 0xC004C003 mean?", "failing"),
        ("0xC004C003 と 0xC004C008 の違いを教えてください。", "not_seen"),
        ("0xC004C003 と 0xC004C008 が表示されます。意味を教えてください。", "failing"),
    ] {
        assert_eq!(verdict(text), expected, "{text}");
    }
}

/// The record that another computer finds is none that this one finds.
#[test]
fn an_answer_of_dns_is_of_whoever_asked() {
    let text = |sentence: &str| {
        format!(
            "C:\\>slmgr /ato\nError: 0x8007232B DNS name does not exist.\n\nC:\\>nslookup -type=srv _vlmcs._tcp.corp.example\n\
             Server:  dns.google\nAddress:  8.8.8.8\n\n*** dns.google can't find _vlmcs._tcp.corp.example: Non-existent domain\n\n\
             {sentence}\nServer:  dc1.corp.example\nAddress:  10.0.0.2\n\n_vlmcs._tcp.corp.example\tSRV service location:\n\
             \t  priority       = 0\n\t  weight         = 0\n\t  port           = 1688\n\t  svr hostname   = kms1.corp.example\n"
        )
    };
    let head = |sentence: &str| {
        let diagnosis = diagnose(&[Source { name: "post.txt".into(), bytes: text(sentence).into() }]);
        diagnosis.headline.first().map(|finding| finding.rule.id)
    };
    for other in ["On the other PC the same command says:", "隣の PC で同じコマンド:", "２台目以降（まだ手つかず）は"]
    {
        assert_eq!(head(other), Some("DNS001"), "{other}");
    }
    assert_ne!(head("After a restart the same command says:"), Some("DNS001"));
}

/// A state in the same line as the machine that it is of.
#[test]
fn a_state_beside_the_name_of_another_machine_is_its_own() {
    let head = |line: &str| {
        let text = format!("slmgr /ato\nError: 0x8007232B DNS name does not exist.\n\n{line}\n");
        verdict(&text)
    };
    for [other, own] in [
        ["A box next to it: License Status: Licensed", "This box: License Status: Licensed"],
        ["The neighbour PC: LICENSE STATUS: ---LICENSED---", "The PC itself: LICENSE STATUS: ---LICENSED---"],
        ["隣の PC (同じ VLAN) は License Status: Licensed。", "この PC は今 License Status: Licensed です。"],
        ["KMS-OLD for comparison: License Status: Licensed", "KMS-OLD now: License Status: Licensed"],
    ] {
        assert_eq!((head(other), head(own)), ("failing", "healthy"), "{other}");
    }
}

/// The command above a print names no product.
#[test]
fn a_command_is_no_product() {
    let text = "slmgr /dlv\n  説明: Windows(R) Operating System, TIMEBASED_EVAL channel\n  ライセンスの状態: 通知\n  通知の理由: 0xC004F009\n";
    let diagnosis = diagnose(&[Source { name: "note.txt".into(), bytes: text.into() }]);
    assert_eq!(diagnosis.headline.first().map(|finding| finding.rule.id), Some("KEY014"));
}

/// Days without their year are in the order in which a list has them, whichever end is the newest.
#[test]
fn a_list_by_hand_may_begin_with_the_newest() {
    let failed = "11/02 08:31 8198 slui.exe hr=0xC004F074";
    let worked = "11/05 08:58 12289 0x0, 0x1, 31, 0, 120, 10080";
    for [first, second] in [[failed, worked], [worked, failed]] {
        assert_eq!(verdict(&format!("{first}\n{second}\n")), "healthy", "{first}");
    }
    let failed = failed.replace("11/02", "11/06");
    for [first, second] in [[&*failed, worked], [worked, &*failed]] {
        assert_eq!(verdict(&format!("{first}\n{second}\n")), "failing", "{first}");
    }
}

/// A check, a count, a legend or a contradiction has the words of a state, and is none; without them it is.
#[test]
fn a_bare_state_that_is_checked_or_counted_is_none() {
    for (checked, printed) in [
        ("LicenseStatus=1 on 0 of 12 machines", "LicenseStatus=1"),
        ("assert license_status == 1, \"expected Licensed\"", "license_status = 1"),
        ("CHECK: Windows license status is Licensed ... FAIL", "CHECK: Windows license status is Licensed"),
        ("LicenseStatus 1 = Licensed, 5 = Notification. Ours says 5.", "LicenseStatus = 1"),
        ("\"IsActivated\": \"False\", \"LicenseStatus\": \"Licensed\"", "\"LicenseStatus\": \"Licensed\""),
    ] {
        assert_ne!(verdict(checked), "healthy", "{checked}");
        assert_eq!(verdict(printed), "healthy", "{printed}");
    }
}
