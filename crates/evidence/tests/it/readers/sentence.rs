//! Sentences without their codes.

use crate::check;

#[test]
fn sentences_of_windows_and_the_message_of_success() {
    check(
        "
        It only says: No Key Management Service (KMS)  could be contacted. What now?
        画面には「DNS 名がありません。」と表示されます。
        Product activated successfully.",
        "text.code slmgr.short
        1 code = 0xC004F074
        2 code = 0x8007232B
        3 outcome.code = 0x00000000",
    );
}

/// The code itself is better, and once is enough.
#[test]
fn a_sentence_beside_its_code_says_nothing_more() {
    check(
        "
        Code: 0xC004F074
        Description: No Key Management Service (KMS) could be contacted.",
        "slmgr.short
        1 outcome.code = 0xC004F074",
    );
}

/// A reply quotes the message of the code above it.
#[test]
fn a_message_behind_an_empty_line_belongs_to_the_code_above_it() {
    check("0x8007007B\n\n> DNS name does not exist.", "text.code\n1 code = 0x8007007B");
}

#[test]
fn messages_of_programs_without_a_console() {
    for (text, code) in [
        ("We are unable to connect right now. Please check your network and try again later.", "0x80072EFD"),
        ("We can't connect to your organization’s activation server.", "0xC004F074"),
        ("組織のライセンス認証サーバーに接続できないため、Windows をライセンス認証できません。", "0xC004F074"),
        ("软件授权服务报告无法激活该计算机。无法联系任何密钥管理服务(KMS)。", "0xC004F074"),
        ("The product key you entered didn't work.", "0xC004F050"),
        ("Windows can't activate: it does not have a valid digital license or product key", "0x803F7001"),
    ] {
        let rows = crate::read_text(text).rows();
        let told: Vec<&str> = rows.iter().filter(|row| row.key == "code").map(|row| row.value.as_str()).collect();
        assert_eq!(told, [code], "{text}");
    }
    check("It can connect right now, and the network is fine.", "");
}

#[test]
fn a_sentence_of_who_asks_another_machine_is_no_code_of_it() {
    check("Unable to connect to the WMI service on the remote machine. The RPC server is unavailable.", "");
    check("It only says: The RPC server is unavailable.", "text.code\n1 code = 0x800706BA");
}
