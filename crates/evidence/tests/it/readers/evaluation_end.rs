//! Evaluations whose end Windows told by itself.

use crate::{check, read_text};

const ENDED: &str = "
1-2 license.channel = TIMEBASED_EVAL
1-2 license.status = 5
1-2 license.code = 0xC004F009";

#[test]
fn the_license_monitor_shuts_the_machine_down_in_any_language() {
    for text in [
        "The process C:\\Windows\\system32\\wlms\\wlms.exe (SRV-T1) has initiated the shutdown\nReason Code: 0x80000000",
        "プロセス C:\\Windows\\system32\\wlms\\wlms.exe (SRV-T1) は、次の理由で、コンピューターの シャットダウンを始めました\n理由コード: 0x80000000",
    ] {
        let rows = read_text(text).rows();
        assert!(rows.iter().any(|row| row.key == "license.channel" && row.value == "TIMEBASED_EVAL"), "{text}");
        assert!(rows.iter().any(|row| row.key == "license.status" && row.value == "5"), "{text}");
    }
}

#[test]
fn the_sentence_alone() {
    check(
        "The license period for this installation of Windows has expired.\nWindows License is expired",
        &format!("event.txt{ENDED}"),
    );
}

#[test]
fn the_sentence_in_japanese() {
    let rows = read_text("この Windows のインストールのライセンス期間が終了しました。").rows();
    assert!(rows.iter().any(|row| row.key == "license.channel" && row.value == "TIMEBASED_EVAL"));
}

/// winver and the desktop of an evaluation count its days.
#[test]
fn a_license_valid_for_no_day() {
    let is_over = |text: &str| read_text(text).rows().iter().any(|row| row.key == "license.status" && row.value == "5");
    for (over, open) in [
        ("Windows License valid for 0 days", "Windows License valid for 10 days"),
        ("Windows ライセンスの有効期間 0 日", "Windows ライセンスの有効期間 10 日"),
    ] {
        let of = |days: &str| format!("Windows Server 2022 Standard Evaluation\n{days}");
        assert!(is_over(&of(over)) && !is_over(&of(open)), "{over}");
    }
}

#[test]
fn what_may_come_is_no_end() {
    for text in [
        "What happens when the Windows license has expired?",
        "wlms.exe is the Windows License Monitoring Service",
        "この Windows のインストールのライセンス期間は 2026 年 11 月 26 日までです。",
        "C:\\Windows\\system32\\shutdown.exe has initiated the shutdown\nReason Code: 0x80000000",
    ] {
        assert!(read_text(text).rows().is_empty(), "{text}");
    }
}

#[test]
fn a_client_of_kms_is_no_evaluation_though_people_call_it_expired() {
    let ended = |text: &str| read_text(text).rows().iter().any(|row| row.value == "TIMEBASED_EVAL");
    for (told, of_evaluation) in [
        ("Forty machines show \"Windows license is expired\".", "The evaluation shows \"Windows license is expired\"."),
        (
            "画面に「Windows ライセンスの有効期限が切れました」と出ます。",
            "評価版に「Windows ライセンスの有効期限が切れました」と出ます。",
        ),
    ] {
        assert!(ended(told), "{told}");
        for asked in ["Error: 0xC004F074", "*** dc1 can't find _vlmcs._tcp.corp.example: Non-existent domain"] {
            assert!(!ended(&format!("{told}\n{asked}")), "{told} {asked}");
            assert!(ended(&format!("{asked}\n{of_evaluation}")), "{of_evaluation} {asked}");
        }
    }
}
