//! Answers in the language of the machine, known by the prompt above them.

use crate::{check, read_text, shown};

#[test]
fn the_proxy_of_services_is_known_in_any_language() {
    check(
        "C:\\>netsh winhttp show proxy\n\n現在の WinHTTP プロキシ設定:\n\n    直接アクセス (プロキシ サーバーなし)。",
        "net.proxy",
    );
}

#[test]
fn codes_of_other_commands_are_none_of_an_activation() {
    check(
        "C:\\>cscript //nologo C:\\Windows\\System32\\slmgr.vbs /ao-list\nFehler: 0x8007054B Die Domäne ist nicht vorhanden.",
        "ad.ao",
    );
    check(
        "C:\\>w32tm /stripchart /computer:branch.test\nFehler: Der angegebene Host ist unbekannt. (0x80072AF9)",
        "time",
    );
}

/// `0xC000020A` is 192.0.2.10.
#[test]
fn the_reference_of_a_clock_is_no_code() {
    check("Leap Indicator: 0(no warning)\nReferenceId: 0xC000020A (source IP:  192.0.2.10)", "");
}

#[test]
fn what_is_written_below_the_answer_of_w32tm_is_about_an_activation() {
    let status = "C:\\>w32tm /query /status\nStratum: 0 (unspecified)\nSource: Local CMOS Clock\n";
    let told = |below: &str| shown(&read_text(&format!("{status}{below}\n"))).contains("0xC004F06C");
    assert!(told("\nIt ends with 0xC004F06C.") && told("slmgr /ato: 0xC004F06C"));
    assert!(!shown(&read_text(&format!("{status}The following error occurred: 0x80070426\n"))).contains("0x80070426"));
}
