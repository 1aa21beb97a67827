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
