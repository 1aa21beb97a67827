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
