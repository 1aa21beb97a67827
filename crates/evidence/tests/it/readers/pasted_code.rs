//! Codes in texts of no other kind.

use crate::check;

#[test]
fn typed_off_a_screen() {
    check(
        "Office says 0xC004F074, before that it was c004f038.",
        "text.code
        1 code = 0xC004F074
        1 code = 0xC004F038",
    );
}

#[test]
fn in_decimal_digits() {
    check(
        "The task ended with -1073418124, the other one with 3221549130.",
        "text.code
        1 code = 0xC004F074
        1 code = 0xC004F04A",
    );
    check("Call 2147946300-12 or 10.3221549172.4, order 5321549172, at 1764000000.", "");
}

/// A number without a sign is a code where its label, a verb before it or another code says so.
#[test]
fn a_bare_number_is_a_code_where_its_label_says_so() {
    for said in [
        "Last Run Result: 2147951403",
        "The script returned 2147951403 on both machines.",
        "スクリプトの終了コードは 2147951403 でした。",
        "Letztes Ergebnis: 2147951403",
        "ExitCode=2147951403",
    ] {
        check(said, "text.code\n1 code = 0x8007232B");
    }
    check("First 0xC004F074 came up, later 2147951403.", "text.code\n1 code = 0xC004F074\n1 code = 0x8007232B");
    check("Windows is in notification, 3221549108.", "text.code\n1 code = 0xC004F034");
    for other in [
        "Windows wrote 3221549108 at once.",
        "Downloaded 2147951403 of 4294967295",
        "Last Run: 2147951403",
        "The cache was cleared: 2147951403 bytes.",
        "Error: 2147951403 bytes are missing",
        "セッション ID 2147951403",
        "ContentLength=2147951403",
    ] {
        check(other, "");
    }
}

/// "I have this too" comes from another machine.
#[test]
fn who_began_a_thread_tells_the_code() {
    let thread = |second: &str, code: &str| {
        format!(
            "Sato · description · 2026-05-20\n認証できません。0xC004C003 です。\n\n{second} · comment · 2026-05-21\nNow it is {code}."
        )
    };
    check(&thread("Tanaka", "0xC004F050"), "text.code\n2 code = 0xC004C003");
    check(&thread("Sato", "0xC004F050"), "text.code\n2 code = 0xC004C003\n5 code = 0xC004F050");
    check(
        "Sato · description · 2026-05-20\nHelp!\nTanaka · comment · 2026-05-21\n0xC004F050, 0xC004C003",
        "text.code\n4 code = 0xC004F050\n4 code = 0xC004C003",
    );
}

/// Who asks another machine over WMI and does not reach it learns nothing of its license; the tool on the machine itself does.
#[test]
fn an_error_of_who_asks_another_machine_is_no_code_of_it() {
    check("pc-07: Get-CimInstance : The RPC server is unavailable, 0x800706BA", "text.code");
    check("pc-07: リモート コンピューターの WMI に接続できません (0x800706BA)", "text.code");
    check(
        "pc-07: Unable to connect to the WMI service on the remote machine. Access is denied. 0x80070005",
        "text.code",
    );
    check("pc-07: slmgr /ato says 0x800706BA", "text.code\n1 code = 0x800706BA");
    check("pc-07: over WMI I read 0xC004F074", "text.code\n1 code = 0xC004F074");
}
