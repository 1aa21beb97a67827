//! `slmgr /ato` and other commands that end in a result.

use crate::{check, read_text, shown};

#[test]
fn an_attempt_and_its_result_in_any_language() {
    check(
        r"
        C:\>cscript slmgr.vbs /ato
        Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...
        Product activated successfully.

        Aktivierung von Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...
        Fehler: 0xC004F074 Der Computer konnte nicht aktiviert werden.",
        "slmgr.short
        2-3 outcome.code = 0x00000000
        2-3 outcome.product = Windows(R), Enterprise edition
        2-3 outcome.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300
        5-6 outcome.code = 0xC004F074
        5-6 outcome.product = Windows(R), Enterprise edition
        5-6 outcome.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300",
    );
}

#[test]
fn a_prompt_in_the_same_line_is_no_name() {
    check(
        r"C:\Windows\system32>slmgr /ato Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) をライセンス認証しています...
        エラー: 0x8007232B DNS 名がありません。",
        "slmgr.short
        1-2 outcome.code = 0x8007232B
        1-2 outcome.product = Windows(R), Enterprise edition
        1-2 outcome.activation_id = 73111121-5638-40f6-bc11-f1d7b0d64300",
    );
}

/// The word before the code is translated.
#[test]
fn the_result_of_a_command_that_names_no_product() {
    check(
        "Fehler: 0xC004F050 Der Product Key ist ungültig.\nエラー: 0xC004F069 製品の SKU が見つかりません。",
        "slmgr.short
        1 outcome.code = 0xC004F050
        2 outcome.code = 0xC004F069",
    );
}

/// Without a code nothing says why; that is still no success. A sentence of Windows stands for its code.
#[test]
fn a_failure_without_a_code_is_no_success() {
    check(
        "
        Activating Windows(R), Education edition (e0c42288-980c-4788-a014-c080d2e1926e) ...
        Error: Product activation failed.",
        "text.code\n2 told_in_prose.not_activated.windows =",
    );
    check(
        "
        ライセンス認証中: Windows(R), Education edition (e0c42288-980c-4788-a014-c080d2e1926e) ...
        エラー: キー管理サービス (KMS) に接続できませんでした。",
        "slmgr.short
        1-2 outcome.code = 0xC004F074
        1-2 outcome.product = Windows(R), Education edition
        1-2 outcome.activation_id = e0c42288-980c-4788-a014-c080d2e1926e",
    );
}

#[test]
fn a_small_number_is_no_result() {
    check("Architecture: 0x00000009\nFlags: 0x00000100", "");
}

#[test]
fn what_an_agent_of_configuration_manager_logs() {
    let line = |text: &str| {
        format!(
            "<![LOG[{text}]LOG]!><time=\"14:10:17.950-060\" date=\"09-08-2026\" component=\"RunCommandLine\" type=\"1\">\n"
        )
    };
    let attempt = line("Activating Windows(R), EnterpriseS edition (32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee) ...");
    for (result, code) in [
        (
            "Error: 0xC004C003 The activation server determined that the specified product key has been blocked.",
            "0xC004C003",
        ),
        (
            "エラー: 0xC004C003 ライセンス認証サーバーで、指定されたプロダクト キーがブロックされていることが報告されました。",
            "0xC004C003",
        ),
        ("Product activated successfully.", "0x00000000"),
    ] {
        check(
            &format!("{attempt}{}", line(result)),
            &format!(
                "slmgr.short\n1-2 outcome.code = {code}\n1-2 outcome.product = Windows(R), EnterpriseS edition\n\
                 1-2 outcome.activation_id = 32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee"
            ),
        );
    }
    check("<![LOG[Cleaning Up.]LOG]!><time=\"14:10:22.150-060\">", "");
}

/// A result may stand four lines below, where a console put blank ones between.
#[test]
fn the_result_is_near() {
    let text = |blank: usize| {
        let attempt = "Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\n";
        shown(&read_text(&format!("{attempt}{}Product activated successfully.", "\n".repeat(blank))))
    };
    assert!(text(3).contains("outcome.activation_id"), "{}", text(3));
    assert!(!text(4).contains("outcome.activation_id"), "{}", text(4));
}
