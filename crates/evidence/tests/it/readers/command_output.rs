//! Answers in the language of the machine, known by the prompt above them.

use crate::check;

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
